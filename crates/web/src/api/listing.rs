//! The shape of listings, for the description: `exchange::listing` writes them.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

use super::problem::FindingBody;

/// What a page says: a sentence, a few numbers, sections of notes and tables. Amounts are pounds as text.
#[derive(Debug, Serialize, ToSchema)]
#[allow(dead_code, reason = "describes what `exchange::listing` writes")]
pub(super) struct ListingBody {
    title: String,
    sentence: String,
    numbers: Vec<NumberBody>,
    /// By their names.
    sections: BTreeMap<String, SectionBody>,
    findings: Vec<FindingBody>,
}

/// A number of a listing.
#[derive(Debug, Serialize, ToSchema)]
struct NumberBody {
    id: String,
    title: String,
    /// Pounds as text, a number, words, or null.
    value: serde_json::Value,
}

/// A section of a listing.
#[derive(Debug, Serialize, ToSchema)]
struct SectionBody {
    title: String,
    notes: Vec<String>,
    /// Names and values.
    values: BTreeMap<String, String>,
    /// The rows of its table, by column.
    rows: Vec<RowBody>,
}

/// A row of a table: pounds as text, numbers, words or null, by column.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct RowBody(BTreeMap<String, serde_json::Value>);
