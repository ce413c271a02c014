//! Is a rule whole? Every way in which the domains could be rated is tried.

use std::collections::{BTreeMap, BTreeSet};

use vocabulary::{Code, Finding, Findings, Place};

use super::{Definition, Judged, Why};

/// More ways to rate the domains than this aren't tried: the definition is then refused as too large.
pub const VECTORS_MAX: u64 = 1 << 18;

/// What comes of every way to rate the domains.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Consistency {
    /// How many ways there are.
    pub ways: u64,
    /// How many of them have which outcome.
    pub decided: BTreeMap<Code, u64>,
    /// How many have none, by how many domains have which rating (in the order of the definition's ratings).
    pub open: BTreeMap<Vec<usize>, u64>,
    /// Ways for which rules contradict each other: ratings in the order of the domains, and the outcomes.
    pub contradictions: Vec<(Vec<Code>, Vec<Code>)>,
    /// Rules that no way meets, counted from 0.
    pub unused_rules: Vec<usize>,
}

impl Definition {
    /// How many ways there are to rate the domains; none where they are too many to be tried.
    pub fn ways(&self) -> Option<u64> {
        let domains = u32::try_from(self.domains.len()).ok()?;
        (self.ratings.len() as u64).checked_pow(domains).filter(|ways| *ways <= VECTORS_MAX)
    }

    /// Tries every way to rate the domains. None where there are more than [`VECTORS_MAX`].
    pub fn consistency(&self) -> Option<Consistency> {
        let ways = self.ways()?;
        let mut found = Consistency { ways, ..Consistency::default() };
        let mut used = BTreeSet::new();
        for way in 0..ways {
            let picked = self.way(way);
            let ratings = self.domains.iter().map(|domain| domain.id.clone());
            let ratings = ratings.zip(picked.iter().map(|at| self.ratings[*at].id.clone())).collect();
            used.extend((0..self.rules.len()).filter(|at| self.rules[*at].applies(&ratings)));
            match self.judge(&ratings) {
                Judged::Outcome(outcome) => *found.decided.entry(outcome).or_default() += 1,
                Judged::Open(Why::Contradiction(outcomes)) => {
                    let ratings = picked.iter().map(|at| self.ratings[*at].id.clone()).collect();
                    found.contradictions.push((ratings, outcomes));
                }
                Judged::Open(_) => {
                    let counts = (0..self.ratings.len())
                        .map(|rating| picked.iter().filter(|at| **at == rating).count())
                        .collect();
                    *found.open.entry(counts).or_default() += 1;
                }
            }
        }
        found.unused_rules = (0..self.rules.len()).filter(|at| !used.contains(at)).collect();
        Some(found)
    }

    /// The way of a number: for each domain the place of its rating. The number is read in the base of the ratings.
    fn way(&self, mut number: u64) -> Vec<usize> {
        let base = self.ratings.len().max(1) as u64;
        let mut next = || {
            let digit = (number % base) as usize;
            number /= base;
            digit
        };
        self.domains.iter().map(|_| next()).collect()
    }

    /// What the rule doesn't say, or says twice, as findings. `file` is what they call the definition.
    pub(super) fn rule_findings(&self, file: &str) -> Findings {
        let Some(found) = self.consistency() else {
            return vec![too_large(self, file)];
        };
        let mut findings = Findings::new();
        if let Some((ratings, outcomes)) = found.contradictions.first() {
            findings.push(
                Finding::error(
                    "rule-contradicts",
                    Place::cell(file, "", "rule"),
                    format!(
                        "{} of {} ways to rate have several outcomes: {} gives {}",
                        found.contradictions.len(),
                        found.ways,
                        joined(ratings),
                        joined(outcomes)
                    ),
                )
                .expected("one outcome at most for any ratings")
                .action("Make the conditions exclude each other."),
            );
        }
        for (counts, ways) in &found.open {
            findings.push(
                Finding::warning(
                    "rule-leaves-open",
                    Place::cell(file, "", "rule"),
                    format!("no rule for {} ({ways} of {} ways to rate)", self.counted(counts), found.ways),
                )
                .expected("an outcome for any ratings")
                .action("Add a rule, or leave it: such a unit is then shown as open."),
            );
        }
        for at in &found.unused_rules {
            findings.push(
                Finding::warning(
                    "rule-unused",
                    Place::row(file, format!("rule {}", at + 1)),
                    "no ratings meet this rule".to_string(),
                )
                .expected("a rule that can apply")
                .action("Correct its conditions, or take it out."),
            );
        }
        findings.extend(self.outcomes.iter().filter(|outcome| !found.reaches(&outcome.id)).map(|outcome| {
            Finding::warning(
                "outcome-unreached",
                Place::row(file, format!("outcome {}", outcome.id)),
                "no ratings lead to this outcome".to_string(),
            )
            .expected("an outcome that some ratings have")
            .action("Add a rule for it, or take it out.")
        }));
        findings
    }

    /// `2 × some-issues, 1 × fails`.
    fn counted(&self, counts: &[usize]) -> String {
        let some = counts.iter().zip(&self.ratings).filter(|(count, _)| **count > 0);
        some.map(|(count, rating)| format!("{count} × {}", rating.id)).collect::<Vec<_>>().join(", ")
    }
}

impl Consistency {
    /// Do some ratings lead to an outcome?
    pub fn reaches(&self, outcome: &Code) -> bool {
        let said_twice = |(_, outcomes): &(_, Vec<Code>)| outcomes.contains(outcome);
        self.decided.contains_key(outcome) || self.contradictions.iter().any(said_twice)
    }

    /// How many ways are left open.
    pub fn open_ways(&self) -> u64 {
        self.open.values().sum()
    }
}

fn joined(codes: &[Code]) -> String {
    codes.iter().map(Code::as_str).collect::<Vec<_>>().join(", ")
}

fn too_large(definition: &Definition, file: &str) -> Finding {
    let (ratings, domains) = (definition.ratings.len(), definition.domains.len());
    Finding::error(
        "checkpoint-too-large",
        Place::table(file),
        format!("{domains} domains with {ratings} ratings each"),
    )
    .expected(format!("no more than {VECTORS_MAX} ways to rate, so that each can be tried"))
    .action("Use fewer domains or ratings.")
}
