//! What comes after: conditions are chased, benefits set against what was forecast.

use vocabulary::{Code, Date, Pence};

/// A condition that is followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Milestone {
    /// What is to be done.
    pub text: String,
    /// The last day.
    pub due: Date,
    /// The commissioner that is chased.
    pub owner: Code,
    /// The day on which it was met, and what shows it.
    pub met: Option<(Date, String)>,
    /// Why the oversight body let it go.
    pub waived: Option<String>,
}

impl Milestone {
    /// Is it settled, one way or the other?
    pub fn is_settled(&self) -> bool {
        self.met.is_some() || self.waived.is_some()
    }

    /// Is it chased on a day?
    pub fn is_overdue(&self, on: Date) -> bool {
        !self.is_settled() && self.due < on
    }
}

/// A benefit that was promised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Benefit {
    /// What.
    pub title: String,
    /// What was forecast, pence over the time that the title says.
    pub forecast_pence: Pence,
    /// When the outturn is looked at.
    pub due: Date,
    /// What came of it, pence over the same time, and the day on which it was recorded.
    pub outturn: Option<(Pence, Date)>,
}

impl Benefit {
    /// Outturn less forecast, pence.
    pub fn difference_pence(&self) -> Option<Pence> {
        self.outturn.map(|(outturn, _)| outturn - self.forecast_pence)
    }
}
