use std::collections::BTreeMap;
use std::sync::Arc;

use vocabulary::{Code, Date};

use super::act::Evidence;
use crate::definition::Definition;

/// An answer of the last round, which the unit may keep or replace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carried {
    /// The round that it comes from: the one in which it was written.
    pub round: Code,
    /// The answer.
    pub text: String,
    /// What showed it.
    pub evidence: Vec<Evidence>,
}

/// What the assessment of one unit begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setup {
    /// The round.
    pub round: Code,
    /// The unit.
    pub unit: Code,
    /// The oversight body that assesses it.
    pub overseer: Code,
    /// The unit's customers: each may answer for itself.
    pub customers: Vec<Code>,
    /// What is asked, and what follows from ratings.
    pub definition: Arc<Definition>,
    /// The last day on which the unit is expected to certify. Late answers are taken, and seen to be late.
    pub answer_by: Date,
    /// Answers of the last round to questions of this definition.
    pub carried: BTreeMap<Code, Carried>,
}
