//! Some entries of one or more logs, taken out with those of their contents that a reader may have: `record.jsonl` of a
//! bundle. Where they stood is shown by a proof for each, which is kept beside.

use serde_json::json;

use crate::canonical::canonical;
use crate::file::{EntryLine, Line, read_line, value_of, write_line};
use crate::receipt::{FIRST, Proof};

const FORMAT: &str = "ballast-extract@v1";

/// An entry that was taken out, with where it is from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extracted {
    /// Which log.
    pub origin: String,
    /// The key that the log's heads are said to be signed with: `NAME+ID+KEY`.
    pub key: String,
    /// The entry; words for a line that can't be read.
    pub entry: Result<EntryLine, String>,
}

/// Writes entries: a line that names log and key, then that log's entries, and the same again where another log begins.
/// Lines that couldn't be read are left out.
pub fn write_extract(entries: &[Extracted]) -> String {
    let mut out = String::new();
    let mut named = None;
    for Extracted { origin, key, entry } in entries {
        if named != Some((origin, key)) {
            out.push_str(&canonical(&json!({ "format": FORMAT, "key": key, "origin": origin })));
            out.push('\n');
            named = Some((origin, key));
        }
        if let Ok(entry) = entry {
            out.push_str(&write_line(&Line::Entry(entry.clone())));
            out.push('\n');
        }
    }
    out
}

/// Reads what [`write_extract`] wrote. A line that can't be read stands in its place.
///
/// Errors: words that say why this is no extract at all.
pub fn read_extract(bytes: &[u8]) -> Result<Vec<Extracted>, String> {
    let mut lines: Vec<&[u8]> = bytes.split(|byte| *byte == b'\n').collect();
    let rest = lines.pop().unwrap_or_default();
    let mut named: Option<(String, String)> = None;
    let mut entries = Vec::new();
    for line in &lines {
        match (read_first(line), &named) {
            (Some(first), _) => named = Some(first),
            (None, None) => {
                return Err(format!("not an extract: its first line doesn't say `{FORMAT}`, origin and key"));
            }
            (None, Some((origin, key))) => {
                let entry = match read_line(line) {
                    Ok(Line::Entry(entry)) => Ok(entry),
                    Ok(Line::Head(_)) => Err("a head, where an entry is expected".to_string()),
                    Err(why) => Err(why),
                };
                entries.push(Extracted { origin: origin.clone(), key: key.clone(), entry });
            }
        }
    }
    match rest.is_empty() && named.is_some() {
        true => Ok(entries),
        false => Err("not an extract: it doesn't end with a whole line".to_string()),
    }
}

fn read_first(line: &[u8]) -> Option<(String, String)> {
    let value = value_of(line).ok()?;
    let text = |part: &str| value[part].as_str().map(str::to_string);
    let is_first = value.as_object()?.len() == 3 && value["format"] == FORMAT;
    is_first.then_some((text("origin")?, text("key")?))
}

/// Writes proofs one after the other.
pub fn write_proofs(proofs: &[Proof]) -> String {
    proofs.iter().map(Proof::to_string).collect()
}

/// Reads proofs that stand one after the other; words for one that can't be read.
pub fn read_proofs(text: &str) -> Vec<Result<Proof, String>> {
    let mut parts: Vec<String> = Vec::new();
    for line in text.split_inclusive('\n') {
        match parts.last_mut() {
            Some(part) if line.trim_end_matches('\n') != FIRST => part.push_str(line),
            _ => parts.push(line.to_string()),
        }
    }
    parts.iter().map(|part| part.parse()).collect()
}
