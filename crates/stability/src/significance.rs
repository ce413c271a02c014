//! Is a case needed? (`docs/model.md`, section 14.)

use std::collections::{BTreeMap, BTreeSet};

use ledger::BodyId;
use register::rules::{SignificanceRule, SignificanceTest, ViabilityTest};
use register::tables::Role;
use register::{Rulebook, Snapshot};
use vocabulary::{Basis, Code, Date};

use crate::effects::percent_of;
use crate::impact::{Impact, Party};
use crate::viability::break_even_loss;

/// One test of the policy.
#[derive(Debug, Clone, PartialEq)]
pub struct SignificanceRow {
    /// The policy that it belongs to.
    pub rule: Code,
    /// Its title.
    pub title: String,
    /// The test.
    pub test: SignificanceTest,
    /// The number at which it bites; none where it is yes or no.
    pub threshold: Option<f64>,
    /// What was found, in the threshold's unit; 1 and 0 for yes and no.
    pub value: f64,
    /// Does it make the move significant?
    pub bites: bool,
    /// First day of the policy.
    pub valid_from: Date,
    /// Was the policy in force on the day of the first move?
    pub in_force: bool,
    /// How the threshold is known.
    pub basis: Basis,
    /// Where the threshold is from.
    pub source: String,
}

/// Who has to be asked, and about whom.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// The oversight body.
    pub oversight: Code,
    /// Bodies that it oversees and that are touched.
    pub about: Vec<Code>,
    /// Does it oversee a body that moves?
    pub of_leaver: bool,
}

/// Is a case needed, why, and who must be asked?
#[derive(Debug, Clone, PartialEq)]
pub struct Significance {
    /// Every test, those that bite first.
    pub rows: Vec<SignificanceRow>,
    /// Oversight bodies, the leavers' own first.
    pub asked: Vec<Asked>,
}

impl Significance {
    /// Is a case needed?
    pub fn is_significant(&self) -> bool {
        self.rows.iter().any(|row| row.bites)
    }
}

/// Judges an impact by the policy in force on the day of the first move, else the nearest in time. Rows for other
/// destinations say nothing; the policy for the destination goes before the one for any.
pub fn significance(snapshot: &Snapshot, rulebook: &Rulebook, impact: &Impact) -> Significance {
    let mut by_test: BTreeMap<SignificanceTest, &SignificanceRule> = BTreeMap::new();
    let kinds: BTreeSet<&str> =
        impact.setup.plan.exits.iter().map(|exit| exit.target.to.kind.word()).collect();
    let named = |row: &SignificanceRule| row.destinations.0.iter().any(|kind| kinds.contains(kind.as_str()));
    let any = |row: &SignificanceRule| row.destinations.0.iter().any(Code::is_any);
    let first = impact.setup.plan.exits.iter().map(|exit| exit.month).min().unwrap_or(0);
    let on = impact.setup.model.date(first);
    // In force first, then the policy for the destination before the one for any, then the nearest in time.
    let order = |row: &SignificanceRule| {
        (days_off(row, on) > 0, !named(row), days_off(row, on), std::cmp::Reverse(row.valid_from))
    };
    for row in rulebook.significance.iter().filter(|row| named(row) || any(row)) {
        if by_test.get(&row.test).is_none_or(|held| order(row) < order(held)) {
            by_test.insert(row.test, row);
        }
    }
    let mut rows: Vec<SignificanceRow> = by_test.into_values().map(|row| judge(impact, row, on)).collect();
    rows.sort_by_key(|row| (!row.bites, row.test));
    Significance { rows, asked: asked(snapshot, impact) }
}

/// Days between a day and the nearest on which a row is in force; 0 when it is.
fn days_off(row: &SignificanceRule, on: Date) -> i32 {
    let days = |from: Date, to: Date| from.until(to).map_or(i32::MAX, |span| span.get_days());
    if on < row.valid_from {
        return days(on, row.valid_from);
    }
    row.valid_to.filter(|to| *to < on).map_or(0, |to| days(to, on))
}

fn judge(impact: &Impact, row: &SignificanceRule, on: Date) -> SignificanceRow {
    let value = match row.test {
        SignificanceTest::BuyerShareOfUnitSpend => share_of_buyers_spend(impact),
        SignificanceTest::UnitIncomeShare => share_of_unit_income(impact),
        SignificanceTest::BreakEvenBreached => f64::from(u8::from(break_even_breached(impact))),
        SignificanceTest::ServiceUnderCriticalMass => f64::from(u8::from(newly_under_critical_mass(impact))),
        SignificanceTest::OtherBodyWorseOff => worst_neighbour(impact).map_or(0.0, |(_, percent)| percent),
    };
    let threshold = row.threshold.map(|number| number.0);
    SignificanceRow {
        rule: row.rule_id.clone(),
        title: row.title.0.clone(),
        test: row.test,
        threshold,
        value,
        bites: threshold.map_or(value > 0.0, |threshold| value > threshold),
        valid_from: row.valid_from,
        in_force: row.valid_from <= on && row.valid_to.is_none_or(|to| to >= on),
        basis: row.basis,
        source: row.source.0.clone(),
    }
}

