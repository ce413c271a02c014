//! What each act changes. Total: a history is folded whatever it holds.

use std::collections::{BTreeMap, BTreeSet};

use vocabulary::{CaseTier, Code, Date};

use super::{Case, Event, leads};
use crate::act::Act;
use crate::consultation::{Invitation, Offer, OfferAnswered, Reply};
use crate::content::SectionId;
use crate::deciding::{Decision, Stand};
use crate::file::HeldFile;
use crate::follow::Milestone;
use crate::review::{Note, NoteKind, Outcome, Point, Review, Verdict};
use crate::setup::Setup;
use crate::state::State;
use crate::who::Who;
use crate::writing::{Exempt, Version};

impl Case {
    pub(super) fn begun(setup: Setup, first: Event) -> Case {
        let deciding = match setup.tier {
            CaseTier::Case => setup.overseers.first().map(|first| first.body.clone()),
            CaseTier::Record => None,
        };
        let days_left = i32::from(setup.days.review);
        let stands = setup.commissioners.iter().map(|body| (body.clone(), Stand::default())).collect();
        Case {
            setup,
            events: vec![first],
            state: State::Draft,
            ended_at: None,
            sections: BTreeMap::new(),
            exhibits: Vec::new(),
            files: Vec::new(),
            exempt: Vec::new(),
            consultation: BTreeMap::new(),
            offers: Vec::new(),
            stands,
            signed_off: None,
            certify_by: None,
            decide_by: None,
            submissions: Vec::new(),
            review: Review { deciding, days_left, ..Review::default() },
            told: BTreeSet::new(),
            milestones: Vec::new(),
            benefits: Vec::new(),
            superseded_by: None,
        }
    }

    pub(super) fn fold(&mut self, event: Event) {
        let Event { act, who, on } = &event;
        self.fold_act(act, who, *on);
        if let Some(state) = leads(act.kind()) {
            match state {
                State::Outcome => self.open_decisions(*on),
                State::Withdrawn | State::Superseded => {
                    self.ended_at = Some(self.state);
                    self.state = state;
                }
                _ => self.state = state,
            }
        }
        self.settle(*on);
        self.events.push(event);
    }

    fn fold_act(&mut self, act: &Act, who: &Who, on: Date) {
        match act {
            Act::Write { .. } | Act::Attach { .. } | Act::Complete { .. } | Act::MarkExempt { .. } => {
                self.fold_writing(act, who, on);
            }
            Act::AttachFile { .. } | Act::TakeOutFile { .. } => self.fold_writing(act, who, on),
            Act::Invite { .. } | Act::Reply { .. } | Act::CounterOffer { .. } => {
                self.fold_consultation(act, who, on);
            }
            Act::AnswerOffer { .. } | Act::AcceptJoining { .. } => self.fold_consultation(act, who, on),
            Act::Leave { .. }
            | Act::SignOff { .. }
            | Act::Certify
            | Act::GoOnWithout
            | Act::Decide { .. } => {
                self.fold_deciding(act, who, on);
            }
            Act::Return { .. }
            | Act::Recommend { .. }
            | Act::RecordOutcome { .. }
            | Act::NeedNoView { .. } => {
                self.fold_verdict(act, on);
            }
            Act::NoteSilence | Act::Escalate { .. } => self.fold_verdict(act, on),
            Act::Follow { .. } | Act::MeetMilestone { .. } | Act::WaiveMilestone { .. } => {
                self.fold_follow(act, on)
            }
            Act::RecordOutturn { .. } => self.fold_follow(act, on),
            Act::Supersede { by, .. } => self.superseded_by = Some(by.clone()),
            _ => self.fold_notes(act, &who.body),
        }
    }

    fn fold_writing(&mut self, act: &Act, who: &Who, on: Date) {
        match act {
            Act::Write { section, text } => {
                let section = self.sections.entry(*section).or_default();
                section.versions.push(Version { text: text.clone(), person: who.person.clone(), on });
                section.complete = false;
                self.touch();
            }
            Act::Complete { section } => self.sections.entry(*section).or_default().complete = true,
            Act::Attach { exhibit } => {
                self.exhibits.retain(|before| before.title != exhibit.title);
                self.exhibits.push((**exhibit).clone());
                self.touch();
            }
            Act::AttachFile { file } => {
                let (file, body) = ((**file).clone(), who.body.clone());
                self.files.push(HeldFile { file, body, on });
                self.touch();
            }
            Act::TakeOutFile { hash } => {
                self.files.retain(|held| held.file.hash != *hash);
                self.touch();
            }
            Act::MarkExempt { part, text } => {
                self.exempt.retain(|before| before.part != *part);
                self.exempt.push(Exempt { part: part.clone(), reason: text.clone() });
            }
            _ => {}
        }
    }

