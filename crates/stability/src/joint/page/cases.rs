use crate::joint::{BlameKind, FailureKind, Standing};
use vocabulary::Pence;

use super::{Detail, Told};
use listing::{Cell, Section};

/// Every case: what it is for each failure, and its share of the blame.
pub(super) fn cases(told: &Told<'_>) -> Section {
    let joint = told.joint;
    let asked = |failure: FailureKind| joint.questions.iter().any(|question| question.failure == failure);
    let columns = [
        (FailureKind::Fails, "fails", "Unit fails"),
        (FailureKind::CriticalMass, "critical_mass", "Critical mass"),
        (FailureKind::Leaves, "leaves", "Others leave"),
    ];
    let columns = columns.into_iter().filter(|(failure, _, _)| asked(*failure));
    let mut section = Section::new("cases", "The cases").column("mark", "Mark").column("case", "Case");
    for (_, key, title) in columns.clone() {
        section = section.column(key, title);
    }
    section = section.column("blame_gbp", "Share of blame");
    let is_drawn = joint.blame.as_ref().is_some_and(|blame| blame.kind != BlameKind::Exact);
    let sampled = is_drawn && told.detail == Detail::Whole;
    if sampled {
        section = section.column("standard_error_gbp", "±");
    }
    section = section.note(blame_words(told));
    for (number, case) in joint.pending.cases.iter().enumerate() {
        let mut row = vec![Cell::text(told.mark(number)), Cell::text(case.name.as_str())];
        row.extend(columns.clone().map(|(failure, _, _)| Cell::text(standing(told, failure, number))));
        let share = joint.blame.as_ref().map(|blame| blame.shares[number]);
        row.push(Cell::maybe(share, |share| told.money(share.amount)));
        if sampled {
            let error = share.and_then(|share| share.standard_error);
            row.push(Cell::maybe(error, |error| Cell::Money(Pence::round(error))));
        }
        section.row(row);
    }
    section
}

/// The worst that a case is for any unit.
fn standing(told: &Told<'_>, failure: FailureKind, case: usize) -> &'static str {
    let of_failure = told.joint.questions.iter().filter(|question| question.failure == failure);
    let standings = of_failure.flat_map(|question| &question.standings).filter(|(of, _, _)| *of == case);
    match standings.map(|(_, standing, _)| *standing).min() {
        Some(Standing::FatalAlone) => "alone",
        Some(Standing::Pivotal) => "with others",
        Some(Standing::Harmless) => "no",
        None => "",
    }
}

fn blame_words(told: &Told<'_>) -> String {
    let words = "“Alone”: the case brings it about by itself; “with others”: only in some smallest set; “no”: in none \
                 that was found.";
    match &told.joint.blame {
        None => format!(
            "{words} Nobody's share of the blame is shown, because some cases exclude each other: they can't come in every order."
        ),
        Some(blame) => format!(
            "{words} If all go ahead the system pays {} more over {} months; each share is what a case adds, averaged over the orders \
             in which they could come. Below zero: the case saves the system money.",
            told.money(blame.total).words(),
            told.joint.pending.common.months
        ),
    }
}
