//! What is wrong with an appraisal as it is stated, before anything is worked out: all of it at once.

use std::collections::BTreeSet;

use register::Snapshot;
use register::tables::DestinationKind;
use vocabulary::{Code, Finding, Findings, Month, Place};

use crate::input::{Appraisal, AppraisalOption, Choice, ItemKind, Sourcing};

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

    fn options(&mut self) {
        if self.appraisal.business_as_usual().is_none() {
            self.push(
                Finding::error(
                    "no-business-as-usual",
                    Place::table("appraisal"),
                    "no option leaves everything as it is".to_string(),
                ),
                "one option without choices, to weigh the others against",
                "Add it.",
            );
        }
        if self.appraisal.options.len() < 2 {
            self.push(
                Finding::error(
                    "nothing-to-weigh",
                    Place::table("appraisal"),
                    format!("{} options", self.appraisal.options.len()),
                ),
                "business as usual and at least one other option",
                "Add an option.",
            );
        }
        for option in &self.appraisal.options {
            let mut taken = BTreeSet::new();
            for (index, choice) in option.choices.iter().enumerate() {
                self.choice(option, index, choice);
                if !taken.insert(choice.service.clone()) {
                    let seen = format!("{} is chosen for twice", choice.service);
                    let place = place(option, index, "service");
                    self.push(
                        Finding::error("moved-twice", place, seen),
                        "one choice for each service",
                        "Take one out.",
                    );
                }
            }
        }
    }

    fn choice(&mut self, option: &AppraisalOption, index: usize, choice: &Choice) {
        if !self.buys(&choice.service) {
            let seen = format!(
                "{} buys no {} from {}",
                self.appraisal.buyer, choice.service, self.appraisal.supplier
            );
            self.push(
                Finding::error("nothing-to-move", place(option, index, "service"), seen),
                "a service that the buyer has from its unit",
                "Correct the service, or take the choice out.",
            );
        }
        let alone = matches!(
            choice.sourcing.destination(),
            None | Some(DestinationKind::InHouse | DestinationKind::Stop)
        );
        match (&choice.to, alone) {
            (None, false) => self.push(
                Finding::error(
                    "missing-setting",
                    place(option, index, "to"),
                    format!("nobody is named for “{}”", choice.sourcing.words()),
                ),
                "the code of the body that provides it",
                "Add it.",
            ),
            (Some(code), false) if self.snapshot.body(code).is_none() => self.push(
                Finding::error(
                    "unknown-code",
                    place(option, index, "to"),
                    format!("{:?} names no body", code.as_str()),
                ),
                "a code of the table bodies",
                "Correct the code.",
            ),
            _ => {}
        }
        let month = Month::of(choice.date).since(Month::of(self.appraisal.start));
        let outside = !(0..self.appraisal.months as i32).contains(&month);
        if choice.sourcing != Sourcing::Stay && outside {
            self.push(
                Finding::error("date-outside-horizon", place(option, index, "date"), choice.date.to_string()),
                "a month of the horizon",
                "Correct the date, or the horizon.",
            );
        }
        if choice.sourcing == Sourcing::Renegotiate && choice.price_percent.is_none() {
            self.push(
                Finding::error(
                    "missing-setting",
                    place(option, index, "price_percent"),
                    "no new price".to_string(),
                ),
                "the new price, in per cent of today's",
                "Add it.",
            );
        }
        if choice.reason.trim().is_empty() && choice.sourcing != Sourcing::Stay {
            self.findings.push(
                Finding::warning("no-reason", place(option, index, "reason"), "no reason is given")
                    .expected("why, and where the numbers are from")
                    .action("Say it: a reviewer will ask."),
            );
        }
    }

    fn criteria(&mut self) {
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

    fn scores(&mut self) {
        let appraisal = self.appraisal;
        let mut given = BTreeSet::new();
        for (number, score) in (1..).zip(&appraisal.scores) {
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
                    Finding::error(
                        "unknown-code",
                        cell("criterion"),
                        format!("{:?}", score.criterion.as_str()),
                    ),
                    "the id of a criterion",
                    "Correct it.",
                );
            }
            if score.points.low() < 0.0 || score.points.high() > appraisal.points_max {
                let expected = format!("points from 0 to {}", appraisal.points_max);
                let seen = format!("{} to {}", score.points.low(), score.points.high());
                self.push(
                    Finding::error("out-of-range", cell("points"), seen),
                    &expected,
                    "Correct the points.",
                );
            }
            if score.reason.trim().is_empty() {
                self.push(
                    Finding::error("no-reason", cell("reason"), "a score without a reason".to_string()),
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
            if !given.insert((score.option.clone(), score.criterion.clone())) {
                let seen = format!("{} is scored twice on {}", score.option, score.criterion);
                self.push(
                    Finding::error("moved-twice", cell("criterion"), seen),
                    "one score for each option and criterion",
                    "Take one out.",
                );
            }
        }
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
    fn counted_twice(&mut self) {
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

fn place(option: &AppraisalOption, index: usize, column: &str) -> Place {
    Place::cell("option", format!("{}, choice {}", option.id, index + 1), column)
}
