//! Is there a price that holds? A unit's costs as pools, the groups that would gain by leaving, and charges
//! under which none does (`docs/model.md`, section 9).
//!
//! [`Game`] is a unit as the register has it, [`unit_prices`] the whole question. Without steps ([`Smoothed`]) all
//! groups are settled at once; with steps every group is gone through, or one service's volumes, or groups are tried.
//!
//! [`smooth`] is the game without steps. [`core_test`] finds the group that gains most, [`subsidy`] what is missing before any
//! prices hold, [`tariff`] the charges nearest to today's that hold, with their certificate. [`separable`],
//! [`shapley`] and [`nucleolus`] are other ways to share. All of them ask minimum cuts ([`cut`]); why that is
//! right stands in `docs/mathematics.md`.

mod breakaway;
pub mod core_test;
mod costs;
mod cover;
pub mod cut;
mod every_group;
pub mod exactness;
mod game;
mod net;
pub mod nucleolus;
mod one_service;
mod others;
mod plain;
mod search;
pub mod separable;
pub mod shapley;
mod sheet;
pub mod smooth;
mod smoothed;
mod stable;
pub mod subsidy;
pub mod tariff;
mod test;
mod unit;
#[cfg(test)]
mod unit_tests;
mod verify;
mod why;

pub use breakaway::Breakaway;
pub use costs::{CostPool, Costs, ServiceCost};
pub use cover::Cover;
pub use exactness::Exactness;
pub use game::{Elsewhere, Game, GameLine};
pub use others::{Others, Shared};
pub use sheet::{LineCharge, Part, Sheet, SheetColumn};
pub use smoothed::Smoothed;
pub use stable::Stable;
pub use test::Tested;
pub use unit::{Judged, Leaves, Support, UnitPrices, Verdict, unit_prices};
pub use verify::{Check, GroupSum, avoided, check_sheet};
pub use why::{Why, average_costs, price_and_cost};
