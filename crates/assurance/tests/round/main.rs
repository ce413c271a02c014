//! The round: its invariants, who sees what, the printed tables, and the worked example.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod guards;
mod invariants;
mod printed;
mod rests;
mod rule;
mod sight;
mod turns;
mod worked;
mod world;
