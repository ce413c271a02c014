//! Which acts a reader has whole: those of which everything is in its view. An act is hashed as one, so it can't be shown
//! in part.

use casework::{Act, Case, Event, Ground, NoteKind, View};
use vocabulary::Date;

use crate::paper::Version;

/// For each act of a case, whether a reader sees all that it says.
pub fn seen_events(case: &Case, version: &Version, on: Date) -> Vec<bool> {
    let (party, body) = version.reader();
    let reader = Reader { grounds: case.grounds(party), view: case.view(party, &body, on) };
    case.events().iter().map(|event| reader.sees(event)).collect()
}

struct Reader<'a> {
    grounds: Vec<Ground>,
    view: View<'a>,
}

impl Reader<'_> {
    fn has(&self, ground: Ground) -> bool {
        self.grounds.contains(&ground)
    }

    /// Does the reader see the case's text in any form?
    fn reads(&self) -> bool {
        self.has(Ground::WorkingText) || self.has(Ground::SentText) || self.has(Ground::PublicVersion)
    }

    fn sees(&self, event: &Event) -> bool {
        let (view, own) = (&self.view, self.has(Ground::WorkingText));
        match &event.act {
            Act::Open { .. } => self.reads(),
            Act::Write { section, text } => own || view.texts.contains(&(*section, text.as_str())),
            Act::Attach { exhibit } => {
                let figures = || exhibit.figures.iter().all(|figure| view.figures.contains(&figure));
                own || self.reads() && figures()
            }
            Act::AttachFile { file } => {
                own || view.files.iter().any(|held| held.file == **file && held.on == event.on)
            }
            Act::TakeOutFile { .. } => own,
            Act::Complete { .. } | Act::MarkExempt { .. } | Act::OpenSections { .. } => own,
            Act::AcceptJoining { .. } | Act::Leave { .. } | Act::SignOff { .. } | Act::GoOnWithout => own,
            Act::Withdraw { .. } | Act::Supersede { .. } => own,
            Act::Receive | Act::TakeUp => own || self.has(Ground::SentText),
            Act::Certify => own || self.has(Ground::SentText) || self.has(Ground::PublicVersion),
            Act::Publish | Act::Close => self.has(Ground::PublicVersion),
            Act::Follow { .. } | Act::MeetMilestone { .. } | Act::WaiveMilestone { .. } => {
                self.has(Ground::Followed)
            }
            Act::RecordOutturn { .. } => self.has(Ground::Followed),
            // Its reason is in nobody's view.
            Act::Escalate { .. } => false,
            Act::Invite { .. } | Act::Reply { .. } => self.sees_said(event),
            Act::CounterOffer { .. } | Act::AnswerOffer { .. } => self.sees_said(event),
            _ => self.sees_review(event),
        }
    }

    fn sees_said(&self, event: &Event) -> bool {
        let by = &event.who.body;
        match &event.act {
            Act::Invite { body, .. } => self.view.asked.iter().any(|asked| asked.body == body),
            Act::Reply { kind, text, private } => self.view.asked.iter().any(|asked| {
                let has_private = private.is_empty() || asked.private.contains(&private.as_str());
                asked.body == by && asked.replies.contains(&(*kind, text.as_str())) && has_private
            }),
            Act::CounterOffer { text, annual_pence, until } => self.view.offers.iter().any(|offer| {
                offer.unit == *by
                    && offer.text == *text
                    && offer.annual_pence == *annual_pence
                    && offer.until == *until
            }),
            Act::AnswerOffer { answer, text, .. } => {
                let answers = self.view.offers.iter().flat_map(|offer| &offer.answers);
                let mut of_it = answers.filter(|answered| answered.body == *by && answered.on == event.on);
                of_it.any(|answered| answered.answer == *answer && answered.text == *text)
            }
            _ => false,
        }
    }

    fn sees_review(&self, event: &Event) -> bool {
        let (view, by) = (&self.view, &event.who.body);
        let noted = |kind, text: &str| {
            view.notes.iter().any(|(_, note)| note.kind == kind && note.body == *by && note.text == text)
        };
        let outcome = |text: &str| view.outcome.is_some_and(|o| o.reason == text && o.on == event.on);
        match &event.act {
            Act::AgreeAssumption { text, .. } => noted(NoteKind::Assumption, text),
            Act::Ask { text, .. } => noted(NoteKind::Question, text),
            Act::Flag { text, .. } => noted(NoteKind::Flag, text),
            Act::Comment { text } => noted(NoteKind::Comment, text),
            Act::DeclareInterest { text } => noted(NoteKind::Interest, text),
            Act::Answer { text, .. } => {
                view.notes.iter().any(|(_, note)| note.answer.as_deref() == Some(text))
            }
            Act::Return { points } => points.iter().all(|(section, text)| {
                let same = |point: &casework::Point| {
                    point.section == *section && point.text == *text && point.on == event.on
                };
                view.points.iter().any(same)
            }),
            Act::AnswerPoint { text, .. } => {
                view.points.iter().any(|point| point.answer.as_deref() == Some(text))
            }
            Act::Recommend { text, .. } => view.recommendation.is_some_and(|said| said.reason == *text),
            Act::NeedNoView { text } | Act::RecordOutcome { text, .. } => outcome(text),
            Act::NoteSilence => outcome(""),
            Act::Decide { text, changes, .. } => view.decisions.iter().any(|(body, decision)| {
                *body == by
                    && decision.reasons == *text
                    && decision.changes == *changes
                    && decision.on == event.on
            }),
            _ => false,
        }
    }
}
