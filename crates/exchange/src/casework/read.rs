use casework::{Act, ActKind, Benefit, Condition, ExemptPart, SectionId};
use serde_json::Value;
use vocabulary::Findings;

use super::exhibit::read_exhibit;
use super::fields::Fields;
use super::file::read_file;
use super::setup::read_setup;

/// Reads an act.
///
/// Errors: every field that is missing, not what it should be, or not known.
pub fn read_act(value: &Value) -> Result<Act, Findings> {
    let mut findings = Findings::new();
    let act = act_at(value, "act", &mut findings);
    match act {
        Some(act) if findings.is_empty() => Ok(act),
        _ => Err(findings),
    }
}

pub(super) fn act_at(value: &Value, at: &str, findings: &mut Findings) -> Option<Act> {
    let mut fields = Fields::of(value, at, findings);
    let kind: ActKind = fields.parsed("kind", "an act of docs/casework.md")?;
    let act = read(kind, &mut fields);
    fields.done();
    act
}

fn read(kind: ActKind, fields: &mut Fields<'_>) -> Option<Act> {
    match kind {
        ActKind::Open | ActKind::Attach | ActKind::AttachFile => read_long(kind, fields),
        ActKind::Certify => Some(Act::Certify),
        ActKind::GoOnWithout => Some(Act::GoOnWithout),
        ActKind::Receive => Some(Act::Receive),
        ActKind::TakeUp => Some(Act::TakeUp),
        ActKind::NoteSilence => Some(Act::NoteSilence),
        ActKind::Publish => Some(Act::Publish),
        ActKind::Close => Some(Act::Close),
        ActKind::Complete => Some(Act::Complete { section: section(fields)? }),
        ActKind::TakeOutFile => Some(Act::TakeOutFile { hash: fields.code("hash")? }),
        ActKind::AcceptJoining => Some(Act::AcceptJoining { body: fields.code("body")? }),
        ActKind::OpenSections => {
            let words = fields.codes("sections")?;
            let read: Option<Vec<SectionId>> = words.iter().map(|word| word.as_str().parse().ok()).collect();
            if read.is_none() {
                fields.wrong("sections", "another word", "sections of the case");
            }
            Some(Act::OpenSections { sections: read? })
        }
        ActKind::Invite => {
            let (body, reply_by) = (fields.code("body"), fields.day("reply_by"));
            Some(Act::Invite { body: body?, reply_by: reply_by? })
        }
        ActKind::Return => {
            let points = fields.list("points", |fields| {
                let (section, text) = (section(fields), fields.text("text"));
                Some((section?, text?))
            });
            Some(Act::Return { points: points? })
        }
        ActKind::Follow => {
            let benefits = fields.list("benefits", |fields| {
                let (title, forecast) = (fields.text("title"), fields.pounds("forecast_gbp"));
                let due = fields.day("due");
                Some(Benefit { title: title?, forecast_pence: forecast?, due: due?, outturn: None })
            });
            Some(Act::Follow { benefits: benefits? })
        }
        ActKind::RecordOutturn => {
            let (benefit, pence) = (fields.count("benefit"), fields.pounds("gbp"));
            Some(Act::RecordOutturn { benefit: benefit?, pence: pence? })
        }
        _ => read_worded(kind, fields),
    }
}

fn read_long(kind: ActKind, fields: &mut Fields<'_>) -> Option<Act> {
    match kind {
        ActKind::Open => Some(Act::Open { setup: Box::new(fields.inside("setup", read_setup)?) }),
        ActKind::AttachFile => Some(Act::AttachFile { file: Box::new(fields.inside("file", read_file)?) }),
        _ => Some(Act::Attach { exhibit: Box::new(fields.inside("exhibit", read_exhibit)?) }),
    }
}

