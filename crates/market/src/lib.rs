//! Who buys what from whom: shares of the allowance, pounds a head, concentration, expiry, and what units
//! plan against what their customers intend.

mod plans;

pub use plans::{PlanAgainstIntention, plans_against_intentions};
