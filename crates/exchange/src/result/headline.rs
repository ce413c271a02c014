//! One sentence and four numbers: what stands at the head of every view of a result.

use std::collections::BTreeSet;

use register::tables::DestinationKind;
use stability::ensemble::Range;
use stability::impact::Party;
use vocabulary::Pence;

use super::Told;

/// One of the four numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Number {
    /// Its name, for `explain`.
    pub id: &'static str,
    /// Its title for people.
    pub title: String,
    /// Its likely value.
    pub value: Pence,
    /// Its range over the draws.
    pub range: Option<Range>,
}

/// The sentence and the numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Headline {
    /// One sentence.
    pub sentence: String,
    /// What the answer rests on, in a sentence.
    pub caveat: String,
    /// At most four numbers.
    pub numbers: Vec<Number>,
}

/// The sentence and the numbers of an answer.
pub fn headline(told: &Told<'_>) -> Headline {
    Headline { sentence: sentence(told), caveat: caveat(told), numbers: numbers(told) }
}

pub(super) fn years(told: &Told<'_>) -> String {
    let months = told.answer.scenario.months;
    if months.is_multiple_of(12) { format!("{} years", months / 12) } else { format!("{months} months") }
}

/// Less or more, as people say it.
fn pays(change: Pence) -> String {
    match change.0 {
        0 => "the same".to_string(),
        c if c < 0 => format!("{} less", change.abs().headline()),
        _ => format!("{} more", change.headline()),
    }
}

fn sentence(told: &Told<'_>) -> String {
    let impact = &told.answer.impact;
    if impact.setup.plan.exits.is_empty() {
        return "Nobody moves, and nothing changes.".to_string();
    }
    let over = years(told);
    let verb = if impact.leavers.len() == 1 { "pays" } else { "pay" };
    let mut parts = vec![format!("{} {verb} {} over {over}", leavers(told), pays(-impact.leaver_saving()))];
    let neighbours =
        impact.bodies().into_iter().filter(|body| impact.party(*body) == Party::Neighbour).count();
    if neighbours > 0 {
        parts.push(format!(
            "the {neighbours} other customers pay {}",
            pays(impact.change_of(Party::Neighbour))
        ));
    }
    parts.extend(units(told));
    for (party, name) in [(Party::Centre, "the centre"), (Party::Exchequer, "the exchequer")] {
        let change = impact.change_of(party);
        if change.0 != 0 {
            parts.push(format!("{name} pays {}", pays(change)));
        }
    }
    format!(
        "{}, {}, and the system as a whole pays {}.",
        what_moves(told),
        parts.join(", "),
        pays(impact.system_change())
    )
}

/// What units lose or gain, by name if there is one.
fn units(told: &Told<'_>) -> Option<String> {
    let impact = &told.answer.impact;
    // Units without any business take no part.
    let units: Vec<_> =
        impact.bodies().into_iter().filter(|body| impact.party(*body) == Party::Unit).collect();
    let change = impact.change_of(Party::Unit);
    let verb = |several: bool| match (change.0 > 0, several) {
        (true, false) => "loses",
        (true, true) => "lose",
        (false, false) => "gains",
        (false, true) => "gain",
    };
    let worth = change.abs().headline();
    match units.as_slice() {
        [] => None,
        [one] => Some(format!("{} {} {worth}", told.name(*one), verb(false))),
        more => {
            Some(format!("the {} {} {} {worth}", more.len(), told.snapshot.label("unit", true), verb(true)))
        }
    }
}

/// When lines that move would have left anyway the answer is, for them, a difference in timing only.
fn anyway(told: &Told<'_>) -> String {
    let impact = &told.answer.impact;
    let moved = |line: usize| impact.setup.plan.exits.iter().any(|exit| exit.line == line);
    let exits = &impact.baseline.outcome.exits;
    let dates: Vec<u32> = impact
        .anyway()
        .iter()
        .map(|i| &exits[*i])
        .filter(|exit| moved(exit.line))
        .map(|exit| exit.month)
        .collect();
    let mut out = String::new();
    if let Some(first) = dates.iter().min() {
        out = format!(
            " Of the lines that move {} would leave anyway, from {}: for them the answer is a difference in timing.",
            dates.len(),
            impact.setup.model.start.plus(*first as i32).words()
        );
    }
    let chance = told.answer.ensemble.chance(|draw| draw.moved_anyway > 0);
    if let Some(chance) = chance.filter(|chance| dates.is_empty() && chance.share > 0.0) {
        out.push_str(&format!(
            " In {:.0}% of the draws lines that move would have left anyway; the move then changes little, and the ranges hold two outcomes.",
            chance.share * 100.0
        ));
    }
    out
}

/// Who leaves: names up to three, else a count in the register's own word.
pub(super) fn leavers(told: &Told<'_>) -> String {
    let impact = &told.answer.impact;
    let names: Vec<String> = impact.leavers.iter().map(|body| told.name(*body)).collect();
    match names.as_slice() {
        [one] => one.clone(),
        [one, two] => format!("{one} and {two}"),
        [one, two, three] => format!("{one}, {two} and {three}"),
        more => format!("the {} bodies that move", more.len()),
    }
}

