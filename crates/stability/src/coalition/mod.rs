//! Is there a price that holds, for a table of groups that somebody typed in? Exact to 20 members.
//!
//! A table says what each group of members would pay on its own (a cost table), or what it would save or earn
//! (a savings table). [`Table::of`] checks it, [`solve`] shares the total by a [`Method`], and everything that
//! the solver says is checked again by [`verify`] with plain sums over the table.
//!
//! Sums are taken over all 2ⁿ groups, linear programmes only over the few groups that matter: those that a
//! full scan finds to be worst. A level's figure does not come from the solver but from weights: groups that
//! together contain each member equally often.

mod additive;
mod answer;
mod balance;
mod game;
mod holds;
mod least_squares;
mod levels;
mod method;
mod program;
mod separable;
mod shapley;
mod solve;
mod span;
mod table;
mod verify;
mod whole;

pub use answer::{
    Answer, Certificate, CoreTest, GROUPS_SHOWN, Group, Level, LevelProof, Weighed, WorstGroup,
};
pub(crate) use least_squares::nonnegative;
pub use method::{Kind, Method};
pub use solve::solve;
pub use table::{Entry, MEMBERS_MAX, Table};
