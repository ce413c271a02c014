//! The dated rates that an appraisal uses, as it uses them.

use register::Rulebook;
use vocabulary::{Code, Date};

/// By how much costs of a kind turn out higher than was thought, as shares of the cost.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bias {
    /// With nothing done about it.
    pub upper: f64,
    /// With everything done that can be.
    pub lower: f64,
}

impl Bias {
    /// What is left when a share of the difference has been dealt with.
    pub fn mitigated(self, share: f64) -> f64 {
        self.upper - (self.upper - self.lower) * share
    }
}

/// The bias of a category on a kind of cost (`operating`, `capital`); none where the rates say nothing.
pub fn bias(_rulebook: &Rulebook, _category: &Code, _cost: &str, _on: Date) -> Option<Bias> {
    None
}

/// Days of collective consultation before the first dismissal; 0 where the law asks for none.
pub fn consultation_days(_rulebook: &Rulebook, _redundancies: f64, _on: Date) -> u32 {
    0
}

/// Months before which a change of codes must be asked for; none where the rates say nothing.
pub fn code_change_months(_rulebook: &Rulebook, _on: Date) -> Option<u32> {
    None
}

/// What something that costs a pound in year 0 costs in each year of the horizon.
pub fn price_factors(_rulebook: &Rulebook, appraisal: &crate::input::Appraisal) -> Vec<f64> {
    let rate = 1.0 + appraisal.inflation_percent.unwrap_or(0.0) / 100.0;
    (0..appraisal.years().len()).map(|year| rate.powi(year as i32)).collect()
}

/// Rates that were used and should have been looked at again.
pub fn findings(_rulebook: &Rulebook, _appraisal: &crate::input::Appraisal) -> vocabulary::Findings {
    vocabulary::Findings::new()
}
