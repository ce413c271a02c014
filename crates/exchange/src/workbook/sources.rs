use rust_xlsxwriter::Worksheet;
use vocabulary::Findings;

use super::sheet::Sheet;
use super::style::{Kind, Look};
use super::told::Told;
use crate::appraisal_hash;

/// The name of the sheet.
pub(super) const SOURCES: &str = "Sources";

/// Writes the sheet.
pub(super) fn sources(told: &Told<'_>) -> Result<Worksheet, Findings> {
    let appraisal = &told.answer.appraisal;
    let mut sheet = Sheet::new(SOURCES, told.results, &[34.0, 66.0, 40.0, 8.0, 90.0]);
    let mut row = sheet.title("Sources", "What the workbook was made from. The same appraisal, register and rules give the same numbers again.");
    let rows = [
        ("Engine", env!("CARGO_PKG_VERSION").to_string()),
        ("Register", told.snapshot.name.clone()),
        ("SHA-256 of the register", told.snapshot.hash.clone()),
        ("SHA-256 of rules and rates", told.rulebook.hash.clone()),
        ("SHA-256 of the appraisal", appraisal_hash(appraisal)),
        ("Payer rule", appraisal.payer_rule.to_string()),
        (
            "Do others decide anew at each review?",
            (if appraisal.reaction { "yes" } else { "no" }).to_string(),
        ),
        ("Seed and draws", format!("{}, {}", appraisal.seed, appraisal.draws)),
    ];
    for (what, value) in rows {
        sheet.text(row, 0, what, Look::Words);
        sheet.text(row, 1, &value, Look::Words);
        row += 1;
    }
    row = assumptions(told, &mut sheet, row + 1);
    row = sheet.heading(row, "Sources of the register");
    row = sheet.columns(
        row,
        &[("Source", false), ("Title", false), ("Publisher", false), ("Rank", true), ("Note", false)],
    );
    for source in told.snapshot.rows.sources.iter() {
        sheet.text(row, 0, source.source_id.as_str(), Look::Words);
        sheet.text(row, 1, &source.title.0, Look::Words);
        sheet.text(row, 2, &source.publisher, Look::Words);
        sheet.number(row, 3, f64::from(source.rank), (Look::Formula, Kind::Count));
        sheet.text(row, 4, &source.note, Look::Words);
        row += 1;
    }
    sheet.finish()
}

/// What is assumed beside the register: the engine reads it, not this workbook.
fn assumptions(told: &Told<'_>, sheet: &mut Sheet, row: u32) -> u32 {
    let assumptions = &told.answer.appraisal.assumptions;
    if assumptions.is_empty() {
        return row;
    }
    let mut row = sheet.heading(row, "Assumed beside the register");
    row = sheet.columns(
        row,
        &[("At", false), ("Why", false), ("Low, likely, high", false), ("", false), ("", false)],
    );
    for assumption in assumptions {
        let value = assumption.value;
        let times = if assumption.scale { " times" } else { "" };
        sheet.text(row, 0, &assumption.at, Look::Words);
        sheet.text(row, 1, &assumption.reason, Look::Words);
        sheet.text(
            row,
            2,
            &format!("{}, {}, {}{times}", value.low(), value.likely(), value.high()),
            Look::Words,
        );
        row += 1;
    }
    row + 1
}
