//! The document under way. Every figure comes from `explain`, so the number in the case is the number that its
//! address gives, and one that doesn't add up stops the case.

use std::collections::BTreeMap;

use exchange::document::{Document, Inline};
use serde_json::Value as Json;
use vocabulary::Findings;

use super::super::explain::disagreements;
use crate::explain::{Explained, Explainer};

/// What is shown where a result has no such number.
const NONE: &str = "–";

/// A document under way.
pub(super) struct Writer<'a> {
    pub explainer: &'a Explainer,
    pub document: Document,
    findings: Findings,
    explained: BTreeMap<String, Option<Explained>>,
}

impl<'a> Writer<'a> {
    pub fn new(explainer: &'a Explainer) -> Self {
        let title = format!("Business case (draft): {}", explainer.result.scenario.title);
        Writer {
            explainer,
            document: Document::new(title),
            findings: Findings::new(),
            explained: BTreeMap::new(),
        }
    }

    pub fn finish(self) -> (Document, Findings) {
        (self.document, self.findings)
    }

    /// Is a full case needed?
    pub fn is_significant(&self) -> bool {
        let value = self.explainer.result.summary.pointer("/significance/is_significant");
        value.and_then(Json::as_bool).unwrap_or_default()
    }

    fn explained(&mut self, address: &str) -> Option<&Explained> {
        if !self.explained.contains_key(address) {
            let answer = self.explainer.explain(address);
            let told = match answer {
                Ok(told) => {
                    self.findings.extend(disagreements(&told));
                    Some(told)
                }
                Err(findings) => {
                    self.findings.extend(findings);
                    None
                }
            };
            self.explained.insert(address.to_string(), told);
        }
        self.explained.get(address).and_then(Option::as_ref)
    }

    /// A number of a figure as people read it, without its address.
    pub fn shown(&mut self, address: &str, name: &str) -> String {
        let value =
            self.explained(address).and_then(|told| told.named(name)).map(crate::explain::Value::shown);
        value.unwrap_or_else(|| NONE.to_string())
    }

    /// A number of a figure, followed by its address.
    pub fn figure(&mut self, address: &str, name: &str) -> Inline {
        Inline::new().text(format!("{} ", self.shown(address, name))).then(at(address))
    }

    /// The range of a figure over the draws; a dash without draws.
    pub fn range(&mut self, address: &str) -> String {
        let (low, high) = (self.shown(address, "p10"), self.shown(address, "p90"));
        if low == NONE || high == NONE { NONE.to_string() } else { format!("{low} to {high}") }
    }

    /// The register's own word for a role.
    pub fn label(&self, role: &str, several: bool) -> String {
        match &self.explainer.register {
            Some(register) => register.label(role, several),
            None if several => format!("{role}s"),
            None => role.to_string(),
        }
    }

    /// Bodies of a role in the scenario: code and name, in the order of codes.
    pub fn bodies(&self, role: &str) -> Vec<(String, String)> {
        let rows = self.explainer.result.effects.iter();
        let whole = rows.filter(|row| row.role == role && row.year.is_none() && row.account.is_none());
        whole.map(|row| (row.body_code.clone(), row.name.clone())).collect()
    }
}

/// A month as people say it: `May 2013` for `2013-05`; anything else as it is.
pub(super) fn month_words(month: &str) -> String {
    let first = format!("{month}-01").parse::<vocabulary::Date>();
    first.map_or_else(|_| month.to_string(), |day| vocabulary::Month::of(day).words())
}

/// The address of a figure, as the case shows it.
pub(super) fn at(address: &str) -> Inline {
    Inline::new().code(format!("[{address}]"))
}

/// A text as a cell.
pub(super) fn cell(text: impl Into<String>) -> Inline {
    Inline::new().text(text)
}
