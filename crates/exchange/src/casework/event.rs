use casework::{Event, Who};
use serde_json::{Value, json};
use vocabulary::{Code, Findings};

use super::fields::Fields;
use super::read::act_at;
use super::write::act_value;

/// An event in its place in a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventLine {
    /// The case.
    pub case: Code,
    /// Its number in the case, from 1.
    pub number: usize,
    /// What was done. The person is named as the line names it: in the record and in bundles by a number in the order in which
    /// the persons of the case first acted.
    pub event: Event,
}

/// An event as JSON.
pub fn event_value(line: &EventLine) -> Value {
    let Event { act, who, on } = &line.event;
    json!({
        "case": line.case.as_str(), "number": line.number, "on": on.to_string(), "body": who.body.as_str(),
        "office": who.office.word(), "person": who.person, "act": act_value(act),
    })
}

/// Reads an event.
///
/// Errors: every field that is missing, not what it should be, or not known.
pub fn read_event(value: &Value) -> Result<EventLine, Findings> {
    let mut findings = Findings::new();
    let mut fields = Fields::of(value, "event", &mut findings);
    let (case, number) = (fields.code("case"), fields.count("number"));
    let (on, body) = (fields.day("on"), fields.code("body"));
    let (office, person) = (fields.parsed("office", "a role"), fields.text("person"));
    let act = fields.value("act");
    fields.done();
    let act = act.and_then(|act| act_at(&act, "event/act", &mut findings));
    let read = || {
        let who = Who { person: person?, body: body?, office: office? };
        Some(EventLine { case: case?, number: number?, event: Event { act: act?, who, on: on? } })
    };
    match read() {
        Some(line) if findings.is_empty() => Ok(line),
        _ => Err(findings),
    }
}
