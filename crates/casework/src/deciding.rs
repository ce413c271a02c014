//! What each commissioner of a case does for itself: certify and decide.

use vocabulary::{Date, choice};

choice! {
    /// What a governing body decides.
    pub enum Choice {
        /// Go ahead.
        Proceed = "proceed",
        /// Go ahead with changes.
        WithChanges = "proceed-with-changes",
        /// Stay as it is.
        Stay = "stay",
        /// Decide later.
        Defer = "defer",
    }
}

impl Choice {
    /// Does the change go ahead?
    pub fn goes_ahead(self) -> bool {
        matches!(self, Choice::Proceed | Choice::WithChanges)
    }
}

/// A decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// What.
    pub choice: Choice,
    /// Why: always there.
    pub reasons: String,
    /// The changes, if it goes ahead with some.
    pub changes: String,
    /// The day.
    pub on: Date,
    /// Does it go ahead although the oversight body didn't agree, or gave no view?
    pub without_agreement: bool,
}

/// Where one commissioner of a case stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stand {
    /// When its certifier certified what is written now.
    pub certified: Option<Date>,
    /// Every decision, the newest last. Only a deferral can be followed by another.
    pub decisions: Vec<Decision>,
    /// Why it is no longer in the case: it left, or its day to certify passed.
    pub left: Option<String>,
    /// The case went on before it decided.
    pub passed_over: bool,
}

impl Stand {
    /// Is it in the case?
    pub fn is_in(&self) -> bool {
        self.left.is_none()
    }

    /// Its decision, if it isn't a deferral.
    pub fn decided(&self) -> Option<&Decision> {
        self.decisions.last().filter(|decision| decision.choice != Choice::Defer)
    }
}
