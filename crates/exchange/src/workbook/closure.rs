//! Where everything of a closing unit goes, and what its receivers then run beside what they may spend.

use appraisal::closure::Receiver;
use rust_xlsxwriter::Worksheet;
use vocabulary::{Findings, Pence, PeopleBand};

use super::expr::{Cell, sum};
use super::section::section;
use super::sheet::Sheet;
use super::style::{Kind, Look};
use super::told::Told;

/// The name of the sheet with the map.
pub(super) const CLOSURE: &str = "Closure";
/// The name of the sheet with the receivers.
pub(super) const RECEIVERS: &str = "Receivers";

/// Both sheets; none where nothing closes.
pub(super) fn closure(told: &Told<'_>) -> Result<Option<[Worksheet; 2]>, Findings> {
    let Some(found) = told.page.section("closure") else { return Ok(None) };
    let mut sheet = Sheet::new(CLOSURE, told.results, &[18.0, 44.0, 30.0, 16.0, 14.0, 44.0, 24.0]);
    let lead = "Every agreement line, post group and cost pool of the unit goes to exactly one place on one date. It is \
                changed in the appraisal.";
    let row = sheet.title(CLOSURE, lead);
    section(&mut sheet, row, found);
    Ok(Some([sheet.finish()?, receivers(told)?]))
}

fn receivers(told: &Told<'_>) -> Result<Worksheet, Findings> {
    let mut sheet = Sheet::new(RECEIVERS, told.results, &[44.0, 18.0, 18.0, 14.0, 18.0, 18.0, 18.0, 18.0]);
    let lead = "What each receiver runs once it has taken its part over, at today’s prices, beside the running-cost money that \
                it may spend in the year of the first date. What else it runs isn’t known here.";
    let mut row = sheet.title(RECEIVERS, lead);
    row = sheet.columns(
        row,
        &[
            ("Receiver", false),
            ("Lines, a year", true),
            ("Cost pools, a year", true),
            ("Posts", true),
            ("Pays the unit today", true),
            ("May spend on running", true),
            ("Left beside the lines", true),
            ("Lines, of what it may spend", true),
        ],
    );
    sheet.freeze(row, 1);
    let rows = told.answer.closure.iter().flat_map(|closure| &closure.receivers);
    let (mut lines, mut pools, mut paid) = (Vec::new(), Vec::new(), Vec::new());
    for receiver in rows {
        let cells = one(told, &mut sheet, receiver, row);
        lines.push(cells[0].clone());
        pools.push(cells[1].clone());
        paid.push(cells[2].clone());
        row += 1;
    }
    sheet.text(row, 0, "All", Look::Strong);
    for (column, cells) in [(1, &lines), (2, &pools), (4, &paid)] {
        sheet.formula(row, column, &sum(cells), (Look::Total, Kind::Pounds));
    }
    sheet.finish()
}

/// One receiver: the cells of its lines, its pools and what it pays today.
fn one(told: &Told<'_>, sheet: &mut Sheet, receiver: &Receiver, row: u32) -> [Cell; 3] {
    sheet.text(row, 0, &told.body(&receiver.body), Look::Words);
    let mut pounds = |column: u16, amount: Pence| {
        sheet.number(row, column, amount.as_f64() / 100.0, (Look::Engine, Kind::Pounds))
    };
    let (lines, pools) = (pounds(1, receiver.lines), pounds(2, receiver.pools));
    let paid = pounds(4, receiver.paid_today);
    let envelope = receiver.envelope.filter(|envelope| envelope.0 > 0).map(|envelope| pounds(5, envelope));
    let band = PeopleBand::of(receiver.wte);
    match band.is_small() {
        true => {
            sheet.text(row, 3, &band.to_string(), Look::Engine);
        }
        false => {
            sheet.number(row, 3, receiver.wte, (Look::Engine, Kind::Number));
        }
    }
    if let Some(envelope) = envelope {
        sheet.formula(row, 6, &(&envelope - &lines), (Look::Formula, Kind::Pounds));
        sheet.formula(row, 7, &(&lines / &envelope), (Look::Formula, Kind::Share));
    }
    [lines, pools, paid]
}
