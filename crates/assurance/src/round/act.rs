//! What can be done in a round.

use std::collections::BTreeMap;

use vocabulary::{Code, Date, choice};

use super::setup::Setup;
use crate::plan::{Intended, PlanRow};

choice! {
    /// Everything that can be done.
    pub enum ActKind {
        /// Begin.
        Open = "open",
        /// Answer a question.
        Answer = "answer",
        /// Say that the answer of the last round still holds.
        Keep = "keep",
        /// Rate oneself in a domain.
        RateSelf = "rate-self",
        /// State four years of income and cost.
        StatePlan = "state-plan",
        /// Certify; the answers then stand.
        Certify = "certify",
        /// Say as a customer what one intends to spend.
        Intend = "intend",
        /// Answer the survey as a customer.
        Respond = "respond",
        /// Rate the unit as one of two assessors.
        Rate = "rate",
        /// Settle what the assessors differ on.
        Moderate = "moderate",
        /// Put the outcome on the record.
        RecordOutcome = "record-outcome",
        /// Publish it.
        Publish = "publish",
        /// Bind the unit to a plan.
        BindPlan = "bind-plan",
        /// Show that a milestone is met.
        MeetMilestone = "meet-milestone",
        /// Put on record that a milestone was missed.
        MissMilestone = "miss-milestone",
        /// Close.
        Close = "close",
        /// Give up.
        Abandon = "abandon",
    }
}

/// A paper behind an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// What it is.
    pub title: String,
    /// The hash of the kept file, in hexadecimal; blank for what is only referred to.
    pub hash: String,
}

/// A rating of one domain, with its reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DomainRating {
    /// The domain.
    pub domain: Code,
    /// The rating.
    pub rating: Code,
    /// Why.
    pub reason: String,
}

/// A step that binds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Milestone {
    /// What has to be so.
    pub text: String,
    /// Who answers for it: the unit or the oversight body.
    pub owner: Code,
    /// The last day.
    pub due: Date,
    /// When it was shown to be met, and how.
    pub met: Option<(Date, String)>,
    /// When it was put on record that it was missed, and what follows.
    pub missed: Option<(Date, String)>,
}

choice! {
    /// How a milestone stands on a day.
    pub enum Standing {
        /// Its day is ahead.
        Due = "due",
        /// Its day has passed, and nobody has said what became of it.
        Overdue = "overdue",
        /// Met in time.
        Met = "met",
        /// Met after its day.
        MetLate = "met late",
        /// Missed.
        Missed = "missed",
    }
}

impl Milestone {
    /// A milestone to begin with.
    pub fn new(text: &str, owner: &Code, due: Date) -> Milestone {
        Milestone { text: text.to_string(), owner: owner.clone(), due, met: None, missed: None }
    }

    /// How it stands on a day.
    pub fn standing(&self, on: Date) -> Standing {
        match (&self.met, &self.missed) {
            (Some((day, _)), _) if *day <= self.due => Standing::Met,
            (Some(_), _) => Standing::MetLate,
            (None, Some(_)) => Standing::Missed,
            (None, None) if self.due < on => Standing::Overdue,
            (None, None) => Standing::Due,
        }
    }

    /// Has somebody said what became of it?
    pub fn is_settled(&self) -> bool {
        self.met.is_some() || self.missed.is_some()
    }
}

/// An act, with what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// See [`ActKind::Open`].
    Open {
        /// What it begins with.
        setup: Box<Setup>,
    },
    /// See [`ActKind::Answer`].
    Answer {
        /// The question.
        question: Code,
        /// The answer.
        text: String,
        /// What shows it.
        evidence: Vec<Evidence>,
    },
    /// See [`ActKind::Keep`].
    Keep {
        /// The question.
        question: Code,
    },
    /// See [`ActKind::RateSelf`].
    RateSelf {
        /// The rating.
        rating: DomainRating,
    },
    /// See [`ActKind::StatePlan`].
    StatePlan {
        /// Every row; those stated before are replaced.
        rows: Vec<PlanRow>,
    },
    /// See [`ActKind::Certify`].
    Certify,
    /// See [`ActKind::Intend`].
    Intend {
        /// Every row of this customer; those stated before are replaced.
        rows: Vec<Intended>,
    },
    /// See [`ActKind::Respond`].
    Respond {
        /// A score from 1 to 5, by domain. A domain may be left out.
        scores: BTreeMap<Code, u8>,
        /// In the customer's words; may be blank.
        text: String,
    },
    /// See [`ActKind::Rate`].
    Rate {
        /// One for each domain.
        ratings: Vec<DomainRating>,
    },
    /// See [`ActKind::Moderate`].
    Moderate {
        /// One for each domain on which the assessors differ.
        ratings: Vec<DomainRating>,
    },
    /// See [`ActKind::RecordOutcome`].
    RecordOutcome {
        /// The outcome; none where the rule leaves it open and it stays so.
        outcome: Option<Code>,
        /// Why.
        text: String,
    },
    /// See [`ActKind::Publish`].
    Publish,
    /// See [`ActKind::BindPlan`].
    BindPlan {
        /// The milestones.
        milestones: Vec<Milestone>,
    },
    /// See [`ActKind::MeetMilestone`].
    MeetMilestone {
        /// Which, counted from 0.
        milestone: usize,
        /// How.
        text: String,
    },
    /// See [`ActKind::MissMilestone`].
    MissMilestone {
        /// Which, counted from 0.
        milestone: usize,
        /// What follows.
        text: String,
    },
    /// See [`ActKind::Close`].
    Close,
    /// See [`ActKind::Abandon`].
    Abandon {
        /// Why.
        text: String,
    },
}

impl Act {
    /// Its kind.
    pub fn kind(&self) -> ActKind {
        match self {
            Act::Open { .. } => ActKind::Open,
            Act::Answer { .. } => ActKind::Answer,
            Act::Keep { .. } => ActKind::Keep,
            Act::RateSelf { .. } => ActKind::RateSelf,
            Act::StatePlan { .. } => ActKind::StatePlan,
            Act::Certify => ActKind::Certify,
            Act::Intend { .. } => ActKind::Intend,
            Act::Respond { .. } => ActKind::Respond,
            Act::Rate { .. } => ActKind::Rate,
            Act::Moderate { .. } => ActKind::Moderate,
            Act::RecordOutcome { .. } => ActKind::RecordOutcome,
            Act::Publish => ActKind::Publish,
            Act::BindPlan { .. } => ActKind::BindPlan,
            Act::MeetMilestone { .. } => ActKind::MeetMilestone,
            Act::MissMilestone { .. } => ActKind::MissMilestone,
            Act::Close => ActKind::Close,
            Act::Abandon { .. } => ActKind::Abandon,
        }
    }

    /// What it says in words, where it must say something.
    pub fn words(&self) -> Option<&str> {
        match self {
            Act::Answer { text, .. }
            | Act::RecordOutcome { text, .. }
            | Act::MeetMilestone { text, .. }
            | Act::MissMilestone { text, .. }
            | Act::Abandon { text } => Some(text),
            _ => None,
        }
    }
}
