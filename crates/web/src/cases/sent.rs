//! How what the form of an act sent becomes the act.

use casework::{Act, ActKind, Benefit, Condition, ExemptPart, SectionId};
use vocabulary::{Code, Pence};

use super::fields::{ROWS, asks};
use crate::fields::Reader;

/// The acts that were sent, mostly one; none where something is wrong, which the reader has noted.
pub(super) fn read(act: ActKind, reader: &mut Reader<'_>) -> Vec<Act> {
    match act {
        ActKind::Invite => invitations(reader),
        act => read_one(act, reader).into_iter().collect(),
    }
}

/// One invitation for each body that was chosen.
fn invitations(reader: &mut Reader<'_>) -> Vec<Act> {
    let bodies: Vec<Code> = reader.all("bodies").iter().filter_map(|code| code.parse().ok()).collect();
    if bodies.is_empty() {
        reader.wrong("bodies", "Choose whom you ask");
    }
    let reply_by = needed_day(reader, "reply_by");
    let invite = |body| reply_by.map(|reply_by| Act::Invite { body, reply_by });
    bodies.into_iter().filter_map(invite).collect()
}

fn read_one(act: ActKind, reader: &mut Reader<'_>) -> Option<Act> {
    let (label, _) = asks(act);
    let text = if label.is_empty() { String::new() } else { reader.passage("text", "Enter some words here") };
    match act {
        ActKind::Certify => Some(Act::Certify),
        ActKind::GoOnWithout => Some(Act::GoOnWithout),
        ActKind::Receive => Some(Act::Receive),
        ActKind::TakeUp => Some(Act::TakeUp),
        ActKind::NoteSilence => Some(Act::NoteSilence),
        ActKind::Publish => Some(Act::Publish),
        ActKind::Close => Some(Act::Close),
        ActKind::Leave => Some(Act::Leave { text }),
        ActKind::SignOff => Some(Act::SignOff { text }),
        ActKind::NeedNoView => Some(Act::NeedNoView { text }),
        ActKind::DeclareInterest => Some(Act::DeclareInterest { text }),
        ActKind::Comment => Some(Act::Comment { text }),
        ActKind::Escalate => Some(Act::Escalate { text }),
        ActKind::Withdraw => Some(Act::Withdraw { text }),
        ActKind::Ask => section(reader).map(|section| Act::Ask { section, text }),
        ActKind::Flag => section(reader).map(|section| Act::Flag { section, text }),
        ActKind::AgreeAssumption => section(reader).map(|section| Act::AgreeAssumption { section, text }),
        ActKind::Complete => section(reader).map(|section| Act::Complete { section }),
        _ => read_more(act, text, reader),
    }
}

fn section(reader: &mut Reader<'_>) -> Option<SectionId> {
    reader.choice("section", "Choose a section")
}

fn number(reader: &Reader<'_>, name: &str) -> usize {
    reader.raw(name).parse().unwrap_or(usize::MAX)
}

fn read_more(act: ActKind, text: String, reader: &mut Reader<'_>) -> Option<Act> {
    match act {
        ActKind::OpenSections => {
            let sections: Vec<SectionId> =
                reader.all("sections").iter().filter_map(|id| id.parse().ok()).collect();
            if sections.is_empty() {
                reader.wrong("sections", "Choose a section at least");
            }
            Some(Act::OpenSections { sections })
        }
        ActKind::AcceptJoining => body(reader).map(|body| Act::AcceptJoining { body }),
        ActKind::Reply => {
            let kind = reader.choice("reply", "Choose what you reply");
            let private = reader.raw("private").replace("\r\n", "\n");
            kind.map(|kind| Act::Reply { kind, text, private })
        }
        ActKind::CounterOffer => {
            let annual = pounds(reader, "annual");
            let until = needed_day(reader, "until");
            Some(Act::CounterOffer { text, annual_pence: annual?, until: until? })
        }
        ActKind::AnswerOffer => {
            let answer = reader.choice("answer", "Choose what you answer");
            answer.map(|answer| Act::AnswerOffer { offer: number(reader, "offer"), answer, text })
        }
        ActKind::MarkExempt => part(reader).map(|part| Act::MarkExempt { part, text }),
        ActKind::Answer => Some(Act::Answer { note: number(reader, "note"), text }),
        ActKind::AnswerPoint => Some(Act::AnswerPoint { point: number(reader, "point"), text }),
        ActKind::MeetMilestone => Some(Act::MeetMilestone { milestone: number(reader, "milestone"), text }),
        ActKind::WaiveMilestone => Some(Act::WaiveMilestone { milestone: number(reader, "milestone"), text }),
        ActKind::Recommend => {
            let verdict = reader.choice("verdict", "Choose an outcome");
            verdict.map(|verdict| Act::Recommend { verdict, text })
        }
        ActKind::Decide => {
            let choice = reader.choice("choice", "Choose what was decided");
            let changes = reader.raw("changes").replace("\r\n", "\n");
            choice.map(|choice| Act::Decide { choice, text, changes })
        }
        ActKind::Supersede => match reader.code("by") {
            Some(by) => Some(Act::Supersede { by, text }),
            None => {
                reader.wrong("by", "Enter the reference of the other case");
                None
            }
        },
        ActKind::RecordOutturn => {
            let pence = pounds(reader, "amount");
            pence.map(|pence| Act::RecordOutturn { benefit: number(reader, "benefit"), pence })
        }
        _ => read_rows(act, text, reader),
    }
}

