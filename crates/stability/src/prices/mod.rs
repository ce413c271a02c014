//! Is there a price that holds? A unit's costs as pools, the groups that would gain by leaving, and charges
//! under which none does (`docs/model.md`, section 9).

mod breakaway;
mod costs;
mod cover;
mod game;
mod one_service;
mod search;
pub mod smooth;
mod smoothed;

pub use breakaway::Breakaway;
pub use costs::{CostPool, Costs, ServiceCost};
pub use cover::Cover;
pub use game::{Elsewhere, Game, GameLine};
pub use smoothed::Smoothed;
