//! What a unit's income stands on: which customer and which line would go at which price, how near each service is
//! to its critical mass, and how much income the unit could lose.

mod customers;

use std::collections::BTreeSet;

use register::rules::ViabilityTest;
use register::{Rulebook, Snapshot};
use vocabulary::{Code, Date, Estimate, FinancialYear, Findings, Month, Pence};

use crate::book::Sums;
use crate::model::{Model, Slots, build};
use crate::plan::Plan;
use crate::resting::{Mass, RestingPoint, masses, resting_point_of};
use crate::scenario::{Scenario, Steps};
use crate::timeline::{Policy, simulate};
use crate::viability::{break_even_loss, reserve_path};

/// What a unit's income stands on.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// The unit.
    pub unit: Code,
    /// The first of the month that it speaks of.
    pub on: Date,
    /// Income a year.
    pub income: Pence,
    /// Of it, what would go at prices that cover cost, once residual cost is gone.
    pub at_risk: Pence,
    /// Customers, the nearest to leaving first.
    pub customers: Vec<Customer>,
    /// Services, the nearest to its critical mass first.
    pub services: Vec<Exposed>,
    /// The rise in cost per volume at which a service is under its critical mass, per cent.
    pub threshold_percent: f64,
    /// Income a year that it could lose from the first month, shedding no cost, and still have a reserve after five
    /// years.
    pub break_even_loss: Pence,
    /// Reserve after five years if nobody leaves.
    pub reserve: Pence,
    /// What there is to say of the register.
    pub findings: Findings,
}

/// A customer of the unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Customer {
    /// Who.
    pub buyer_code: Code,
    /// What it pays a year.
    pub income: Pence,
    /// Share of the unit's income, per cent.
    pub share_percent: f64,
    /// Its bill over what its alternatives cost: above 1 it would leave if it felt no reluctance. None when nothing
    /// is known of where it could go.
    pub tipping_index: Option<f64>,
    /// How content it is.
    pub satisfaction: Option<Content>,
    /// What it says that it will spend, latest year.
    pub intends: Option<Intends>,
    /// What it buys.
    pub lines: Vec<LineAtRisk>,
}

/// How content a customer is.
#[derive(Debug, Clone, PartialEq)]
pub struct Content {
    /// Score, per cent.
    pub score_percent: f64,
    /// The time it speaks of.
    pub period: String,
    /// How many answered.
    pub respondents: Option<u32>,
}

/// What a customer says that it will spend.
#[derive(Debug, Clone, PartialEq)]
pub struct Intends {
    /// Financial year.
    pub year: FinancialYear,
    /// Low end; of pounds a head if `per_head`.
    pub low: Pence,
    /// High end.
    pub high: Pence,
    /// Pounds a head?
    pub per_head: bool,
}

/// A line of a customer.
#[derive(Debug, Clone, PartialEq)]
pub struct LineAtRisk {
    /// Its id in the register.
    pub line_id: Code,
    /// The service.
    pub service_code: Code,
    /// What it pays a year.
    pub price: Pence,
    /// What it will pay a year where the unit comes to rest.
    pub price_at_rest: Pence,
    /// What it would cost elsewhere a year, with tax, switching and exit charge; none when nothing is known.
    pub alternative: Option<Pence>,
    /// The highest price a year at which it stays; none when it can't leave.
    pub stays_up_to: Option<Pence>,
    /// Does it go at that rest?
    pub goes: bool,
    /// Months of notice.
    pub notice_months: u32,
    /// Last day; none if none is agreed.
    pub end_date: Option<Date>,
    /// How content its buyer is with it.
    pub satisfaction: Option<Content>,
}

/// A service and its critical mass.
#[derive(Debug, Clone, PartialEq)]
pub struct Exposed {
    /// The service.
    pub service_code: Code,
    /// Customers in force.
    pub customers: usize,
    /// The customer with the largest volume.
    pub largest_buyer: Code,
    /// By how much cost per volume rises if that one leaves, per cent.
    pub rise_percent: f64,
    /// How many of the largest customers must leave before the service is under its critical mass; none: never.
    pub customers_to_threshold: Option<usize>,
}

/// Looks ahead so many months.
const MONTHS: u32 = 60;
/// By how much a price must exceed the alternative before anybody leaves, where nobody says.
const RELUCTANCE: f64 = 0.10;

