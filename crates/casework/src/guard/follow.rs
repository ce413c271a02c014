//! Of deciding, and of what follows.

use super::{Asked, Guard};
use crate::act::Act;
use crate::deciding::Choice;
use crate::review::Verdict;

pub(super) fn deciding(guard: Guard, asked: Asked<'_>) -> bool {
    let case = asked.case;
    match (guard, asked.act) {
        (Guard::AnotherStays, _) => case.standing().count() > 1,
        (Guard::OthersDayPassed, _) => {
            case.others_by().is_some_and(|last| last < asked.on) && case.some_have_acted()
        }
        (Guard::ChangesNamed, Act::Decide { choice, changes, .. }) => {
            (*choice == Choice::WithChanges) != changes.trim().is_empty()
        }
        (Guard::NotDecided, _) => {
            case.stands().get(&asked.who.body).is_some_and(|stand| stand.decided().is_none())
        }
        (Guard::NotRefused, Act::Decide { choice, .. }) => {
            let outcome = case.review().outcome.as_ref();
            let against = outcome.is_some_and(|outcome| outcome.verdict == Verdict::NotAgreed);
            !(choice.goes_ahead() && against && case.setup().rights.can_refuse())
        }
        _ => false,
    }
}

pub(super) fn following(guard: Guard, asked: Asked<'_>) -> bool {
    let case = asked.case;
    match (guard, asked.act) {
        (
            Guard::MilestoneOpen,
            Act::MeetMilestone { milestone, .. } | Act::WaiveMilestone { milestone, .. },
        ) => case.milestones().get(*milestone).is_some_and(|milestone| !milestone.is_settled()),
        (Guard::OwnMilestone, Act::MeetMilestone { milestone, .. }) => {
            case.milestones().get(*milestone).is_some_and(|milestone| milestone.owner == asked.who.body)
        }
        (Guard::BenefitThere, Act::RecordOutturn { benefit, .. }) => *benefit < case.benefits().len(),
        (Guard::AllSettled, _) => {
            let settled = case.milestones().iter().all(crate::Milestone::is_settled);
            settled && case.benefits().iter().all(|benefit| benefit.outturn.is_some())
        }
        (Guard::AnotherCase, Act::Supersede { by, .. }) => *by != case.setup().reference,
        _ => false,
    }
}
