//! The queue of cases and the conditions that are overdue: what the reader is told of each, by its own sight.

use actions::{SeenCase, SeenCountry};
use casework::{ActKind, Party, State};
use listing::{Cell, Section};
use vocabulary::Date;

use crate::cases::act_title;

/// The cases that were sent to the reader and aren't over, those that wait longest before the others.
pub(super) fn queue(seen: &SeenCountry) -> Section {
    let queue = seen.queue();
    let section = Section::new("cases", "Cases, those that wait longest before the others");
    if queue.is_empty() {
        return section.note("No case that was sent to you is open.");
    }
    let mut section = section
        .note(format!("Cases that were sent to your body, as you are told of them on {}. The limit is the last day for a view.", seen.on))
        .column("case", "Case")
        .column("commissioners", "Who")
        .column("state", "Stands at")
        .column("sent_on", "Sent")
        .column("view_by", "Last day for a view")
        .column("limit", "Beyond it")
        .column("next", "Next");
    for case in queue {
        let (title, state) = case.notice();
        let view = case.view();
        let who: Vec<String> = case.commissioners().into_iter().map(|body| case.name(body)).collect();
        let sent = view.submissions.iter().filter_map(|sent| sent.on).min();
        let beyond = view.view_by.filter(|_| seen.is_beyond(case));
        section.row(vec![
            Cell::Named(case.reference().clone(), title.to_string()),
            Cell::text(who.join(", ")),
            Cell::text(state.title()),
            Cell::maybe(sent, |on| Cell::text(on.to_string())),
            Cell::maybe(view.view_by, |on| Cell::text(on.to_string())),
            Cell::maybe(beyond, |by| Cell::text(days_over(by, seen.on))),
            Cell::text(next(case, state)),
        ]);
    }
    section
}

/// What the reader does next: what waits for them, else whom the case waits for.
fn next(case: &SeenCase, state: State) -> String {
    if let Some(turn) = case.turns().first() {
        return act_title(turn.act).to_string();
    }
    match (case.party(), state) {
        (Party::Told, State::Sent | State::Triage | State::InReview | State::Recommended)
            if case.may(ActKind::Comment) =>
        {
            "Read it, and comment".to_string()
        }
        (_, State::Draft | State::Returned) => "Its commissioners write".to_string(),
        (_, State::Outcome) => "Its commissioners decide".to_string(),
        (_, State::Decided | State::Published | State::Followed) => {
            "Its commissioners follow it up".to_string()
        }
        _ => "Another reviews it".to_string(),
    }
}

/// Conditions that weren't met by their day, the oldest first.
pub(super) fn conditions(seen: &SeenCountry) -> Section {
    let overdue = seen.overdue();
    let section = Section::new("conditions", "Conditions overdue, the oldest first");
    if overdue.is_empty() {
        return section.note("No condition of a case that you see is overdue.");
    }
    let mut section = section
        .column("case", "Case")
        .column("owner", "Who")
        .column("condition", "Condition")
        .column("due", "Was due")
        .column("over", "Overdue")
        .column("next", "Next");
    for one in overdue {
        let lets_go = one.case.may(ActKind::WaiveMilestone);
        section.row(vec![
            Cell::Named(one.case.reference().clone(), one.case.notice().0.to_string()),
            Cell::Named(one.owner.clone(), one.case.name(one.owner)),
            Cell::text(one.text),
            Cell::text(one.due.to_string()),
            Cell::text(days_over(one.due, seen.on)),
            Cell::text(if lets_go { "Ask what became of it, or let it go" } else { "Ask what became of it" }),
        ]);
    }
    section
}

fn days_over(by: Date, on: Date) -> String {
    match (on - by).get_days() {
        1 => "1 day".to_string(),
        days => format!("{days} days"),
    }
}
