//! Documents, cases and open data as files, read by programs of others.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod outside;
mod word;
