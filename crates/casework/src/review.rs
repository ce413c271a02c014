//! What the oversight body does: notes, points, recommendation, outcome.

use std::collections::BTreeSet;

use vocabulary::{Code, Date, choice};

use crate::content::SectionId;

choice! {
    /// What a review comes to.
    pub enum Verdict {
        /// Agreed.
        Agreed = "agreed",
        /// Agreed, if something is done by a day.
        WithConditions = "agreed-with-conditions",
        /// Not agreed.
        NotAgreed = "not-agreed",
        /// No view is needed.
        NotNeeded = "no-view-needed",
        /// The day passed without a view.
        NotGiven = "no-view-given",
    }
}

choice! {
    /// What a reviewer notes.
    pub enum NoteKind {
        /// Asks the author something.
        Question = "question",
        /// Marks something for other reviewers.
        Flag = "flag",
        /// Says something, for the record of the review.
        Comment = "comment",
        /// Agrees an assumption before the case is certified.
        Assumption = "agreed-assumption",
        /// Declares what the own body gains or loses.
        Interest = "declared-interest",
    }
}

/// A note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What it is.
    pub kind: NoteKind,
    /// The oversight body that made it.
    pub body: Code,
    /// The section it is about, if any.
    pub section: Option<SectionId>,
    /// What it says.
    pub text: String,
    /// The author's answer to a question, once there is one.
    pub answer: Option<String>,
}

/// A point to put right, bound to a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// The section.
    pub section: SectionId,
    /// What is to be put right.
    pub text: String,
    /// How the author answers it.
    pub answer: Option<String>,
    /// The day on which it came.
    pub on: Date,
}

/// What must be done, by when, and who is chased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// What.
    pub text: String,
    /// The last day.
    pub due: Date,
    /// The commissioner that is chased.
    pub owner: Code,
}

/// A verdict with its reason; as a recommendation, or as the outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The verdict.
    pub verdict: Verdict,
    /// Why; empty only if no view was given.
    pub reason: String,
    /// What it asks for.
    pub conditions: Vec<Condition>,
    /// The day.
    pub on: Date,
}

/// The review of a case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Review {
    /// The oversight body that gives the outcome; the national one after escalation. `None` for one page.
    pub deciding: Option<Code>,
    /// Was it escalated?
    pub escalated: bool,
    /// Sections that the author has opened before sending.
    pub opened: BTreeSet<SectionId>,
    /// The last day for a view; the case waits no longer.
    pub view_by: Option<Date>,
    /// Days that the oversight body has left, counted while the case is away.
    pub days_left: i32,
    /// Notes.
    pub notes: Vec<Note>,
    /// Points of every return.
    pub points: Vec<Point>,
    /// What the reviewer recommends.
    pub recommendation: Option<Outcome>,
    /// The outcome.
    pub outcome: Option<Outcome>,
}

impl Review {
    /// The questions of reviewers, in the order in which they were asked. Answers name them by their place here, which tells
    /// nothing of the notes that an author doesn't see.
    pub fn questions(&self) -> impl Iterator<Item = &Note> {
        self.notes.iter().filter(|note| note.kind == NoteKind::Question)
    }
}
