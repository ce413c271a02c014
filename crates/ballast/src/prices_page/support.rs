//! What is missing where no prices hold: how much, who should leave or be paid to stay, and the groups that bind.

use register::Snapshot;
use stability::prices::{UnitPrices, Verdict};
use vocabulary::Pence;

use super::{pounds, service_title, sure, who};
use crate::listing::{Cell, Section};

/// How the number at the top is called.
pub(super) fn title(answer: &UnitPrices) -> &'static str {
    match answer.verdict {
        Verdict::Some => "Support needed so that prices hold",
        _ if answer.support.high - answer.support.low < 1.0 => "Support needed so that prices hold",
        _ => "Support that is enough for prices to hold",
    }
}

pub(super) fn section(snapshot: &Snapshot, answer: &UnitPrices) -> Section {
    let mut section = Section::new("support", "Who should leave, or be paid to stay");
    let support = &answer.support;
    let Some(leaves) = &support.leaves else { return section };
    section = section
        .note(format!(
            "Without these lines the unit would spend {} less a year; elsewhere they cost {}. They should leave, or their buyers be paid {} to stay.",
            leaves.avoidable,
            leaves.outside,
            leaves.avoidable - leaves.outside
        ))
        .column("buyer", "Buyer")
        .column("services", "Lines")
        .column("today_gbp", "Pays for them today")
        .column("outside_gbp", "Elsewhere");
    for (at, code) in answer.game.buyers.iter().enumerate() {
        let of = |line: &usize| leaves.lines[*line] && answer.game.lines[*line].buyer == at;
        let lines: Vec<usize> = (0..answer.game.lines.len()).filter(of).collect();
        if lines.is_empty() {
            continue;
        }
        let title = |line: &usize| {
            let service = answer.game.lines[*line].service;
            service_title(snapshot, &answer.game.costs.services[service].code)
        };
        let titles: Vec<String> = lines.iter().map(title).collect();
        let today: f64 = lines.iter().map(|line| answer.game.lines[*line].price).sum();
        let outside: Pence = lines.iter().map(|line| Pence::round(answer.game.outside(*line))).sum();
        section.row(vec![
            super::buyer(snapshot, code),
            Cell::text(titles.join(", ")),
            super::money(today),
            Cell::Money(outside),
        ]);
    }
    section
}

/// Groups that cover everybody once and cost less together than the whole.
pub(super) fn binding(snapshot: &Snapshot, answer: &UnitPrices) -> Section {
    let mut section = Section::new("binding", "Why no prices hold");
    if answer.support.binding.is_empty() {
        return section;
    }
    let together: f64 = answer.support.binding.iter().map(|(group, weight)| weight * group.alone).sum();
    section = section
        .note(format!(
            "Each buyer is in these groups once, counted by their parts. If none of them may pay more than alone, all together pay at most {}, the sum of the parts; the unit costs {}. At least {} is missing ({}).",
            pounds(together),
            pounds(answer.whole),
            pounds(answer.support.low),
            sure(answer.kind())
        ))
        .column("group", "Group")
        .column("part", "Part")
        .column("alone_gbp", "Alone")
        .column("counted_gbp", "Counted");
    for (group, weight) in &answer.support.binding {
        section.row(vec![
            Cell::text(who(snapshot, answer, &group.group)),
            Cell::text(format!("{weight:.4}")),
            super::money(group.alone),
            super::money(group.alone * weight),
        ]);
    }
    section
}
