use register::{RawRow, RawTable};
use vocabulary::{Finding, Findings, Place};

use super::{Looks, looks, not_its_ending};
use crate::csv::{COLUMNS_MAX, Problem, Records, unescape};
use crate::limits::Budget;
use crate::text::decode;

/// Reads one CSV file into a table; none when it has no header.
pub(super) fn read(
    table: &str,
    bytes: &[u8],
    budget: &mut Budget,
    findings: &mut Findings,
) -> Option<RawTable> {
    if looks(bytes) != Looks::Text {
        findings.push(not_its_ending(
            table,
            "a .csv file that holds no text",
            "text in UTF-8",
            "Give the file the ending that it should have, or export it as CSV again.",
        ));
        return None;
    }
    let before = findings.len();
    let text = decode(table, bytes, findings);
    let mut records = Records::of(&text);
    let header = records.find(|record| record.cells.iter().any(|cell| !cell.trim().is_empty()));
    let Some(header) = header else {
        report(table, &records.problems, findings);
        if findings.len() == before {
            findings.push(no_header(table));
        }
        return None;
    };
    wrong_separator(table, header.line, &header.cells, findings);
    let mut read = RawTable { name: table.to_string(), columns: texts(header.cells), rows: Vec::new() };
    for record in records.by_ref() {
        if !budget.take(1, record.cells.len() as u64) {
            findings.push(budget.finding(table, record.line));
            break;
        }
        read.rows.push(RawRow { line: record.line, cells: texts(record.cells) });
    }
    report(table, &records.problems, findings);
    Some(read)
}

/// The finding for a table without a header.
pub(super) fn no_header(table: &str) -> Finding {
    Finding::error("no-header", Place::table(table), "nothing in the table, not even a header")
        .expected("a first row with the names of the columns")
        .action(format!("Start from `ballast template {table}`, or take the table out."))
}

fn texts(cells: Vec<String>) -> Vec<String> {
    cells
        .into_iter()
        .map(|cell| match unescape(&cell) {
            std::borrow::Cow::Borrowed(text) if text.len() == cell.len() => cell,
            text => text.into_owned(),
        })
        .collect()
}

/// A header of one cell that holds semicolons or tabs is a file of another dialect.
fn wrong_separator(table: &str, line: u32, header: &[String], findings: &mut Findings) {
    let [only] = header else { return };
    let separator = if only.contains(';') {
        "semicolons"
    } else if only.contains('\t') {
        "tabs"
    } else {
        return;
    };
    findings.push(
        Finding::error(
            "wrong-separator",
            Place::row(table, line),
            format!("{separator} between the columns"),
        )
        .expected("commas between the columns")
        .action("Save the file with commas; in a spreadsheet choose “CSV UTF-8 (comma delimited)”."),
    );
}

fn report(table: &str, problems: &[Problem], findings: &mut Findings) {
    let mut after_quote = Vec::new();
    for problem in problems {
        match problem {
            Problem::UnclosedQuote(line) => findings.push(
                Finding::error("unclosed-quote", Place::row(table, line), "a quote that is never closed")
                    .expected("a closing quote; quotes within text are doubled")
                    .action("Close the quote; nothing from this row on was read."),
            ),
            Problem::TooWide(line) => findings.push(
                Finding::error("too-wide", Place::row(table, line), "more cells than any table has")
                    .expected(format!("at most {COLUMNS_MAX} cells in a row"))
                    .action("Mend the row; nothing from it on was read."),
            ),
            Problem::TextAfterQuote(line) => after_quote.push(line),
        }
    }
    if let Some(first) = after_quote.first() {
        let seen = match after_quote.len() {
            1 => "text after a closing quote; it was kept".to_string(),
            several => {
                format!("text after a closing quote, here and in {} more places; it was kept", several - 1)
            }
        };
        findings.push(
            Finding::warning("text-after-quote", Place::row(table, first), seen)
                .expected("a comma or the end of the line after a closing quote")
                .action("Double the quotes that are part of the text."),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Limits;

    fn codes(bytes: &[u8]) -> Vec<(&'static str, String)> {
        let mut findings = Findings::new();
        let _ = read("t", bytes, &mut Budget::new(&Limits::default()), &mut findings);
        findings.into_iter().map(|finding| (finding.code, finding.place.row)).collect()
    }

    #[test]
    fn a_table_keeps_its_lines_and_its_ragged_rows() {
        let mut findings = Findings::new();
        let text = b"\xEF\xBB\xBF\n code ,note\n\na,'=1\nb\nc,d,e\n";
        let table = read("t", text, &mut Budget::new(&Limits::default()), &mut findings).unwrap();
        assert_eq!(table.columns, [" code ", "note"]);
        let rows: Vec<_> = table.rows.iter().map(|row| (row.line, row.cells.join("|"))).collect();
        assert_eq!(rows, [(4, "a|=1".to_string()), (5, "b".to_string()), (6, "c|d|e".to_string())]);
        assert!(findings.is_empty());
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        assert_eq!(codes(b""), [("no-header", String::new())]);
        assert_eq!(codes(b"a,b\n1,\"2\n"), [("unclosed-quote", "2".to_string())]);
        assert_eq!(codes(b"a,b\n\"1\"x,2\n"), [("text-after-quote", "2".to_string())]);
        assert_eq!(codes(b"a;b\n1;2\n"), [("wrong-separator", "1".to_string())]);
        assert_eq!(codes(b"a,b\n\xE9,2\n"), [("not-utf-8", "2".to_string())]);
        assert_eq!(codes(b"PK\x03\x04..."), [("not-its-ending", String::new())]);
        assert_eq!(codes(b"a,b\n1,\0\n"), [("not-its-ending", String::new())]);
    }
}
