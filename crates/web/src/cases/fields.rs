//! What the form of each act asks, and how what was sent becomes the act.

use casework::{
    Act, ActKind, Benefit, Choice as Decision, Condition, ExemptPart, ReplyKind, RestsOn, SectionId, Verdict,
    sections_of,
};
use vocabulary::{Code, Pence};

use super::on::On;
use super::words;
use crate::components::{Checkboxes, Choice, Question};
use crate::fields::{Named, Reader, Sheet, Values};

/// So many points, conditions or benefits go into one form; blank ones are left out.
const ROWS: usize = 5;

/// What the act of a form rests on, with the numbers that stand in its fields.
pub(super) fn rests_on(act: ActKind, values: &Values) -> Option<RestsOn> {
    let number = |name: &str| values.get(name).parse().unwrap_or(usize::MAX);
    match act {
        ActKind::Write | ActKind::Complete => values.get("section").parse().ok().map(RestsOn::Section),
        ActKind::Answer => Some(RestsOn::Note(number("note"))),
        ActKind::AnswerPoint => Some(RestsOn::Point(number("point"))),
        ActKind::MeetMilestone | ActKind::WaiveMilestone => Some(RestsOn::Milestone(number("milestone"))),
        ActKind::RecordOutturn => Some(RestsOn::Benefit(number("benefit"))),
        _ => Some(RestsOn::Whole),
    }
}

fn sections(on: &On) -> Vec<Named> {
    let all = sections_of(on.seen.setup().tier);
    all.map(|kind| (kind.id.to_string(), kind.title.to_string())).collect()
}

fn bodies<'a>(on: &On, bodies: impl IntoIterator<Item = &'a Code>) -> Vec<Named> {
    bodies.into_iter().map(|body| (body.to_string(), on.name(body))).collect()
}

/// What a text is for, by act.
fn asks(act: ActKind) -> (&'static str, &'static str) {
    match act {
        ActKind::Leave | ActKind::Withdraw | ActKind::Supersede | ActKind::Escalate => ("Why?", ""),
        ActKind::NeedNoView => ("Why is no view needed?", "The commissioners read it."),
        ActKind::SignOff => {
            ("What may the analysis be used for, and what not?", "Its limits stand beside the sign-off.")
        }
        ActKind::DeclareInterest => (
            "What does your body gain or lose?",
            "In words and pounds. The commissioners and those who review read it.",
        ),
        ActKind::Ask => ("Your question", "The commissioners read it."),
        ActKind::Answer => ("Your answer", ""),
        ActKind::AnswerPoint => {
            ("How did you put it right?", "The reviewers read it once the case is sent again.")
        }
        ActKind::Flag => ("What should other reviewers look at?", "Only those who review read it."),
        ActKind::Comment => ("Your comment", "Only those who review read it."),
        ActKind::AgreeAssumption => ("What is agreed?", "The commissioners read it."),
        ActKind::Reply => ("What do you reply?", "Everybody who reads the case reads it."),
        ActKind::CounterOffer => ("What do you offer?", "Everybody who reads the case reads it."),
        ActKind::Recommend => ("Why?", "The review lead reads it."),
        ActKind::RecordOutcome => ("Why?", "The commissioners read it."),
        ActKind::Decide => ("The reasons of the governing body", "Always on the record, and published."),
        ActKind::MarkExempt => {
            ("By what right is it left out?", "For example: commercially sensitive, section 43.")
        }
        ActKind::MeetMilestone => ("What shows it?", ""),
        ActKind::WaiveMilestone => ("Why is it let go?", ""),
        _ => ("", ""),
    }
}

/// The fields of an act's form.
pub(super) fn show(on: &On, act: ActKind, sheet: &mut Sheet<'_>) {
    match act {
        ActKind::Ask | ActKind::Flag | ActKind::AgreeAssumption | ActKind::Complete => {
            sheet.select("section", "Section", "", sections(on));
        }
        ActKind::OpenSections => {
            let choices = sections(on).into_iter().map(|(id, title)| Choice::new(&id, title)).collect();
            let question = Question::new("sections", "Which sections?");
            sheet.checkboxes(Checkboxes { question, choices });
        }
        ActKind::Invite => {
            sheet.select("body", "Whom?", "", bodies(on, &on.seen.unasked()));
            sheet.date("reply_by", "Reply until", "The last day for a reply that is waited for.", false);
        }
        ActKind::AcceptJoining => {
            let view = on.seen.view();
            let asked = view.asked.iter().map(|shown| shown.body);
            sheet.select("body", "Which body?", "", bodies(on, asked));
        }
        ActKind::Reply => {
            let kinds = ReplyKind::ALL.iter().map(|kind| Choice::new(kind.word(), words::reply(*kind)));
            sheet.radios("reply", "What do you reply?", "", kinds.collect());
        }
        ActKind::MarkExempt => sheet.select("part", "What?", "", parts(on)),
        ActKind::Recommend | ActKind::RecordOutcome => sheet.radios("verdict", "Outcome", "", verdicts()),
        ActKind::Decide => {
            let choices =
                Decision::ALL.iter().map(|choice| Choice::new(choice.word(), words::choice(*choice)));
            sheet.radios("choice", "What did the governing body decide?", "", choices.collect());
        }
        ActKind::Supersede => sheet.text("by", "Reference of the case that takes its place", ""),
        _ => {}
    }
    let (label, hint) = asks(act);
    if !label.is_empty() {
        sheet.area("text", label, hint, 6);
    }
    show_more(on, act, sheet);
}

