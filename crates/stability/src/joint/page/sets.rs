use crate::joint::{Certificate, Evidence, FailureKind, Question, ReserveState, is_under};
use crate::resting::AtRest;

use super::{Detail, Told, sentence};
use listing::{Cell, Section};

/// So many sets are printed for people.
const SMALLEST_SHOWN: usize = 10;
/// So many largest sets.
const LARGEST_SHOWN: usize = 5;
/// So many sets are printed with what happens without each member.
const CERTIFIED_SHOWN: usize = 2;

/// The smallest sets of a question, with what each brings about.
pub(super) fn smallest(told: &Told<'_>, question: &Question) -> Section {
    let (id, title) = match question.failure {
        FailureKind::Fails => ("smallest_fails", "What makes it fail"),
        FailureKind::CriticalMass => ("smallest_critical_mass", "What takes a service under critical mass"),
        FailureKind::Leaves => ("smallest_leaves", "What makes a further customer leave"),
    };
    let mut section = Section::new(id, format!("{}: {title}", told.unit(question.unit)))
        .column("cases", "Smallest sets")
        .column("happens", "What then happens");
    let answer = sentence::of(told, question);
    if answer != sentence::headline(told) {
        section = section.note(answer);
    }
    let Some(found) = &question.found else { return section };
    for (set, certificate) in found.smallest.iter().zip(&question.certificates).take(SMALLEST_SHOWN) {
        let happens = happens(told, question, &certificate.with);
        section.row(vec![Cell::text(told.joined(set)), Cell::text(happens)]);
    }
    if found.smallest.len() > SMALLEST_SHOWN {
        let count = found.smallest.len();
        section = section.note(format!(
            "The first {SMALLEST_SHOWN} of {count} sets; the JSON has all, with their certificates."
        ));
    }
    for certificate in question.certificates.iter().filter(|c| c.set.len() > 1).take(CERTIFIED_SHOWN) {
        section = section.note(without(told, question, certificate));
    }
    section
}

/// Why a set is smallest: what happens without each member.
fn without(told: &Told<'_>, question: &Question, certificate: &Certificate) -> String {
    let each = certificate.without.iter().map(|(case, evidence)| {
        format!("without {} {}", told.mark(*case), happens(told, question, evidence))
    });
    format!("{} is smallest: {}.", told.joined(&certificate.set), each.collect::<Vec<_>>().join("; "))
}

fn happens(told: &Told<'_>, question: &Question, evidence: &Evidence) -> String {
    match evidence {
        Evidence::Reserve(reserve) => of_reserve(told, reserve),
        Evidence::Rest(rest) => match question.threshold_percent {
            Some(threshold) => of_services(told, rest, threshold),
            None => of_exits(told, rest),
        },
    }
}

fn of_reserve(told: &Told<'_>, reserve: &ReserveState) -> String {
    if told.detail == Detail::Bands {
        let words =
            if reserve.fails_from.is_some() { "its reserve falls below zero" } else { "its reserve lasts" };
        return words.to_string();
    }
    let words = |month: u32| told.joint.pending.model.month(month).words();
    let (pence, month) = reserve.lowest;
    match reserve.fails_from {
        Some(from) => {
            format!("its reserve is below zero from {}, lowest {}", words(from), pence.whole_pounds())
        }
        None => format!("its reserve is never under {} ({})", pence.whole_pounds(), words(month)),
    }
}

/// The service that rises most among those under critical mass, or the highest rise of all.
fn of_services(told: &Told<'_>, rest: &AtRest, threshold: f64) -> String {
    let code = |cell: usize| told.joint.pending.model.cells[cell].code.as_str();
    let title = |cell: usize| {
        let service = told.snapshot.service(&code(cell).into());
        service.map_or_else(|| code(cell).to_string(), |service| service.title.0.clone())
    };
    let cells = rest.cells.iter().filter(|cell| cell.volume.0 > 0.0);
    let under: Vec<_> =
        cells.clone().filter(|cell| is_under(cell.volume.1, cell.cost_ratio, threshold)).collect();
    let Some(first) = under.iter().max_by(|a, b| a.cost_ratio.total_cmp(&b.cost_ratio)) else {
        if told.detail == Detail::Bands {
            return "no service is under critical mass".to_string();
        }
        let highest = cells.map(|cell| cell.cost_ratio - 1.0).fold(0.0, f64::max);
        return format!("no service rises by more than {:.2}%", highest * 100.0);
    };
    let how = match first.volume.1 > 0.0 {
        true if told.detail == Detail::Bands => "is under critical mass".to_string(),
        true => format!("costs {:.2}% more a head", (first.cost_ratio - 1.0) * 100.0),
        false => "has nobody left".to_string(),
    };
    let others = match under.len() {
        1 => String::new(),
        count => format!("; {} under in all", count),
    };
    format!("{} {how}{others}", title(first.cell))
}

fn of_exits(told: &Told<'_>, rest: &AtRest) -> String {
    let lines = &told.joint.pending.model.lines;
    let Some(first) = rest.exits.first() else { return "nobody follows".to_string() };
    let mut buyers: Vec<&str> = rest.exits.iter().map(|exit| lines[exit.line].buyer_code.as_str()).collect();
    buyers.sort_unstable();
    buyers.dedup();
    let rounds = rest.exits.iter().map(|exit| exit.round).max().unwrap_or(0);
    format!(
        "{} of {} in {}, first {}",
        counted(rest.exits.len(), "line"),
        counted(buyers.len(), "buyer"),
        counted(rounds as usize, "round"),
        lines[first.line].id
    )
}

fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("one {what}") } else { format!("{count} {what}s") }
}

/// The largest sets that can go ahead together.
pub(super) fn largest(told: &Told<'_>, question: &Question) -> Section {
    let (id, title) = match question.failure {
        FailureKind::Fails => ("largest_fails", "What can go ahead together and it stands"),
        FailureKind::CriticalMass => {
            ("largest_critical_mass", "What can go ahead together, with no service under")
        }
        FailureKind::Leaves => ("largest_leaves", "What can go ahead together, and nobody further leaves"),
    };
    let section = Section::new(id, format!("{}: {title}", told.unit(question.unit)));
    let Some(found) = &question.found else { return section };
    if found.largest.is_empty() {
        return match (found.largest_whole, found.smallest.is_empty()) {
            (true, _) => section,
            (false, _) => section.note("Not worked out within the limit on sets."),
        };
    }
    let mut section = section.column("cases", "Largest sets that are safe").column("size", "Cases");
    if found.largest.len() > LARGEST_SHOWN || !found.largest_whole {
        let more = if found.largest_whole { "" } else { "; there are more that were not worked out" };
        section = section.note(format!(
            "{} of {} sets{more}.",
            LARGEST_SHOWN.min(found.largest.len()),
            found.largest.len()
        ));
    }
    for set in found.largest.iter().take(LARGEST_SHOWN) {
        section.row(vec![Cell::text(told.joined(set)), Cell::count(set.len())]);
    }
    section
}
