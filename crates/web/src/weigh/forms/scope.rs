use appraisal::input::Appraisal;
use vocabulary::Code;

use super::Form;
use crate::components::{Checkboxes, Choice, Question};
use crate::weigh::blank::unsaid;
use crate::weigh::on::On;
use crate::weigh::reader::Reader;
use crate::weigh::sheet::Sheet;
use crate::weigh::step::Step;
use crate::weigh::values::Values;

/// Which services are in scope.
pub(super) struct Scope;

impl Form for Scope {
    fn title(&self, _on: &On<'_>) -> String {
        "Which services do you look at?".to_string()
    }

    fn fill(&self, on: &On<'_>) -> Values {
        let needs = on.appraisal.needs.iter();
        needs.fold(Values::default(), |values, need| values.with("services", &need.service))
    }

    fn show(&self, on: &On<'_>, sheet: &mut Sheet<'_>) {
        let mut choices: Vec<Choice> = on
            .lines()
            .map(|line| Choice {
                hint: Some(format!("{} a year", line.annual_gbp.whole_pounds()).into()),
                ..Choice::new(line.service_code.as_str(), on.service(&line.service_code))
            })
            .collect();
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
        let known = |code: &Code| on.appraisal.needs.iter().find(|need| need.service == *code).cloned();
        let need = |code: &Code| known(code).unwrap_or_else(|| unsaid(code.clone()));
        changed.needs = chosen.iter().map(need).collect();
        for option in &mut changed.options {
            option.choices.retain(|choice| chosen.contains(&choice.service));
        }
        changed
    }

    fn back(&self, on: &On<'_>) -> String {
        on.at_n(Step::Needs, 0)
    }
}