fn show_more(on: &On, act: ActKind, sheet: &mut Sheet<'_>) {
    match act {
        ActKind::Reply if on.seen.party() == casework::Party::Unit => sheet.area(
            "private",
            "What only the oversight body may read",
            "Cost data of the unit, for example. Leave blank if there is nothing.",
            4,
        ),
        ActKind::CounterOffer => {
            sheet.number("annual", "Price a year", "", ("£", ""));
            sheet.date("until", "Stands until", "", false);
        }
        ActKind::Decide => {
            sheet.area("changes", "With which changes?", "Only when it proceeds with changes.", 3)
        }
        ActKind::Return => {
            for row in 1..=ROWS {
                sheet.heading(&format!("Point {row}"));
                sheet.select(&format!("section_{row}"), "Section", "", sections(on));
                sheet.area(
                    &format!("text_{row}"),
                    "What is to be put right?",
                    "Blank points are left out.",
                    3,
                );
            }
        }
        ActKind::RecordOutcome => {
            sheet.heading("Conditions");
            sheet.note("Only when it is agreed with conditions. Blank ones are left out. Each becomes a milestone that is chased.");
            for row in 1..=ROWS {
                sheet.area(&format!("text_{row}"), &format!("Condition {row}"), "", 2);
                sheet.date(&format!("due_{row}"), "To be met by", "", false);
                sheet.select(&format!("owner_{row}"), "By whom", "", bodies(on, on.seen.commissioners()));
            }
        }
        ActKind::Follow => {
            sheet.note("The benefits that the case promised. Blank ones are left out. Conditions are followed by themselves.");
            for row in 1..=ROWS {
                sheet.text(
                    &format!("title_{row}"),
                    &format!("Benefit {row}"),
                    "With the time that it is counted over.",
                );
                sheet.number(&format!("forecast_{row}"), "Forecast", "", ("£", ""));
                sheet.date(&format!("due_{row}"), "Looked at on", "", false);
            }
        }
        ActKind::RecordOutturn => {
            sheet.number("amount", "What came of it", "Over the same time as the forecast.", ("£", ""));
        }
        _ => {}
    }
}

fn verdicts() -> Vec<Choice> {
    let given = Verdict::ALL.iter().filter(|verdict| **verdict != Verdict::NotGiven);
    given.map(|verdict| Choice::new(verdict.word(), words::verdict(*verdict))).collect()
}

/// What can be left out of the public version: sections, figures and replies.
fn parts(on: &On) -> Vec<Named> {
    let view = on.seen.view();
    let of_sections =
        sections(on).into_iter().map(|(id, title)| (format!("section:{id}"), format!("Section: {title}")));
    let of_figures = view
        .figures
        .iter()
        .map(|figure| (format!("figure:{}", figure.id), format!("Figure: {}", figure.title)));
    let replied = view.asked.iter().filter(|shown| !shown.replies.is_empty());
    let of_replies =
        replied.map(|shown| (format!("reply:{}", shown.body), format!("Reply of {}", on.name(shown.body))));
    of_sections.chain(of_figures).chain(of_replies).collect()
}

/// The act that was sent; none where something is wrong, which the reader has noted.
pub(super) fn read(act: ActKind, reader: &mut Reader<'_>) -> Option<Act> {
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
        ActKind::Invite => {
            let body = body(reader);
            let reply_by = needed_day(reader, "reply_by");
            Some(Act::Invite { body: body?, reply_by: reply_by? })
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
        ("reply", body) => body.parse().ok().map(ExemptPart::Reply),
        _ => None,
    };
    let found = read(reader.raw("part"));
    if found.is_none() {
        reader.wrong("part", "Choose what is left out");
    }
    found
}