/// Acts that say something, with what they say it of.
fn read_worded(kind: ActKind, fields: &mut Fields<'_>) -> Option<Act> {
    let text = fields.text("text");
    match kind {
        ActKind::Write => section(fields).zip(text).map(|(section, text)| Act::Write { section, text }),
        ActKind::AgreeAssumption => {
            section(fields).zip(text).map(|(section, text)| Act::AgreeAssumption { section, text })
        }
        ActKind::Ask => section(fields).zip(text).map(|(section, text)| Act::Ask { section, text }),
        ActKind::Flag => section(fields).zip(text).map(|(section, text)| Act::Flag { section, text }),
        ActKind::MarkExempt => {
            let part = fields.inside("part", read_part);
            Some(Act::MarkExempt { part: part?, text: text? })
        }
        ActKind::Reply => {
            let (kind, private) =
                (fields.parsed("reply", "what the reply does"), fields.text_or_empty("private"));
            Some(Act::Reply { kind: kind?, text: text?, private: private? })
        }
        ActKind::CounterOffer => {
            let (annual, until) = (fields.pounds("annual_gbp"), fields.day("until"));
            Some(Act::CounterOffer { text: text?, annual_pence: annual?, until: until? })
        }
        ActKind::AnswerOffer => {
            let offer = fields.count("offer");
            let answer = fields.parsed("answer", "taken-up, declined or still-considered");
            Some(Act::AnswerOffer { offer: offer?, answer: answer?, text: text? })
        }
        ActKind::Answer => fields.count("note").zip(text).map(|(note, text)| Act::Answer { note, text }),
        ActKind::AnswerPoint => {
            fields.count("point").zip(text).map(|(point, text)| Act::AnswerPoint { point, text })
        }
        ActKind::MeetMilestone => fields
            .count("milestone")
            .zip(text)
            .map(|(milestone, text)| Act::MeetMilestone { milestone, text }),
        ActKind::WaiveMilestone => fields
            .count("milestone")
            .zip(text)
            .map(|(milestone, text)| Act::WaiveMilestone { milestone, text }),
        ActKind::Supersede => fields.code("by").zip(text).map(|(by, text)| Act::Supersede { by, text }),
        _ => read_verdict(kind, fields, text?),
    }
}

fn read_verdict(kind: ActKind, fields: &mut Fields<'_>, text: String) -> Option<Act> {
    const VERDICT: &str = "agreed, agreed-with-conditions, not-agreed or no-view-needed";
    match kind {
        ActKind::Recommend => {
            fields.parsed("verdict", VERDICT).map(|verdict| Act::Recommend { verdict, text })
        }
        ActKind::RecordOutcome => {
            let verdict = fields.parsed("verdict", VERDICT);
            let conditions = fields.list("conditions", |fields| {
                let (text, due, owner) = (fields.text("text"), fields.day("due"), fields.code("owner"));
                Some(Condition { text: text?, due: due?, owner: owner? })
            });
            Some(Act::RecordOutcome { verdict: verdict?, text, conditions: conditions? })
        }
        ActKind::Decide => {
            let choice = fields.parsed("choice", "proceed, proceed-with-changes, stay or defer");
            let changes = fields.text_or_empty("changes");
            Some(Act::Decide { choice: choice?, text, changes: changes? })
        }
        ActKind::Leave => Some(Act::Leave { text }),
        ActKind::SignOff => Some(Act::SignOff { text }),
        ActKind::NeedNoView => Some(Act::NeedNoView { text }),
        ActKind::DeclareInterest => Some(Act::DeclareInterest { text }),
        ActKind::Comment => Some(Act::Comment { text }),
        ActKind::Escalate => Some(Act::Escalate { text }),
        ActKind::Withdraw => Some(Act::Withdraw { text }),
        _ => None,
    }
}

fn section(fields: &mut Fields<'_>) -> Option<SectionId> {
    fields.parsed("section", "a section of the case")
}

fn read_part(fields: &mut Fields<'_>) -> Option<ExemptPart> {
    match ["section", "figure", "file"].into_iter().find(|name| fields.has(name)) {
        Some("section") => section(fields).map(ExemptPart::Section),
        Some("file") => fields.code("file").map(ExemptPart::File),
        Some(_) => fields.code("figure").map(ExemptPart::Figure),
        None => fields.code("reply").map(ExemptPart::Reply),
    }
}
