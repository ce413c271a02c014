//! Of reviewing.

use super::{Asked, Guard};
use crate::act::Act;
use crate::review::{Condition, NoteKind, Verdict};

pub(super) fn reviewing(guard: Guard, asked: Asked<'_>) -> bool {
    let case = asked.case;
    match (guard, asked.act) {
        (Guard::InterestDeclared, _) => {
            let body = &asked.who.body;
            let interested = case.overseers().any(|told| told.body == *body && told.customer_or_host);
            let declares = |note: &crate::Note| note.kind == NoteKind::Interest && note.body == *body;
            !interested || case.review().notes.iter().any(declares)
        }
        (Guard::QuestionThere, Act::Answer { note, .. }) => case.review().questions().nth(*note).is_some(),
        (Guard::NationalThere, _) => case.setup().national.is_some() && !case.review().escalated,
        (Guard::PointsGiven, Act::Return { points }) => {
            let bound = |(section, text): &(crate::SectionId, String)| {
                section.kind().tier == case.setup().tier && !text.trim().is_empty()
            };
            !points.is_empty() && points.iter().all(bound)
        }
        _ => false,
    }
}

pub(super) fn ending(guard: Guard, asked: Asked<'_>) -> bool {
    let case = asked.case;
    let passed = case.review().view_by.is_some_and(|last| last < asked.on);
    match (guard, asked.act) {
        (Guard::InTime, _) => !passed,
        (Guard::ViewDayPassed, _) => passed,
        (Guard::PointThere, Act::AnswerPoint { point, .. }) => {
            let returned = case.review().points.last().map(|point| point.on);
            case.review().points.get(*point).is_some_and(|point| Some(point.on) == returned)
        }
        (Guard::VerdictGiven, Act::Recommend { verdict, .. } | Act::RecordOutcome { verdict, .. }) => {
            *verdict != Verdict::NotGiven
        }
        (Guard::ConditionsFit, Act::RecordOutcome { verdict, conditions, .. }) => {
            let whole = |condition: &Condition| {
                !condition.text.trim().is_empty()
                    && condition.due >= asked.on
                    && case.is_commissioner(&condition.owner)
            };
            (*verdict == Verdict::WithConditions) != conditions.is_empty() && conditions.iter().all(whole)
        }
        _ => false,
    }
}
