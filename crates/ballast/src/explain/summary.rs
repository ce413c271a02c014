//! Reading `result.json`.

use serde_json::Value as Json;
use vocabulary::{Finding, Findings, Pence, Place};

use super::Explainer;

impl Explainer {
    /// The part of `result.json` at a pointer. Errors: it isn't there.
    pub(super) fn at(&self, pointer: &str) -> Result<&Json, Findings> {
        self.result.summary.pointer(pointer).ok_or_else(|| lacks(pointer))
    }

    /// A list of `result.json`; empty when it isn't there.
    pub(crate) fn list(&self, pointer: &str) -> &[Json] {
        self.result.summary.pointer(pointer).and_then(Json::as_array).map_or(&[], Vec::as_slice)
    }

    /// An amount of `result.json`. Errors: it isn't there, or no amount.
    pub(super) fn pence(&self, pointer: &str) -> Result<Pence, Findings> {
        pence_of(self.at(pointer)?).ok_or_else(|| lacks(pointer))
    }
}

fn lacks(pointer: &str) -> Findings {
    vec![
        Finding::error(
            "figure-missing",
            Place::cell("result.json", "", pointer),
            "it isn't there, or no amount",
        )
        .expected("result.json as `ballast simulate --out` writes it")
        .action("Make the result again."),
    ]
}

/// An amount written as text.
pub(super) fn pence_of(value: &Json) -> Option<Pence> {
    value.as_str()?.parse().ok()
}

/// A text of an object; blank when it isn't there.
pub(crate) fn text_of<'a>(value: &'a Json, field: &str) -> &'a str {
    value.get(field).and_then(Json::as_str).unwrap_or_default()
}

/// An amount of an object; nothing when it isn't there.
pub(super) fn money_of(value: &Json, field: &str) -> Option<Pence> {
    pence_of(value.get(field)?)
}

/// A number written as text.
pub(super) fn number_of(value: &Json, field: &str) -> Option<f64> {
    value.get(field)?.as_str()?.parse().ok()
}
