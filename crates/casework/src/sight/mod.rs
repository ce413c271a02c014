//! What each party sees in each state: one table, and a view that holds no more than it allows.

mod history;
mod public;
mod source;
mod table;
mod view;

use vocabulary::{Code, choice};

use crate::case::Case;
use crate::state::State;
use crate::table::Side;
use crate::who::{Office, Who};

pub use source::Source;
pub use table::{SIGHT, Seen, sees};
pub use view::{SeenSection, Shown, Step, View};

choice! {
    /// Who looks.
    pub enum Party {
        /// At a commissioner of the case: who writes, certifies, decides, assures or reads.
        Ours = "a commissioner of the case",
        /// At a body that was invited.
        Neighbour = "an invited body",
        /// At a unit of the case that was invited.
        Unit = "the unit",
        /// A reviewer of the oversight body that gives the outcome.
        Deciding = "the oversight body that gives the outcome",
        /// A reviewer of another oversight body that was told.
        Told = "another oversight body that is told",
        /// At any other body: commissioner, unit or oversight.
        Other = "any other body",
        /// Without an account.
        Public = "the public",
        /// Keeps accounts.
        Administrator = "an administrator",
    }
}

choice! {
    /// A part of a case that is seen or not.
    pub enum Ground {
        /// That there is a case, its title, and where it stands.
        Notice = "notice",
        /// Figures about the own body.
        OwnLine = "own line",
        /// What the own body replied and offered, with its private part.
        OwnReply = "own reply",
        /// Draft sections that the author has opened.
        OpenedSections = "opened sections",
        /// Sections as they are being written.
        WorkingText = "working text",
        /// Sections as they were last sent.
        SentText = "sent text",
        /// Every figure of every exhibit.
        Exhibits = "exhibits",
        /// What everybody replied, without the private parts.
        Replies = "replies",
        /// The private parts.
        PrivateReplies = "private replies",
        /// Questions, agreed assumptions, declared interests.
        Questions = "questions",
        /// Points of every return.
        Points = "points",
        /// Flags and comments of reviewers.
        ReviewNotes = "review notes",
        /// What the reviewer recommends.
        Recommendation = "recommendation",
        /// The outcome.
        Outcome = "outcome",
        /// Decisions of governing bodies.
        Decisions = "decisions",
        /// Conditions and benefits as they are followed.
        Followed = "what is followed",
        /// The public version: sent text, figures and replies without what is exempt; outcome and decisions.
        PublicVersion = "public version",
    }
}

impl Case {
    /// Which party somebody is to this case.
    pub fn party_of(&self, who: &Who) -> Party {
        let body = &who.body;
        let reviews = matches!(who.office, Office::Reviewer | Office::ReviewLead);
        let works =
            matches!(who.office, Office::Author | Office::Certifier | Office::GoverningBody | Office::Viewer);
        let helps = matches!(who.office, Office::HrLead | Office::Assurer);
        let books = matches!(who.office, Office::UnitDirector | Office::UnitFinance);
        match who.office {
            Office::Administrator => Party::Administrator,
            _ if (works || helps) && self.is_commissioner(body) => Party::Ours,
            _ if works && self.is_at(Side::Invited, body) => Party::Neighbour,
            _ if books && self.is_at(Side::Unit, body) => Party::Unit,
            _ if reviews && self.is_at(Side::Deciding, body) => Party::Deciding,
            _ if reviews && self.is_at(Side::Overseer, body) => Party::Told,
            _ => Party::Other,
        }
    }

    /// What a party may see of this case now. A case that was withdrawn or superseded is seen as it was in the state in
    /// which it ended.
    pub fn grounds(&self, party: Party) -> Vec<Ground> {
        sees(party, self.ended_at().unwrap_or(self.state()))
    }

    /// Where the case stands, as it is shown to a body. Only the oversight body that gives the outcome learns that there is a
    /// recommendation; who was only invited, and strangers, learn nothing between sending and publication.
    pub fn state_shown_to(&self, body: &Code) -> State {
        let inside = self.is_commissioner(body) || self.told().contains(body);
        match self.state() {
            State::Recommended if self.is_at(Side::Deciding, body) => State::Recommended,
            State::Recommended if inside => State::InReview,
            state if inside || state.is_over() => state,
            State::Draft | State::Published | State::Followed => self.state(),
            _ => State::Sent,
        }
    }
}
