//! A new question, one step a page. A step is a form: what is in it comes from the draft, and what is sent changes the
//! draft. Steps are pure; the routes load and save.

mod apply;
mod assumption;
mod check;
mod fields;
mod filled;
mod moves;
mod steps;

use register::{Rulebook, Snapshot};
use stability::scenario::Scenario;

pub use apply::apply;
pub use check::check_page;
pub use filled::Filled;
pub use steps::{Problem, step_page};

/// A step of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Which body moves.
    Who,
    /// Which of its lines.
    Services,
    /// When.
    When,
    /// Where to, and with how many of the staff.
    Where,
    /// All moves so far.
    Moves,
    /// Who pays what stays behind.
    Pays,
    /// Do others decide anew, from when and for how long.
    Terms,
    /// What is assumed.
    Assumptions,
    /// One assumption.
    Assumption,
    /// All answers, to be checked.
    Check,
}

impl Step {
    /// All of them.
    pub const ALL: [Step; 10] = [
        Step::Who,
        Step::Services,
        Step::When,
        Step::Where,
        Step::Moves,
        Step::Pays,
        Step::Terms,
        Step::Assumptions,
        Step::Assumption,
        Step::Check,
    ];

    /// The last part of its address.
    pub fn slug(self) -> &'static str {
        match self {
            Step::Who => "who",
            Step::Services => "services",
            Step::When => "when",
            Step::Where => "where",
            Step::Moves => "moves",
            Step::Pays => "pays",
            Step::Terms => "terms",
            Step::Assumptions => "assumptions",
            Step::Assumption => "assumption",
            Step::Check => "check",
        }
    }

    /// The step of a last part of an address.
    pub fn of(slug: &str) -> Option<Step> {
        Step::ALL.into_iter().find(|step| step.slug() == slug)
    }

    /// The step that follows.
    pub fn next(self) -> Step {
        match self {
            Step::Who => Step::Services,
            Step::Services => Step::When,
            Step::When => Step::Where,
            Step::Where => Step::Moves,
            Step::Moves => Step::Pays,
            Step::Pays => Step::Terms,
            Step::Terms | Step::Assumption => Step::Assumptions,
            Step::Assumptions | Step::Check => Step::Check,
        }
    }

    /// Is it about one move, by its number?
    pub fn is_of_a_move(self) -> bool {
        matches!(self, Step::Who | Step::Services | Step::When | Step::Where)
    }
}

/// A question that is being written, with what it is asked of.
#[derive(Debug, Clone, Copy)]
pub struct Asking<'a> {
    /// The draft's name in the store.
    pub id: &'a str,
    /// Its version as it is shown.
    pub version: i64,
    /// What it is called.
    pub title: &'a str,
    /// The scenario so far.
    pub scenario: &'a Scenario,
    /// The register.
    pub snapshot: &'a Snapshot,
    /// Rules and rates.
    pub rulebook: &'a Rulebook,
}

impl Asking<'_> {
    /// The address of a step.
    pub fn address(&self, step: Step) -> String {
        format!("/hurt/questions/{}/{}", self.id, step.slug())
    }
}
