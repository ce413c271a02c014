//! A log in one file, `record.jsonl`: a line that names log and key, then entries with their contents and heads in the
//! order in which they were made. Each line is canonical JSON, so that there is one way to write a record.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value, json};

use crate::canonical::{canonical, parse_canonical};
use crate::entry::Salt;
use crate::hash::{Hash, hex, unhex};

const FORMAT: &str = "ballast-record@v1";

/// A content that is still there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Its salt.
    pub salt: Salt,
    /// The content.
    pub content: Vec<u8>,
}

/// An entry as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryLine {
    /// The canonical text of the entry.
    pub text: String,
    /// The entry's hash as it was when it was made: tells which entry differs where the root only tells that one does.
    pub leaf: Hash,
    /// The contents that are still there, by name.
    pub contents: BTreeMap<String, Kept>,
}

/// A line of a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// An entry.
    Entry(EntryLine),
    /// A signed head of the entries before it.
    Head(String),
}

/// A log as it is kept, before anybody has looked whether it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordFile {
    /// Which log.
    pub origin: String,
    /// The key that its heads are said to be signed with: `NAME+ID+KEY`.
    pub key: String,
    /// Its lines; words for one that can't be read.
    pub lines: Vec<Result<Line, String>>,
}

/// Writes a log. Lines that couldn't be read are left out.
pub fn write_file(log: &RecordFile) -> String {
    let first = json!({ "format": FORMAT, "key": log.key, "origin": log.origin });
    let mut out = canonical(&first) + "\n";
    for line in log.lines.iter().flatten() {
        out.push_str(&write_line(line));
        out.push('\n');
    }
    out
}

pub(crate) fn write_line(line: &Line) -> String {
    let entry = match line {
        Line::Head(note) => return canonical(&json!({ "head": note })),
        Line::Entry(entry) => entry,
    };
    let kept = |kept: &Kept| json!({ "content": STANDARD.encode(&kept.content), "salt": hex(&kept.salt) });
    let contents: Map<String, Value> =
        entry.contents.iter().map(|(name, content)| (name.clone(), kept(content))).collect();
    let value: Value = serde_json::from_str(&entry.text).unwrap_or(Value::Null);
    canonical(&json!({ "contents": contents, "entry": value, "leaf": entry.leaf.to_string() }))
}

/// Reads a log. A line that can't be read stands in its place, for [`crate::verify`] to name.
///
/// Errors: words that say why this is no record at all.
pub fn read_file(bytes: &[u8]) -> Result<RecordFile, String> {
    let mut lines: Vec<&[u8]> = bytes.split(|byte| *byte == b'\n').collect();
    let rest = lines.pop().unwrap_or_default();
    let Some((first, lines)) = lines.split_first() else {
        return Err("not a record: no whole line".to_string());
    };
    let (origin, key) = read_first(first)?;
    let mut lines: Vec<_> = lines.iter().map(|line| read_line(line)).collect();
    if !rest.is_empty() {
        lines.push(Err("it ends in the middle of a line".to_string()));
    }
    Ok(RecordFile { origin, key, lines })
}

pub(crate) fn value_of(line: &[u8]) -> Result<Value, String> {
    parse_canonical(std::str::from_utf8(line).map_err(|_| "not text".to_string())?)
}

fn read_first(line: &[u8]) -> Result<(String, String), String> {
    let value = value_of(line).map_err(|why| format!("not a record: its first line is {why}"))?;
    let text = |part: &str| value[part].as_str().map(str::to_string);
    let parts = value.as_object().map_or(0, Map::len);
    match (text("format").as_deref(), text("origin"), text("key")) {
        (Some(FORMAT), Some(origin), Some(key)) if parts == 3 => Ok((origin, key)),
        _ => Err(format!("not a record: its first line doesn't say `{FORMAT}`, origin and key")),
    }
}

pub(crate) fn read_line(line: &[u8]) -> Result<Line, String> {
    let value = value_of(line)?;
    let parts = value.as_object().ok_or("not an object")?;
    if let (Some(note), 1) = (value["head"].as_str(), parts.len()) {
        return Ok(Line::Head(note.to_string()));
    }
    let (Some(contents), Some(leaf), 3) =
        (value["contents"].as_object(), value["leaf"].as_str(), parts.len())
    else {
        return Err("neither an entry nor a head".to_string());
    };
    let kept = contents.iter().map(|(name, content)| Ok((name.clone(), read_kept(content)?)));
    Ok(Line::Entry(EntryLine {
        text: canonical(&value["entry"]),
        leaf: leaf.parse()?,
        contents: kept.collect::<Result<_, String>>()?,
    }))
}

fn read_kept(value: &Value) -> Result<Kept, String> {
    let wrong = || "a content without its bytes and salt".to_string();
    let (Some(content), Some(salt), Some(2)) =
        (value["content"].as_str(), value["salt"].as_str(), value.as_object().map(Map::len))
    else {
        return Err(wrong());
    };
    let content = STANDARD.decode(content).map_err(|_| wrong())?;
    Ok(Kept { salt: unhex(salt).ok_or_else(wrong)?, content })
}