/// Acts with several rows, of which blank ones are left out.
fn read_rows(act: ActKind, text: String, reader: &mut Reader<'_>) -> Option<Act> {
    let rows = |reader: &Reader<'_>, name: &str| -> Vec<usize> {
        (1..=ROWS).filter(|row| !reader.raw(&format!("{name}_{row}")).is_empty()).collect()
    };
    match act {
        ActKind::Return => {
            let mut points = Vec::new();
            for row in rows(reader, "text") {
                let text = reader.passage(&format!("text_{row}"), "");
                let section = reader.choice(&format!("section_{row}"), "Choose the section of this point");
                points.extend(section.map(|section: SectionId| (section, text)));
            }
            if points.is_empty() {
                reader.wrong("text_1", "Say what is to be put right");
            }
            Some(Act::Return { points })
        }
        ActKind::RecordOutcome => {
            let verdict = reader.choice("verdict", "Choose an outcome");
            let mut conditions = Vec::new();
            for row in rows(reader, "text") {
                let text = reader.passage(&format!("text_{row}"), "");
                let due = needed_day(reader, &format!("due_{row}"));
                let owner = reader.code(&format!("owner_{row}"));
                if owner.is_none() {
                    reader.wrong(&format!("owner_{row}"), "Choose who has to meet it");
                }
                conditions.extend(due.zip(owner).map(|(due, owner)| Condition { text, due, owner }));
            }
            verdict.map(|verdict| Act::RecordOutcome { verdict, text, conditions })
        }
        ActKind::Follow => {
            let mut benefits = Vec::new();
            for row in rows(reader, "title") {
                let title = reader.text(&format!("title_{row}"));
                let forecast = pounds(reader, &format!("forecast_{row}"));
                let due = needed_day(reader, &format!("due_{row}"));
                benefits.extend(forecast.zip(due).map(|(forecast_pence, due)| Benefit {
                    title,
                    forecast_pence,
                    due,
                    outturn: None,
                }));
            }
            Some(Act::Follow { benefits })
        }
        _ => None,
    }
}

fn body(reader: &mut Reader<'_>) -> Option<Code> {
    let found = reader.code("body");
    if found.is_none() {
        reader.wrong("body", "Choose a body");
    }
    found
}

fn needed_day(reader: &mut Reader<'_>, name: &str) -> Option<vocabulary::Date> {
    let before = reader.problems.len();
    let found = reader.day(name);
    if found.is_none() && reader.problems.len() == before {
        reader.wrong(name, "Enter a day, for example 31 1 2027");
    }
    found
}

fn pounds(reader: &mut Reader<'_>, name: &str) -> Option<Pence> {
    let before = reader.problems.len();
    let found = reader.number(name, -1e12, 1e12);
    if found.is_none() && reader.problems.len() == before {
        reader.wrong(name, "Enter an amount in pounds");
    }
    found.map(|pounds| Pence::round(pounds * 100.0))
}

fn part(reader: &mut Reader<'_>) -> Option<ExemptPart> {
    let read = |text: &str| match text.split_once(':')? {
        ("section", id) => id.parse().ok().map(ExemptPart::Section),
        ("figure", id) => id.parse().ok().map(ExemptPart::Figure),
        ("file", hash) => hash.parse().ok().map(ExemptPart::File),
        ("reply", body) => body.parse().ok().map(ExemptPart::Reply),
        _ => None,
    };
    let found = read(reader.raw("part"));
    if found.is_none() {
        reader.wrong("part", "Choose what is left out");
    }
    found
}