pub(super) fn what_moves(told: &Told<'_>) -> String {
    let setup = &told.answer.impact.setup;
    let exits = &setup.plan.exits;
    let services: BTreeSet<_> = exits.iter().map(|exit| &setup.model.lines[exit.line].service_code).collect();
    let suppliers: BTreeSet<_> = exits.iter().map(|exit| setup.model.lines[exit.line].supplier).collect();
    let kinds: BTreeSet<DestinationKind> = exits.iter().map(|exit| exit.target.to.kind).collect();
    let annual: f64 = exits.iter().map(|exit| setup.likely.line_annual[exit.line]).sum();
    let count =
        if services.len() == 1 { "one service".to_string() } else { format!("{} services", services.len()) };
    let worth = Pence::round(annual).headline();
    let joins = suppliers.iter().all(|body| impact_is_leaver(told, *body));
    let to = destination(told, &kinds);
    if joins {
        return format!("If {count} worth {worth} a year in house move {to}");
    }
    let from: Vec<String> = suppliers.iter().map(|body| told.name(*body)).collect();
    format!("If {count} worth {worth} a year leave {} {to}", from.join(", "))
}

fn impact_is_leaver(told: &Told<'_>, body: ledger::BodyId) -> bool {
    told.answer.impact.leavers.contains(&body)
}

fn destination(told: &Told<'_>, kinds: &BTreeSet<DestinationKind>) -> String {
    let exits = &told.answer.impact.setup.plan.exits;
    let codes: BTreeSet<_> = exits.iter().filter_map(|exit| exit.target.to.code.as_ref()).collect();
    let one = |code: Option<&&vocabulary::Code>| {
        code.map_or(String::new(), |code| told.snapshot.name_of(code.as_str()))
    };
    if kinds.len() > 1 || codes.len() > 1 {
        return "for several places".to_string();
    }
    match kinds.first() {
        Some(DestinationKind::InHouse) => "to be done in house".to_string(),
        Some(DestinationKind::Stop) => "and stop".to_string(),
        Some(DestinationKind::Shared) => format!("to be shared at {}", one(codes.first())),
        _ => format!("for {}", one(codes.first())),
    }
}

fn caveat(told: &Told<'_>) -> String {
    let resting = told.answer.resting_on;
    let percent = |share: f64| format!("{:.0}%", share * 100.0);
    format!(
        "Illustrative: of the money that changes hands, {} rests on assumed rows, {} on derived and {} on recorded ones.",
        percent(resting.assumed),
        percent(resting.derived),
        percent(resting.recorded),
    ) + &anyway(told)
}

pub(super) fn numbers(told: &Told<'_>) -> Vec<Number> {
    let impact = &told.answer.impact;
    let draws = &told.answer.ensemble;
    let leavers: Vec<_> = impact.leavers.iter().copied().collect();
    let saving = |draw: &stability::ensemble::Draw| {
        -(leavers.iter().map(|body| draw.changes[body.0 as usize]).sum::<i64>() as f64)
    };
    let who = if leavers.len() == 1 { "The body that moves saves" } else { "The bodies that move save" };
    let all_of = |party: Party| -> Vec<_> {
        impact.bodies().into_iter().filter(|body| impact.party(*body) == party).collect()
    };
    let (neighbours, units) = (all_of(Party::Neighbour), all_of(Party::Unit));
    let one_unit = match units.as_slice() {
        [one] => format!("{} loses", told.name(*one)),
        more => format!("The {} {} lose together", more.len(), told.snapshot.label("unit", true)),
    };
    vec![
        Number {
            id: "leaver_saving",
            title: who.to_string(),
            value: impact.leaver_saving(),
            range: draws.range(saving),
        },
        Number {
            id: "neighbours_pay_more",
            title: format!("The {} other customers pay more", neighbours.len()),
            value: impact.change_of(Party::Neighbour),
            range: draws.change_of_all(&neighbours),
        },
        Number {
            id: "units_lose",
            title: one_unit,
            value: impact.change_of(Party::Unit),
            range: draws.change_of_all(&units),
        },
        Number {
            id: "system_saving",
            title: "The system as a whole saves".to_string(),
            value: -impact.system_change(),
            range: draws.range(|draw| -(draw.system as f64)),
        },
    ]
}

/// Numbers that don't stand at the head, but can be asked for: what everyone else pays more, net, and the
/// lowest reserve.
pub fn further_numbers(told: &Told<'_>) -> Vec<Number> {
    let impact = &told.answer.impact;
    let leavers: Vec<_> = impact.leavers.iter().copied().collect();
    let others = |draw: &stability::ensemble::Draw| {
        (draw.system - leavers.iter().map(|body| draw.changes[body.0 as usize]).sum::<i64>()) as f64
    };
    let net = Number {
        id: "others_pay_more",
        title: "Everyone else pays more, net".to_string(),
        value: impact.system_change() + impact.leaver_saving(),
        range: told.answer.ensemble.range(others),
    };
    std::iter::once(net).chain(lowest_reserve(told)).collect()
}

/// The lowest reserve of the unit that fares worst.
fn lowest_reserve(told: &Told<'_>) -> Option<Number> {
    let impact = &told.answer.impact;
    let worst = (0..impact.setup.model.units.len())
        .min_by_key(|unit| impact.moved.verdicts[*unit].lowest_reserve.0)?;
    let unit = &impact.setup.model.units[worst];
    debug_assert_eq!(impact.party(unit.body), Party::Unit);
    Some(Number {
        id: "lowest_reserve",
        title: format!("Lowest reserve of {}", told.name(unit.body)),
        value: impact.moved.verdicts[worst].lowest_reserve.0,
        range: told.answer.ensemble.range(|draw| draw.lowest_reserve[worst] as f64),
    })
}
