//! What one person may not do twice over. Roles are granted elsewhere; here counts what somebody *did* in this assessment.

use vocabulary::choice;

use super::act::ActKind;

choice! {
    /// What somebody had a hand in.
    pub enum Hand {
        /// Answered, rated itself or stated the plan, for the unit.
        Answered = "answered for the unit",
        /// Certified.
        Certified = "certified the answers",
        /// Said what a customer intends, or answered the survey for it.
        Spoke = "answered as a customer",
        /// Rated as an assessor.
        Rated = "rated the unit",
        /// Settled differences.
        Moderated = "settled the differences",
        /// Recorded the outcome.
        Recorded = "recorded the outcome",
    }
}

/// Pairs that one person may not do on one unit in one round. Who assesses isn't who records, so that no outcome is one
/// person's; nobody sits on two sides of the table.
pub const APART: &[(Hand, Hand)] = &[
    (Hand::Answered, Hand::Certified),
    (Hand::Answered, Hand::Spoke),
    (Hand::Answered, Hand::Rated),
    (Hand::Answered, Hand::Moderated),
    (Hand::Answered, Hand::Recorded),
    (Hand::Certified, Hand::Spoke),
    (Hand::Certified, Hand::Rated),
    (Hand::Certified, Hand::Moderated),
    (Hand::Certified, Hand::Recorded),
    (Hand::Spoke, Hand::Rated),
    (Hand::Spoke, Hand::Moderated),
    (Hand::Spoke, Hand::Recorded),
    (Hand::Rated, Hand::Moderated),
    (Hand::Rated, Hand::Recorded),
];

impl Hand {
    /// What an act makes somebody have a hand in.
    pub fn of(act: ActKind) -> Option<Hand> {
        match act {
            ActKind::Answer | ActKind::Keep | ActKind::RateSelf | ActKind::StatePlan => Some(Hand::Answered),
            ActKind::Certify => Some(Hand::Certified),
            ActKind::Intend | ActKind::Respond => Some(Hand::Spoke),
            ActKind::Rate => Some(Hand::Rated),
            ActKind::Moderate => Some(Hand::Moderated),
            ActKind::RecordOutcome => Some(Hand::Recorded),
            _ => None,
        }
    }

    /// Must the two be done by two people?
    pub fn is_apart_from(self, other: Hand) -> bool {
        APART.contains(&(self, other)) || APART.contains(&(other, self))
    }
}
