//! Answers ([`listing::Listing`]) as files: JSON of the whole or of one table, CSV and workbook of one table.

mod json;
mod table;

pub use json::{json_bytes, json_value, section_json, to_json};
pub use table::{section_csv, section_xlsx};
