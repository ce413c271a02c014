//! Words with rules: the small types that every other crate of Ballast speaks in.
//!
//! Nothing here knows a file, a clock, a database or a register. A type is here because a wrong value
//! of it can't be let in: money is whole pence, a month is a month, a code is not empty.

mod amount;
mod apportion;
mod band;
mod choice;
mod coarse;
mod code;
mod estimate;
mod finding;
mod money;
mod month;
mod rights;
mod who;

pub use amount::Amount;
pub use apportion::{apportion, twelfth};
pub use band::{PenceBand, PercentBand};
pub use coarse::{ChanceBand, PeopleBand};
pub use code::{Code, OUTSIDE, RESERVED_CODES};
pub use estimate::{Estimate, EstimateError};
pub use finding::{Finding, Findings, Place, Severity};
pub use money::{Pence, PenceError};
pub use month::{FinancialYear, Month, days_before};
pub use rights::{CaseTier, DecisionRight};
pub use who::{Office, Who};

pub use jiff::civil::Date;

choice! {
    /// How a number came to be known. Shown wherever the number is shown.
    pub enum Basis {
        /// Printed by a source.
        Recorded = "recorded",
        /// Computed from recorded numbers by a stated method.
        Derived = "derived",
        /// Our own assumption, with its reason.
        Assumed = "assumed",
    }
}
