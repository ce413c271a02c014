//! Groups typed in: published tables, hand-worked ones, properties on random games, and `coopgame` as an oracle.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)] // A test may stop where it fails.

mod common;
mod findings;
mod oracle;
mod properties;
mod published;
mod speed;
mod worked;
