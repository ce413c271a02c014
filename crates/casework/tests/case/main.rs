//! The case: its invariants, joint cases, who sees what, the printed tables, and the worked example.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod files;
mod guards;
mod invariants;
mod joint;
mod offers;
mod printed;
mod review;
mod sight;
mod worked;
mod world;
