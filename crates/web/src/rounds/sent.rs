//! How what the form of an act sent becomes the act.

use std::collections::BTreeMap;

use assurance::{Act, ActKind, DomainRating, Judged, Milestone};
use vocabulary::Code;

use super::fields::{NONE, ROWS, asks};
use super::on::On;
use crate::fields::Reader;

/// The act that was sent; none where something is wrong, which the reader has noted.
pub(super) fn read(on: &On, act: ActKind, reader: &mut Reader<'_>) -> Option<Act> {
    let (label, _) = asks(act);
    let text = if label.is_empty() { String::new() } else { reader.passage("text", "Enter some words here") };
    match act {
        ActKind::Certify => Some(Act::Certify),
        ActKind::Publish => Some(Act::Publish),
        ActKind::Close => Some(Act::Close),
        ActKind::Abandon => Some(Act::Abandon { text }),
        ActKind::RateSelf => {
            let rating = reader.choice("rating", "Choose a rating");
            let reason = reader.passage("reason", "Enter a reason");
            let domain = reader.code("domain");
            Some(Act::RateSelf { rating: DomainRating { domain: domain?, rating: rating?, reason } })
        }
        ActKind::Respond => respond(on, reader),
        ActKind::Rate => {
            let all = on.definition().domains.iter().map(|domain| &domain.id).collect();
            Some(Act::Rate { ratings: ratings(on, &all, reader) })
        }
        ActKind::Moderate => {
            let view = on.seen.view_to(ActKind::Moderate, None);
            let differing = view.differences.iter().map(|differ| &differ.domain).collect();
            Some(Act::Moderate { ratings: ratings(on, &differing, reader) })
        }
        ActKind::RecordOutcome => outcome(on, text, reader),
        ActKind::BindPlan => bind(reader),
        ActKind::MeetMilestone => Some(Act::MeetMilestone { milestone: number(reader), text }),
        ActKind::MissMilestone => Some(Act::MissMilestone { milestone: number(reader), text }),
        // The others have pages of their own.
        _ => None,
    }
}

fn number(reader: &Reader<'_>) -> usize {
    reader.raw("milestone").parse().unwrap_or(usize::MAX)
}

fn respond(on: &On, reader: &mut Reader<'_>) -> Option<Act> {
    let mut scores = BTreeMap::new();
    for (number, domain) in on.definition().domains.iter().enumerate() {
        let name = format!("score_{number}");
        if !reader.raw(&name).is_empty() {
            scores.extend(
                reader
                    .choice::<u8>(&name, "Choose a score from 1 to 5")
                    .map(|score| (domain.id.clone(), score)),
            );
        }
    }
    if scores.is_empty() && reader.problems.is_empty() {
        reader.wrong("score_0", "Choose a score for one domain at least");
    }
    let text = reader.raw("text").replace("\r\n", "\n");
    Some(Act::Respond { scores, text })
}

/// One rating with its reason for each of some domains, by their numbers in the definition.
fn ratings(on: &On, wanted: &Vec<&Code>, reader: &mut Reader<'_>) -> Vec<DomainRating> {
    let mut found = Vec::new();
    for (number, domain) in on.definition().domains.iter().enumerate() {
        if !wanted.contains(&&domain.id) {
            continue;
        }
        let words = |what: &str| format!("{what} for {}", domain.title);
        let rating = reader.choice(&format!("rating_{number}"), &words("Choose a rating"));
        let reason = reader.passage(&format!("reason_{number}"), &words("Enter a reason"));
        found.extend(rating.map(|rating| DomainRating { domain: domain.id.clone(), rating, reason }));
    }
    found
}

fn outcome(on: &On, text: String, reader: &mut Reader<'_>) -> Option<Act> {
    let view = on.seen.view();
    let outcome = match (&view.judged, reader.raw("outcome")) {
        (Some(Judged::Outcome(id)), _) => Some(id.clone()),
        (_, "") => {
            reader.wrong("outcome", "Choose an outcome, or that it stays open");
            return None;
        }
        (_, NONE) => None,
        (_, chosen) => Some(Code::new(chosen)),
    };
    Some(Act::RecordOutcome { outcome, text })
}

fn bind(reader: &mut Reader<'_>) -> Option<Act> {
    let mut milestones = Vec::new();
    for row in 1..=ROWS {
        let name = |field: &str| format!("{field}_{row}");
        if reader.raw(&name("text")).is_empty() {
            continue;
        }
        let text = reader.passage(&name("text"), "");
        let before = reader.problems.len();
        let due = reader.day(&name("due"));
        if due.is_none() && reader.problems.len() == before {
            reader.wrong(&name("due"), "Enter a day, for example 31 1 2027");
        }
        let owner = reader.code(&name("owner"));
        if owner.is_none() {
            reader.wrong(&name("owner"), "Choose who answers for it");
        }
        milestones.extend(due.zip(owner).map(|(due, owner)| Milestone::new(&text, &owner, due)));
    }
    if milestones.is_empty() && reader.problems.is_empty() {
        reader.wrong("text_1", "Enter a milestone at least");
    }
    Some(Act::BindPlan { milestones })
}
