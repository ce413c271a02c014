//! Definitions of checkpoints as TOML, read with every finding at once; outcomes of those that are over, plans and
//! intentions as CSV; the acts of a round as JSON.

mod acts;
mod items;
mod kept;
mod outcomes;
mod plan;
mod read;

pub use acts::{
    RoundEvent, assessment_value, read_round_act, read_round_event, round_act_value, round_event_value,
};
pub use kept::{KeptDefinition, keep_checkpoint};
pub use outcomes::read_outcomes;
pub use plan::{read_intentions, read_plan};
pub use read::read_checkpoint;

#[cfg(test)]
mod tests;
