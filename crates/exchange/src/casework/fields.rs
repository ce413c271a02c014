use std::str::FromStr;

use serde_json::{Map, Value};
use vocabulary::{Code, Date, Finding, Findings, Pence, Place};

/// The fields of an object, taken one by one: what is missing, of another kind or unknown is a finding.
pub(crate) struct Fields<'a> {
    object: Map<String, Value>,
    /// Where the object stands, for findings: `act/exhibit`.
    at: String,
    findings: &'a mut Findings,
}

impl<'a> Fields<'a> {
    /// The fields of a value; none, with a finding, if it isn't an object.
    pub(crate) fn of(value: &Value, at: &str, findings: &'a mut Findings) -> Fields<'a> {
        let object = value.as_object().cloned().unwrap_or_else(|| {
            findings.push(not_it(at, "", value, "an object"));
            Map::new()
        });
        Fields { object, at: at.to_string(), findings }
    }

    /// Says that a field isn't what it should be.
    pub(crate) fn wrong(&mut self, name: &str, seen: &str, expected: &str) {
        let seen = Value::String(seen.to_string());
        self.findings.push(not_it(&self.at, name, &seen, expected));
    }

    fn take<T>(&mut self, name: &str, expected: &str, read: impl Fn(&Value) -> Option<T>) -> Option<T> {
        let value = self.object.remove(name).unwrap_or(Value::Null);
        let found = read(&value);
        if found.is_none() {
            self.findings.push(not_it(&self.at, name, &value, expected));
        }
        found
    }

    /// Is there such a field?
    pub(crate) fn has(&self, name: &str) -> bool {
        self.object.contains_key(name)
    }

    /// The text of a field, which stays.
    pub(crate) fn peek(&self, name: &str) -> Option<&str> {
        self.object.get(name).and_then(Value::as_str)
    }

    /// Everything that nobody took yet, read as an object by itself.
    pub(crate) fn rest<T>(&mut self, read: impl Fn(&Value, &str, &mut Findings) -> Option<T>) -> Option<T> {
        let rest = Value::Object(std::mem::take(&mut self.object));
        read(&rest, &self.at, self.findings)
    }

    /// Text; may be empty.
    pub(crate) fn text(&mut self, name: &str) -> Option<String> {
        self.take(name, "text", |value| value.as_str().map(str::to_string))
    }

    /// Text, or nothing: then it is empty.
    pub(crate) fn text_or_empty(&mut self, name: &str) -> Option<String> {
        match self.has(name) {
            true => self.text(name),
            false => Some(String::new()),
        }
    }

    /// A word of a list, a day, a number in words: whatever is read from text.
    pub(crate) fn parsed<T: FromStr>(&mut self, name: &str, expected: &str) -> Option<T> {
        self.take(name, expected, |value| value.as_str()?.parse().ok())
    }

    /// A code that names something.
    pub(crate) fn code(&mut self, name: &str) -> Option<Code> {
        self.take(name, "a code", code)
    }

    /// An object, to be read by somebody else.
    pub(crate) fn value(&mut self, name: &str) -> Option<Value> {
        self.take(name, "an object", |value| value.is_object().then(|| value.clone()))
    }

    /// Codes.
    pub(crate) fn codes(&mut self, name: &str) -> Option<Vec<Code>> {
        self.take(name, "a list of codes", |value| value.as_array()?.iter().map(code).collect())
    }

    /// Texts.
    pub(crate) fn texts(&mut self, name: &str) -> Option<Vec<String>> {
        let text = |value: &Value| value.as_str().map(str::to_string);
        self.take(name, "a list of texts", |value| value.as_array()?.iter().map(text).collect())
    }

    /// A day.
    pub(crate) fn day(&mut self, name: &str) -> Option<Date> {
        self.parsed(name, "a day as 2013-10-18")
    }

    /// Decimal pounds as text.
    pub(crate) fn pounds(&mut self, name: &str) -> Option<Pence> {
        self.parsed(name, "pounds as text, for example \"1234.50\"")
    }

    /// A count from 0.
    pub(crate) fn count(&mut self, name: &str) -> Option<usize> {
        self.take(name, "a number from 0", |value| usize::try_from(value.as_u64()?).ok())
    }

    /// Yes or no.
    pub(crate) fn is_so(&mut self, name: &str) -> Option<bool> {
        self.take(name, "true or false", Value::as_bool)
    }

    /// An object in a field, read in its turn.
    pub(crate) fn inside<T>(&mut self, name: &str, read: impl Fn(&mut Fields<'_>) -> Option<T>) -> Option<T> {
        let value = self.value(name)?;
        self.nested(name, &value, read)
    }

    /// A list of objects in a field, each read in its turn.
    pub(crate) fn list<T>(
        &mut self,
        name: &str,
        read: impl Fn(&mut Fields<'_>) -> Option<T>,
    ) -> Option<Vec<T>> {
        let items = self.take(name, "a list", |value| value.as_array().cloned())?;
        let all: Vec<_> = items
            .iter()
            .enumerate()
            .map(|(at, item)| self.nested(&format!("{name}/{at}"), item, &read))
            .collect();
        all.into_iter().collect()
    }

    fn nested<T>(
        &mut self,
        name: &str,
        value: &Value,
        read: impl Fn(&mut Fields<'_>) -> Option<T>,
    ) -> Option<T> {
        let mut fields = Fields::of(value, &format!("{}/{name}", self.at), self.findings);
        let found = read(&mut fields);
        fields.done();
        found
    }

    /// Says of every field that nobody took that it isn't known.
    pub(crate) fn done(self) {
        for (name, value) in &self.object {
            self.findings.push(not_it(&self.at, name, value, "no such field"));
        }
    }
}

fn code(value: &Value) -> Option<Code> {
    value.as_str()?.parse().ok()
}

/// Seen values are told in so many letters and no more.
const SEEN_MAX: usize = 80;

fn not_it(at: &str, name: &str, value: &Value, expected: &str) -> Finding {
    let seen = match value {
        Value::Null => "nothing".to_string(),
        Value::String(text) => text.chars().take(SEEN_MAX).collect(),
        other => other.to_string().chars().take(SEEN_MAX).collect(),
    };
    Finding::error("act-field", Place::cell(at, "", name), seen)
        .expected(expected)
        .action("Send the act with the fields of its kind; the description of the API lists them.")
}
