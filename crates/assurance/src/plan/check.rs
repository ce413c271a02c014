//! Does a plan hang together, and what does it come to a year?

use std::collections::{BTreeMap, BTreeSet};

use vocabulary::{Code, FinancialYear, Finding, Findings, Pence, Place};

use super::PlanRow;

/// So many years at most, in a row.
const YEARS: i32 = 4;

/// A year of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanYear {
    /// The year.
    pub year: FinancialYear,
    /// Income, pence.
    pub income: Pence,
    /// Cost, pence, of the rows that state one.
    pub cost: Pence,
    /// Does every row of the year state a cost? Else income less cost says nothing.
    pub cost_is_whole: bool,
}

impl PlanYear {
    /// Income less cost, where every row states a cost.
    pub fn surplus(&self) -> Option<Pence> {
        self.cost_is_whole.then_some(self.income - self.cost)
    }
}

/// What a plan comes to a year, in the order of years.
pub fn sums_by_year(rows: &[PlanRow]) -> Vec<PlanYear> {
    let mut years: BTreeMap<FinancialYear, PlanYear> = BTreeMap::new();
    for row in rows {
        let nothing =
            PlanYear { year: row.year, income: Pence::ZERO, cost: Pence::ZERO, cost_is_whole: true };
        let sum = years.entry(row.year).or_insert(nothing);
        sum.income += row.income;
        sum.cost += row.cost.unwrap_or(Pence::ZERO);
        sum.cost_is_whole &= row.cost.is_some();
    }
    years.into_values().collect()
}

/// Everything that is wrong with a unit's plan, or that somebody should know of it.
pub fn check_plan(unit: &Code, rows: &[PlanRow]) -> Findings {
    let mut findings = Findings::new();
    let mut seen = BTreeSet::new();
    for (number, row) in (1..).zip(rows) {
        let place = |column: &str| Place::cell("plan", number, column);
        if row.unit != *unit {
            findings.push(
                Finding::error("plan-other-unit", place("unit_code"), row.unit.to_string())
                    .expected(unit.to_string())
                    .action("State your own plan only."),
            );
        }
        if !seen.insert((&row.customer, &row.service, row.year)) {
            let seen = format!("{}, {}, {}", row.customer, row.service, row.year);
            findings.push(
                Finding::error("plan-line-twice", place("service_code"), seen)
                    .expected("one row for a customer, a service and a year")
                    .action("Add the two up, or take one out."),
            );
        }
        if row.income < Pence::ZERO || row.cost.is_some_and(|cost| cost < Pence::ZERO) {
            let seen = "an amount below nothing".to_string();
            findings.push(
                Finding::error("plan-below-nothing", place("income_gbp"), seen)
                    .expected("nothing or more")
                    .action("Correct the amount."),
            );
        }
    }
    findings.extend(check_years(rows));
    findings
}

fn check_years(rows: &[PlanRow]) -> Findings {
    let years = sums_by_year(rows);
    let (Some(first), Some(last)) = (years.first(), years.last()) else { return Findings::new() };
    let mut findings = Findings::new();
    let span = last.year.first_month().since(first.year.first_month()) / 12 + 1;
    let whole = usize::try_from(span).is_ok_and(|span| span == years.len());
    let place = || Place::cell("plan", "", "financial_year");
    let seen = format!("{} years from {} to {}", years.len(), first.year, last.year);
    if span > YEARS || !whole {
        findings.push(
            Finding::error("plan-years", place(), seen)
                .expected("four years in a row at most")
                .action("Leave no year out, and none beyond the fourth."),
        );
    } else if span < YEARS {
        findings.push(
            Finding::warning("plan-too-short", place(), seen)
                .expected("four years in a row")
                .action("State the years that are missing."),
        );
    }
    for year in years.iter().filter(|year| year.surplus().is_some_and(|surplus| surplus < Pence::ZERO)) {
        let seen = format!(
            "{}: income {}, cost {}",
            year.year,
            year.income.whole_pounds(),
            year.cost.whole_pounds()
        );
        findings.push(
            Finding::warning("plan-loses", place(), seen)
                .expected("income that covers cost")
                .action("Say who pays the difference."),
        );
    }
    findings
}
