//! Appraisals: the worked example of `docs/worked/12-appraisal.md` (tables, appraisal and expected numbers are read out of
//! the page), and what must hold for any.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, missing_docs)]

mod bands;
mod bands_page;
mod case;
mod properties;
mod worked;
