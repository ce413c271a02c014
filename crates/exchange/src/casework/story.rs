//! A case that ships, told act by act.

use casework::{Act, Office, SectionId};
use serde_json::Value;
use toml::Value as Toml;
use vocabulary::{Code, Date, Finding, Findings, Place};

use super::fields::Fields;
use super::read::act_at;

/// A case as it is told: who did what on which day.
#[derive(Debug, Clone, PartialEq)]
pub struct Story {
    /// Title of the case.
    pub title: String,
    /// What was done, in order.
    pub steps: Vec<StoryStep>,
}

/// Something that is done.
#[derive(Debug, Clone, PartialEq)]
pub struct StoryStep {
    /// The day.
    pub on: Date,
    /// For which body.
    pub body: Code,
    /// In which role.
    pub office: Office,
    /// Who of the demonstration does it, by their number among the samples.
    pub sample: usize,
    /// What.
    pub doing: Doing,
}

/// What is done: an act, or one that takes from an answer or from the case what it says.
#[derive(Debug, Clone, PartialEq)]
pub enum Doing {
    /// The case is opened on the answer.
    Open,
    /// The answer is attached to a section.
    Attach(SectionId),
    /// Everybody who wasn't asked yet is asked, by a day.
    InviteEverybody(Date),
    /// An act that says all itself.
    Act(Box<Act>),
}

/// Reads a story. `name` is what its file is called.
///
/// Errors: everything that can't be read.
pub fn read_story(name: &str, text: &str) -> Result<Story, Findings> {
    let parsed: Toml = toml::from_str(text).map_err(|error| vec![not_toml(name, &error)])?;
    let mut findings = Findings::new();
    let mut fields = Fields::of(&json_of(parsed), name, &mut findings);
    let title = fields.text("title");
    let steps = fields.list("act", step);
    fields.done();
    match title.zip(steps) {
        Some((title, steps)) if findings.is_empty() => Ok(Story { title, steps }),
        _ => Err(findings),
    }
}

fn step(fields: &mut Fields<'_>) -> Option<StoryStep> {
    let (on, who, sample) = (fields.day("on"), fields.text("who"), fields.count("sample"));
    let who = who.and_then(|who| {
        let (body, office) = who.split_once('/')?;
        Some((body.parse().ok()?, office.parse().ok()?))
    });
    if who.is_none() {
        fields.wrong("who", "something else", "BODY/ROLE");
    }
    let doing = match fields.peek("kind") {
        Some("open") => {
            fields.text("kind");
            Some(Doing::Open)
        }
        Some("attach") => {
            fields.text("kind");
            fields.parsed("section", "a section of the case").map(Doing::Attach)
        }
        Some("invite-everybody") => {
            fields.text("kind");
            fields.day("reply_by").map(Doing::InviteEverybody)
        }
        _ => fields.rest(act_at).map(|act| Doing::Act(Box::new(act))),
    };
    let (body, office) = who?;
    Some(StoryStep { on: on?, body, office, sample: sample?, doing: doing? })
}

/// TOML as JSON: days become text.
fn json_of(value: Toml) -> Value {
    match value {
        Toml::String(text) => Value::String(text),
        Toml::Integer(number) => number.into(),
        Toml::Float(number) => number.into(),
        Toml::Boolean(is_so) => is_so.into(),
        Toml::Datetime(day) => Value::String(day.to_string()),
        Toml::Array(items) => items.into_iter().map(json_of).collect(),
        Toml::Table(table) => table.into_iter().map(|(name, value)| (name, json_of(value))).collect(),
    }
}

fn not_toml(name: &str, error: &toml::de::Error) -> Finding {
    Finding::error("act-field", Place::cell("case", name, ""), error.message().to_string())
        .expected("a case told in TOML")
        .action("Correct the file.")
}
