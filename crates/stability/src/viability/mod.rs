//! Does a unit stand? Its reserve month by month, and the tests of `docs/model.md`, section 6.

mod tests;

use register::rules::ViabilityTest;
use vocabulary::{Pence, choice};

pub use tests::Tests;

use crate::book::Sums;
use crate::model::{Model, Numbers};

choice! {
    /// The answer to "does the unit stand?", from good to bad.
    pub enum Verdict {
        /// Every test is met.
        Stands = "stands",
        /// A test is not met, but it can pay its way.
        Strained = "strained",
        /// Its reserve falls below zero.
        Fails = "fails",
    }
}

/// One test of one unit, or of one of its services.
#[derive(Debug, Clone, PartialEq)]
pub struct TestRow {
    /// The unit, as an index into the model's units.
    pub unit: usize,
    /// The service, as an index into the model's services.
    pub cell: Option<usize>,
    /// The test.
    pub test: ViabilityTest,
    /// The number at which it bites, in the unit of the test: pounds, per cent, people, index.
    pub threshold: f64,
    /// The value furthest to the wrong side.
    pub value: f64,
    /// The first month of the horizon in which it isn't met; else the month of the value.
    pub month: u32,
    /// Is it met?
    pub met: bool,
    /// Where the threshold is from.
    pub source: String,
}

/// A unit's answer.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitVerdict {
    /// The answer.
    pub verdict: Verdict,
    /// The lowest reserve, and its month.
    pub lowest_reserve: (Pence, u32),
    /// The first month in which the reserve is below zero.
    pub fails_from: Option<u32>,
    /// Reserve at the end of each month.
    pub reserve: Vec<Pence>,
}

/// Reserve at the end of each month: the opening reserve and the surplus since.
pub fn reserve_path(model: &Model, numbers: &Numbers, sums: &Sums, unit: usize) -> Vec<Pence> {
    let opening = numbers.unit_reserve[unit].round() as i64;
    let net = sums.of(model.units[unit].body).iter();
    net.scan(opening, |reserve, paid| {
        *reserve -= paid;
        Some(Pence(*reserve))
    })
    .collect()
}

/// The largest yearly income that a unit could lose from the first month, shedding no cost, and still end
/// the horizon with a reserve of zero or more.
pub fn break_even_loss(model: &Model, reserve: &[Pence]) -> Pence {
    let last = reserve.last().copied().unwrap_or_default();
    Pence::round(last.as_f64().max(0.0) / model.years())
}
