use appraisal::input::{Appraisal, Claim as Stated, Question};

use super::{Form, choices, put};
use crate::components::Choice;
use crate::fields::Reader;
use crate::fields::Sheet;
use crate::fields::Values;
use crate::weigh::on::On;
use crate::weigh::step::Step;

/// What is claimed of an option on value for money, or on quality.
pub(super) struct Claim;

/// The two questions, as people read them.
pub(in crate::weigh) fn asked(question: Question) -> &'static str {
    match question {
        Question::ValueForMoney => "Is it value for money?",
        Question::ImprovedQuality => "Does quality improve?",
    }
}

impl Form for Claim {
    fn title(&self, _on: &On<'_>) -> String {
        "What does the evidence say?".to_string()
    }

    fn fill(&self, on: &On<'_>) -> Values {
        let Some(claim) = on.appraisal.claims.get(on.n) else {
            return Values::default().with("better", "higher");
        };
        Values::default()
            .with("question", claim.question)
            .with("option", &claim.option)
            .with("measure", &claim.measure)
            .with("better", if claim.higher_is_better { "higher" } else { "lower" })
            .with_some("baseline", claim.baseline)
            .with_some("target", claim.target)
            .with_some("measured", claim.measured)
            .with_day("due", claim.due)
            .with("source", &claim.source)
    }

    fn show(&self, on: &On<'_>, sheet: &mut Sheet<'_>) {
        sheet.radios("question", "Which question does it answer?", "", choices(Question::ALL, asked));
        sheet.select("option", "Of which option?", "", on.options_named());
        sheet.text("measure", "What is measured?", "With its unit: satisfied members, per cent.");
        let better = vec![Choice::new("higher", "More is better"), Choice::new("lower", "Less is better")];
        sheet.radios("better", "Which way is better?", "", better);
        sheet.number("baseline", "As it is today", "Blank if nobody has measured it.", ("", ""));
        sheet.number("target", "As it is meant to be", "", ("", ""));
        sheet.date("due", "By when", "For example, 31 3 2027.", false);
        sheet.number("measured", "As it was found to be", "Blank until it has been measured.", ("", ""));
        sheet.area("source", "Where are the numbers from?", "", 2);
    }

    fn take(&self, on: &On<'_>, reader: &mut Reader<'_>) -> Appraisal {
        let mut changed = on.appraisal.clone();
        let question = reader.choice("question", "Choose a question").unwrap_or(Question::ValueForMoney);
        let option =
            reader.code("option").filter(|code| on.appraisal.options.iter().any(|one| one.id == *code));
        if option.is_none() {
            reader.wrong("option", "Choose an option");
        }
        let mut number = |name: &str| reader.number(name, f64::MIN, f64::MAX);
        let (baseline, target, measured) = (number("baseline"), number("target"), number("measured"));
        let claim = Stated {
            question,
            option: option.unwrap_or_else(|| vocabulary::Code::new("")),
            measure: reader.needed("measure", "Enter what is measured"),
            higher_is_better: reader.raw("better") != "lower",
            baseline,
            target,
            measured,
            due: reader.day("due"),
            source: reader.needed("source", "Enter where the numbers are from"),
        };
        put(&mut changed.claims, on.n, claim);
        changed
    }

    fn back(&self, on: &On<'_>) -> String {
        on.at_n(Step::Claims, 0)
    }
}
