//! `case.json`: the acts of a case as far as its reader has them, and the case as the reader sees it.

use record::{canonical, parse_canonical};
use serde_json::{Map, Value, json};

use crate::paper::CasePaper;

const FORMAT: &str = "ballast-case@v1";
/// Why an act is left out. One reason for all: another would tell something of the act.
const LEFT_OUT: &str = "not part of this version";

/// An act in `case.json`.
#[derive(Debug, Clone, PartialEq)]
pub enum EventTold {
    /// The act, as the record holds it.
    Seen(Value),
    /// An act that this reader doesn't see: its number in the case, and that of its entry in the record.
    LeftOut {
        /// From 1.
        number: u64,
        /// From 1.
        entry: u64,
    },
}

/// What `case.json` holds.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseFile {
    /// The version of Ballast that wrote the documents beside it.
    pub written_by: String,
    /// Every act, in order.
    pub events: Vec<EventTold>,
    /// The case as its reader sees it.
    pub case: CasePaper,
}

impl CaseFile {
    /// The file: canonical JSON (RFC 8785) and a newline.
    pub fn text(&self) -> String {
        let event = |event: &EventTold| match event {
            EventTold::Seen(value) => value.clone(),
            EventTold::LeftOut { number, entry } => {
                json!({ "number": number, "entry": entry, "left_out": LEFT_OUT })
            }
        };
        let value = json!({
            "format": FORMAT, "written_by": self.written_by, "case": self.case,
            "events": self.events.iter().map(event).collect::<Vec<_>>(),
        });
        canonical(&value) + "\n"
    }

    /// Reads the file.
    ///
    /// Errors: words that say what isn't as it should be.
    pub fn read(bytes: &[u8]) -> Result<CaseFile, String> {
        let text = std::str::from_utf8(bytes).map_err(|_| "not text".to_string())?;
        let line = text.strip_suffix('\n').ok_or("no newline at its end")?;
        let mut value = parse_canonical(line)?;
        let object = value.as_object_mut().filter(|parts| parts.len() == 4).ok_or("not of four parts")?;
        if object.get("format").and_then(Value::as_str) != Some(FORMAT) {
            return Err(format!("its format isn't `{FORMAT}`"));
        }
        let mut take = |part: &str| object.remove(part).unwrap_or(Value::Null);
        let written_by = take("written_by").as_str().ok_or("no `written_by`")?.to_string();
        let case = serde_json::from_value(take("case")).map_err(|error| format!("the case: {error}"))?;
        let Value::Array(events) = take("events") else { return Err("no `events`".to_string()) };
        let events = events.into_iter().map(read_event).collect::<Result<_, _>>()?;
        Ok(CaseFile { written_by, events, case })
    }
}

fn read_event(value: Value) -> Result<EventTold, String> {
    if value.get("left_out").is_none() {
        return Ok(EventTold::Seen(value));
    }
    let number = |part: &str| value[part].as_u64().ok_or_else(|| format!("an act without its `{part}`"));
    let is_whole = value["left_out"] == LEFT_OUT && value.as_object().map(Map::len) == Some(3);
    match is_whole {
        true => Ok(EventTold::LeftOut { number: number("number")?, entry: number("entry")? }),
        false => Err("an act that is left out in another way".to_string()),
    }
}
