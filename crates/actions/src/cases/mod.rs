//! Cases on the server: kept as the acts that were done to them, opened from a frozen answer, seen through the table of sights
//! (crate `casework`). What anybody may do, and when, is decided there.

mod evidence;
mod kept;
mod opening;
mod pending;
mod seen;

pub(crate) use evidence::evidence;
pub(crate) use kept::{Doing, begin, carry_on, day_of, kept};
pub(crate) use opening::setup;
pub use pending::LeftOut;
pub(crate) use pending::{PendingCase, is_within, question_of};
pub use seen::SeenCase;
pub(crate) use seen::{may_act, seen, whos};
#[cfg(test)]
mod tests;
