//! The page of `ballast joint`: what several pending cases do together.

mod cases;
mod how;
mod sentence;
mod sets;

use register::Snapshot;
use stability::joint::{CaseSet, FailureKind, Joint, Question};
use vocabulary::Findings;

use crate::listing::{Cell, Listing};

/// What the parts of the page look at.
struct Told<'a> {
    joint: &'a Joint,
    snapshot: &'a Snapshot,
}

/// The answer in one sentence.
pub(crate) fn headline(joint: &Joint, snapshot: &Snapshot) -> String {
    sentence::headline(&Told { joint, snapshot })
}

/// The answer for people.
pub(crate) fn page(joint: &Joint, snapshot: &Snapshot, findings: &Findings) -> Listing {
    let told = Told { joint, snapshot };
    let count = joint.pending.cases.len();
    let cases = if count == 1 { "one pending case does" } else { "pending cases do together" };
    let title = if count == 1 { format!("What {cases}") } else { format!("What {count} {cases}") };
    let mut page = Listing::new(title, sentence::headline(&told));
    numbers(&told, &mut page);
    page.add(cases::cases(&told));
    for question in &joint.questions {
        page.add(sets::smallest(&told, question));
    }
    for question in &joint.questions {
        page.add(sets::largest(&told, question));
    }
    page.add(how::findings(findings));
    page.add(how::how(&told));
    page.findings = findings.clone();
    page
}

fn numbers(told: &Told<'_>, page: &mut Listing) {
    page.number("cases", "Pending cases", Cell::count(told.joint.pending.cases.len()));
    if let Some(question) = told.joint.questions.iter().find(|question| question.found.is_some())
        && let Some(found) = &question.found
    {
        let more = if found.smallest_whole { "" } else { ", so far as tried" };
        let title = format!("Smallest sets that {}{more}", told.does(question, true));
        page.number("smallest_sets", title, Cell::count(found.smallest.len()));
        let alone = found.smallest.iter().filter(|set| set.len() == 1).count();
        page.number("alone", "Cases that do so alone", Cell::count(alone));
    }
    if let Some(blame) = &told.joint.blame {
        page.number("system_gbp", "The system pays more if all go ahead", Cell::Money(blame.total));
    }
}

impl Told<'_> {
    fn unit(&self, unit: usize) -> String {
        self.snapshot.name_of(self.joint.pending.model.units[unit].code.as_str())
    }

    /// "make X fail", or "makes X fail".
    fn does(&self, question: &Question, plural: bool) -> String {
        let (unit, s) = (self.unit(question.unit), if plural { "" } else { "s" });
        match question.failure {
            FailureKind::Fails => format!("make{s} {unit} fail"),
            FailureKind::CriticalMass => format!("take{s} a service of {unit} under critical mass"),
            FailureKind::Leaves => format!("make{s} a further customer of {unit} leave"),
        }
    }

    /// Names of a set: "a", "a and b", "a, b and c".
    fn names(&self, set: &CaseSet) -> String {
        let names = self.joint.pending.names(set);
        match names.split_last() {
            None => "no case".to_string(),
            Some((last, [])) => (*last).to_string(),
            Some((last, others)) => format!("{} and {last}", others.join(", ")),
        }
    }

    /// What a case is called in tables: a letter, or a number when there are more than 26.
    fn mark(&self, case: usize) -> String {
        match u8::try_from(case) {
            Ok(letter) if self.joint.pending.cases.len() <= 26 => char::from(b'A' + letter).to_string(),
            _ => (case + 1).to_string(),
        }
    }

    /// Marks of a set: "A + C".
    fn joined(&self, set: &CaseSet) -> String {
        let marks: Vec<String> = set.iter().map(|case| self.mark(case)).collect();
        if marks.is_empty() { "none".to_string() } else { marks.join(" + ") }
    }
}
