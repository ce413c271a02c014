//! Documents, cases and open data as files, read by programs of others.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod bundled;
mod bundles;
mod by_hand;
mod files;
mod open_data;
mod outside;
mod papers;
mod word;
mod world;
