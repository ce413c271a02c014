//! A round on the server: opened for two units, carried to its end, kept and recorded; and who sees what of it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, dead_code)] // A test may stop where it fails.

#[path = "../leaks/world.rs"]
mod world;

mod files;
mod hall;
mod life;
mod opening;
mod sight;
mod together;
mod typing;
