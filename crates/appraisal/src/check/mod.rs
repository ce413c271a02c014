//! What is wrong with an appraisal as it is stated, before anything is worked out: all of it at once.

mod options;
mod scores;

use std::collections::BTreeSet;

use register::Snapshot;
use vocabulary::{Code, Finding, Findings, Place};

use crate::input::Appraisal;

/// Everything that is wrong with an appraisal.
pub fn check(snapshot: &Snapshot, appraisal: &Appraisal) -> Findings {
    let mut check = Check { snapshot, appraisal, findings: Findings::new() };
    check.bodies();
    check.options();
    check.criteria();
    check.scores();
    check.counted_twice();
    check.names();
    check.findings
}

struct Check<'a> {
    snapshot: &'a Snapshot,
    appraisal: &'a Appraisal,
    findings: Findings,
}

impl Check<'_> {
    fn push(&mut self, finding: Finding, expected: &str, action: &str) {
        self.findings.push(finding.expected(expected).action(action));
    }

    fn bodies(&mut self) {
        let appraisal = self.appraisal;
        for (column, code) in [("buyer", &appraisal.buyer), ("supplier", &appraisal.supplier)] {
            if self.snapshot.body(code).is_none() {
                let seen = format!("{:?} names no body", code.as_str());
                let place = Place::cell("appraisal", "", column);
                self.push(
                    Finding::error("unknown-code", place, seen),
                    "a code of the table bodies",
                    "Correct the code.",
                );
            }
        }
        for (number, need) in (1..).zip(&appraisal.needs) {
            if !self.buys(&need.service) {
                let seen =
                    format!("{} buys no {} from {}", appraisal.buyer, need.service, appraisal.supplier);
                let place = Place::cell("appraisal", format!("need {number}"), "service");
                self.push(
                    Finding::error("nothing-to-move", place, seen),
                    "a service that the buyer has from its unit",
                    "Correct the service, or take the need out.",
                );
            }
        }
    }

    fn buys(&self, service: &Code) -> bool {
        let appraisal = self.appraisal;
        self.snapshot.rows.agreement_lines.iter().any(|line| {
            line.buyer_code == appraisal.buyer
                && line.supplier_code == appraisal.supplier
                && line.service_code == *service
        })
    }

    fn names(&mut self) {
        let mut seen = BTreeSet::new();
        for option in &self.appraisal.options {
            if !seen.insert(&option.id) {
                let place = Place::cell("option", &option.id, "id");
                self.push(
                    Finding::error("duplicate-id", place, format!("two options are called {}", option.id)),
                    "an id of its own for each",
                    "Change one.",
                );
            }
        }
        if let Some(comparator) = &self.appraisal.comparator
            && !self.appraisal.options.iter().any(|option| option.id == *comparator)
        {
            let place = Place::cell("appraisal", "", "comparator");
            let finding = Finding::error("unknown-code", place, format!("{:?}", comparator.as_str()));
            self.push(finding, "the id of an option", "Correct it.");
        }
        for (number, moved) in (1..).zip(&self.appraisal.anyway) {
            if moved.buyer == self.appraisal.buyer {
                let place = Place::cell("appraisal", format!("anyway {number}"), "buyer");
                let seen = format!("{} moves whatever it chooses", moved.buyer);
                let finding = Finding::error("own-move-anyway", place, seen);
                self.push(finding, "moves of others", "Make it a choice of an option.");
            }
        }
        if let Some(preferred) = &self.appraisal.preferred
            && !self.appraisal.options.iter().any(|option| option.id == *preferred)
        {
            let place = Place::cell("appraisal", "", "preferred");
            self.push(
                Finding::error("unknown-code", place, format!("{:?}", preferred.as_str())),
                "the id of an option",
                "Correct it.",
            );
        }
    }
}
