use appraisal::input::Appraisal;

use super::{Form, put};
use crate::components::Choice;
use crate::fields::Reader;
use crate::fields::Sheet;
use crate::fields::Values;
use crate::weigh::on::On;
use crate::weigh::step::Step;

/// What is needed of one service.
pub(super) struct Need;

impl Form for Need {
    fn title(&self, on: &On<'_>) -> String {
        let service = on.appraisal.needs.get(on.n).map(|need| on.service(&need.service));
        format!("What do you need of {}?", service.unwrap_or_default().to_lowercase())
    }

    fn fill(&self, on: &On<'_>) -> Values {
        let Some(need) = on.appraisal.needs.get(on.n) else { return Values::default() };
        Values::default()
            .with("component", &need.component)
            .with("what", &need.what)
            .with("stays", &need.stays)
            .with("neighbours", &need.neighbours)
    }

    fn show(&self, on: &On<'_>, sheet: &mut Sheet<'_>) {
        let choice = |value: &str, text: &str, hint: &str| Choice {
            hint: Some(hint.into()),
            ..Choice::new(value, text)
        };
        let mut kinds = vec![
            choice(
                "transactional",
                "Transactional",
                "The same for everybody: payroll, ledgers, call handling",
            ),
            choice(
                "transformational",
                "Transformational",
                "Has to know you: analysis, contracting, a local voice",
            ),
            choice("both", "Both", "Say below which part is which"),
        ];
        let stated = on.appraisal.needs.get(on.n).map(|need| need.component.as_str()).unwrap_or_default();
        if !stated.is_empty() && !kinds.iter().any(|kind| kind.value == stated) {
            kinds.push(Choice::new(stated, stated));
        }
        sheet.radios("component", "What kind of work is it?", "", kinds);
        sheet.area(
            "what",
            "What is needed?",
            "Volume, term, quality, how satisfied people are with it today.",
            4,
        );
        sheet.area("stays", "What of it must stay yours, and why?", "Leave it blank if nothing must.", 3);
        sheet.area(
            "neighbours",
            "What do neighbours need of it?",
            "What they would lose if it were organised for you alone.",
            3,
        );
    }

    fn take(&self, on: &On<'_>, reader: &mut Reader<'_>) -> Appraisal {
        let mut changed = on.appraisal.clone();
        let Some(mut need) = changed.needs.get(on.n).cloned() else { return changed };
        need.component = reader.text("component");
        need.what = reader.needed("what", "Enter what is needed");
        need.stays = reader.text("stays");
        need.neighbours = reader.text("neighbours");
        put(&mut changed.needs, on.n, need);
        changed
    }

    fn back(&self, on: &On<'_>) -> String {
        on.at_n(Step::Needs, 0)
    }
}
