//! Which units of a register don't stand although nobody moves, worst first: every unit through the tests of
//! `docs/model.md`, section 6, over five years at the register's own values.

use std::collections::BTreeMap;

use register::rules::ViabilityTest;
use register::{Rulebook, Snapshot};
use vocabulary::{Basis, Code, Date, Findings, Pence};

use crate::impact::{Impact, run};
use crate::setup::{Options, prepare};
use crate::standing::nobody_moves;
use crate::viability::{TestRow, Verdict, break_even_loss};

/// How a unit stands if nobody moves.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitStand {
    /// The unit.
    pub unit: Code,
    /// The answer.
    pub verdict: Verdict,
    /// The first day of the month in which its reserve is below zero.
    pub fails_from: Option<Date>,
    /// Its lowest reserve.
    pub lowest_reserve: Pence,
    /// The largest yearly income that it could lose, shedding no cost, and still end with a reserve of zero.
    pub break_even_loss: Pence,
    /// What its customers pay it in the first year.
    pub income: Pence,
    /// The tests that say so: those that aren't met.
    pub unmet: Vec<Unmet>,
    /// How the rows are known that it was worked out from: its lines, its costs and its reserve, how many of each.
    pub rests_on: BTreeMap<Basis, usize>,
}

impl UnitStand {
    /// Is any test not met?
    pub fn is_at_risk(&self) -> bool {
        self.verdict != Verdict::Stands
    }

    /// What could be lost, as a share of its income.
    fn cushion(&self) -> f64 {
        if self.income.0 > 0 { self.break_even_loss.as_f64() / self.income.as_f64() } else { 0.0 }
    }
}

/// A test that isn't met.
#[derive(Debug, Clone, PartialEq)]
pub struct Unmet {
    /// The test.
    pub test: ViabilityTest,
    /// The service that it is about; none for the whole unit.
    pub service: Option<Code>,
    /// The value furthest to the wrong side, in the unit of the test: pounds, per cent, people, index.
    pub value: f64,
    /// The number at which it bites.
    pub threshold: f64,
    /// The first day of the month from which it isn't met.
    pub on: Date,
    /// Where the threshold is from.
    pub source: String,
}

/// Every unit that supplies something from a day on, if nobody moves and nobody reacts: those that fail first, the
/// soonest before the others; then by the tests that aren't met; then by how little could be lost.
///
/// Errors: everything that forbids an answer.
pub fn unit_stands(snapshot: &Snapshot, rulebook: &Rulebook, on: Date) -> Result<Vec<UnitStand>, Findings> {
    let scenario = nobody_moves(on).ok_or_else(Findings::new)?;
    let setup = prepare(snapshot, rulebook, &scenario, Options::default())?;
    let impact = run(snapshot, rulebook, &scenario, setup)?;
    let model = &impact.setup.model;
    let supplies =
        |unit: &usize| model.units[*unit].cells.iter().any(|cell| !model.cells[*cell].lines.is_empty());
    let units = (0..model.units.len()).filter(supplies);
    let mut stands: Vec<UnitStand> = units.map(|unit| stand(snapshot, &impact, unit)).collect();
    stands.sort_by(|a, b| {
        let first = |stand: &UnitStand| (stand.fails_from.is_none(), stand.fails_from);
        b.verdict
            .cmp(&a.verdict)
            .then_with(|| first(a).cmp(&first(b)))
            .then_with(|| b.unmet.len().cmp(&a.unmet.len()))
            .then_with(|| a.cushion().total_cmp(&b.cushion()))
            .then_with(|| a.unit.cmp(&b.unit))
    });
    Ok(stands)
}

fn stand(snapshot: &Snapshot, impact: &Impact, unit: usize) -> UnitStand {
    let model = &impact.setup.model;
    let verdict = &impact.baseline.verdicts[unit];
    let lines = model.units[unit].cells.iter().flat_map(|cell| &model.cells[*cell].lines);
    let in_force = lines.filter(|line| model.lines[**line].from_month == 0);
    let income: f64 = in_force.map(|line| impact.setup.likely.line_annual[*line]).sum();
    let unmet = |row: &TestRow| Unmet {
        test: row.test,
        service: row.cell.map(|cell| model.cells[cell].code.clone()),
        value: row.value,
        threshold: row.threshold,
        on: model.date(row.month),
        source: row.source.clone(),
    };
    let rows = impact.baseline.tests.iter().filter(|row| row.unit == unit && !row.met);
    UnitStand {
        unit: model.units[unit].code.clone(),
        verdict: verdict.verdict,
        fails_from: verdict.fails_from.map(|month| model.date(month)),
        lowest_reserve: verdict.lowest_reserve.0,
        break_even_loss: break_even_loss(model, &verdict.reserve),
        income: Pence::round(income),
        unmet: rows.map(unmet).collect(),
        rests_on: rests_on(snapshot, &model.units[unit].code),
    }
}

fn rests_on(snapshot: &Snapshot, unit: &Code) -> BTreeMap<Basis, usize> {
    let rows = &snapshot.rows;
    let lines = rows.agreement_lines.iter().filter(|row| row.supplier_code == *unit).map(|row| row.basis);
    let costs = rows.cost_pools.iter().filter(|row| row.unit_code == *unit).map(|row| row.basis);
    let reserve = rows.units.iter().filter(|row| row.unit_code == *unit).map(|row| row.basis);
    let mut known = BTreeMap::new();
    lines.chain(costs).chain(reserve).for_each(|basis| *known.entry(basis).or_default() += 1);
    known
}
