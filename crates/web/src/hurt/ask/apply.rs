use std::collections::BTreeMap;

use register::Snapshot;
use register::tables::DestinationKind;
use stability::scenario::{Assumption, Destination, Move, Scenario, Services};
use vocabulary::{Code, Date, Estimate, Month};

use super::steps::Problem;
use super::{Asking, Filled, Step};

/// The draft's scenario with what a step sends. Errors: what is wrong, field by field, all at once.
pub fn apply(asking: &Asking<'_>, step: Step, filled: &Filled) -> Result<Scenario, Vec<Problem>> {
    let mut scenario = asking.scenario.clone();
    let mut problems = Vec::new();
    match step {
        Step::Who => who(asking.snapshot, filled, &mut scenario, &mut problems),
        Step::Services => services(filled, &mut scenario, &mut problems),
        Step::When => when(filled, &mut scenario, &mut problems),
        Step::Where => to_where(asking.snapshot, filled, &mut scenario, &mut problems),
        Step::Moves => moves(filled, &mut scenario, &mut problems),
        Step::Pays => {
            match asking.rulebook.payer_rules.iter().any(|row| row.rule_id.as_str() == filled.payer_rule) {
                true => scenario.payer_rule = Code::new(&filled.payer_rule),
                false => problems.push(Problem::new("payer_rule", "Choose who pays")),
            }
        }
        Step::Terms => terms(filled, &mut scenario, &mut problems),
        Step::Assumptions => take_out(filled, &mut scenario),
        Step::Assumption => assumption(filled, &mut scenario, &mut problems),
        Step::Check => {}
    }
    if problems.is_empty() { Ok(scenario) } else { Err(problems) }
}

/// A new move, or another body for one: with all that the body buys from its main unit, in house, after half a year.
fn who(snapshot: &Snapshot, filled: &Filled, scenario: &mut Scenario, problems: &mut Vec<Problem>) {
    let buyer = Code::new(filled.buyer.trim());
    let mut spend: BTreeMap<&Code, i64> = BTreeMap::new();
    for line in snapshot.rows.agreement_lines.iter().filter(|line| line.buyer_code == buyer) {
        *spend.entry(&line.supplier_code).or_default() += line.annual_gbp.0;
    }
    let Some((supplier, _)) = spend.into_iter().max_by_key(|(_, pence)| *pence) else {
        problems.push(Problem::new("buyer", "Choose a body that buys something"));
        return;
    };
    if scenario.moves.get(filled.n).is_some_and(|one| one.buyer == buyer) {
        return;
    }
    let one = Move {
        buyer,
        supplier: supplier.clone(),
        services: Services::All,
        date: Month::of(scenario.start).plus(6.min(scenario.months as i32 - 1)).first_day(),
        to: Destination { kind: DestinationKind::InHouse, code: None },
        phase_months: 0,
        transfer_share: None,
        redeploy_share: 0.0,
    };
    match scenario.moves.get_mut(filled.n) {
        Some(old) => *old = one,
        None => scenario.moves.push(one),
    }
}

/// The lines that go: a move for each supplier that they leave.
fn services(filled: &Filled, scenario: &mut Scenario, problems: &mut Vec<Problem>) {
    let Some(one) = scenario.moves.get(filled.n).cloned() else { return };
    let mut by_supplier: BTreeMap<Code, Vec<Code>> = BTreeMap::new();
    for (supplier, service) in filled.lines.iter().filter_map(|line| line.split_once('/')) {
        by_supplier.entry(Code::new(supplier)).or_default().push(Code::new(service));
    }
    if by_supplier.is_empty() {
        problems.push(Problem::new("lines", "Choose at least one service"));
        return;
    }
    let moved = by_supplier.into_iter().map(|(supplier, codes)| Move {
        supplier,
        services: Services::These(codes),
        ..one.clone()
    });
    scenario.moves.splice(filled.n..=filled.n, moved);
}

/// The first day of a month that was typed.
fn month(filled: &Filled) -> Option<Date> {
    let (year, month): (i16, i8) = (filled.year.trim().parse().ok()?, filled.month.trim().parse().ok()?);
    ((1900..=2200).contains(&year) && (1..=12).contains(&month))
        .then(|| Month::new(year.into(), month.into()).first_day())
}

fn whole(text: &str, least: u32, most: u32) -> Option<u32> {
    text.trim().replace(',', "").parse().ok().filter(|number| (least..=most).contains(number))
}

fn when(filled: &Filled, scenario: &mut Scenario, problems: &mut Vec<Problem>) {
    let (start, months) = (Month::of(scenario.start), scenario.months as i32);
    let Some(one) = scenario.moves.get_mut(filled.n) else { return };
    match month(filled) {
        Some(date) if (0..months).contains(&Month::of(date).since(start)) => one.date = date,
        Some(_) => problems.push(Problem::new(
            "date",
            format!("Enter a month between {} and {}", start.words(), start.plus(months - 1).words()),
        )),
        None => problems.push(Problem::new("date", "Enter a month and a year, for example 4 2014")),
    }
    match whole(&filled.phase_months, 0, 600) {
        Some(number) => one.phase_months = number,
        None => {
            problems.push(Problem::new("phase_months", "Enter a whole number of months, 0 for all at once"))
        }
    }
}

