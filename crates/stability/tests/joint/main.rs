//! What several pending moves do together: the combinatorics against brute force, and cases on registers.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod brute;
mod cases;
#[path = "../common/mod.rs"]
mod common;
mod search;
