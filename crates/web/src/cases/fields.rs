//! What the form of each act asks.

use casework::{ActKind, Choice as Decision, OfferAnswer, ReplyKind, RestsOn, Verdict, sections_of};
use vocabulary::Code;

use super::on::On;
use super::words;
use crate::components::{Checkboxes, Choice, Question};
use crate::fields::{Named, Sheet, Values};

/// So many points, conditions or benefits go into one form; blank ones are left out.
pub(super) const ROWS: usize = 5;

/// What the act of a form rests on, with the numbers that stand in its fields.
pub(super) fn rests_on(act: ActKind, values: &Values) -> Option<RestsOn> {
    let number = |name: &str| values.get(name).parse().unwrap_or(usize::MAX);
    match act {
        ActKind::Write | ActKind::Complete => values.get("section").parse().ok().map(RestsOn::Section),
        ActKind::Answer => Some(RestsOn::Note(number("note"))),
        ActKind::AnswerPoint => Some(RestsOn::Point(number("point"))),
        ActKind::AnswerOffer => Some(RestsOn::Offer(number("offer"))),
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
pub(super) fn asks(act: ActKind) -> (&'static str, &'static str) {
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
        ActKind::AnswerOffer => (
            "Your reasons",
            "If you take it up, say what follows: how the case is changed, or that it is withdrawn.",
        ),
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
            let unasked = bodies(on, &on.seen.unasked()).into_iter();
            let choices = unasked.map(|(code, name)| Choice::new(&code, name)).collect();
            let hint = "Everybody whose money moves and that wasn’t asked yet.";
            sheet.checkboxes(Checkboxes { question: Question::new("bodies", "Whom?").hint(hint), choices });
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
        ActKind::AnswerOffer => {
            let answers =
                OfferAnswer::ALL.iter().map(|one| Choice::new(one.word(), words::offer_answer(*one)));
            sheet.radios("answer", "What do you answer?", "", answers.collect());
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

/// What can be left out of the public version: sections, figures, files and replies.
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
    let of_files = view.files.iter().map(|held| &held.file);
    let of_files = of_files.map(|file| (format!("file:{}", file.hash), format!("File: {}", file.title)));
    of_sections.chain(of_figures).chain(of_files).chain(of_replies).collect()
}
