use appraisal::input::Appraisal;
use exchange::{read_appraisal, write_appraisal};

use super::Form;
use crate::fields::Reader;
use crate::fields::Sheet;
use crate::fields::Values;
use crate::weigh::on::On;

/// The whole appraisal as a text file: for what no page asks, and for those who like it better.
pub(super) struct File;

impl Form for File {
    fn title(&self, _on: &On<'_>) -> String {
        "The appraisal as a text file".to_string()
    }

    fn fill(&self, on: &On<'_>) -> Values {
        Values::default().with("text", write_appraisal(on.appraisal))
    }

    fn show(&self, _on: &On<'_>, sheet: &mut Sheet<'_>) {
        sheet.note("The file is the whole appraisal, and what “ballast appraise” reads. Moves of others that happen anyway ([[anyway]]) and the map of a closing unit ([[closure]]) have no page of their own: state them here. The guide says how.");
        sheet.area("text", "Text", "", 40);
    }

    fn take(&self, on: &On<'_>, reader: &mut Reader<'_>) -> Appraisal {
        let (read, findings) = read_appraisal("text", reader.raw("text"));
        for finding in findings.iter().filter(|finding| finding.is_error()) {
            let expected = match finding.expected.as_str() {
                "" => String::new(),
                expected => format!(" Expected: {expected}."),
            };
            reader
                .wrong("text", format!("{}: {}.{expected} {}", finding.place, finding.seen, finding.action));
        }
        read.unwrap_or_else(|| on.appraisal.clone())
    }
}