fn to_where(snapshot: &Snapshot, filled: &Filled, scenario: &mut Scenario, problems: &mut Vec<Problem>) {
    let Some(one) = scenario.moves.get_mut(filled.n) else { return };
    let alone = |kind: DestinationKind| matches!(kind, DestinationKind::InHouse | DestinationKind::Stop);
    let code = Some(filled.code.trim()).filter(|code| !code.is_empty()).map(Code::new);
    match filled.to.parse::<DestinationKind>() {
        Err(_) => problems.push(Problem::new("to", "Choose where the services go")),
        Ok(kind) if alone(kind) => one.to = Destination { kind, code: None },
        Ok(kind) => match code.filter(|code| snapshot.body(code).is_some()) {
            Some(code) => one.to = Destination { kind, code: Some(code) },
            None => problems.push(Problem::new("code", "Choose the body that takes them over")),
        },
    }
    let percent = |text: &str| {
        let number: Option<f64> = text.trim().trim_end_matches('%').parse().ok();
        number.filter(|percent| (0.0..=100.0).contains(percent)).map(|percent| percent / 100.0)
    };
    let wrong = "Enter a number from 0 to 100";
    match (filled.transfer_percent.trim(), percent(&filled.transfer_percent)) {
        ("", _) => one.transfer_share = None,
        (_, Some(share)) => one.transfer_share = Some(share),
        (_, None) => problems.push(Problem::new("transfer_percent", wrong)),
    }
    match percent(if filled.redeploy_percent.trim().is_empty() { "0" } else { &filled.redeploy_percent }) {
        Some(share) => one.redeploy_share = share,
        None => problems.push(Problem::new("redeploy_percent", wrong)),
    }
}

fn moves(filled: &Filled, scenario: &mut Scenario, problems: &mut Vec<Problem>) {
    match filled.take_out {
        Some(number) if number < scenario.moves.len() => {
            scenario.moves.remove(number);
        }
        Some(_) => {}
        None if scenario.moves.is_empty() => problems.push(Problem::new("", "Add at least one move")),
        None => {}
    }
}

fn terms(filled: &Filled, scenario: &mut Scenario, problems: &mut Vec<Problem>) {
    match filled.reaction.as_str() {
        "yes" => scenario.reaction = true,
        "no" => scenario.reaction = false,
        _ => problems.push(Problem::new("reaction", "Choose whether others decide anew")),
    }
    match month(filled) {
        Some(date) => scenario.start = date,
        None => problems.push(Problem::new("date", "Enter a month and a year, for example 4 2013")),
    }
    match whole(&filled.months, 1, 600) {
        Some(number) => scenario.months = number,
        None => problems.push(Problem::new("months", "Enter a whole number of months from 1 to 600")),
    }
    match whole(&filled.draws, 0, 100_000) {
        Some(number) => scenario.draws = number,
        None => problems.push(Problem::new("draws", "Enter a whole number from 0 to 100,000")),
    }
}

fn take_out(filled: &Filled, scenario: &mut Scenario) {
    // Number 0 is the reluctance, which every question has.
    if let Some(number) = filled.take_out.and_then(|number| number.checked_sub(1))
        && number < scenario.assumptions.len()
    {
        scenario.assumptions.remove(number);
    }
}

fn assumption(filled: &Filled, scenario: &mut Scenario, problems: &mut Vec<Problem>) {
    let mut number = |field: &'static str, text: &str| {
        let found: Option<f64> =
            text.trim().replace(',', "").parse().ok().filter(|number: &f64| number.is_finite());
        if found.is_none() {
            problems.push(Problem::new(field, "Enter a number"));
        }
        found
    };
    let ends = (number("low", &filled.low), number("likely", &filled.likely), number("high", &filled.high));
    let value = match ends {
        (Some(low), Some(likely), Some(high)) => Estimate::new(low, likely, high).ok().or_else(|| {
            problems.push(Problem::new("likely", "Put low, likely and high in this order"));
            None
        }),
        _ => None,
    };
    if filled.n == 0 {
        if let Some(value) = value.filter(|value| value.low() >= 0.0 && value.high() <= 1.0) {
            scenario.reluctance = value;
        } else if problems.is_empty() {
            problems.push(Problem::new("likely", "Enter shares from 0 to 1"));
        }
        return;
    }
    if filled.at.trim().is_empty() {
        problems.push(Problem::new("at", "Enter the figure, for example cost_pools/0CG-*-team/annual_gbp"));
    }
    if filled.reason.trim().is_empty() {
        problems.push(Problem::new("reason", "Enter why, and who says so"));
    }
    if !matches!(filled.scale.as_str(), "times" | "instead") {
        problems.push(Problem::new("scale", "Choose how the numbers are meant"));
    }
    let (Some(value), true) = (value, problems.is_empty()) else { return };
    let (at, reason) = (filled.at.trim().to_string(), filled.reason.trim().to_string());
    let one = Assumption { at, value, scale: filled.scale == "times", reason };
    match scenario.assumptions.get_mut(filled.n - 1) {
        Some(old) => *old = one,
        None => scenario.assumptions.push(one),
    }
}
