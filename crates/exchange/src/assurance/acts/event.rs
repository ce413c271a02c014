use assurance::Event;
use serde_json::{Value, json};
use vocabulary::{Code, Findings, Who};

use super::read::act_at;
use super::write::round_act_value;
use crate::assurance::KeptDefinition;
use crate::casework::fields::Fields;

/// An event in its place in the assessment of a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoundEvent {
    /// The round.
    pub round: Code,
    /// The unit.
    pub unit: Code,
    /// Its number in the assessment, from 1.
    pub number: usize,
    /// What was done. In the record the person is named by a number in the order in which the persons of the assessment first
    /// acted.
    pub event: Event,
}

/// An event as JSON.
pub fn round_event_value(line: &RoundEvent, definition: &KeptDefinition) -> Value {
    let Event { act, who, on } = &line.event;
    json!({
        "round": line.round.as_str(), "unit": line.unit.as_str(), "number": line.number, "on": on.to_string(),
        "body": who.body.as_str(), "office": who.office.word(), "person": who.person,
        "act": round_act_value(act, definition),
    })
}

/// Reads an event of a round with this definition.
///
/// Errors: every field that is missing, not what it should be, or not known.
pub fn read_round_event(value: &Value, definition: &KeptDefinition) -> Result<RoundEvent, Findings> {
    let mut findings = Findings::new();
    let mut fields = Fields::of(value, "event", &mut findings);
    let (round, unit, number) = (fields.code("round"), fields.code("unit"), fields.count("number"));
    let (on, body) = (fields.day("on"), fields.code("body"));
    let (office, person) = (fields.parsed("office", "a role"), fields.text("person"));
    let act = fields.value("act");
    fields.done();
    let act = act.and_then(|act| act_at(&act, "event/act", definition, &mut findings));
    let read = || {
        let who = Who { person: person?, body: body?, office: office? };
        let event = Event { act: act?, who, on: on? };
        Some(RoundEvent { round: round?, unit: unit?, number: number?, event })
    };
    match read() {
        Some(line) if findings.is_empty() => Ok(line),
        _ => Err(findings),
    }
}
