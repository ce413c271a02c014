//! Whose turn it is.

use vocabulary::{CaseTier, Code, Date};

use crate::act_kind::ActKind;
use crate::case::Case;
use crate::consultation::{Answered, OfferGapKind};
use crate::content::sections_of;
use crate::state::State;
use crate::table::rule_of;
use crate::who::Office;

/// Something that the case waits for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Turn {
    /// The last day, if there is one.
    pub by: Option<Date>,
    /// The body.
    pub body: Code,
    /// The role.
    pub office: Office,
    /// What is to be done.
    pub act: ActKind,
}

impl Case {
    /// What the case waits for on a day, what is due first before the rest. Each line is told to its own body only.
    pub fn turns(&self, on: Date) -> Vec<Turn> {
        let mut turns = match self.state() {
            State::Draft | State::Returned => self.writing_turns(on),
            State::Sent => self.deciding_turn(Office::Reviewer, ActKind::Receive),
            State::Triage => self.deciding_turn(Office::Reviewer, ActKind::TakeUp),
            State::InReview => self.deciding_turn(Office::Reviewer, ActKind::Recommend),
            State::Recommended => self.deciding_turn(Office::ReviewLead, ActKind::RecordOutcome),
            State::Outcome => {
                let open = self.standing().filter(|(_, stand)| stand.decided().is_none());
                open.map(|(body, _)| turn(self.others_by(), body, Office::GoverningBody, ActKind::Decide))
                    .collect()
            }
            State::Decided => self.lead_turn(ActKind::Publish),
            State::Published => self.lead_turn(ActKind::Follow),
            State::Followed => self.following_turns(),
            State::Closed | State::Withdrawn | State::Superseded => Vec::new(),
        };
        if matches!(self.state(), State::Triage | State::InReview) {
            turns.extend(self.open_questions());
        }
        turns.extend(self.open_offers(on));
        turns.sort_by_key(|turn| (turn.by.is_none(), turn.by, turn.body.clone(), turn.office));
        turns.dedup();
        turns
    }

    fn writing_turns(&self, on: Date) -> Vec<Turn> {
        let tier = self.setup().tier;
        let all_written = sections_of(tier).all(|kind| self.section(kind.id).complete);
        let mut turns = Vec::new();
        for (body, invited) in self.consultation() {
            if invited.stands(on) == Answered::Waiting {
                let unit = self.setup().units.contains(body);
                let office = if unit { Office::UnitDirector } else { Office::Author };
                turns.push(turn(Some(invited.reply_by), body, office, ActKind::Reply));
            }
        }
        let unasked = self.affected().iter().any(|body| !self.consultation().contains_key(body));
        if tier == CaseTier::Case && unasked {
            turns.extend(self.lead_turn(ActKind::Invite));
        }
        if self.review().points.iter().any(|point| point.answer.is_none()) {
            turns.extend(self.lead_turn(ActKind::AnswerPoint));
        }
        match all_written {
            false => turns.extend(self.lead_turn(ActKind::Write)),
            true => {
                let open = self.standing().filter(|(_, stand)| stand.certified.is_none());
                let by = self.others_by();
                turns.extend(open.map(|(body, _)| turn(by, body, Office::Certifier, ActKind::Certify)));
            }
        }
        turns
    }

    fn following_turns(&self) -> Vec<Turn> {
        let open = self.milestones().iter().filter(|milestone| !milestone.is_settled());
        let mut turns: Vec<_> = open
            .map(|open| turn(Some(open.due), &open.owner, Office::Author, ActKind::MeetMilestone))
            .collect();
        for benefit in self.benefits().iter().filter(|benefit| benefit.outturn.is_none()) {
            turns.extend(
                self.lead().map(|lead| turn(Some(benefit.due), lead, Office::Author, ActKind::RecordOutturn)),
            );
        }
        if turns.is_empty() { self.lead_turn(ActKind::Close) } else { turns }
    }

    fn open_questions(&self) -> Vec<Turn> {
        let is_open = |note: &crate::Note| note.kind == crate::NoteKind::Question && note.answer.is_none();
        match self.review().notes.iter().any(is_open) {
            true => self.lead_turn(ActKind::Answer),
            false => Vec::new(),
        }
    }

    /// Offers that stand and that a commissioner hasn't answered at all.
    fn open_offers(&self, on: Date) -> Vec<Turn> {
        if !rule_of(ActKind::AnswerOffer).from.contains(&self.state()) {
            return Vec::new();
        }
        let open = self.offer_gaps().into_iter().filter(|gap| gap.why == OfferGapKind::Unanswered);
        let open = open.filter(|gap| on <= gap.offer.until);
        open.map(|gap| turn(Some(gap.offer.until), gap.body, Office::Author, ActKind::AnswerOffer)).collect()
    }

    fn deciding_turn(&self, office: Office, act: ActKind) -> Vec<Turn> {
        let deciding = self.review().deciding.iter();
        deciding.map(|body| turn(self.review().view_by, body, office, act)).collect()
    }

    fn lead_turn(&self, act: ActKind) -> Vec<Turn> {
        self.lead().map(|body| turn(None, body, Office::Author, act)).into_iter().collect()
    }
}

fn turn(by: Option<Date>, body: &Code, office: Office, act: ActKind) -> Turn {
    Turn { by, body: body.clone(), office, act }
}
