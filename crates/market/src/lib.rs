//! Who buys what from whom: shares of the allowance, pounds a head, concentration, expiry, recorded totals
//! against the lines, and what units plan against what their customers intend.
//!
//! A [`Market`] is the lines in force on a date, or a part of them; its methods are questions to that part.
//! [`pages`] puts the answers together as people read them. Everything here is a function of a snapshot; nothing is known of scenarios, cases or files.

mod concentration;
mod facts;
mod heads;
mod lines;
pub mod pages;
mod plans;
mod potential;
mod reconcile;
mod scale;
mod shares;
mod supplier_match;

pub use concentration::Concentration;
pub use facts::{disagreeing_facts, one_value};
pub use heads::{HeadBudget, HeadBudgets, head_budgets};
pub use lines::{Filter, Market, usual_date};
pub use plans::{PlanAgainstIntention, plans_against_intentions};
pub use potential::{ExpectedAgainstPotential, expected_against_potential};
pub use reconcile::{Part, Reconciliation, reconciliations};
pub use scale::Scale;
pub use shares::Share;
pub use supplier_match::{MEASURED, Measured, PROPOSED_FROM, SupplierMatch, SupplierMatcher};
