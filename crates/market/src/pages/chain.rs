//! As it was and as it is now: the bodies that follow a body, to those that still exist.

use std::collections::BTreeSet;

use listing::{Cell, Section};
use register::Snapshot;
use register::tables::Succession;
use vocabulary::Code;

use super::date_words;

/// Every step from a body to those that exist today.
fn successors<'a>(snapshot: &'a Snapshot, body: &Code) -> Vec<&'a Succession> {
    let mut steps: Vec<&Succession> = Vec::new();
    let mut seen: BTreeSet<Code> = BTreeSet::from([body.clone()]);
    let mut open = vec![body.clone()];
    while let Some(code) = open.pop() {
        for step in snapshot.rows.successions.iter().filter(|row| row.from_code == code) {
            steps.push(step);
            // A step from a body to itself is the part that stayed; circles end here.
            if seen.insert(step.to_code.clone()) {
                open.push(step.to_code.clone());
            }
        }
    }
    steps.sort_by_key(|step| (step.effective_date, step.from_code.clone(), step.to_code.clone()));
    steps
}

/// Those at the end of the steps that have no last day.
fn of_today<'a>(snapshot: &Snapshot, steps: &[&'a Succession]) -> BTreeSet<&'a Code> {
    let lives = |code: &Code| snapshot.body(code).is_some_and(|body| body.valid_to.is_none());
    steps.iter().map(|step| &step.to_code).filter(|code| lives(code)).collect()
}

/// Predecessors, successors and what the body is today.
pub fn succession_section(snapshot: &Snapshot, body: &Code) -> Section {
    let mut section = Section::new("successions", "As it was, as it is now");
    let before: Vec<&Succession> = snapshot
        .rows
        .successions
        .iter()
        .filter(|row| row.to_code == *body && row.from_code != *body)
        .collect();
    let after = successors(snapshot, body);
    let name = |code: &Code| format!("{} ({code})", snapshot.name_of(code.as_str()));
    let row = snapshot.body(body);
    if let Some(row) = row.filter(|row| row.valid_to.is_some() || !before.is_empty()) {
        let from = row.valid_from.map_or("its beginning".to_string(), date_words);
        let to = row.valid_to.map_or("today".to_string(), date_words);
        section.notes.push(format!("As it was: {}, from {from} to {to}.", name(body)));
    }
    let today = of_today(snapshot, &after);
    let ended = row.is_some_and(|row| row.valid_to.is_some());
    match (ended, today.is_empty()) {
        (true, true) => section.notes.push("As it is now: what became of it isn't known.".to_string()),
        (true, false) => {
            let names: Vec<String> = today.into_iter().map(name).collect();
            section.notes.push(format!("As it is now: {}.", names.join("; ")));
        }
        (false, _) => {}
    }
    if before.is_empty() && after.is_empty() {
        return section;
    }
    section = section
        .column("from", "From")
        .column("to", "To")
        .column("effective_date", "Date")
        .column("share_percent", "Share")
        .column("kind", "How");
    for step in before.into_iter().chain(after) {
        section.row(vec![
            Cell::Named(step.from_code.clone(), snapshot.name_of(step.from_code.as_str())),
            Cell::Named(step.to_code.clone(), snapshot.name_of(step.to_code.as_str())),
            Cell::text(step.effective_date.to_string()),
            Cell::Exact(step.share_percent.0),
            Cell::text(step.kind.word()),
        ]);
    }
    section
}
