//! Is there a price that holds? A unit's costs as pools, the groups that would gain by leaving, and charges
//! under which none does (`docs/model.md`, section 9).
//!
//! [`smooth`] is the game. [`core_test`] finds the group that gains most, [`subsidy`] what is missing before any
//! prices hold, [`tariff`] the charges nearest to today's that hold, with their certificate. [`separable`],
//! [`shapley`] and [`nucleolus`] are other ways to share. All of them ask minimum cuts ([`cut`]); why that is
//! right stands in `docs/mathematics.md`.

pub mod core_test;
pub mod cut;
pub mod exactness;
mod net;
pub mod nucleolus;
pub mod separable;
pub mod shapley;
pub mod smooth;
pub mod subsidy;
pub mod tariff;
