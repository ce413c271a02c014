//! Where a figure of a result comes from.
//!
//! This is an independent path: it never asks the engine. It reads the result's own files, adds the postings
//! up again in whole pence and says whether the sum is the figure. The register is read only to show the rows
//! behind.

mod address;
mod behind;
mod cascade;
mod charge;
mod effects;
mod explained;
mod headline;
mod money;
mod numbers;
mod people;
mod posting;
mod print;
mod print_data;
mod reserve;
mod spread;
mod summary;
mod unit_tests;
mod variants;

use std::cell::OnceCell;
use std::collections::{BTreeSet, HashMap};

use exchange::result::{PostingRow, ReadResult};
use register::Snapshot;
use vocabulary::{Finding, Findings, Place};

pub(crate) use address::Address;
pub(crate) use behind::Behind;
pub(crate) use explained::{Check, Explained, Value};
pub(crate) use print::{list_text, text};
pub(crate) use print_data::{csv, json, list_csv, list_json};
pub(crate) use summary::text_of;

/// Explains the figures of one result.
pub(crate) struct Explainer {
    /// The result.
    pub result: ReadResult,
    /// The register that it was made from, when it was found and is the same.
    pub register: Option<Snapshot>,
    leavers: BTreeSet<String>,
    /// The rows of the register by name, made when first asked for.
    index: OnceCell<HashMap<String, Behind>>,
}

/// An answer, or why there is none.
type Answer = Result<Explained, Findings>;

impl Explainer {
    /// Explains a result; the register may be missing.
    pub fn new(result: ReadResult, register: Option<Snapshot>) -> Self {
        let movers = result.effects.iter().filter(|row| row.role == "leaver");
        let leavers = movers.map(|row| row.body_code.clone()).collect();
        Explainer { result, register, leavers, index: OnceCell::new() }
    }

    /// Every figure that can be explained.
    pub fn addresses(&self) -> Vec<Address> {
        address::all(self)
    }

    /// Explains one figure. Errors: there is no such figure, or the result lacks what it needs.
    pub fn explain(&self, asked: &str) -> Answer {
        let asked = address::canonical(asked);
        let (kind, rest) = asked.split_once('/').unwrap_or((asked.as_str(), ""));
        let found = match kind {
            "effects" => self.effect(rest),
            "leaver_saving" | "neighbours_pay_more" | "units_lose" | "others_pay_more" | "system_saving"
                if rest.is_empty() =>
            {
                Some(self.headline(kind))
            }
            "lowest_reserve" if rest.is_empty() => Some(self.lowest_reserve()),
            "saving" if rest.is_empty() => Some(self.saving()),
            "exit_charge" if rest.is_empty() => Some(self.exit_charge()),
            "resting_on" if rest.is_empty() => Some(self.resting_on()),
            "spread" if rest.is_empty() => Some(self.spread()),
            "verdicts" => self.verdict(rest),
            "tests" => self.test(rest),
            "cascade" => self.cascade(rest),
            "people" => self.people(rest),
            "moves" => self.moved_line(rest),
            "significance" => self.significance(rest),
            "rules" => self.rule(rest),
            "mitigations" => self.mitigation(rest),
            "posting" => self.posting(rest),
            _ => None,
        };
        found.unwrap_or_else(|| Err(vec![self.unknown(&asked)]))
    }

    fn unknown(&self, asked: &str) -> Finding {
        let near = address::nearest(asked, &self.addresses()).join(", ");
        Finding::error("unknown-figure", Place::table("result"), format!("there is no figure `{asked}`"))
            .expected(format!("one of the result's figures; nearest: {near}"))
            .action("`ballast explain RESULT` without a figure lists them all.")
    }

    /// The name of a body: as the result has it, else the register, else its code.
    pub fn name(&self, code: &str) -> String {
        if code == vocabulary::OUTSIDE {
            return "the outside world".to_string();
        }
        let row = self.result.effects.iter().find(|row| row.body_code == code);
        let known = row.map(|row| row.name.clone());
        known.unwrap_or_else(|| {
            self.register.as_ref().map_or_else(|| code.to_string(), |register| register.name_of(code))
        })
    }

    /// The title of a service, or its code.
    pub fn service(&self, code: &str) -> String {
        let service = self.register.as_ref().and_then(|register| register.service(&code.into()));
        service.map_or_else(|| code.to_string(), |service| service.title.0.clone())
    }

    /// The first month of the horizon.
    fn start(&self) -> vocabulary::Month {
        vocabulary::Month::of(self.result.scenario.start)
    }

    fn both(&self) -> [(&[PostingRow], bool); 2] {
        [(&self.result.baseline, false), (&self.result.postings, true)]
    }
}
