//! What several pending moves do together (`docs/model.md`, section 8).
//!
//! Given pending cases, each one scenario with its moves, and a failure of a unit: all smallest sets of cases
//! that bring it about, all largest sets that don't, what each case is (harmless, pivotal, fatal alone), and
//! its share of the blame. [`sets`] is the combinatorics; [`Pending`] the cases; what judges a set is a
//! [`RestingUnit`] or [`Timelines`] (`docs/decisions/0007-joint-effect.md` says which judges what, and why).

mod answer;
mod at_rest;
pub mod blame;
mod case_set;
mod certificate;
pub mod page;
mod pending;
mod rules;
pub mod sets;
mod timelines;

pub use answer::{FailureKind, Joint, JointAsked, Question, Standing, joint};
pub use at_rest::{AtRestFailure, RestingUnit, Watched, is_under};
pub use blame::{Blame, BlameKind, Share, blame};
pub use case_set::{CASES_MAX, CaseSet};
pub use certificate::{Certificate, Evidence};
pub use pending::{Pending, PendingCase, on_terms_of_first};
pub use timelines::{ReserveFailure, ReserveState, RunState, Timelines};
