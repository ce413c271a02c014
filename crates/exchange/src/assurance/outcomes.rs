//! Outcomes of a checkpoint that is over, as CSV.

use std::collections::BTreeMap;

use assurance::RecordedOutcome;
use vocabulary::{Code, Finding, Findings, Place};

use crate::Limits;
use crate::pack::pack_from_files;

const COLUMNS: [&str; 5] = ["unit", "unit_code", "outcome", "ratings", "source"];

/// Reads outcomes: `unit,unit_code,outcome,ratings,source`. `unit` and `unit_code` may be blank: a plan that no source names.
/// `ratings` is blank where none are recorded, else `domain=rating` joined by `;`. `name` is what findings call the file.
pub fn read_outcomes(name: &str, bytes: &[u8], limits: &Limits) -> (Vec<RecordedOutcome>, Findings) {
    let (pack, mut findings) = pack_from_files(name, &[("outcomes.csv".to_string(), bytes.to_vec())], limits);
    let Some(raw) = pack.tables.first() else { return (Vec::new(), findings) };
    let at = |wanted: &str| raw.columns.iter().position(|column| column.trim() == wanted);
    let places: Vec<usize> = COLUMNS.into_iter().filter_map(at).collect();
    let &[unit, code, outcome, ratings, source] = &places[..] else {
        findings.push(
            Finding::error(
                "outcome-columns",
                Place::table(name),
                format!("the columns {}", raw.columns.join(", ")),
            )
            .expected(format!("the columns {}", COLUMNS.join(", ")))
            .action("Correct the first row."),
        );
        return (Vec::new(), findings);
    };
    let mut rows = Vec::new();
    for row in &raw.rows {
        let cell = |at: usize| row.cells.get(at).map_or("", |cell| cell.trim());
        let (Ok(found), Some(ratings)) = (cell(outcome).parse::<Code>(), read_ratings(cell(ratings))) else {
            findings.push(
                Finding::error("outcome-row", Place::row(name, row.line), row.cells.join(", "))
                    .expected("an outcome; ratings as leadership=fails;customer-focus=fails, or none")
                    .action("Correct the row."),
            );
            continue;
        };
        rows.push(RecordedOutcome {
            unit: cell(unit).to_string(),
            unit_code: cell(code).parse().ok(),
            outcome: found,
            ratings,
            source: cell(source).to_string(),
        });
    }
    (rows, findings)
}

fn read_ratings(cell: &str) -> Option<BTreeMap<Code, Code>> {
    let pair = |text: &str| {
        let (domain, rating) = text.split_once('=')?;
        Some((domain.parse().ok()?, rating.parse().ok()?))
    };
    cell.split(';').filter(|part| !part.trim().is_empty()).map(pair).collect()
}
