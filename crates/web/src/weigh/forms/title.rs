use appraisal::input::{Appraisal, AppraisalOption};

use super::{Form, put};
use crate::fields::Reader;
use crate::fields::Sheet;
use crate::fields::Values;
use crate::weigh::on::{On, named_after};
use crate::weigh::step::Step;

/// What an option is called, and what it means.
pub(super) struct Title;

impl Form for Title {
    fn title(&self, on: &On<'_>) -> String {
        if on.option().is_some() { "What is the option called?" } else { "A new option" }.to_string()
    }

    fn fill(&self, on: &On<'_>) -> Values {
        let Some(option) = on.option() else { return Values::default() };
        Values::default().with("title", &option.title).with("description", &option.description)
    }

    fn show(&self, _on: &On<'_>, sheet: &mut Sheet<'_>) {
        sheet.text("title", "Title", "Short, as you would say it: Take payroll in house.");
        sheet.area("description", "What does it mean?", "", 3);
    }

    fn take(&self, on: &On<'_>, reader: &mut Reader<'_>) -> Appraisal {
        let mut changed = on.appraisal.clone();
        let title = reader.needed("title", "Enter a title");
        let description = reader.text("description");
        if changed.options.iter().enumerate().any(|(at, other)| at != on.n && other.title == title) {
            reader.wrong("title", "Enter a title that no other option has");
        }
        let option = match on.option() {
            Some(option) => AppraisalOption { title, description, ..option.clone() },
            None => {
                let taken: Vec<_> = changed.options.iter().map(|option| &option.id).collect();
                let id = named_after(&title, &taken);
                AppraisalOption { id, title, description, choices: Vec::new(), items: Vec::new() }
            }
        };
        put(&mut changed.options, on.n, option);
        changed
    }

    fn back(&self, on: &On<'_>) -> String {
        if on.option().is_some() { on.at_n(Step::Option, on.n) } else { on.at_n(Step::Options, 0) }
    }

    fn next(&self, on: &On<'_>, changed: &Appraisal) -> String {
        on.at_n(Step::Option, on.n.min(changed.options.len().saturating_sub(1)))
    }
}
