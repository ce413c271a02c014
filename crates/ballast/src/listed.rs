//! Answers of the verbs that keep a database: a sentence, and mostly one table.

use actions::Refusal;
use exchange::csv_bytes;
use exchange::listing::section_csv;
use serde_json::{Value, json};
use vocabulary::Findings;

use crate::answered::Answered;
use crate::cli::Format;
use crate::listing::{Listing, Section, json_bytes, to_json, to_text};
use crate::verbs::Context;

/// A listing with one table, in the form that was asked for. Findings are told beside it.
pub(crate) fn listed(
    context: &Context,
    (title, sentence): (&str, String),
    table: Section,
    findings: Findings,
) -> Answered {
    let data = match context.format {
        Format::Csv => section_csv(&table),
        format => {
            let mut listing = Listing::new(title, sentence);
            listing.add(table);
            listing.findings = findings.clone();
            match format {
                Format::Json => to_json(&listing),
                _ => to_text(&listing, context.colour).into_bytes(),
            }
        }
    };
    Answered::with(data, &findings)
}

/// What was done, as names and values: for people in one sentence, for programs with its parts.
pub(crate) fn done(
    context: &Context,
    sentence: &str,
    parts: &[(&'static str, String)],
) -> Result<Answered, Refusal> {
    Ok(Answered::data(match context.format {
        Format::Text => format!("{sentence}\n").into_bytes(),
        Format::Json => {
            let parts = parts.iter().map(|(key, value)| (key.to_string(), json!(value)));
            json_bytes(&Value::Object(parts.collect()))
        }
        Format::Csv => {
            let (keys, values): (Vec<&str>, Vec<String>) = parts.iter().cloned().unzip();
            csv_bytes(&keys, [values])
        }
    }))
}
