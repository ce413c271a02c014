//! What a service costs at a volume, how cost that is no longer needed goes away, who pays for what is
//! left, what people and their redundancy cost, what tax stays with a buyer, how long consultation takes, and
//! how money of other years is brought to one year.
//!
//! Formulas only: each is a few lines that a reader can check by hand (`docs/worked/`). Amounts are pence
//! in `f64`; whoever posts rounds.

mod alternative;
mod appraisal;
mod discount;
mod in_force;
mod need;
mod pay;
mod payer;
mod release;
mod tax;
mod timing;

pub use alternative::CostCurve;
pub use appraisal::{optimism_bias, real_terms_factor};
pub use discount::{discount_factor, exit_charge_factor};
pub use in_force::holds;
pub use need::{Driver, needed, steps};
pub use pay::{
    PayCost, PayRates, PayRows, Redundancy, RedundancyTerms, apprenticeship_levy, pay_cost_for_one,
    redundancy_for_one,
};
pub use payer::{PayerShares, payer_shares};
pub use release::Release;
pub use tax::{VatShare, vat_share};
pub use timing::{Consultation, consultation_days, notice_months};
