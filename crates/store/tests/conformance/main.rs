//! One suite, and two databases that have to pass it. Each test is written once and runs on both; PostgreSQL is
//! started by the suite itself.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[macro_use]
mod support;

mod accounts;
mod acts;
mod audit;
mod backups;
mod cases;
mod crash;
mod drafts;
mod earlier_backups;
mod mails;
mod migrations;
mod opening;
mod record;
mod registers;
mod requests;
mod round_trip;
mod rounds;
mod runs;
mod signatures;
mod tampering;
mod tls;
