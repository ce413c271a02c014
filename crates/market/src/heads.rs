use register::Snapshot;
use register::tables::{Fact, Intention, Role};
use vocabulary::Code;

use crate::facts::{about_all, one_value};

/// What a unit expects to be paid a head, beside the allowance a head.
#[derive(Debug, Clone, PartialEq)]
pub struct HeadBudget<'a> {
    /// The unit.
    pub unit: &'a Code,
    /// What it expects.
    pub expected: &'a Fact,
    /// Pounds a head that it expects.
    pub pounds: f64,
    /// In per cent of the allowance a head.
    pub percent: f64,
    /// What customers of the unit say that they will spend a head.
    pub intentions: Vec<&'a Intention>,
}

/// Budgets a head that units expected, against what commissioners may spend a head.
#[derive(Debug, Clone, PartialEq)]
pub struct HeadBudgets<'a> {
    /// What may be spent a head.
    pub allowance: &'a Fact,
    /// Pounds a head of it.
    pub allowance_pounds: f64,
    /// The units whose expectation is known.
    pub units: Vec<HeadBudget<'a>>,
    /// What a source counted without naming all units, such as 5 `of 7 units`.
    pub counted: Option<(&'a Fact, u32)>,
}

impl HeadBudgets<'_> {
    /// How many of the units that are known expect less than half of the allowance.
    pub fn under_half(&self) -> usize {
        self.units.iter().filter(|unit| unit.percent < 50.0).count()
    }
}

/// Units' expected budgets a head. Found by the words of the table `facts`, as `england-2013` has them
/// (F08 to F13): the allowance is a fact about all bodies in `GBP a head` whose measure begins
/// `running cost`; the units' are those whose measure begins `expected budget`; the count speaks of
/// `under half` and its unit of measurement is `of N units`. A register without such facts has none.
pub fn head_budgets(snapshot: &Snapshot) -> Option<HeadBudgets<'_>> {
    let facts = &snapshot.rows.facts;
    let a_head = |fact: &&Fact| fact.unit == "GBP a head";
    let running = |fact: &&Fact| about_all(fact) && fact.measure.0.starts_with("running cost");
    let allowance = facts.iter().filter(a_head).find(running)?;
    let allowance_pounds = one_value(allowance).filter(|pounds| *pounds > 0.0)?;
    let mut units = Vec::new();
    for fact in facts.iter().filter(a_head).filter(|fact| fact.measure.0.starts_with("expected budget")) {
        let is_unit =
            |code: &Code| snapshot.body(code).is_some_and(|body| body.roles.0.contains(&Role::Unit));
        let (Some(pounds), [unit]) = (one_value(fact), fact.subject_code.0.as_slice()) else { continue };
        if is_unit(unit) {
            let rows = snapshot.rows.intentions.iter();
            let intentions = rows.filter(|row| row.per_head && row.supplier_code == *unit).collect();
            let percent = pounds / allowance_pounds * 100.0;
            units.push(HeadBudget { unit, expected: fact, pounds, percent, intentions });
        }
    }
    let counted = facts.iter().filter(|fact| about_all(fact) && fact.measure.0.contains("under half"));
    let counted = counted.filter_map(|fact| Some((fact, of_units(&fact.unit)?))).next();
    Some(HeadBudgets { allowance, allowance_pounds, units, counted })
}

/// The number in `of 7 units`.
fn of_units(unit: &str) -> Option<u32> {
    unit.strip_prefix("of ")?.strip_suffix(" units")?.parse().ok()
}
