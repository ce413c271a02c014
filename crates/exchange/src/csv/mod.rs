//! CSV, read and written.
//!
//! Our own reader, because findings need what libraries don't tell: the physical line where a record starts,
//! quotes that are never closed and text after a closing quote. Tests compare it with the `csv` crate.

mod read;
mod write;

pub(crate) use read::{COLUMNS_MAX, Problem, Records, unescape};
pub use write::csv_bytes;
pub(crate) use write::{is_plain_number, starts_formula};
