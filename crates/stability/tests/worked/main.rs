//! The worked examples of `docs/worked/`, one test a document. Tables and expected numbers are read out of
//! the documents; the engine gives nothing but its answers.
#![allow(clippy::expect_used, clippy::panic, missing_docs)]

mod case;
#[path = "../common/mod.rs"]
mod common;
mod joint;
mod judged;
mod posted;
mod uncertain;
