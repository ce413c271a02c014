//! Prices that hold on the smooth game: against all groups, all sets of lines, and tables of groups.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)] // A test may stop where it fails.

mod core;
mod games;
mod instances;
mod nucleolus;
mod shares;
mod speed;
mod subsidy;
mod tariff;
mod worked;
