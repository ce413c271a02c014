//! Is there a price that holds? A unit's costs as pools, the groups that would gain by leaving, and charges
//! under which none does (`docs/model.md`, section 9).

mod breakaway;
mod costs;
mod cover;
pub mod core_test;
mod every_group;
pub mod exactness;
mod game;
mod one_service;
mod others;
mod plain;
mod search;
mod sheet;
pub mod smooth;
mod smoothed;
mod stable;
pub mod subsidy;
pub mod tariff;
mod test;
mod unit;
mod verify;
mod why;

pub use breakaway::Breakaway;
pub use costs::{CostPool, Costs, ServiceCost};
pub use cover::Cover;
pub use exactness::Exactness;
pub use game::{Elsewhere, Game, GameLine};
pub use smoothed::Smoothed;
pub use others::{Others, Shared};
pub use sheet::{LineCharge, Part, Sheet, SheetColumn};
pub use stable::Stable;
pub use test::Tested;
pub use unit::{Judged, Leaves, Support, UnitPrices, Verdict, unit_prices};
pub use verify::{Check, GroupSum, avoided, check_sheet};
pub use why::{Why, average_costs, price_and_cost};
