//! What can be asked of a case.

use std::collections::{BTreeMap, BTreeSet};

use vocabulary::{Code, Date};

use super::{Case, Event};
use crate::act::Act;
use crate::act_kind::ActKind;
use crate::consultation::{Invitation, Offer, OfferAnswer, OfferGap, OfferGapKind};
use crate::content::SectionId;
use crate::deciding::Stand;
use crate::file::HeldFile;
use crate::follow::{Benefit, Milestone};
use crate::guard::Hand;
use crate::review::Review;
use crate::setup::{Overseer, Setup};
use crate::state::State;
use crate::table::Side;
use crate::writing::{Exempt, Exhibit, Section, Status, Submission};

static NOTHING_WRITTEN: Section = Section { versions: Vec::new(), complete: false };

impl Case {
    /// What it was opened with.
    pub fn setup(&self) -> &Setup {
        &self.setup
    }
    /// Everything that was done to it.
    pub fn events(&self) -> &[Event] {
        &self.events
    }
    /// Where it stands. Don't show it: [`Case::state_shown_to`] is for that.
    pub fn state(&self) -> State {
        self.state
    }
    /// Where it stood when it was withdrawn or superseded.
    pub fn ended_at(&self) -> Option<State> {
        self.ended_at
    }
    /// Exhibits as they are now.
    pub fn exhibits(&self) -> &[Exhibit] {
        &self.exhibits
    }
    /// Files as they are now: those that were taken out aren't there.
    pub fn files(&self) -> &[HeldFile] {
        &self.files
    }
    /// Was a file ever sent? Then it stays.
    pub fn was_sent(&self, hash: &Code) -> bool {
        self.submissions.iter().flat_map(|sent| &sent.files).any(|held| held.file.hash == *hash)
    }
    /// What is left out of the public version.
    pub fn exempt(&self) -> &[Exempt] {
        &self.exempt
    }
    /// Who was asked, and what each said.
    pub fn consultation(&self) -> &BTreeMap<Code, Invitation> {
        &self.consultation
    }
    /// What units offer instead.
    pub fn offers(&self) -> &[Offer] {
        &self.offers
    }
    /// What is owed to units that offered something: by each commissioner in the case, in the order of the offers.
    pub fn offer_gaps(&self) -> Vec<OfferGap<'_>> {
        let mut gaps = Vec::new();
        for (at, offer) in self.offers.iter().enumerate() {
            for (body, _) in self.standing() {
                let gap = |why| OfferGap { at, offer, body, why };
                match offer.answer_of(body) {
                    None => gaps.push(gap(OfferGapKind::Unanswered)),
                    Some(answered) => match answered.answer {
                        OfferAnswer::StillConsidered => gaps.push(gap(OfferGapKind::StillConsidered)),
                        OfferAnswer::TakenUp if !self.is_written_since(at, body) => {
                            gaps.push(gap(OfferGapKind::NothingFollowed));
                        }
                        OfferAnswer::TakenUp | OfferAnswer::Declined => {}
                    },
                }
            }
        }
        gaps
    }

    /// Was anything in the case written or attached after a commissioner's last answer to an offer?
    fn is_written_since(&self, offer: usize, body: &Code) -> bool {
        let answers = |event: &Event| {
            matches!(&event.act, Act::AnswerOffer { offer: of, .. } if *of == offer)
                && event.who.body == *body
        };
        let after = self.events.iter().rposition(answers).map_or(0, |at| at + 1);
        let changes = |event: &Event| matches!(event.act.kind(), ActKind::Write | ActKind::Attach);
        self.events[after..].iter().any(changes)
    }

    /// Where each commissioner stands, those who left included.
    pub fn stands(&self) -> &BTreeMap<Code, Stand> {
        &self.stands
    }
    /// When what is written now was signed off, and for what use.
    pub fn signed_off(&self) -> Option<&(Date, String)> {
        self.signed_off.as_ref()
    }
    /// Everything that was ever sent.
    pub fn submissions(&self) -> &[Submission] {
        &self.submissions
    }
    /// The review.
    pub fn review(&self) -> &Review {
        &self.review
    }
    /// Conditions that are followed.
    pub fn milestones(&self) -> &[Milestone] {
        &self.milestones
    }
    /// Benefits that are followed.
    pub fn benefits(&self) -> &[Benefit] {
        &self.benefits
    }
    /// The case that took its place.
    pub fn superseded_by(&self) -> Option<&Code> {
        self.superseded_by.as_ref()
    }
    /// The day of the last act.
    pub fn last_day(&self) -> Date {
        self.events.last().map_or(Date::MIN, |event| event.on)
    }
    /// A section as it is now.
    pub fn section(&self, id: SectionId) -> &Section {
        self.sections.get(&id).unwrap_or(&NOTHING_WRITTEN)
    }
    /// Commissioners in the case.
    pub fn standing(&self) -> impl Iterator<Item = (&Code, &Stand)> {
        self.stands.iter().filter(|(_, stand)| stand.is_in())
    }
    /// Is it a commissioner in the case?
    pub fn is_commissioner(&self, body: &Code) -> bool {
        self.stands.get(body).is_some_and(Stand::is_in)
    }
    /// The commissioner that leads: the first that was named and is still in.
    pub fn lead(&self) -> Option<&Code> {
        let named = self.setup.commissioners.iter().find(|body| self.is_commissioner(body));
        named.or_else(|| self.standing().next().map(|(body, _)| body))
    }
    /// Every oversight body of the case, the national one too.
    pub fn overseers(&self) -> impl Iterator<Item = &Overseer> {
        self.setup.overseers.iter().chain(&self.setup.national)
    }
    /// Oversight bodies that were told, which is when the case was sent.
    pub fn told(&self) -> &BTreeSet<Code> {
        &self.told
    }
    /// Milestones that are chased on a day, with who is chased in each.
    pub fn overdue(&self, on: Date) -> impl Iterator<Item = &Milestone> {
        self.milestones.iter().filter(move |milestone| milestone.is_overdue(on))
    }

    /// Everybody whose money moves and who is no commissioner of the case: units too.
    pub fn affected(&self) -> BTreeSet<Code> {
        let named = self.setup.affected.iter().chain(&self.setup.units);
        let found = self.exhibits.iter().flat_map(|exhibit| &exhibit.affected);
        named.chain(found).filter(|body| !self.is_commissioner(body)).cloned().collect()
    }

    /// How a section stands on the task list.
    pub fn status(&self, id: SectionId) -> Status {
        let section = self.section(id);
        let open = |point: &crate::Point| point.section == id && point.answer.is_none();
        if self.state == State::Returned && self.review.points.iter().any(open) {
            return Status::Returned;
        }
        match (section.complete, section.text().is_empty(), self.may_start(id)) {
            (true, ..) => Status::Completed,
            (false, false, _) => Status::InProgress,
            (false, true, true) => Status::NotStarted,
            (false, true, false) => Status::CannotStart,
        }
    }

    /// Have the sections before it been begun?
    pub fn may_start(&self, id: SectionId) -> bool {
        id.kind().after.iter().all(|before| !self.section(*before).text().is_empty())
    }

    /// What a person had a hand in.
    pub fn hands_of(&self, person: &str) -> BTreeSet<Hand> {
        let own = self.events.iter().filter(|event| event.who.person == person);
        own.filter_map(|event| Hand::of(event.act.kind())).collect()
    }

    /// The last day on which a joint case waits for those who haven't certified, or decided.
    pub fn others_by(&self) -> Option<Date> {
        match self.state {
            State::Draft | State::Returned => self.certify_by,
            State::Outcome => self.decide_by,
            _ => None,
        }
    }

    /// Has somebody done what the case waits for?
    pub fn some_have_acted(&self) -> bool {
        let deciding = self.state == State::Outcome;
        self.standing().any(
            |(_, stand)| {
                if deciding { stand.decided().is_some() } else { stand.certified.is_some() }
            },
        )
    }

    /// Has any oversight body heard of it: was it sent, or has the author opened a section?
    pub fn is_known_to_overseers(&self) -> bool {
        !self.told.is_empty() || !self.review.opened.is_empty()
    }

    /// Does a body stand on a side?
    pub fn is_at(&self, side: Side, body: &Code) -> bool {
        match side {
            Side::Lead => self.lead() == Some(body),
            Side::Commissioner => self.is_commissioner(body),
            Side::Unit => self.setup.units.contains(body) && self.consultation.contains_key(body),
            Side::Invited => {
                let other = !self.is_commissioner(body) && !self.setup.units.contains(body);
                other && self.consultation.contains_key(body)
            }
            Side::Deciding => self.is_known_to_overseers() && self.review.deciding.as_ref() == Some(body),
            Side::Overseer => self.told.contains(body),
        }
    }
}
