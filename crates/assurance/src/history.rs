//! Outcomes of checkpoints that are over, as they were recorded: without ratings that nobody published.

use std::collections::BTreeMap;

use vocabulary::{Code, Finding, Findings, Place};

use crate::definition::{Definition, Judged};

/// What came of one plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordedOutcome {
    /// The name of the unit as it was printed; blank where no source names it.
    pub unit: String,
    /// Its code in a register, where it has one.
    pub unit_code: Option<Code>,
    /// The outcome on record.
    pub outcome: Code,
    /// Ratings by domain, as far as they are recorded: mostly none.
    pub ratings: BTreeMap<Code, Code>,
    /// Where it is from.
    pub source: String,
}

/// How many plans had which outcome, and how the record stands to the rule.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally {
    /// How many plans had which outcome.
    pub outcomes: BTreeMap<Code, usize>,
    /// How many of them have a name.
    pub named: usize,
    /// How many have ratings from which the rule makes the outcome that was recorded.
    pub by_rule: usize,
    /// How many have no ratings on record, so that the rule says nothing of them.
    pub as_recorded: usize,
}

impl Tally {
    /// All of them.
    pub fn total(&self) -> usize {
        self.outcomes.values().sum()
    }
}

/// Counts outcomes. Where ratings are recorded they go through the rule, and a rule that says something else is a finding; where
/// none are, the outcome counts as it was recorded.
pub fn tally(definition: &Definition, recorded: &[RecordedOutcome]) -> (Tally, Findings) {
    let (mut counts, mut findings) = (Tally::default(), Findings::new());
    for (number, row) in (1..).zip(recorded) {
        let place = || Place::row("outcomes", number);
        if definition.outcome(&row.outcome).is_none() {
            findings.push(
                Finding::error("outcome-unknown", place(), row.outcome.to_string())
                    .expected("an outcome of the definition")
                    .action("Correct it."),
            );
            continue;
        }
        *counts.outcomes.entry(row.outcome.clone()).or_default() += 1;
        counts.named += usize::from(!row.unit.is_empty());
        if row.ratings.is_empty() {
            counts.as_recorded += 1;
            continue;
        }
        match definition.judge(&row.ratings) {
            Judged::Outcome(outcome) if outcome == row.outcome => counts.by_rule += 1,
            judged => findings.push(
                Finding::warning("outcome-not-by-rule", place(), format!("recorded {}; by the rule {judged}", row.outcome))
                    .expected("what the rule makes of the ratings on record")
                    .action("Look at the source: the rule or the ratings are read wrongly, or the outcome was another way found."),
            ),
        }
    }
    (counts, findings)
}
