//! Pending cases made ready to be looked at together: one model, and the plan of each case on it.

mod agree;
mod terms;

pub use terms::on_terms_of_first;

use std::collections::{BTreeMap, BTreeSet};

use register::{Rulebook, Snapshot};
use vocabulary::{Finding, Findings, Place};

use super::{CASES_MAX, CaseSet};
use crate::model::{Model, Numbers, build, scope_of};
use crate::plan::Plan;
use crate::scenario::Scenario;
use crate::setup::{assumptions, check};
use crate::timeline::Policy;

/// A pending case: one scenario with its moves.
#[derive(Debug, Clone)]
pub struct PendingCase {
    /// What people call it: the name of its file.
    pub name: String,
    /// Its moves, and what it assumes.
    pub scenario: Scenario,
    /// Its moves line by line, on the common model.
    pub plan: Plan,
}

/// Pending cases on one model.
#[derive(Debug, Clone)]
pub struct Pending {
    /// The cases, in the order in which they were given.
    pub cases: Vec<PendingCase>,
    /// What all cases share: start, months, rule, reaction, steps, reluctance; all moves and all assumptions.
    pub common: Scenario,
    /// Structure and recorded numbers.
    pub model: Model,
    /// Numbers with every assumption at its likely value.
    pub numbers: Numbers,
    /// Pairs of cases that take the same line, with the line, as an index into the model's lines.
    pub excluding: Vec<(usize, usize, usize)>,
    /// What there is to say; never an error that forbids an answer.
    pub findings: Findings,
}

impl Pending {
    /// Makes cases (name and scenario) ready. Errors: cases that don't agree on what they are asked of, and
    /// everything else that forbids an answer.
    pub fn of(
        snapshot: &Snapshot,
        rulebook: &Rulebook,
        cases: &[(String, Scenario)],
    ) -> Result<Pending, Findings> {
        let mut findings = agree::check(cases);
        let Some((_, first)) = cases.first() else { return Err(findings) };
        findings.extend(check(first, rulebook));
        if findings.iter().any(Finding::is_error) {
            return Err(findings);
        }
        let common = agree::together(first, cases);
        let scope = scope_of(snapshot, &common, common.moves.is_empty());
        let (mut model, more) = build(snapshot, &common, &scope);
        findings.extend(more);
        let mut ready = Vec::new();
        for (name, scenario) in cases {
            let scenario = Scenario { closes: None, ..scenario.clone() };
            let (plan, more) = Plan::of(&mut model, snapshot, &scenario);
            findings.extend(more.into_iter().map(|finding| of_case(finding, name)));
            ready.push(PendingCase { name: name.clone(), scenario, plan });
        }
        let drawn = assumptions(&model, &common, &mut findings);
        // A service that the law demands may not stop, but what its stopping does can still be worked out.
        if findings.iter().any(|finding| finding.is_error() && finding.code != "statutory-service-stopped") {
            return Err(findings);
        }
        let mut numbers = model.numbers.clone();
        drawn.iter().for_each(|drawn| drawn.apply(&mut numbers, drawn.pert.likely()));
        let mut pending = Pending { cases: ready, common, model, numbers, excluding: Vec::new(), findings };
        pending.exclude();
        Ok(pending)
    }

    /// The moves of a set of cases. Where two cases of the set take one line, the first has it.
    pub fn plan(&self, set: &CaseSet) -> Plan {
        let mut exits = BTreeMap::new();
        for exit in set.iter().filter_map(|case| self.cases.get(case)).flat_map(|case| &case.plan.exits) {
            exits.entry(exit.line).or_insert_with(|| exit.clone());
        }
        let mut exits: Vec<_> = exits.into_values().collect();
        exits.sort_by_key(|exit| (exit.month, exit.line));
        Plan { exits, ..Plan::default() }
    }

    /// What people may dispute about a run.
    pub fn policy<'a>(&'a self, rulebook: &'a Rulebook) -> Policy<'a> {
        Policy { rulebook, payer_rule: &self.common.payer_rule, reaction: self.common.reaction }
    }

    /// Names of the cases of a set, in the order in which they were given.
    pub fn names(&self, set: &CaseSet) -> Vec<&str> {
        set.iter().filter_map(|case| self.cases.get(case)).map(|case| case.name.as_str()).collect()
    }

    /// Units that a case takes lines from, as indices into the model's units.
    pub fn units_left(&self, case: usize) -> BTreeSet<usize> {
        let cells = self.cases[case].plan.exits.iter().filter_map(|exit| self.model.lines[exit.line].cell);
        cells.map(|cell| self.model.cells[cell].unit).collect()
    }

    /// Units that a case takes lines from or to.
    pub fn units_touched(&self, case: usize) -> BTreeSet<usize> {
        let joined = self.cases[case].plan.exits.iter().filter_map(|exit| exit.target.cell);
        let mut touched = self.units_left(case);
        touched.extend(joined.map(|cell| self.model.cells[cell].unit));
        touched
    }

    /// Finds the cases that take the same line.
    fn exclude(&mut self) {
        for (b, case) in self.cases.iter().enumerate() {
            for (a, other) in self.cases[..b].iter().enumerate() {
                let taken = |line: &usize| other.plan.exits.iter().any(|exit| exit.line == *line);
                let Some(line) = case.plan.exits.iter().map(|exit| exit.line).find(taken) else { continue };
                self.excluding.push((a, b, line));
                let seen =
                    format!("{} and {} both move {}", other.name, case.name, self.model.lines[line].id);
                self.findings.push(
                    Finding::warning("cases-exclude-each-other", Place::table(&case.name), seen)
                        .expected("each line in one case")
                        .action("They are never combined; leave one of the two out to see each one's share of the blame."),
                );
            }
        }
    }
}

/// Says which case a finding is about.
fn of_case(mut finding: Finding, name: &str) -> Finding {
    if finding.place.table == "scenario" {
        finding.place.table = name.to_string();
    }
    finding
}

/// A number of cases that can't be looked at.
fn wrong_number(count: usize) -> Option<Finding> {
    let finding = Finding::error("wrong-number-of-cases", Place::table("joint"), format!("{count} cases"));
    (!(1..=CASES_MAX).contains(&count))
        .then(|| finding.expected(format!("1 to {CASES_MAX}")).action("Name fewer, or at least one."))
}
