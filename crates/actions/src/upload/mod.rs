//! How an upload becomes a register: the whole pack, one table of it, or rows added to it.

mod compose;
mod content;
mod followed;

pub(crate) use compose::{compose, headers_of};
pub(crate) use content::{Content, Shape};
pub(crate) use followed::questions;
pub use followed::{FollowedAnswer, FollowedQuestion};
