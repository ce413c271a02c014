use std::collections::BTreeSet;

use register::tables::DestinationKind;
use vocabulary::{Finding, Month, Place};

use super::Check;
use crate::input::{AppraisalOption, Choice, Sourcing};

impl Check<'_> {
    pub(super) fn options(&mut self) {
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
        self.when_and_why(option, index, choice);
    }

    /// When a choice takes effect, what its new price is, and why.
    fn when_and_why(&mut self, option: &AppraisalOption, index: usize, choice: &Choice) {
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
}

fn place(option: &AppraisalOption, index: usize, column: &str) -> Place {
    Place::cell("option", format!("{}, choice {}", option.id, index + 1), column)
}
