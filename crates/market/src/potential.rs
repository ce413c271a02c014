use register::Snapshot;
use register::tables::Fact;

use crate::facts::one_value;

/// What somebody expected beside what it could have had: two facts that a source printed.
#[derive(Debug, Clone, PartialEq)]
pub struct ExpectedAgainstPotential<'a> {
    /// What was expected.
    pub expected: &'a Fact,
    /// What could have been.
    pub potential: &'a Fact,
    /// The one in per cent of the other.
    pub percent: f64,
}

/// Every pair of facts of one subject, unit of measurement and period, where the measure of the one begins
/// with `expected` and that of the other with `potential`.
pub fn expected_against_potential(snapshot: &Snapshot) -> Vec<ExpectedAgainstPotential<'_>> {
    let facts = &snapshot.rows.facts;
    let mut pairs = Vec::new();
    for expected in facts.iter().filter(|fact| fact.measure.0.starts_with("expected")) {
        let of_it = facts.iter().filter(|fact| {
            fact.measure.0.starts_with("potential")
                && fact.subject_code == expected.subject_code
                && fact.unit == expected.unit
                && fact.period == expected.period
        });
        for potential in of_it {
            let values = one_value(expected).zip(one_value(potential)).filter(|(_, whole)| *whole > 0.0);
            if let Some((part, whole)) = values {
                pairs.push(ExpectedAgainstPotential { expected, potential, percent: part / whole * 100.0 });
            }
        }
    }
    pairs
}
