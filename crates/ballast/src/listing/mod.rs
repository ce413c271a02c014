//! Answers as text; what an answer is, is in the crate `listing`, and how it becomes JSON in `exchange`.

mod text;

pub(crate) use ::listing::{Cell, Listing, Section};
pub(crate) use exchange::listing::{json_bytes, json_value, to_json};
pub(crate) use text::to_text;
