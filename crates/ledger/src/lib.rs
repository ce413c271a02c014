//! Money from one body to another, or to the outside world, month by month.
//!
//! A scenario is simulated once into postings; every view is a query over them, and nothing computes a
//! total any other way. Transfers cancel by construction: both ends of one are bodies, so over all bodies
//! they add up to zero, and what the system as a whole spends is the sum of the resource postings.

mod balance;
mod posting;
mod query;
mod trace;

pub use balance::{Imbalance, prove_balance};
pub use posting::{Account, BodyId, LabelId, Ledger, Nature, Posting};
pub use query::{Cell, Totals};
pub use trace::{RowId, TraceId};
