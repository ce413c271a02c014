//! Acts that aren't in vain whatever they say.

use vocabulary::{Code, Date, Office, Who};

use super::act::{ActKind, Milestone};
use super::hands::Hand;
use super::table::Side;
use super::{Assessment, row_of};

impl Assessment {
    /// The acts that are open to somebody now and that something can come of: a form that is refused whatever it says isn't
    /// offered. One that lacks something is, and says what.
    pub fn offered_to(&self, who: &Who, on: Date) -> Vec<ActKind> {
        self.open_to(who).into_iter().filter(|act| self.is_of_use(*act, who, on)).collect()
    }

    fn is_of_use(&self, act: ActKind, who: &Who, on: Date) -> bool {
        let done = self.hands_of(&who.person);
        if Hand::of(act).is_some_and(|hand| done.into_iter().any(|other| hand.is_apart_from(other))) {
            return false;
        }
        let mut open = self.milestones().iter().filter(|milestone| !milestone.is_settled());
        match act {
            ActKind::Keep => {
                self.setup().carried.keys().any(|question| !self.answers().contains_key(question))
            }
            ActKind::Rate => self.ratings_of(&who.person).is_none(),
            ActKind::MeetMilestone => open.any(|milestone: &Milestone| milestone.owner == who.body),
            ActKind::MissMilestone => open.any(|milestone| milestone.due < on),
            ActKind::Close => self.is_settled(),
            _ => true,
        }
    }

    /// The roles that may do an act for a body, by the side on which it stands.
    pub fn offices_for(&self, act: ActKind, body: &Code) -> Vec<Office> {
        let stands = |side: Side| self.is_at(side, body);
        let rows = row_of(act).by.iter().filter(|by| stands(by.side));
        rows.flat_map(|by| by.offices.iter().copied()).collect()
    }
}