/// What a unit's income stands on, from a day on, at the register's own values, if the unit bears what leavers leave
/// behind. None when the register knows no such unit with lines.
pub fn standing(snapshot: &Snapshot, rulebook: &Rulebook, unit: &Code, on: Date) -> Option<Standing> {
    let scenario = nobody_moves(on)?;
    let (model, findings) = build(snapshot, &scenario, &BTreeSet::from([unit.clone()]));
    let index = model.unit_of(unit)?;
    let policy = Policy { rulebook, payer_rule: &scenario.payer_rule, reaction: false };
    let numbers = &model.numbers;
    let mut sums = Sums::new(model.names.bodies().len(), model.months);
    simulate(&model, numbers, &Plan::default(), policy, &mut sums);
    let reserve = reserve_path(&model, numbers, &sums, index);
    let rest = resting_point_of(&model, numbers, index, policy);
    let threshold_percent = threshold(rulebook, scenario.start).unwrap_or(f64::INFINITY);
    let income: f64 = rest.lines.iter().map(|line| numbers.line_annual[line.line]).sum();
    let gone = rest.lines.iter().filter(|line| line.leaves.is_some());
    let at_risk: f64 = gone.map(|line| numbers.line_annual[line.line]).sum();
    Some(Standing {
        unit: unit.clone(),
        on: scenario.start,
        income: Pence::round(income),
        at_risk: Pence::round(at_risk),
        customers: customers::customers(snapshot, &model, &rest, income),
        services: masses(&model, numbers, index, threshold_percent)
            .into_iter()
            .map(|mass| exposed(&model, &mass))
            .collect(),
        threshold_percent,
        break_even_loss: break_even_loss(&model, &reserve),
        reserve: reserve.last().copied().unwrap_or_default(),
        findings,
    })
}

/// The question in which nobody moves or reacts, and the unit bears what is left behind, from a day on.
pub(crate) fn nobody_moves(on: Date) -> Option<Scenario> {
    Some(Scenario {
        title: String::new(),
        register: String::new(),
        start: Month::of(on).first_day(),
        months: MONTHS,
        payer_rule: Code::new("unit-bears"),
        reaction: false,
        reluctance: Estimate::fixed(RELUCTANCE).ok()?,
        seed: 1,
        draws: 0,
        steps: Steps::Sticky,
        closes: None,
        moves: Vec::new(),
        assumptions: Vec::new(),
    })
}

/// The rise at which a service is under its critical mass on a day, per cent: the rule in force, else the latest before.
fn threshold(rulebook: &Rulebook, on: Date) -> Option<f64> {
    let rows = rulebook.viability.iter().filter(|row| row.test == ViabilityTest::CriticalMass);
    let dated = rows.filter(|row| row.valid_from <= on);
    let latest = dated.max_by_key(|row| (row.valid_to.is_none_or(|to| to >= on), row.valid_from));
    latest.and_then(|row| row.threshold).map(|threshold| threshold.0)
}

fn exposed(model: &Model, mass: &Mass) -> Exposed {
    Exposed {
        service_code: model.cells[mass.cell].code.clone(),
        customers: mass.customers,
        largest_buyer: model.lines[mass.largest].buyer_code.clone(),
        rise_percent: mass.rise_percent,
        customers_to_threshold: mass.lines_to_threshold,
    }
}

/// The tipping index of a buyer.
fn tipping_of(model: &Model, rest: &RestingPoint, buyer: &Code) -> Option<f64> {
    rest.tipping.iter().find(|tip| model.lines[tip.line].buyer_code == *buyer).map(|tip| tip.index)
}

/// The assumptions of a scenario that are about a unit: its books, or the lines that it supplies.
pub fn assumed_about<'a>(
    snapshot: &Snapshot,
    unit: &Code,
    scenario: &'a Scenario,
) -> Vec<&'a crate::scenario::Assumption> {
    let (model, _) = build(snapshot, scenario, &BTreeSet::from([unit.clone()]));
    let about = |assumption: &&crate::scenario::Assumption| {
        let elsewhere = assumption.at.starts_with("alternatives/");
        !elsewhere && !Slots::of(&model, assumption, 1, &mut Findings::new()).slots.is_empty()
    };
    scenario.assumptions.iter().filter(about).collect()
}
