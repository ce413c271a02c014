//! Definitions of checkpoints as TOML, read with every finding at once; outcomes of those that are over, plans and
//! intentions as CSV.

mod items;
mod outcomes;
mod plan;
mod read;

pub use outcomes::read_outcomes;
pub use plan::{read_intentions, read_plan};
pub use read::read_checkpoint;

#[cfg(test)]
mod tests;
