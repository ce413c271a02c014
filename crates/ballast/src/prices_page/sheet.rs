//! Who pays for which cost: the table that a reader can add up.

use register::Snapshot;
use register::tables::PoolKind;
use stability::prices::{Part, SheetColumn, UnitPrices};
use vocabulary::Pence;

use crate::listing::{Cell, Section};

/// The table for people, costs of a kind together; every cost by itself is in `--format csv`.
pub(super) fn section(snapshot: &Snapshot, answer: &UnitPrices) -> Section {
    let mut section =
        Section::new("certificate", "Who pays for which cost, under the prices nearest to today's")
            .column("buyer", "Buyer")
            .column("follows_gbp", "Own use")
            .column("stays_gbp", "Services")
            .column("empty_gbp", "Empty places")
            .column("overhead_gbp", "Overhead")
            .column("charge_gbp", "Charge");
    let Some(sheet) = answer.stable.as_ref().and_then(|stable| stable.sheet.as_ref()) else {
        return section;
    };
    section = section.note("In pounds and pence, so that it can be added up: down to what the unit costs, across to the charge. Own use follows volume, full teams included; services: what stays as long as anybody uses them. Nobody pays more for a cost than it would be for that buyer alone, and no line more than it would cost elsewhere.");
    section = section.note(why(answer));
    let total = |pick: &dyn Fn(usize) -> Pence| -> Vec<Pence> {
        let mut sums = vec![Pence::ZERO; 5];
        for (at, column) in sheet.columns.iter().enumerate() {
            sums[kind_of(column)] += pick(at);
            sums[4] += pick(at);
        }
        sums
    };
    let mut add = |name: Cell, amounts: Vec<Pence>| {
        let cells = amounts.into_iter().map(|pence| Cell::Rate(pence.as_f64()));
        section.row(std::iter::once(name).chain(cells).collect());
    };
    for (at, code) in answer.game.buyers.iter().enumerate() {
        add(super::buyer(snapshot, code), total(&|column| sheet.cell(&answer.game, at, column)));
    }
    if sheet.columns.iter().any(|column| column.short > Pence::ZERO) {
        add(Cell::text("Somebody else"), total(&|column| sheet.columns[column].short));
    }
    add(Cell::text("What it costs"), total(&|column| sheet.columns[column].cost));
    section
}

/// What the table shows about groups.
fn why(answer: &UnitPrices) -> &'static str {
    if answer.smoothed.idle_cost() >= 1.0 {
        "So no group gains more by leaving than what its members pay for empty places; that they don't gain at all was found by going through the groups. `--format csv` has every cost by itself."
    } else {
        "So no group gains by leaving. `--format csv` has every cost by itself."
    }
}

fn kind_of(column: &SheetColumn) -> usize {
    match (column.service, column.part, column.kind) {
        (_, Part::Empty, _) => 2,
        (None, ..) => 3,
        (Some(_), _, PoolKind::Variable) => 0,
        (Some(_), Part::Used, PoolKind::Step) => 0,
        (Some(_), _, PoolKind::Fixed) => 1,
    }
}
