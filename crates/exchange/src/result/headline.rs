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

fn years(told: &Told<'_>) -> String {
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
    let leaver = -impact.leaver_saving();
    let system = impact.system_change();
    let over = years(told);
    let subject = leavers(told);
    let verb = if impact.leavers.len() == 1 { "pays" } else { "pay" };
    format!(
        "{}, {subject} {verb} {} over {over}, everyone else together pays {}, and the system as a whole pays {}.",
        what_moves(told),
        pays(leaver),
        pays(system - leaver),
        pays(system),
    )
}

/// Who leaves: names up to three, else a count in the register's own word.
fn leavers(told: &Told<'_>) -> String {
    let impact = &told.answer.impact;
    let names: Vec<String> = impact.leavers.iter().map(|body| told.name(*body)).collect();
    match names.as_slice() {
        [one] => one.clone(),
        [one, two] => format!("{one} and {two}"),
        [one, two, three] => format!("{one}, {two} and {three}"),
        more => format!("the {} bodies that move", more.len()),
    }
}

fn what_moves(told: &Told<'_>) -> String {
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
    )
}

fn numbers(told: &Told<'_>) -> Vec<Number> {
    let impact = &told.answer.impact;
    let draws = &told.answer.ensemble;
    let leavers: Vec<_> = impact.leavers.iter().copied().collect();
    let saving = |draw: &stability::ensemble::Draw| {
        -(leavers.iter().map(|body| draw.changes[body.0 as usize]).sum::<i64>() as f64)
    };
    let who = if leavers.len() == 1 { "The body that moves saves" } else { "The bodies that move save" };
    let mut numbers = vec![
        Number {
            id: "leaver_saving",
            title: who.to_string(),
            value: impact.leaver_saving(),
            range: draws.range(saving),
        },
        Number {
            id: "others_pay_more",
            title: "Everyone else pays more".to_string(),
            value: impact.system_change() + impact.leaver_saving(),
            range: draws.range(|draw| draw.system as f64 + saving(draw)),
        },
        Number {
            id: "system_saving",
            title: "The system as a whole saves".to_string(),
            value: -impact.system_change(),
            range: draws.range(|draw| -(draw.system as f64)),
        },
    ];
    numbers.extend(lowest_reserve(told));
    numbers
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
