use vocabulary::{Code, Date, Estimate};

/// What options are scored on, beside money.
#[derive(Debug, Clone, PartialEq)]
pub struct Criterion {
    /// Names it.
    pub id: Code,
    /// Title for people.
    pub title: String,
    /// Where it comes from.
    pub source: String,
    /// Its weight beside the others', above zero.
    pub weight: f64,
    /// What the lowest and the highest number of points mean.
    pub scale: String,
}

/// Who locked the weights, and when.
#[derive(Debug, Clone, PartialEq)]
pub struct Lock {
    /// Who.
    pub by: String,
    /// When. No score may be older.
    pub on: Date,
}

vocabulary::choice! {
    /// How strong the evidence for a score is.
    pub enum Evidence {
        /// Somebody's opinion.
        Opinion = "opinion",
        /// Seen elsewhere, or by analogy.
        Moderate = "moderate",
        /// Measured here.
        Strong = "strong",
    }
}

/// The points of one option on one criterion.
#[derive(Debug, Clone, PartialEq)]
pub struct Score {
    /// The option.
    pub option: Code,
    /// The criterion.
    pub criterion: Code,
    /// Points, from 0 to the most there are.
    pub points: Estimate,
    /// Why.
    pub reason: String,
    /// How strong the evidence is.
    pub evidence: Evidence,
    /// When it was given; none: not said.
    pub on: Option<Date>,
    /// Who gave it.
    pub by: String,
}
