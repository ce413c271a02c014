//! What a unit plans against what its customers say they intend, line by line.

use std::collections::{BTreeMap, BTreeSet};

use vocabulary::{Code, FinancialYear, Pence, choice};

use super::{Intended, PlanRow, Totals};

choice! {
    /// How a line of the plan stands to what the customer says.
    pub enum Verdict {
        /// Within what the customer says, its ends included.
        Matched = "matched",
        /// The unit plans more than the customer will spend at most.
        UnitHigher = "unit higher",
        /// The unit plans less than the customer will spend at least.
        UnitLower = "unit lower",
        /// The customer has said nothing about it.
        NotStated = "no intention stated",
        /// The customer intends it, and the plan doesn't have it.
        NotPlanned = "not in the plan",
    }
}

/// One line, or the rest of a customer's year where one side names services and the other says `*`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The customer, or `*`.
    pub customer: Code,
    /// The services: one, or all that are compared together.
    pub services: BTreeSet<Code>,
    /// The year.
    pub year: FinancialYear,
    /// What the unit plans; none where it plans nothing.
    pub planned: Option<Pence>,
    /// The ends of what the customer says; none where it says nothing.
    pub intended: Option<(Pence, Pence)>,
    /// How the two stand.
    pub verdict: Verdict,
    /// Does the plan know the customer at all, in any year?
    pub customer_is_planned: bool,
    /// What the planned income stands on.
    pub totals: Totals,
}

impl Line {
    /// How far up the customer's range the plan lies, per cent: 0 at the low end, 100 at the high end. None where there is
    /// no range, or the plan lies outside it.
    pub fn percent_of_range(&self) -> Option<f64> {
        let ((low, high), planned) = (self.intended?, self.planned?);
        let inside = low < high && low <= planned && planned <= high;
        inside.then(|| (planned - low).as_f64() / (high - low).as_f64() * 100.0)
    }
}

/// A plan held against intentions.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reconciled {
    /// Every line, by customer, year and service.
    pub lines: Vec<Line>,
    /// What all planned income stands on.
    pub totals: Totals,
}

impl Reconciled {
    /// What the planned income of each year stands on.
    pub fn by_year(&self) -> BTreeMap<FinancialYear, Totals> {
        let mut years: BTreeMap<FinancialYear, Totals> = BTreeMap::new();
        self.lines.iter().for_each(|line| *years.entry(line.year).or_default() += line.totals);
        years
    }

    /// What the planned income of each customer stands on.
    pub fn by_customer(&self) -> BTreeMap<&Code, Totals> {
        let mut customers: BTreeMap<&Code, Totals> = BTreeMap::new();
        self.lines.iter().for_each(|line| *customers.entry(&line.customer).or_default() += line.totals);
        customers
    }

    /// How many lines have a verdict.
    pub fn count(&self, verdict: Verdict) -> usize {
        self.lines.iter().filter(|line| line.verdict == verdict).count()
    }
}

/// The plan and the intentions of one customer in one year, by service.
#[derive(Default)]
struct Sides {
    planned: BTreeMap<Code, Pence>,
    intended: BTreeMap<Code, (Pence, Pence)>,
}

/// Holds a unit's plan against what its customers say. The order of rows never matters; rows of the same line are added up.
///
/// A service that both sides name is compared by itself. Of what is left of a customer's year, one side may say `*`: it
/// then stands for everything that it doesn't name, and the rest of both sides is compared as one line.
pub fn reconcile(plan: &[PlanRow], intentions: &[Intended]) -> Reconciled {
    let mut sides: BTreeMap<(&Code, FinancialYear), Sides> = BTreeMap::new();
    for row in plan {
        let planned = &mut sides.entry((&row.customer, row.year)).or_default().planned;
        let sum = planned.entry(row.service.clone()).or_insert(Pence::ZERO);
        *sum += row.income;
    }
    for row in intentions {
        let intended = &mut sides.entry((&row.customer, row.year)).or_default().intended;
        let (low, high) = intended.entry(row.service.clone()).or_insert((Pence::ZERO, Pence::ZERO));
        *low += row.low;
        *high += row.high;
    }
    let known: BTreeSet<&Code> = plan.iter().map(|row| &row.customer).collect();
    let mut reconciled = Reconciled::default();
    for ((customer, year), side) in sides {
        for (services, planned, intended) in paired(side) {
            let totals = Totals::of_line(planned.unwrap_or(Pence::ZERO), intended);
            reconciled.totals += totals;
            reconciled.lines.push(Line {
                customer: customer.clone(),
                services,
                year,
                planned,
                intended,
                verdict: verdict(planned, intended),
                customer_is_planned: known.contains(customer),
                totals,
            });
        }
    }
    reconciled
}

type Pair = (BTreeSet<Code>, Option<Pence>, Option<(Pence, Pence)>);

/// The lines that two sides make.
fn paired(side: Sides) -> Vec<Pair> {
    let Sides { mut planned, mut intended } = side;
    let both: Vec<Code> = planned.keys().filter(|service| intended.contains_key(*service)).cloned().collect();
    let mut lines = Vec::new();
    for service in both {
        let (plan, says) = (planned.remove(&service), intended.remove(&service));
        lines.push((BTreeSet::from([service]), plan, says));
    }
    let any = planned.keys().chain(intended.keys()).any(Code::is_any);
    let together = any && !planned.is_empty() && !intended.is_empty();
    if together {
        let services = planned.keys().chain(intended.keys()).cloned().collect();
        let plan = planned.values().copied().sum();
        let low = intended.values().map(|(low, _)| *low).sum();
        let high = intended.values().map(|(_, high)| *high).sum();
        lines.push((services, Some(plan), Some((low, high))));
    } else {
        lines
            .extend(planned.into_iter().map(|(service, plan)| (BTreeSet::from([service]), Some(plan), None)));
        lines.extend(
            intended.into_iter().map(|(service, says)| (BTreeSet::from([service]), None, Some(says))),
        );
    }
    lines.sort();
    lines
}

fn verdict(planned: Option<Pence>, intended: Option<(Pence, Pence)>) -> Verdict {
    match (planned, intended) {
        (None, _) => Verdict::NotPlanned,
        (Some(_), None) => Verdict::NotStated,
        (Some(planned), Some((_, high))) if planned > high => Verdict::UnitHigher,
        (Some(planned), Some((low, _))) if planned < low => Verdict::UnitLower,
        (Some(_), Some(_)) => Verdict::Matched,
    }
}
