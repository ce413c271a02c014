//! The stages that hold words: the aim, the needs, the decision.

use rust_xlsxwriter::Worksheet;
use vocabulary::Findings;

use super::expr::text_at;
use super::section::section;
use super::sheet::Sheet;
use super::style::{Kind, Look};
use super::summary::SummaryCells;
use super::told::Told;

/// The name of the sheet of the last stage.
pub(super) const DECISION: &str = "4 Decision";

/// Stage one.
pub(super) fn aim(told: &Told<'_>) -> Result<Worksheet, Findings> {
    let aim = &told.answer.appraisal.aim;
    let mut sheet = Sheet::new("1 Aim", told.results, &[32.0, 90.0, 44.0]);
    let mut row = sheet.title("1 Aim", "What is to be achieved, and the money there is.");
    let words = [("What isn’t met today", &aim.objective), ("What would count as success", &aim.success)];
    for (what, text) in words {
        sheet.text(row, 0, what, Look::Strong);
        sheet.text(row, 1, text, Look::Words);
        row += 1;
    }
    if aim.envelope.is_empty() {
        return sheet.finish();
    }
    row = sheet.heading(row + 1, "The money there is");
    row = sheet.columns(row, &[("Year", false), ("Where the amount is from", false), ("Pounds", true)]);
    for envelope in &aim.envelope {
        sheet.text(row, 0, &envelope.year.to_string(), Look::Words);
        sheet.text(row, 1, &envelope.source, Look::Words);
        sheet.number(row, 2, envelope.amount.as_f64() / 100.0, (Look::Engine, Kind::Pounds));
        row += 1;
    }
    sheet.finish()
}

/// Stage two.
pub(super) fn needs(told: &Told<'_>) -> Result<Worksheet, Findings> {
    let mut sheet = Sheet::new("2 Needs", told.results, &[30.0, 18.0, 16.0, 46.0, 40.0, 46.0]);
    let row = sheet.title("2 Needs", "The services in scope. What is paid today is the register’s.");
    if let Some(found) = told.page.section("needs") {
        section(&mut sheet, row, found);
    }
    sheet.finish()
}

/// The sections of the last stage, in the order in which a board asks.
const ASKED: [&str; 9] =
    ["evidence", "significance", "switching", "drivers", "indices", "timing", "dates", "hosting", "units"];

/// Stage four.
pub(super) fn decision(told: &Told<'_>, summary: &SummaryCells) -> Result<Worksheet, Findings> {
    let widths = [54.0, 30.0, 28.0, 34.0, 44.0, 24.0, 44.0];
    let mut sheet = Sheet::new(DECISION, told.results, &widths);
    let lead = "The preferred option follows the Summary. Everything below it is what the engine found for the option preferred when the workbook was made.";
    let mut row = sheet.title("4 Decision", lead);
    sheet.text(row, 0, "Preferred option", Look::Strong);
    let title = told.answer.options.get(told.answer.preferred).map_or("", |option| option.title.as_str());
    let parts = [text_at(&summary.preferred_title)];
    sheet.words(row, 1, ("{}", &parts), title, (Look::StrongPlain, Kind::Text));
    row += 2;
    for id in ASKED {
        if let Some(found) = told.page.section(id) {
            row = section(&mut sheet, row, found);
        }
    }
    sheet.finish()
}
