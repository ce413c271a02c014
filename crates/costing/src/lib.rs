//! What a service costs at a volume, how cost that is no longer needed goes away, who pays for what is
//! left, what redundancy costs, and how money of later years is discounted.
//!
//! Formulas only: each is a few lines that a reader can check by hand (`docs/worked/`). Amounts are pence
//! in `f64`; whoever posts rounds.

mod alternative;
mod discount;
mod need;
mod pay;
mod payer;
mod release;

pub use alternative::CostCurve;
pub use discount::{discount_factor, exit_charge_factor};
pub use need::{Driver, needed, steps};
pub use pay::{Redundancy, RedundancyTerms, redundancy_for_one};
pub use payer::{PayerShares, payer_shares};
pub use release::Release;
