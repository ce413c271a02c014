use std::collections::BTreeSet;

use vocabulary::{Code, FinancialYear, Finding, Place};

use super::Check;
use crate::input::{AppraisalOption, Item, ItemKind, Score};

impl Check<'_> {
    pub(super) fn criteria(&mut self) {
        for (number, criterion) in (1..).zip(&self.appraisal.criteria) {
            if criterion.weight <= 0.0 {
                let place = Place::cell("appraisal", format!("criterion {number}"), "weight");
                self.push(
                    Finding::error("out-of-range", place, criterion.weight.to_string()),
                    "a weight above zero",
                    "Correct the weight, or take the criterion out.",
                );
            }
            if criterion.source.trim().is_empty() {
                let place = Place::cell("appraisal", format!("criterion {number}"), "source");
                self.findings.push(
                    Finding::warning("no-reason", place, "it isn't said where the criterion comes from")
                        .expected("a policy, a guide, or whose reason it is")
                        .action("Say it."),
                );
            }
        }
        if !self.appraisal.scores.is_empty() && self.appraisal.lock.is_none() {
            self.push(
                Finding::error(
                    "scored-before-lock",
                    Place::cell("appraisal", "", "lock"),
                    format!("{} scores, and the weights aren't locked", self.appraisal.scores.len()),
                ),
                "weights locked, with who and when, before the first score",
                "Lock the weights first; then score.",
            );
        }
    }

    pub(super) fn scores(&mut self) {
        let appraisal = self.appraisal;
        let mut given = BTreeSet::new();
        for (number, score) in (1..).zip(&appraisal.scores) {
            self.score(number, score);
            if !given.insert((score.option.clone(), score.criterion.clone())) {
                let place = Place::cell("appraisal", format!("score {number}"), "criterion");
                let seen = format!("{} is scored twice on {}", score.option, score.criterion);
                let finding = Finding::error("moved-twice", place, seen);
                self.push(finding, "one score for each option and criterion", "Take one out.");
            }
        }
        self.missing_scores(&given);
    }

    fn score(&mut self, number: usize, score: &Score) {
        let appraisal = self.appraisal;
        let cell = |column: &str| Place::cell("appraisal", format!("score {number}"), column);
        if !appraisal.options.iter().any(|option| option.id == score.option) {
            self.push(
                Finding::error("unknown-code", cell("option"), format!("{:?}", score.option.as_str())),
                "the id of an option",
                "Correct it.",
            );
        }
        if !appraisal.criteria.iter().any(|criterion| criterion.id == score.criterion) {
            self.push(
                Finding::error("unknown-code", cell("criterion"), format!("{:?}", score.criterion.as_str())),
                "the id of a criterion",
                "Correct it.",
            );
        }
        if score.points.low() < 0.0 || score.points.high() > appraisal.points_max {
            let expected = format!("points from 0 to {}", appraisal.points_max);
            let seen = format!("{} to {}", score.points.low(), score.points.high());
            self.push(Finding::error("out-of-range", cell("points"), seen), &expected, "Correct the points.");
        }
        if score.reason.trim().is_empty() {
            self.push(
                Finding::error(
                    "score-without-reason",
                    cell("reason"),
                    "a score without a reason".to_string(),
                ),
                "a reason with every score",
                "Add it.",
            );
        }
        if let (Some(lock), Some(on)) = (&appraisal.lock, score.on)
            && on < lock.on
        {
            let seen = format!("given on {on}, before the weights were locked on {}", lock.on);
            self.push(
                Finding::error("scored-before-lock", cell("on"), seen),
                "scores after the weights are locked",
                "Score again.",
            );
        }
    }

    fn missing_scores(&mut self, given: &BTreeSet<(Code, Code)>) {
        let appraisal = self.appraisal;
        for option in &appraisal.options {
            let missing = appraisal
                .criteria
                .iter()
                .filter(|criterion| !given.contains(&(option.id.clone(), criterion.id.clone())));
            let missing: Vec<&str> = missing.map(|criterion| criterion.id.as_str()).collect();
            if !missing.is_empty() && appraisal.lock.is_some() {
                self.findings.push(
                    Finding::warning(
                        "not-scored",
                        Place::row("option", &option.id),
                        format!("no score on {}", missing.join(", ")),
                    )
                    .expected("a score on every criterion")
                    .action("Score it; until then the option has no points."),
                );
            }
        }
    }

    /// A gain in pounds earns no points as well.
    pub(super) fn counted_twice(&mut self) {
        for option in &self.appraisal.options {
            for item in option.items.iter().filter(|item| item.kind.is_benefit()) {
                let in_pounds = item.annual_gbp.is_some_and(|value| value.high() > 0.0);
                let Some(criterion) = item.criterion.as_ref().filter(|_| in_pounds) else { continue };
                let scored = self.appraisal.scores.iter().any(|score| {
                    score.option == option.id && score.criterion == *criterion && score.points.high() > 0.0
                });
                if scored {
                    let seen = format!("“{}” is in pounds and also scores on {criterion}", item.title);
                    self.push(
                        Finding::error(
                            "benefit-counted-twice",
                            Place::cell("option", format!("{}, {}", option.id, item.id), "criterion"),
                            seen,
                        ),
                        "a gain in pounds or in points, not both",
                        "Take the pounds out, or score the option without it.",
                    );
                }
            }
            for item in &option.items {
                self.item(option, item);
                if item.kind != ItemKind::Unmonetised && item.annual_gbp.is_none() {
                    self.push(
                        Finding::error(
                            "missing-setting",
                            Place::cell("option", format!("{}, {}", option.id, item.id), "annual_gbp"),
                            format!("“{}” is a {} without an amount", item.title, item.kind.words()),
                        ),
                        "pounds a year",
                        "Add the amount, or call it unmonetised.",
                    );
                }
            }
        }
    }

    /// An item counts in years of the horizon, and names a criterion that there is.
    fn item(&mut self, option: &AppraisalOption, item: &Item) {
        let place = |column: &str| Place::cell("option", format!("{}, {}", option.id, item.id), column);
        let years = self.appraisal.years();
        let starts = |year: FinancialYear| year.first_month().year();
        let first = years.first().copied().unwrap_or(i32::MAX);
        let last = years.last().copied().unwrap_or(i32::MIN);
        if starts(item.to) < starts(item.from) || starts(item.to) < first || starts(item.from) > last {
            let seen = format!("“{}” counts from {} to {}", item.title, item.from, item.to);
            let finding = Finding::error("item-outside-horizon", place("from"), seen);
            self.push(finding, "years of the horizon, the first before the last", "Correct the years.");
        } else if starts(item.from) < first || starts(item.to) > last {
            let seen =
                format!("“{}” counts from {} to {}, beyond the horizon", item.title, item.from, item.to);
            self.findings.push(
                Finding::warning("item-cut", place("to"), seen)
                    .expected("years of the horizon")
                    .action("Only the years of the horizon count; lengthen it to count the others."),
            );
        }
        let known = |code: &Code| self.appraisal.criteria.iter().any(|criterion| criterion.id == *code);
        if let Some(code) = item.criterion.as_ref().filter(|code| !known(code)) {
            let finding = Finding::error("unknown-code", place("criterion"), format!("{:?}", code.as_str()));
            self.push(finding, "the id of a criterion", "Correct it.");
        }
    }
}
