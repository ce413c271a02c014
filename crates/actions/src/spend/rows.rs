use register::tables::{Fact, Row, Source};
use register::{RawPack, RawRow, RawTable};

use super::sums::{ReadFile, Sum};

/// Published data of a body about itself ranks after what other sources print of the same fact.
const RANK: &str = "50";

/// The rows that are kept of payments: a fact for each sum, and a source for each file that has one.
pub(crate) fn pack(files: &[ReadFile], sums: &[Sum]) -> RawPack {
    let used = files.iter().enumerate().filter(|(at, _)| sums.iter().any(|sum| sum.file == *at));
    let sources = used.map(|(at, read)| source(read, &of_file(sums, at))).collect();
    let facts = sums.iter().map(|sum| fact(&files[sum.file], sum)).collect();
    RawPack { name: "payments".to_string(), tables: vec![table::<Source>(sources), table::<Fact>(facts)] }
}

fn of_file(sums: &[Sum], at: usize) -> Vec<&Sum> {
    sums.iter().filter(|sum| sum.file == at).collect()
}

fn table<T: Row>(rows: Vec<Vec<(&'static str, String)>>) -> RawTable {
    let columns: Vec<String> = T::TABLE.columns.iter().map(|column| column.name.to_string()).collect();
    let cells = |row: Vec<(&'static str, String)>| {
        let value = |column: &String| {
            row.iter().find(|(name, _)| name == column).map(|(_, value)| value.clone()).unwrap_or_default()
        };
        columns.iter().map(value).collect()
    };
    let rows = (2..).zip(rows).map(|(line, row)| RawRow { line, cells: cells(row) }).collect();
    RawTable { name: T::TABLE.name.to_string(), columns, rows }
}

fn source_id(read: &ReadFile) -> String {
    let stem = read.name.rsplit_once('.').map_or(read.name.as_str(), |(stem, _)| stem);
    format!("spend-{}", slug(stem))
}

fn source(read: &ReadFile, sums: &[&Sum]) -> Vec<(&'static str, String)> {
    let mut payers: Vec<&str> = sums.iter().map(|sum| sum.payer.as_str()).collect();
    payers.sort_unstable();
    payers.dedup();
    let mut months: Vec<&str> = sums.iter().map(|sum| sum.month.as_str()).filter(|m| !m.is_empty()).collect();
    months.sort_unstable();
    let published = match (months.first(), months.last()) {
        (Some(first), Some(last)) if first != last => format!("{first} to {last}"),
        (Some(only), _) => only.to_string(),
        _ => String::new(),
    };
    let note = format!(
        "As published, {} payments read and {} rows left out; suppliers matched to units by a person. SHA-256 of the \
         file {}",
        read.file.payments.len(),
        read.file.dropped.len(),
        read.hash
    );
    vec![
        ("source_id", source_id(read)),
        ("title", format!("Payments over £25,000: {}", read.name)),
        ("publisher", payers.join("; ")),
        ("published", published),
        ("rank", RANK.to_string()),
        ("note", note),
    ]
}

fn fact(read: &ReadFile, sum: &Sum) -> Vec<(&'static str, String)> {
    let month = if sum.month.is_empty() { "undated" } else { &sum.month };
    let parts = [source_id(read), sum.unit.to_string(), slug(&sum.payer), month.to_string()];
    let subjects: Vec<String> =
        std::iter::once(&sum.unit).chain(&sum.payer_code).map(ToString::to_string).collect();
    let payer = if sum.payer.is_empty() { "a payer that isn't named" } else { &sum.payer };
    let spellings: Vec<String> = sum.spellings.iter().map(|name| format!("“{name}”")).collect();
    let words = if sum.payments == 1 { "payment" } else { "payments" };
    let pounds = sum.total.pounds_text();
    vec![
        ("fact_id", parts.join("/")),
        ("subject_code", subjects.join(";")),
        ("measure", format!("payments over £25,000 by {payer}")),
        ("low", pounds.clone()),
        ("high", pounds),
        ("unit", "GBP".to_string()),
        ("period", sum.month.clone()),
        ("as_printed", format!("{} {words} to {}", sum.payments, spellings.join(", "))),
        ("source", source_id(read)),
        ("basis", "recorded".to_string()),
    ]
}

/// Small letters and digits with hyphens between.
fn slug(text: &str) -> String {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_plain() {
        assert_eq!(slug("NHS Havering CCG (2020)"), "nhs-havering-ccg-2020");
    }
}