/// What the moves take from each (buyer, supplier) and each supplier, pence a year, at prices of the start.
fn moved_by(impact: &Impact) -> (BTreeMap<(BodyId, BodyId), f64>, BTreeMap<BodyId, f64>) {
    let setup = &impact.setup;
    let (mut pairs, mut suppliers) = (BTreeMap::new(), BTreeMap::new());
    for exit in &setup.plan.exits {
        let line = &setup.model.lines[exit.line];
        let annual = setup.likely.line_annual[exit.line];
        *pairs.entry((line.buyer, line.supplier)).or_default() += annual;
        *suppliers.entry(line.supplier).or_default() += annual;
    }
    (pairs, suppliers)
}

fn spend(impact: &Impact, fits: impl Fn(&crate::model::Line) -> bool) -> f64 {
    let setup = &impact.setup;
    let lines = setup.model.lines.iter().zip(&setup.likely.line_annual);
    lines.filter(|(line, _)| fits(line)).map(|(_, annual)| annual).sum()
}

fn largest(shares: impl Iterator<Item = (f64, f64)>) -> f64 {
    shares.map(|(part, whole)| if whole > 0.0 { part / whole * 100.0 } else { 0.0 }).fold(0.0, f64::max)
}

/// Largest share of what a buyer spends with a unit that it moves away, per cent. Buyers that join leave no
/// unit.
pub fn share_of_buyers_spend(impact: &Impact) -> f64 {
    let (pairs, _) = moved_by(impact);
    largest(pairs.into_iter().filter(|((buyer, supplier), _)| buyer != supplier).map(
        |((buyer, supplier), part)| {
            (part, spend(impact, |line| line.buyer == buyer && line.supplier == supplier))
        },
    ))
}

/// Largest share of a unit's income that moves away, per cent.
pub fn share_of_unit_income(impact: &Impact) -> f64 {
    let (_, suppliers) = moved_by(impact);
    let units = suppliers
        .into_iter()
        .filter(|(body, _)| impact.setup.model.units.iter().any(|unit| unit.body == *body));
    largest(units.map(|(supplier, part)| (part, spend(impact, |line| line.supplier == supplier))))
}

fn break_even_breached(impact: &Impact) -> bool {
    let (_, suppliers) = moved_by(impact);
    let units = impact.setup.model.units.iter().enumerate();
    units.filter_map(|(index, unit)| suppliers.get(&unit.body).map(|lost| (index, *lost))).any(
        |(index, lost)| {
            lost > break_even_loss(&impact.setup.model, &impact.baseline.verdicts[index].reserve).as_f64()
        },
    )
}

/// Services that go under their critical mass because of the moves: (service, rise in per cent, month).
pub fn under_critical_mass(impact: &Impact) -> Vec<(usize, f64, u32)> {
    let fails = |row: &&crate::viability::TestRow| row.test == ViabilityTest::CriticalMass && !row.met;
    let before: BTreeSet<Option<usize>> =
        impact.baseline.tests.iter().filter(fails).map(|row| row.cell).collect();
    let after = impact.moved.tests.iter().filter(fails).filter(|row| !before.contains(&row.cell));
    after.filter_map(|row| Some((row.cell?, row.value, row.month))).collect()
}

fn newly_under_critical_mass(impact: &Impact) -> bool {
    !under_critical_mass(impact).is_empty()
}

/// The neighbour that pays most more, in per cent of what it pays without the moves.
pub fn worst_neighbour(impact: &Impact) -> Option<(BodyId, f64)> {
    let neighbours = impact.bodies().into_iter().filter(|body| impact.party(*body) == Party::Neighbour);
    let changes = neighbours.filter_map(|body| {
        percent_of(impact.change(body), impact.baseline.sums.total(body)).map(|percent| (body, percent))
    });
    changes.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))
}

/// The oversight bodies of every body that moves, serves or pays a different price.
fn asked(snapshot: &Snapshot, impact: &Impact) -> Vec<Asked> {
    let mut by_oversight: BTreeMap<Code, (Vec<Code>, bool)> = BTreeMap::new();
    for body in impact.bodies() {
        let code = impact.code(body);
        let Some(row) = snapshot.body(code) else { continue };
        let Some(oversight) = &row.oversight_code else { continue };
        let party = impact.party(body);
        let touched = party == Party::Leaver || impact.change(body).0 != 0;
        if !touched || !(row.roles.0.contains(&Role::Commissioner) || row.roles.0.contains(&Role::Unit)) {
            continue;
        }
        let entry = by_oversight.entry(oversight.clone()).or_default();
        entry.0.push(code.clone());
        entry.1 |= party == Party::Leaver;
    }
    let rows = by_oversight.into_iter();
    let mut asked: Vec<Asked> =
        rows.map(|(oversight, (about, of_leaver))| Asked { oversight, about, of_leaver }).collect();
    asked.sort_by_key(|row| (!row.of_leaver, row.oversight.clone()));
    asked
}
