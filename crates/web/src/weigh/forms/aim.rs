use appraisal::input::Appraisal;

use super::Form;
use crate::fields::Reader;
use crate::fields::Sheet;
use crate::fields::Values;
use crate::weigh::on::On;

/// Which objective isn't met today, and what would count as success.
pub(super) struct Aim;

impl Form for Aim {
    fn title(&self, _on: &On<'_>) -> String {
        "What do you want to achieve?".to_string()
    }

    fn fill(&self, on: &On<'_>) -> Values {
        let aim = &on.appraisal.aim;
        Values::default().with("objective", &aim.objective).with("success", &aim.success)
    }

    fn show(&self, _on: &On<'_>, sheet: &mut Sheet<'_>) {
        let hint = "One sentence. Not where services should come from: what they should do for you.";
        sheet.area("objective", "Which objective isn’t met today?", hint, 3);
        sheet.area(
            "success",
            "What would count as success?",
            "What somebody could see or measure in two years.",
            3,
        );
    }

    fn take(&self, on: &On<'_>, reader: &mut Reader<'_>) -> Appraisal {
        let mut changed = on.appraisal.clone();
        changed.aim.objective = reader.needed("objective", "Enter the objective");
        changed.aim.success = reader.needed("success", "Enter what would count as success");
        changed
    }
}
