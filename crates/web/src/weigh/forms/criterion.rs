use appraisal::input::{Appraisal, Criterion as Stated};

use super::{Form, put};
use crate::fields::Reader;
use crate::fields::Sheet;
use crate::fields::Values;
use crate::weigh::on::{On, named_after};
use crate::weigh::step::Step;

/// What options are scored on beside money.
pub(super) struct Criterion;

impl Form for Criterion {
    fn title(&self, on: &On<'_>) -> String {
        if on.criterion().is_some() { "A criterion" } else { "A new criterion" }.to_string()
    }

    fn fill(&self, on: &On<'_>) -> Values {
        let Some(criterion) = on.criterion() else { return Values::default().with("weight", 10) };
        Values::default()
            .with("title", &criterion.title)
            .with("source", &criterion.source)
            .with("weight", criterion.weight)
            .with("scale", &criterion.scale)
    }

    fn show(&self, on: &On<'_>, sheet: &mut Sheet<'_>) {
        sheet.text("title", "What matters, beside money?", "");
        sheet.text(
            "source",
            "Where does it come from?",
            "Who said that it matters, and where it is written.",
        );
        let weight = "Beside the weights of the others: 20 counts twice as much as 10.";
        sheet.number("weight", "Weight", weight, ("", ""));
        let most = on.appraisal.points_max;
        let scale =
            format!("Points go from 0 to {most}. For example, 0: nobody knows us; {most}: everybody does.");
        sheet.area("scale", "What do the lowest and the highest points mean?", &scale, 2);
    }

    fn take(&self, on: &On<'_>, reader: &mut Reader<'_>) -> Appraisal {
        let mut changed = on.appraisal.clone();
        let title = reader.needed("title", "Enter what matters");
        let weight = reader.number("weight", 0.0, 1e6).filter(|weight| *weight > 0.0);
        if weight.is_none() && !reader.problems.iter().any(|problem| problem.field == "weight") {
            reader.wrong("weight", "Enter a weight above zero");
        }
        let taken: Vec<_> = changed.criteria.iter().map(|criterion| &criterion.id).collect();
        let id = on.criterion().map_or_else(|| named_after(&title, &taken), |criterion| criterion.id.clone());
        let source = reader.needed("source", "Enter where it comes from");
        let scale = reader.needed("scale", "Enter what the ends of the scale mean");
        put(&mut changed.criteria, on.n, Stated { id, title, source, weight: weight.unwrap_or(1.0), scale });
        changed
    }

    fn back(&self, on: &On<'_>) -> String {
        on.at_n(Step::Criteria, 0)
    }
}
