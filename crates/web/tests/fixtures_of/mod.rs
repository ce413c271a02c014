//! From the design system's options to our components, and markup in a form that can be compared.

pub mod fields;
pub mod markup;
pub mod others;

use serde_json::Value;
use web::Html;

/// Are these all the options there are?
pub fn only(options: &Value, known: &[&str]) -> bool {
    options.as_object().is_some_and(|map| map.keys().all(|key| known.contains(&key.as_str())))
}

/// Text or markup: `"x"`, `{"text": "x"}` or `{"html": "x"}`; none for anything more.
pub fn content(value: &Value) -> Option<Html> {
    match value {
        Value::String(text) => Some(text.into()),
        Value::Object(map) if map.len() == 1 => match (map.get("text"), map.get("html")) {
            (Some(Value::String(text)), _) => Some(text.into()),
            (_, Some(Value::String(html))) => Some(Html::raw(html)),
            _ => None,
        },
        _ => None,
    }
}

/// The same where it may be left out: none outside if it is there and too much.
pub fn maybe(value: &Value) -> Option<Option<Html>> {
    if value.is_null() { Some(None) } else { content(value).map(Some) }
}

pub fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

pub fn leak(value: &Value) -> &'static str {
    text(value).leak()
}
