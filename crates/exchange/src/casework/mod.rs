//! The acts of a case as JSON: what the database keeps, the record holds, the API takes and a bundle brings.
//!
//! An act is an object with its `kind` and the fields of that kind; amounts are decimal pounds with two places, as text.
//! Reading tells every finding. What is written is read back as it was.

mod amount;
mod event;
mod exhibit;
pub(crate) mod fields;
mod file;
mod read;
mod setup;
mod story;
mod write;

pub use event::{EventLine, event_value, read_event};
pub use read::read_act;
pub use story::{Doing, Story, StoryStep, read_story};
pub use write::act_value;

#[cfg(test)]
mod tests;
