//! The case as a fold over its events.

mod ask;
mod fold;
mod move_on;
mod sign_off;

use std::collections::{BTreeMap, BTreeSet};

use vocabulary::{Code, Date};

use crate::act::Act;
use crate::act_kind::ActKind;
use crate::consultation::{Invitation, Offer, ReplyKind};
use crate::content::SectionId;
use crate::deciding::Stand;
use crate::file::HeldFile;
use crate::follow::{Benefit, Milestone};
use crate::guard::{Asked, Guard};
use crate::refused::Refused;
use crate::review::Review;
use crate::setup::Setup;
use crate::state::State;
use crate::table::{RULES, Rule, To, rule_of};
use crate::who::Who;
use crate::writing::{Exempt, Exhibit, Section, Submission};

/// Something that was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// What.
    pub act: Act,
    /// By whom.
    pub who: Who,
    /// The day.
    pub on: Date,
}

/// A case: everything that was done to it, and what follows from that. It is changed by [`Case::apply`] only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    setup: Setup,
    events: Vec<Event>,
    state: State,
    ended_at: Option<State>,
    sections: BTreeMap<SectionId, Section>,
    exhibits: Vec<Exhibit>,
    files: Vec<HeldFile>,
    exempt: Vec<Exempt>,
    consultation: BTreeMap<Code, Invitation>,
    offers: Vec<Offer>,
    stands: BTreeMap<Code, Stand>,
    signed_off: Option<(Date, String)>,
    certify_by: Option<Date>,
    decide_by: Option<Date>,
    submissions: Vec<Submission>,
    review: Review,
    told: BTreeSet<Code>,
    milestones: Vec<Milestone>,
    benefits: Vec<Benefit>,
    superseded_by: Option<Code>,
}

impl Case {
    /// Begins a case.
    ///
    /// # Errors
    /// The setup isn't whole, or whoever opens it isn't an author at its first commissioner.
    pub fn open(setup: Setup, who: Who, on: Date) -> Result<Case, Refused> {
        let event = Event { act: Act::Open { setup: Box::new(setup.clone()) }, who, on };
        let case = Case::begun(setup, event);
        let Event { act, who, on } = &case.events[0];
        let failed = failed(rule_of(ActKind::Open), Asked { case: &case, act, who, on: *on });
        match failed.is_empty() {
            true => Ok(case),
            false => Err(Refused::NotSo { act: ActKind::Open, guards: failed, open: vec![ActKind::Open] }),
        }
    }

    /// The case that a history makes; nothing is asked again, for what has happened has happened. `None` if the
    /// history doesn't begin with the act that begins a case.
    pub fn of(events: &[Event]) -> Option<Case> {
        let (first, rest) = events.split_first()?;
        let Act::Open { setup } = &first.act else { return None };
        let mut case = Case::begun((**setup).clone(), first.clone());
        rest.iter().for_each(|event| case.fold(event.clone()));
        Some(case)
    }

    /// The case that a history makes, with everything asked again.
    ///
    /// # Errors
    /// The first event that wouldn't be allowed, counted from 0, and why.
    pub fn replay(events: &[Event]) -> Result<Case, (usize, Refused)> {
        let not_begun = Refused::NotYours { act: ActKind::Open, open: vec![ActKind::Open] };
        let Some(Event { act: Act::Open { setup }, who, on }) = events.first() else {
            return Err((0, not_begun));
        };
        let mut case = Case::open((**setup).clone(), who.clone(), *on).map_err(|refused| (0, refused))?;
        for (at, event) in events.iter().enumerate().skip(1) {
            case = case.apply(event.act.clone(), &event.who, event.on).map_err(|refused| (at, refused))?;
        }
        Ok(case)
    }

    /// The case after an act. The case before stays as it is.
    ///
    /// # Errors
    /// The act isn't this person's, isn't open in this state, or something that must be so isn't.
    pub fn apply(&self, act: Act, who: &Who, on: Date) -> Result<Case, Refused> {
        let kind = act.kind();
        let rule = rule_of(kind);
        let open = || self.open_to(who);
        if !self.may(rule, who) {
            return Err(Refused::NotYours { act: kind, open: open() });
        }
        if !rule.from.contains(&self.state) {
            return Err(Refused::NotNow { act: kind, state: self.state_shown_to(&who.body), open: open() });
        }
        let failed = failed(rule, Asked { case: self, act: &act, who, on });
        if !failed.is_empty() {
            return Err(Refused::NotSo { act: kind, guards: failed, open: open() });
        }
        let mut after = self.clone();
        after.fold(Event { act, who: who.clone(), on });
        Ok(after)
    }

    /// The acts that are open to somebody now, by state and role. Guards are asked when it acts.
    pub fn open_to(&self, who: &Who) -> Vec<ActKind> {
        let open = |rule: &&Rule| rule.from.contains(&self.state) && self.may(rule, who);
        RULES.iter().filter(open).map(|rule| rule.act).collect()
    }

    /// Is an act somebody's by role, in whatever state?
    pub fn is_for(&self, act: ActKind, who: &Who) -> bool {
        self.may(rule_of(act), who)
    }

    /// Those of them that aren't in vain on that day whatever they say: nobody can go on without others where there are none.
    pub fn offered_to(&self, who: &Who, on: Date) -> Vec<ActKind> {
        let in_vain = |act: &ActKind| {
            // These guards ask the case alone, so any act will do.
            let asked = Asked { case: self, act: &Act::GoOnWithout, who, on };
            let mut standing = rule_of(*act).guards.iter().filter(|guard| guard.asks_the_case_alone());
            let nobody_asks = *act == ActKind::AcceptJoining && self.asking_to_join().next().is_none();
            nobody_asks || standing.any(|guard| !guard.is_met(asked))
        };
        self.open_to(who).into_iter().filter(|act| !in_vain(act)).collect()
    }

    /// Bodies that asked to join and are no commissioners of it.
    fn asking_to_join(&self) -> impl Iterator<Item = &Code> {
        let asks =
            |invited: &Invitation| invited.replies.iter().any(|reply| reply.kind == ReplyKind::AsksToJoin);
        let asking = self.consultation.iter().filter(move |(_, invited)| asks(invited));
        let may_join = |body: &&Code| !self.setup.units.contains(body) && !self.is_commissioner(body);
        asking.map(|(body, _)| body).filter(may_join)
    }

    /// May a body be taken in?
    pub(crate) fn asks_to_join(&self, body: &Code) -> bool {
        self.asking_to_join().any(|asking| asking == body)
    }

    fn may(&self, rule: &Rule, who: &Who) -> bool {
        rule.by.iter().any(|by| by.offices.contains(&who.office) && self.is_at(by.side, &who.body))
    }
}

/// Every guard of a row that isn't met.
fn failed(rule: &Rule, asked: Asked<'_>) -> Vec<Guard> {
    let all = std::iter::once(&Guard::DayForward).chain(rule.guards);
    all.copied().filter(|guard| !guard.is_met(asked)).collect()
}

/// Where an act leads if nobody else is needed.
fn leads(act: ActKind) -> Option<State> {
    match rule_of(act).to {
        To::Goes(state) => Some(state),
        To::Stays | To::MayGo(_) => None,
    }
}
