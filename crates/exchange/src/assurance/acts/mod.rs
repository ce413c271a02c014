//! The acts of a round as JSON: what the database keeps, and the record holds.
//!
//! An act is an object with its `kind` and the fields of that kind; amounts are decimal pounds with two places, as text. The
//! definition stands in it by its name and the hash of its text, and is handed in where an act is read. Reading tells every
//! finding. What is written is read back as it was.

mod event;
mod read;
mod setup;
mod view;
mod write;

pub use event::{RoundEvent, read_round_event, round_event_value};
pub use read::read_round_act;
pub use view::assessment_value;
pub use write::round_act_value;

#[cfg(test)]
mod tests;
