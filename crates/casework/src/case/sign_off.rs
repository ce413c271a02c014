//! What became of the analysis since it was signed off.

use vocabulary::Date;

use super::Case;
use crate::act_kind::ActKind;
use crate::writing::Submission;

impl Case {
    /// What is written, in the form in which it is sent.
    pub(super) fn as_written(&self, on: Option<Date>) -> Submission {
        let texts = self.sections.iter().map(|(id, section)| (*id, section.text().to_string())).collect();
        Submission { on, texts, exhibits: self.exhibits.clone(), files: self.files.clone() }
    }

    /// What was written when the analysis was signed off last, with that day, and what is written now; none where it never was.
    pub fn since_sign_off(&self) -> Option<[Submission; 2]> {
        let at = self.events.iter().rposition(|event| event.act.kind() == ActKind::SignOff)?;
        let then = Case::of(self.events.get(..=at)?)?;
        Some([then.as_written(Some(self.events[at].on)), self.as_written(None)])
    }
}
