//! Does a definition hang together? All findings at once.

use std::collections::{BTreeMap, BTreeSet};

use vocabulary::{Code, Finding, Findings, Place};

use super::{Definition, Known, Origin};

impl Definition {
    /// Everything that is wrong with the definition, or that somebody should know of it. `file` is what the findings
    /// call it. Without an error the definition can be used.
    pub fn check(&self, file: &str) -> Findings {
        let mut findings = Findings::new();
        self.check_there(file, &mut findings);
        self.check_names(file, &mut findings);
        self.check_references(file, &mut findings);
        self.check_origins(file, &mut findings);
        if findings.iter().all(|finding| !finding.is_error()) {
            findings.extend(self.rule_findings(file));
        }
        findings
    }

    /// What there must be one of at least.
    fn check_there(&self, file: &str, findings: &mut Findings) {
        let mut need = |key: &str, there: bool, expected: &str| {
            if !there {
                let place = Place::cell(file, "", key);
                findings.push(
                    Finding::error("checkpoint-incomplete", place, format!("no {key}"))
                        .expected(expected)
                        .action("Add it."),
                );
            }
        };
        need("rating", self.ratings.len() >= 2, "two ratings or more, the best first");
        need("domain", !self.domains.is_empty(), "a domain or more");
        need("outcome", !self.outcomes.is_empty(), "an outcome or more");
        need("rule", !self.rules.is_empty(), "a rule or more");
        for domain in &self.domains {
            let asks = domain.tests.iter().any(|test| !test.questions.is_empty());
            need(&format!("question in domain {}", domain.id), asks, "a question or more in each domain");
        }
        let stated = self.rules.iter().all(|rule| !rule.when.is_empty());
        need("condition", stated, "a condition or more in each rule: one without would always apply");
    }

    /// Names that must be alone.
    fn check_names(&self, file: &str, findings: &mut Findings) {
        let tests = || self.domains.iter().flat_map(|domain| &domain.tests);
        let kinds: [(&str, Vec<&Code>); 6] = [
            ("source", self.sources.iter().map(|source| &source.id).collect()),
            ("rating", self.ratings.iter().map(|rating| &rating.id).collect()),
            ("domain", self.domains.iter().map(|domain| &domain.id).collect()),
            ("test", tests().map(|test| &test.id).collect()),
            ("question", self.questions().map(|question| &question.id).collect()),
            ("outcome", self.outcomes.iter().map(|outcome| &outcome.id).collect()),
        ];
        for (kind, ids) in kinds {
            let mut times: BTreeMap<&Code, usize> = BTreeMap::new();
            ids.into_iter().for_each(|id| *times.entry(id).or_default() += 1);
            for (id, number) in times.into_iter().filter(|(_, number)| *number > 1) {
                findings.push(
                    Finding::error(
                        "checkpoint-name-twice",
                        Place::row(file, kind),
                        format!("{number} called {id:?}"),
                    )
                    .expected(format!("a name of its own for each {kind}"))
                    .action("Rename all but one."),
                );
            }
        }
    }

    /// Names that must be those of something.
    fn check_references(&self, file: &str, findings: &mut Findings) {
        let ratings: BTreeSet<&Code> = self.ratings.iter().map(|rating| &rating.id).collect();
        let domains: BTreeSet<&Code> = self.domains.iter().map(|domain| &domain.id).collect();
        let outcomes: BTreeSet<&Code> = self.outcomes.iter().map(|outcome| &outcome.id).collect();
        let mut refer = |row: String, key: &str, id: &Code, known: &BTreeSet<&Code>| {
            if !known.contains(id) {
                let all: Vec<&str> = known.iter().map(|code| code.as_str()).collect();
                findings.push(
                    Finding::error("checkpoint-unknown-name", Place::cell(file, row, key), format!("{id:?}"))
                        .expected(format!("one of {}", all.join(", ")))
                        .action("Correct the name."),
                );
            }
        };
        for domain in &self.domains {
            for sentence in &domain.sentences {
                refer(format!("domain {}", domain.id), "sentence", &sentence.rating, &ratings);
            }
        }
        for (number, rule) in (1..).zip(&self.rules) {
            refer(format!("rule {number}"), "outcome", &rule.outcome, &outcomes);
            for condition in &rule.when {
                condition
                    .ratings
                    .iter()
                    .for_each(|id| refer(format!("rule {number}"), "ratings", id, &ratings));
                condition
                    .domains
                    .iter()
                    .for_each(|id| refer(format!("rule {number}"), "domains", id, &domains));
            }
        }
    }

    /// Who says so: each recorded or reconstructed item names a source, and somebody has checked all.
    fn check_origins(&self, file: &str, findings: &mut Findings) {
        let sources: BTreeSet<&Code> = self.sources.iter().map(|source| &source.id).collect();
        let unfounded = |origin: &&Origin| match &origin.source {
            Some(source) => !sources.contains(source),
            None => origin.known != Known::Ours,
        };
        let number = self.origins().filter(unfounded).count();
        if number > 0 {
            findings.push(
                Finding::error(
                    "checkpoint-unsourced",
                    Place::cell(file, "", "source"),
                    format!("{number} items without a source of this definition"),
                )
                .expected("a source for all that is recorded or reconstructed")
                .action("Name the source, or say that the item is ours."),
            );
        }
        if self.checked_by.trim().is_empty() || self.checked_by == self.author {
            findings.push(
                Finding::note(
                    "checkpoint-unchecked",
                    Place::cell(file, "", "checked_by"),
                    "nobody but its author has checked it".to_string(),
                )
                .expected("somebody who knows how such units are assured")
                .action("Have it checked, and say by whom."),
            );
        }
    }
}
