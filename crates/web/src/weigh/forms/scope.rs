use appraisal::input::Appraisal;
use vocabulary::Code;

use super::Form;
use crate::components::{Checkboxes, Choice, Question};
use crate::fields::Reader;
use crate::fields::Sheet;
use crate::fields::Values;
use crate::weigh::blank::unsaid;
use crate::weigh::on::On;
use crate::weigh::step::Step;

/// Which services are in scope.
pub(super) struct Scope;

impl Form for Scope {
    fn title(&self, _on: &On<'_>) -> String {
        "Which services do you look at?".to_string()
    }

    fn fill(&self, on: &On<'_>) -> Values {
        on.scope().iter().fold(Values::default(), |values, service| values.with("services", service))
    }

    fn show(&self, on: &On<'_>, sheet: &mut Sheet<'_>) {
        let mut choices: Vec<Choice> = on
            .lines()
            .map(|line| Choice {
                hint: Some(format!("{} a year", line.annual_gbp.whole_pounds()).into()),
                ..Choice::new(line.service_code.as_str(), on.service(&line.service_code))
            })
            .collect();
        // A service in scope without an agreement line has its box as well.
        choices.extend(on.scope().iter().map(|code| Choice::new(code.as_str(), on.service(code))));
        choices.sort_by(|a, b| a.value.cmp(&b.value));
        choices.dedup_by(|a, b| a.value == b.value);
        let question = Question::new(
            "services",
            format!("Services that you buy from {}", on.body(&on.appraisal.supplier)),
        )
        .hint("Those that you leave out stay as they are in every option.");
        sheet.checkboxes(Checkboxes { question, choices });
    }

    fn take(&self, on: &On<'_>, reader: &mut Reader<'_>) -> Appraisal {
        let chosen: Vec<Code> = reader.all("services").iter().map(|code| Code::new(code)).collect();
        if chosen.is_empty() {
            reader.wrong("services", "Choose at least one service");
        }
        let mut changed = on.appraisal.clone();
        // What an option changes without a need is in scope as it stands; needs keep their order.
        let before = on.scope();
        changed.needs.retain(|need| chosen.contains(&need.service));
        changed.needs.extend(chosen.iter().filter(|code| !before.contains(code)).cloned().map(unsaid));
        for option in &mut changed.options {
            option.choices.retain(|choice| chosen.contains(&choice.service));
        }
        changed
    }

    fn back(&self, on: &On<'_>) -> String {
        on.at_n(Step::Needs, 0)
    }
}
