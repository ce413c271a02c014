use appraisal::input::Appraisal;
use stability::scenario::Assumption as Stated;

use super::{Form, put};
use crate::components::Choice;
use crate::fields::Reader;
use crate::fields::Sheet;
use crate::fields::Values;
use crate::weigh::on::On;
use crate::weigh::step::Step;

/// What is assumed about a figure of the register.
pub(super) struct Assumption;

impl Form for Assumption {
    fn title(&self, _on: &On<'_>) -> String {
        "What do you assume?".to_string()
    }

    fn fill(&self, on: &On<'_>) -> Values {
        let Some(one) = on.appraisal.assumptions.get(on.n) else {
            return Values::default().with("scale", "times");
        };
        Values::default()
            .with("at", &one.at)
            .with("scale", if one.scale { "times" } else { "instead" })
            .with_estimate("value", Some(one.value))
            .with("reason", &one.reason)
    }

    fn show(&self, _on: &On<'_>, sheet: &mut Sheet<'_>) {
        let hint = "Table, row and column of the register; * stands for any text. For example, alternatives/06K-*/fixed_gbp.";
        sheet.text("at", "The figure", hint);
        let scale = vec![
            Choice::new("times", "multiply what the register says (1 leaves it as it is)"),
            Choice::new("instead", "stand instead of what the register says"),
        ];
        sheet.radios("scale", "The numbers below", "", scale);
        sheet.estimate("value", "Value", "", ("", ""));
        sheet.area("reason", "Why?", "Who says so, and from what.", 3);
    }

    fn take(&self, on: &On<'_>, reader: &mut Reader<'_>) -> Appraisal {
        let mut changed = on.appraisal.clone();
        let at = reader.needed("at", "Enter the figure, for example alternatives/06K-*/fixed_gbp");
        let value = reader.estimate("value", f64::MIN, f64::MAX);
        if value.is_none() && !reader.problems.iter().any(|problem| problem.field.starts_with("value")) {
            reader.wrong("value", "Enter the likely value");
        }
        let reason = reader.needed("reason", "Enter why, and who says so");
        let scale = reader.raw("scale") == "times";
        if let Some(value) = value {
            put(&mut changed.assumptions, on.n, Stated { at, value, scale, reason });
        }
        changed
    }

    fn back(&self, on: &On<'_>) -> String {
        on.at_n(Step::Assumptions, 0)
    }
}
