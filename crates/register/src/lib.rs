//! What is known: bodies, services, agreement lines, cost pools, posts, alternatives and their sources.
//!
//! A pack is read into a [`Register`] (every row, conflicts and all) and resolved into a [`Snapshot`]: one
//! immutable state, named by its hash, on which every engine works. Reading and checking never fail at
//! the first problem: they return what could be read and all findings.

mod book;
mod checks;
mod derived;
mod difference;
mod make;
pub mod nearest;
mod now;
mod open;
pub mod raw;
mod read;
mod resolve;
mod rows;
pub mod rules;
mod snapshot;
pub mod tables;

pub use book::{Register, TABLES};
pub use difference::{Change, Difference, differences};
pub use raw::{RawPack, RawRow, RawTable};
pub use resolve::Conflict;
pub use rows::Rows;
pub use rules::{RULE_TABLES, Rulebook};
pub use snapshot::{Snapshot, hex};