    fn fold_consultation(&mut self, act: &Act, who: &Who, on: Date) {
        match act {
            Act::Invite { body, reply_by } => {
                let invited = Invitation { on, reply_by: *reply_by, replies: Vec::new() };
                self.consultation.entry(body.clone()).or_insert(invited).reply_by = *reply_by;
            }
            Act::Reply { kind, text, private } => {
                let reply = Reply { kind: *kind, text: text.clone(), private: private.clone(), on };
                if let Some(invited) = self.consultation.get_mut(&who.body) {
                    invited.replies.push(reply);
                }
            }
            Act::CounterOffer { text, annual_pence, until } => {
                let (unit, text) = (who.body.clone(), text.clone());
                let answers = Vec::new();
                self.offers.push(Offer { unit, text, annual_pence: *annual_pence, until: *until, answers });
            }
            Act::AnswerOffer { offer, answer, text } => {
                if let Some(offer) = self.offers.get_mut(*offer) {
                    let (body, text) = (who.body.clone(), text.clone());
                    offer.answers.push(OfferAnswered { body, answer: *answer, text, on });
                }
            }
            Act::AcceptJoining { body } => {
                self.stands.insert(body.clone(), Stand::default());
                self.touch();
            }
            _ => {}
        }
    }

    fn fold_deciding(&mut self, act: &Act, who: &Who, on: Date) {
        match act {
            Act::SignOff { text } => self.signed_off = Some((on, text.clone())),
            Act::GoOnWithout => self.go_without(),
            Act::Certify => {
                self.start_waiting(on);
                self.stands.entry(who.body.clone()).or_default().certified = Some(on);
            }
            Act::Leave { text } => {
                self.stands.entry(who.body.clone()).or_default().left = Some(text.clone());
                self.touch();
            }
            Act::Decide { choice, text, changes } => {
                let view = self.review.outcome.as_ref().map(|outcome| outcome.verdict);
                let against = matches!(view, Some(Verdict::NotAgreed | Verdict::NotGiven));
                let decision = Decision {
                    choice: *choice,
                    reasons: text.clone(),
                    changes: changes.clone(),
                    on,
                    without_agreement: against && choice.goes_ahead(),
                };
                self.stands.entry(who.body.clone()).or_default().decisions.push(decision);
            }
            _ => {}
        }
    }

    fn fold_verdict(&mut self, act: &Act, on: Date) {
        let said = |verdict, reason: &str, conditions: &[crate::Condition]| {
            Some(Outcome { verdict, reason: reason.to_string(), conditions: conditions.to_vec(), on })
        };
        match act {
            Act::Return { points } => {
                let bound = |(section, text): &(SectionId, String)| Point {
                    section: *section,
                    text: text.clone(),
                    answer: None,
                    on,
                };
                for (section, _) in points {
                    self.sections.entry(*section).or_default().complete = false;
                }
                self.review.points.extend(points.iter().map(bound));
                self.go_back(on);
            }
            Act::Recommend { verdict, text } => self.review.recommendation = said(*verdict, text, &[]),
            Act::RecordOutcome { verdict, text, conditions } => {
                self.review.outcome = said(*verdict, text, conditions);
            }
            Act::NeedNoView { text } => self.review.outcome = said(Verdict::NotNeeded, text, &[]),
            Act::NoteSilence => self.review.outcome = said(Verdict::NotGiven, "", &[]),
            Act::Escalate { .. } => {
                self.review.escalated = true;
                self.review.recommendation = None;
                self.review.deciding = self.setup.national.as_ref().map(|national| national.body.clone());
                self.told.extend(self.review.deciding.clone());
            }
            _ => {}
        }
    }

    fn fold_notes(&mut self, act: &Act, body: &Code) {
        let (kind, section, text) = match act {
            Act::AgreeAssumption { section, text } => (NoteKind::Assumption, Some(*section), text),
            Act::Ask { section, text } => (NoteKind::Question, Some(*section), text),
            Act::Flag { section, text } => (NoteKind::Flag, Some(*section), text),
            Act::Comment { text } => (NoteKind::Comment, None, text),
            Act::DeclareInterest { text } => (NoteKind::Interest, None, text),
            Act::OpenSections { sections } => return self.review.opened.extend(sections),
            Act::Answer { note, text } => {
                let mut questions =
                    self.review.notes.iter_mut().filter(|note| note.kind == NoteKind::Question);
                if let Some(note) = questions.nth(*note) {
                    note.answer = Some(text.clone());
                }
                return;
            }
            Act::AnswerPoint { point, text } => {
                if let Some(point) = self.review.points.get_mut(*point) {
                    point.answer = Some(text.clone());
                }
                return self.touch();
            }
            _ => return,
        };
        self.review.notes.push(Note { kind, body: body.clone(), section, text: text.clone(), answer: None });
    }

    fn fold_follow(&mut self, act: &Act, on: Date) {
        match act {
            Act::Follow { benefits } => {
                let conditions = self.review.outcome.iter().flat_map(|outcome| &outcome.conditions);
                let followed = conditions.map(|condition| Milestone {
                    text: condition.text.clone(),
                    due: condition.due,
                    owner: condition.owner.clone(),
                    met: None,
                    waived: None,
                });
                self.milestones = followed.collect();
                self.benefits = benefits.clone();
            }
            Act::MeetMilestone { milestone, text } => {
                if let Some(milestone) = self.milestones.get_mut(*milestone) {
                    milestone.met = Some((on, text.clone()));
                }
            }
            Act::WaiveMilestone { milestone, text } => {
                if let Some(milestone) = self.milestones.get_mut(*milestone) {
                    milestone.waived = Some(text.clone());
                }
            }
            Act::RecordOutturn { benefit, pence } => {
                if let Some(benefit) = self.benefits.get_mut(*benefit) {
                    benefit.outturn = Some((*pence, on));
                }
            }
            _ => {}
        }
    }
}
