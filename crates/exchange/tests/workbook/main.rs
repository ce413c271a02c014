//! The workbook of an appraisal is an independent check only if a spreadsheet that knows nothing of the engine finds
//! the engine's numbers. LibreOffice works out a copy whose kept results are 0 throughout, so that nothing but its
//! own arithmetic can pass. Left out where LibreOffice isn't installed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod edited;
mod facts;
mod identity;
mod recalculated;
mod sheets;
