//! What a checkpoint asks, and what follows from its ratings: data that people wrote, with its sources.

mod check;
mod consistency;
mod rule;

use vocabulary::{Code, Date, choice};

pub use consistency::{Consistency, VECTORS_MAX};
pub use rule::{Condition, Judged, Rule, Why};

choice! {
    /// How far an item of a definition is known.
    pub enum Known {
        /// A source printed it; the words may be ours.
        Recorded = "recorded",
        /// Put together by us from what sources printed of it.
        Reconstructed = "reconstructed",
        /// Written by this project, for use today.
        Ours = "ours",
    }
}

/// Where an item comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// How far it is known.
    pub known: Known,
    /// A source of the definition; needed unless the item is ours.
    pub source: Option<Code>,
}

/// A document that a definition rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its name here.
    pub id: Code,
    /// Its title.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// When, as far as it is known.
    pub published: String,
    /// What of it is used.
    pub note: String,
}

/// A rating that a domain may be given. The best stands first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rating {
    /// Its name here.
    pub id: Code,
    /// As people read it.
    pub title: String,
    /// What it says of any domain.
    pub means: String,
    /// Where it comes from.
    pub origin: Origin,
}

/// What somebody is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Its name, alone in the definition. A later definition that asks the same keeps it.
    pub id: Code,
    /// The question.
    pub asks: String,
    /// What a good answer shows, and by what evidence.
    pub guidance: String,
    /// Where it comes from.
    pub origin: Origin,
}

/// Questions that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Test {
    /// Its name, alone in the definition.
    pub id: Code,
    /// As people read it.
    pub title: String,
    /// What an assessor looks for.
    pub guidance: String,
    /// What the unit answers.
    pub questions: Vec<Question>,
    /// Where it comes from.
    pub origin: Origin,
}

/// What a rating looks like in one domain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// The rating.
    pub rating: Code,
    /// The sentence.
    pub text: String,
    /// Where it comes from.
    pub origin: Origin,
}

/// What is rated: each domain has one rating.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Domain {
    /// Its name, alone in the definition.
    pub id: Code,
    /// As people read it.
    pub title: String,
    /// What is looked at.
    pub about: String,
    /// Its tests.
    pub tests: Vec<Test>,
    /// What each rating looks like here.
    pub sentences: Vec<Sentence>,
    /// Where it comes from.
    pub origin: Origin,
}

/// What can come of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// Its name, alone in the definition.
    pub id: Code,
    /// As people read it.
    pub title: String,
    /// What follows for the unit.
    pub means: String,
    /// Must a plan be bound before the round is closed?
    pub needs_plan: bool,
    /// Where it comes from.
    pub origin: Origin,
}

/// A definition of a checkpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    /// Its name: that of its file.
    pub id: Code,
    /// As people read it.
    pub title: String,
    /// What it is for, and what of it isn't known.
    pub about: String,
    /// From when it holds.
    pub valid_from: Date,
    /// The last day on which it holds.
    pub valid_to: Option<Date>,
    /// Who wrote this version of it down.
    pub author: String,
    /// Who has checked it; blank while nobody has.
    pub checked_by: String,
    /// When it should be looked at again.
    pub review_date: Date,
    /// What it rests on.
    pub sources: Vec<Source>,
    /// The ratings, the best first.
    pub ratings: Vec<Rating>,
    /// What is rated.
    pub domains: Vec<Domain>,
    /// What can come of it.
    pub outcomes: Vec<Outcome>,
    /// What comes of which ratings.
    pub rules: Vec<Rule>,
}

impl Definition {
    /// A domain by its name.
    pub fn domain(&self, id: &Code) -> Option<&Domain> {
        self.domains.iter().find(|domain| domain.id == *id)
    }

    /// A rating by its name.
    pub fn rating(&self, id: &Code) -> Option<&Rating> {
        self.ratings.iter().find(|rating| rating.id == *id)
    }

    /// An outcome by its name.
    pub fn outcome(&self, id: &Code) -> Option<&Outcome> {
        self.outcomes.iter().find(|outcome| outcome.id == *id)
    }

    /// Every question, in order.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.domains.iter().flat_map(|domain| &domain.tests).flat_map(|test| &test.questions)
    }

    /// A question by its name.
    pub fn question(&self, id: &Code) -> Option<&Question> {
        self.questions().find(|question| question.id == *id)
    }

    /// How many items are known how far: recorded, reconstructed, ours.
    pub fn known(&self) -> [usize; 3] {
        let mut counts = [0; 3];
        for origin in self.origins() {
            counts[origin.known as usize] += 1;
        }
        counts
    }

    /// Where each item comes from.
    pub fn origins(&self) -> impl Iterator<Item = &Origin> {
        let tests = || self.domains.iter().flat_map(|domain| &domain.tests);
        let sentences = self.domains.iter().flat_map(|domain| &domain.sentences);
        let all = self.ratings.iter().map(|rating| &rating.origin);
        all.chain(self.domains.iter().map(|domain| &domain.origin))
            .chain(tests().map(|test| &test.origin))
            .chain(self.questions().map(|question| &question.origin))
            .chain(sentences.map(|sentence| &sentence.origin))
            .chain(self.outcomes.iter().map(|outcome| &outcome.origin))
            .chain(self.rules.iter().map(|rule| &rule.origin))
    }

    /// Is its review date before a day?
    pub fn is_due_for_review(&self, on: Date) -> bool {
        self.review_date < on
    }
}
