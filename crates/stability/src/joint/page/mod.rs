//! What several pending cases do together, as people read it: whole, or in bands for who doesn't see the books of its units.

mod cases;
mod how;
mod rules;
mod sentence;
mod sets;

use listing::{Cell, Listing};
use register::Snapshot;
use vocabulary::{Findings, Pence, PenceBand};

use crate::joint::{CaseSet, FailureKind, Joint, Question};

/// What the parts of the page look at.
struct Told<'a> {
    joint: &'a Joint,
    snapshot: &'a Snapshot,
    detail: Detail,
}

/// How much is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// Everything.
    Whole,
    /// Amounts in bands, and of what happens to a unit that it happens: which sets of cases bring something about, and what each case
    /// is, is told to everybody who may ask (`docs/decisions/0010-who-sees-what.md`: tests of a unit pass or fail).
    Bands,
}

/// The answer in one sentence.
pub fn headline(joint: &Joint, snapshot: &Snapshot) -> String {
    sentence::headline(&Told { joint, snapshot, detail: Detail::Whole })
}

/// The answer for people. `findings` are what is said of it beside; they are shown as they are given.
pub fn page(joint: &Joint, snapshot: &Snapshot, findings: &Findings, detail: Detail) -> Listing {
    let told = Told { joint, snapshot, detail };
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
    page.add(rules::rules(&told));
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
        page.number("system_gbp", "The system pays more if all go ahead", told.money(blame.total));
    }
}

impl Told<'_> {
    /// An amount that the books are in.
    fn money(&self, amount: Pence) -> Cell {
        match self.detail {
            Detail::Whole => Cell::Money(amount),
            Detail::Bands => {
                let band = PenceBand::of(amount);
                Cell::Range(band.low(), band.high())
            }
        }
    }

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
