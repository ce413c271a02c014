//! What a unit plans to earn and spend, and what its customers say of that.

mod bands;
mod check;
mod potential;
mod reconcile;
mod totals;

use register::Snapshot;
use vocabulary::{Code, FinancialYear, Pence};

pub use bands::Banded;
pub use check::{PlanYear, check_plan, sums_by_year};
pub use potential::{Potential, expected_of, potential, under_scale};
pub use reconcile::{Line, Reconciled, Verdict, reconcile};
pub use totals::Totals;

/// One line of a unit's plan: a year of one service for one customer.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct PlanRow {
    /// The unit.
    pub unit: Code,
    /// The customer, or `*`.
    pub customer: Code,
    /// The service, or `*`.
    pub service: Code,
    /// The financial year.
    pub year: FinancialYear,
    /// Income, pence a year.
    pub income: Pence,
    /// Cost, pence a year; none where the plan doesn't say.
    pub cost: Option<Pence>,
}

/// What a customer says it intends to spend with the unit in a year.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Intended {
    /// The customer.
    pub customer: Code,
    /// The unit.
    pub unit: Code,
    /// The service, or `*`: all services for which it says nothing else.
    pub service: Code,
    /// The financial year.
    pub year: FinancialYear,
    /// The low end, pence a year.
    pub low: Pence,
    /// The high end, pence a year.
    pub high: Pence,
}

/// What a unit plans, as a register has it: rows that state an income.
pub fn plan_of(snapshot: &Snapshot, unit: &Code) -> Vec<PlanRow> {
    let own = snapshot.rows.plans.iter().filter(|row| row.unit_code == *unit);
    let row = |row: &register::tables::Plan| {
        Some(PlanRow {
            unit: row.unit_code.clone(),
            customer: row.buyer_code.clone(),
            service: row.service_code.clone(),
            year: row.financial_year,
            income: row.income_gbp?,
            cost: row.cost_gbp,
        })
    };
    own.filter_map(row).collect()
}

/// What customers say they intend to spend with a unit, as a register has it, and the customers whose intention is a head
/// but whose people aren't known: that can't be made pounds.
pub fn intentions_of(snapshot: &Snapshot, unit: &Code) -> (Vec<Intended>, Vec<Code>) {
    let (mut found, mut unknown) = (Vec::new(), Vec::new());
    for row in snapshot.rows.intentions.iter().filter(|row| row.supplier_code == *unit) {
        let on = row.financial_year.first_month().first_day();
        let heads = match row.per_head {
            true => snapshot.people(&row.buyer_code, on).map(f64::from),
            false => Some(1.0),
        };
        let Some(heads) = heads else {
            unknown.push(row.buyer_code.clone());
            continue;
        };
        let times = |amount: Pence| Pence::round(amount.as_f64() * heads);
        found.push(Intended {
            customer: row.buyer_code.clone(),
            unit: unit.clone(),
            service: row.service_code.clone(),
            year: row.financial_year,
            low: times(row.low_gbp),
            high: times(row.high_gbp),
        });
    }
    (found, unknown)
}
