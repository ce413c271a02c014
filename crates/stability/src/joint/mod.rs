//! What several pending moves do together.

mod case_set;
pub mod sets;

pub use case_set::{CASES_MAX, CaseSet};
