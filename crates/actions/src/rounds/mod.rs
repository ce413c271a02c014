//! Rounds of assuring units on the server: kept as the acts that were done on each unit, opened from a definition that ships and
//! the customers that the register knows, seen through the table of sights (crate `assurance`). What anybody may do, and when, is
//! decided there.

mod kept;
mod opening;
mod seen;
mod seen_unit;
#[cfg(test)]
mod tests;

pub(crate) use kept::{Doing, begin, carry_on, kept};
pub use opening::{NewRound, OpeningUnit, PlannedRound};
pub(crate) use opening::{opening, planned, units_overseen};
pub use seen::SeenRound;
pub(crate) use seen::{may_act, seen};
pub use seen_unit::SeenUnit;
