//! What people cost: pay by band, what their employer pays on top of it, and redundancy.

mod on_costs;
mod points;
mod redundancy;

pub use on_costs::{PayCost, PayRates, PayRows, apprenticeship_levy, pay_cost_for_one};
pub use redundancy::{Redundancy, RedundancyTerms, redundancy_for_one};
