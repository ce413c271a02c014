use vocabulary::{Code, Date};

vocabulary::choice! {
    /// The two questions that a move must answer, each with its own evidence.
    pub enum Question {
        /// Is it value for money?
        ValueForMoney = "value_for_money",
        /// Does quality improve?
        ImprovedQuality = "improved_quality",
    }
}

/// What is claimed of an option on one of the two questions.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// The question.
    pub question: Question,
    /// The option.
    pub option: Code,
    /// What is measured.
    pub measure: String,
    /// Is more better?
    pub higher_is_better: bool,
    /// As it is today.
    pub baseline: Option<f64>,
    /// As it is meant to be.
    pub target: Option<f64>,
    /// As it was found to be.
    pub measured: Option<f64>,
    /// By when the target is to be met.
    pub due: Option<Date>,
    /// Where the numbers are from.
    pub source: String,
}
