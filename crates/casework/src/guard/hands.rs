//! What one person may not do twice over. Roles are granted elsewhere; here counts what somebody *did* in this case.

use vocabulary::choice;

use super::Asked;
use crate::act_kind::ActKind;

choice! {
    /// What somebody had a hand in.
    pub enum Hand {
        /// Wrote, attached, answered.
        Wrote = "wrote it",
        /// Certified it.
        Certified = "certified it",
        /// Decided as a governing body.
        Decided = "decided it",
        /// Signed the analysis off.
        Assured = "signed its analysis off",
        /// Returned it, recommended, or gave the outcome.
        Reviewed = "reviewed it",
    }
}

/// Pairs that one person may not do in one case. The first three are this project's specification; the rest follow
/// from them for people who hold roles at an oversight body too, and are ours.
pub const APART: &[(Hand, Hand)] = &[
    (Hand::Wrote, Hand::Certified),
    (Hand::Wrote, Hand::Decided),
    (Hand::Wrote, Hand::Assured),
    (Hand::Wrote, Hand::Reviewed),
    (Hand::Certified, Hand::Reviewed),
    (Hand::Decided, Hand::Reviewed),
];

impl Hand {
    /// What an act makes somebody have a hand in.
    pub fn of(act: ActKind) -> Option<Hand> {
        use ActKind::*;
        match act {
            Open | Write | Attach | Complete | AttachFile | TakeOutFile | AnswerPoint => Some(Hand::Wrote),
            Certify => Some(Hand::Certified),
            Decide => Some(Hand::Decided),
            SignOff => Some(Hand::Assured),
            Return | Recommend | RecordOutcome | NeedNoView => Some(Hand::Reviewed),
            _ => None,
        }
    }

    /// Must the two be done by two people?
    pub fn is_apart_from(self, other: Hand) -> bool {
        APART.contains(&(self, other)) || APART.contains(&(other, self))
    }
}

pub(super) fn are_apart(asked: Asked<'_>) -> bool {
    let Some(hand) = Hand::of(asked.act.kind()) else { return true };
    let before = asked.case.hands_of(&asked.who.person);
    before.into_iter().all(|done| !hand.is_apart_from(done))
}
