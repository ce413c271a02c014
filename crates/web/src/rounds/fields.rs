//! What the form of each act asks.

use assurance::{ActKind, Domain, Judged, RestsOn, SCORES, Sentence, View};
use vocabulary::Code;

use super::on::On;
use super::rating;
use crate::components::Choice;
use crate::fields::{Sheet, Values};

/// So many milestones go into one form; blank ones are left out.
pub(super) const ROWS: usize = 6;
/// What stands for no outcome among the choices.
pub(super) const NONE: &str = "none";

/// What the act of a form rests on, with what stands in its fields.
pub(super) fn rests_on(act: ActKind, values: &Values) -> RestsOn {
    match act {
        ActKind::Answer | ActKind::Keep => RestsOn::Question(Code::new(values.get("question"))),
        ActKind::StatePlan => RestsOn::Plan,
        ActKind::Intend => RestsOn::OwnIntentions,
        ActKind::RateSelf => RestsOn::Domain(Code::new(values.get("domain"))),
        ActKind::Respond => RestsOn::OwnResponse,
        ActKind::MeetMilestone | ActKind::MissMilestone => {
            RestsOn::Milestone(values.get("milestone").parse().unwrap_or(usize::MAX))
        }
        _ => RestsOn::Whole,
    }
}

/// What stands in the fields when the form is opened.
pub(super) fn filled(on: &On, act: ActKind, at: Option<&Code>, values: Values) -> Values {
    let view = on.seen.view_to(act, at);
    match act {
        ActKind::RateSelf => {
            let own = view.self_ratings.iter().find(|rated| rated.domain.as_str() == values.get("domain"));
            values
                .with_some("rating", own.map(|rated| &rated.rating))
                .with_some("reason", own.map(|rated| &rated.reason))
        }
        ActKind::Respond => {
            let own = view
                .responses
                .iter()
                .find(|(body, _)| at.is_none_or(|at| at == *body))
                .map(|(_, said)| *said);
            let domains = on.definition().domains.iter().enumerate();
            let scored = domains.fold(values, |values, (number, domain)| {
                let score = own.and_then(|said| said.scores.get(&domain.id));
                values.with_some(format!("score_{number}"), score)
            });
            scored.with_some("text", own.map(|said| &said.text))
        }
        _ => values,
    }
}

/// What a text is for, by act.
pub(super) fn asks(act: ActKind) -> (&'static str, &'static str) {
    match act {
        ActKind::RecordOutcome => ("Why?", "It is published with the outcome."),
        ActKind::MeetMilestone => ("What shows it?", ""),
        ActKind::MissMilestone => ("What follows from that?", ""),
        ActKind::Abandon => ("Why?", ""),
        _ => ("", ""),
    }
}

/// The fields of an act's form.
pub(super) fn show(on: &On, act: ActKind, values: &Values, sheet: &mut Sheet<'_>) {
    let view = on.seen.view();
    match act {
        ActKind::RateSelf => {
            if let Some(domain) = on.definition().domain(&Code::new(values.get("domain"))) {
                sheet.note(&domain.about);
                sheet.radios("rating", "How does your unit stand?", "", ratings(on, domain));
            }
            sheet.area("reason", "Why?", "The assessors read it.", 5);
        }
        ActKind::Respond => respond(on, sheet),
        ActKind::Rate => rating::rate(on, sheet),
        ActKind::Moderate => rating::moderate(on, sheet),
        ActKind::RecordOutcome => outcome(on, &view, sheet),
        ActKind::BindPlan => bind(on, sheet),
        _ => {}
    }
    let (label, hint) = asks(act);
    if !label.is_empty() {
        sheet.area("text", label, hint, 5);
    }
}

/// The ratings as choices, each with what it looks like in a domain.
pub(super) fn ratings(on: &On, domain: &Domain) -> Vec<Choice> {
    let choice = |rating: &assurance::Rating| {
        let here = domain.sentences.iter().find(|sentence: &&Sentence| sentence.rating == rating.id);
        let hint = here.map_or(&rating.means, |sentence| &sentence.text);
        Choice { hint: Some(hint.as_str().into()), ..Choice::new(rating.id.as_str(), rating.title.as_str()) }
    };
    on.definition().ratings.iter().map(choice).collect()
}

fn respond(on: &On, sheet: &mut Sheet<'_>) {
    for (number, domain) in on.definition().domains.iter().enumerate() {
        let choices = SCORES.rev().map(|score| {
            let words = match score {
                5 => "5: very content".to_string(),
                1 => "1: not at all content".to_string(),
                score => score.to_string(),
            };
            Choice::new(score.to_string(), words)
        });
        sheet.radios(&format!("score_{number}"), &domain.title, &domain.about, choices.collect());
    }
    sheet.note("Leave out what you can’t say anything about.");
    sheet.area("text", "In your own words", "The assessors read it. May stay blank.", 5);
}

fn outcome(on: &On, view: &View<'_>, sheet: &mut Sheet<'_>) {
    match &view.judged {
        Some(Judged::Outcome(id)) => {
            sheet.note(&format!("The rule says: {}. Nothing else can be recorded.", on.outcome(id)));
        }
        _ => {
            let mut choices: Vec<Choice> = on
                .definition()
                .outcomes
                .iter()
                .map(|outcome| Choice {
                    hint: Some(outcome.means.as_str().into()),
                    ..Choice::new(outcome.id.as_str(), outcome.title.as_str())
                })
                .collect();
            choices.push(Choice::new(NONE, "None: it stays open"));
            let hint = "The rule says nothing of these ratings. Whatever is recorded keeps saying so.";
            sheet.radios("outcome", "Outcome", hint, choices);
        }
    }
}

fn bind(on: &On, sheet: &mut Sheet<'_>) {
    let owners = [on.seen.unit(), &on.seen.setup().overseer];
    let owners: Vec<_> = owners.into_iter().map(|body| (body.to_string(), on.name(body))).collect();
    sheet.note("Blank milestones are left out. Each is chased until somebody has said what became of it.");
    for row in 1..=ROWS {
        sheet.area(&format!("text_{row}"), &format!("Milestone {row}: what has to be so"), "", 2);
        sheet.date(&format!("due_{row}"), "By", "", false);
        sheet.select(&format!("owner_{row}"), "Who answers for it", "", owners.clone());
    }
}

/// A group of choices for a domain, by its number.
pub(super) fn choose(sheet: &mut Sheet<'_>, on: &On, (number, domain): (usize, &Domain)) {
    let label = format!("Your rating: {}", domain.title);
    sheet.radios(&format!("rating_{number}"), &label, "", ratings(on, domain));
    sheet.area(&format!("reason_{number}"), &format!("Why? ({})", domain.title), "", 4);
}
