//! What a unit plans to earn, beside what its customers could spend.

use std::collections::BTreeSet;

use market::{ExpectedAgainstPotential, Market, Scale, expected_against_potential};
use register::Snapshot;
use vocabulary::{Code, FinancialYear, Pence};

use super::PlanRow;

/// A year of a plan beside the running-cost allowances of the customers it names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Potential {
    /// The year.
    pub year: FinancialYear,
    /// What the unit plans from customers whose allowance is known, pence.
    pub planned: Pence,
    /// The allowances of those customers, pence.
    pub allowances: Pence,
    /// Customers whose allowance of that year isn't known, `*` among them: they are in neither number.
    pub unknown: BTreeSet<Code>,
}

impl Potential {
    /// The part of the allowances that the unit plans to earn, per cent; none if no allowance is known.
    pub fn percent(&self) -> Option<f64> {
        (self.allowances > Pence::ZERO).then(|| self.planned.as_f64() / self.allowances.as_f64() * 100.0)
    }
}

/// Each year of a plan beside the allowances of its customers.
pub fn potential(snapshot: &Snapshot, plan: &[PlanRow]) -> Vec<Potential> {
    let years: BTreeSet<FinancialYear> = plan.iter().map(|row| row.year).collect();
    years.into_iter().map(|year| of_year(snapshot, plan, year)).collect()
}

/// What a source printed of a unit's expectation beside what it could have had, such as £4.5m of £40m.
pub fn expected_of<'a>(snapshot: &'a Snapshot, unit: &Code) -> Vec<ExpectedAgainstPotential<'a>> {
    let mut pairs = expected_against_potential(snapshot);
    pairs.retain(|pair| pair.expected.subject_code.0.contains(unit));
    pairs
}

/// Services of a unit that serve fewer people than such a service needs.
pub fn under_scale<'a>(market: &Market<'a>, unit: &Code) -> Vec<Scale<'a>> {
    let mut scales = market.scales();
    scales.retain(|scale| scale.unit == unit && scale.is_under());
    scales
}

fn of_year(snapshot: &Snapshot, plan: &[PlanRow], year: FinancialYear) -> Potential {
    let mut found =
        Potential { year, planned: Pence::ZERO, allowances: Pence::ZERO, unknown: BTreeSet::new() };
    let rows = || plan.iter().filter(|row| row.year == year);
    for customer in rows().map(|row| &row.customer).collect::<BTreeSet<_>>() {
        let mut allowances = snapshot.rows.allowances.iter();
        let allowance = allowances.find(|row| row.body_code == *customer && row.financial_year == year);
        let Some(allowance) = allowance else {
            found.unknown.insert(customer.clone());
            continue;
        };
        let own = rows().filter(|row| row.customer == *customer).map(|row| row.income);
        found.planned += own.sum::<Pence>();
        found.allowances += allowance.amount_gbp;
    }
    found
}
