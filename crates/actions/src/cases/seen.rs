//! A case as somebody sees it.

use std::sync::Arc;

use casework::{
    ActKind, Case, OfferGapKind, Office, Party, RestsOn, Setup, State, Submission, Turn, View, Who,
};
use jiff::Timestamp;
use register::Snapshot;
use store::content_hash;
use vocabulary::{Code, Date, Finding, Findings, Place};

use super::kept::{Kept, day_of};
use crate::actor::Actor;
use crate::operation::Operation;
use crate::permission::allow;

/// The roles in which somebody can act, or look.
pub(crate) fn whos(actor: &Actor) -> Vec<Who> {
    let Some(person) = &actor.person else { return Vec::new() };
    let who = |(body, office): &(Code, Office)| Who {
        person: person.to_string(),
        body: body.clone(),
        office: *office,
    };
    actor.roles.iter().map(who).collect()
}

/// What somebody needs leave for who does an act in a role.
pub(crate) fn operation_of(act: ActKind, office: Office) -> Operation {
    match (act, office) {
        (ActKind::Reply | ActKind::CounterOffer, _) => Operation::ReplyToCase,
        (_, Office::Reviewer | Office::ReviewLead) => Operation::ReviewCase,
        (_, Office::GoverningBody) => Operation::DecideCase,
        (_, Office::Certifier) => Operation::CertifyCase,
        (_, Office::Assurer) => Operation::SignOffCase,
        _ => Operation::WriteCase,
    }
}

/// A case as somebody sees it: what isn't theirs to see isn't told by any of its methods.
#[derive(Debug, Clone)]
pub struct SeenCase {
    kept: Arc<Kept>,
    /// In which roles they can act.
    whos: Vec<Who>,
    /// In which of them they look.
    who: Who,
    party: Party,
    on: Date,
    /// Names of bodies.
    names: Option<Arc<Snapshot>>,
}

/// What somebody sees of a case on a day; `None` where they aren't told that there is one.
pub(crate) fn seen(kept: Kept, actor: &Actor, now: Timestamp) -> Option<SeenCase> {
    let on = day_of(now);
    let whos = whos(actor);
    let case = &kept.case;
    let best = whos.iter().map(|who| (case.party_of(who), who)).min_by_key(|(party, _)| *party);
    let public = || {
        let nobody = Who { person: String::new(), body: Code::new(""), office: Office::Viewer };
        (Party::Public, nobody)
    };
    let (party, who) = best.map_or_else(public, |(party, who)| (party, who.clone()));
    let open: Vec<Who> = whos.into_iter().filter(|who| case.party_of(who) != Party::Administrator).collect();
    let party = if party == Party::Administrator { Party::Other } else { party };
    case.view(party, &who.body, on).notice?;
    Some(SeenCase { kept: Arc::new(kept), whos: open, who, party, on, names: None })
}

impl SeenCase {
    fn case(&self) -> &Case {
        &self.kept.case
    }

    /// Names it.
    pub fn reference(&self) -> &Code {
        &self.kept.head.reference
    }

    /// As which party they look.
    pub fn party(&self) -> Party {
        self.party
    }

    /// For which body they look; blank for the public.
    pub fn body(&self) -> &Code {
        &self.who.body
    }

    /// What a body is called; its code where no register says.
    pub fn name(&self, body: &Code) -> String {
        self.names.as_ref().map_or_else(|| body.to_string(), |names| names.name_of(body.as_str()))
    }

    /// The day on which they look.
    pub fn on(&self) -> Date {
        self.on
    }

    /// Everything that they see.
    pub fn view(&self) -> View<'_> {
        self.case().view(self.party, &self.who.body, self.on)
    }

    /// The receipt of each act that they know of, in the order of the view's history.
    pub fn receipts(&self) -> Vec<&str> {
        let known = self.case().known_events(&self.case().grounds(self.party), &self.who.body);
        known.into_iter().filter_map(|at| self.kept.receipts.get(at).map(String::as_str)).collect()
    }

    /// Title, and where it stands as they are told.
    pub fn notice(&self) -> (&str, State) {
        self.view().notice.unwrap_or(("", State::Draft))
    }

    /// What it was opened with. Who has the notice knows the parties.
    pub fn setup(&self) -> &Setup {
        self.case().setup()
    }

    /// The commissioners of the case now, the one that leads first.
    pub fn commissioners(&self) -> Vec<&Code> {
        let lead = self.case().lead();
        let others = self.case().standing().map(|(body, _)| body).filter(|body| Some(*body) != lead);
        lead.into_iter().chain(others).collect()
    }

    /// The oversight body that gives the outcome.
    pub fn deciding(&self) -> Option<&Code> {
        self.case().review().deciding.as_ref()
    }

    /// Bodies whose money moves and that weren't asked yet, for who writes the case.
    pub fn unasked(&self) -> Vec<Code> {
        let asked = self.case().consultation();
        match self.party {
            Party::Ours => {
                self.case().affected().into_iter().filter(|body| !asked.contains_key(body)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The acts that are open to them and not in vain today, each with the role in which it is.
    pub fn open(&self) -> Vec<(ActKind, &Who)> {
        let mut open: Vec<(ActKind, &Who)> = Vec::new();
        for who in &self.whos {
            for act in self.case().offered_to(who, self.on) {
                if !open.iter().any(|(known, _)| *known == act) {
                    open.push((act, who));
                }
            }
        }
        open.sort_by_key(|(act, _)| *act);
        open
    }

    /// Is an act open to them?
    pub fn may(&self, act: ActKind) -> bool {
        self.open().iter().any(|(open, _)| *open == act)
    }

    /// Was a file that they see ever sent? Then it stays.
    pub fn was_sent(&self, hash: &Code) -> bool {
        self.case().was_sent(hash)
    }

    /// Could they answer an offer now, by its number among those that they see? Only who is a commissioner of the case answers any,
    /// and sees them all.
    pub fn owes_answer_to(&self, offer: usize) -> bool {
        let doer = self.doer(ActKind::AnswerOffer, None).filter(|_| self.may(ActKind::AnswerOffer));
        let offer = self.view().offers.get(offer).copied();
        doer.zip(offer).is_some_and(|(who, offer)| offer.is_open_to(&who.body))
    }

    /// What whoever certifies should know first, for who sees the case as it is written. It stops nothing.
    pub fn before_certifying(&self) -> Findings {
        let written = matches!(self.case().state(), State::Draft | State::Returned);
        if self.party != Party::Ours || !written {
            return Findings::new();
        }
        let warning = |gap: casework::OfferGap<'_>| {
            let seen = format!("the offer of {} {}", self.name(&gap.offer.unit), gap.why);
            let place = || Place::cell("case", self.reference(), "offer");
            match gap.why {
                OfferGapKind::NothingFollowed => Finding::warning("offer-not-followed", place(), seen)
                    .expected("that the case was changed or withdrawn after an offer was taken up")
                    .action("Change what is written, or withdraw the case; or send it as it is."),
                _ => Finding::warning("offer-unanswered", place(), seen)
                    .expected(format!("an answer of {}", self.name(gap.body)))
                    .action("Take it up or decline it; or send the case as it is, which shows that it isn’t answered."),
            }
        };
        self.case().offer_gaps().into_iter().map(warning).collect()
    }

    /// What was written when the analysis was signed off last, and what is written now, for the commissioners; none where it never was.
    pub fn since_sign_off(&self) -> Option<[Submission; 2]> {
        self.case().since_sign_off().filter(|_| self.party == Party::Ours)
    }

    /// Is an act theirs by role, in whatever state?
    pub(crate) fn is_theirs(&self, act: ActKind) -> bool {
        self.whos.iter().any(|who| self.case().is_for(act, who))
    }

    /// What waits for them.
    pub fn turns(&self) -> Vec<Turn> {
        let mine = |turn: &Turn| {
            self.whos.iter().any(|who| {
                who.body == turn.body
                    && (who.office == turn.office || self.case().open_to(who).contains(&turn.act))
            })
        };
        self.case().turns(self.on).into_iter().filter(mine).collect()
    }

    /// Names what they see of what an act rests on: the act is refused when it is no longer so.
    pub fn seen(&self, on: RestsOn) -> String {
        content_hash(self.case().as_seen(on, &self.who, self.on).as_bytes())
    }

    /// Names everything that they see.
    pub fn version(&self) -> String {
        self.seen(RestsOn::Whole)
    }
}

impl SeenCase {
    /// With the names that a register gives.
    pub(crate) fn with_names(self, names: Option<Arc<Snapshot>>) -> SeenCase {
        SeenCase { names, ..self }
    }

    /// The role in which somebody does an act: the one that it is open to, at a body if one is named.
    pub(crate) fn doer(&self, act: ActKind, at: Option<&Code>) -> Option<&Who> {
        let whos = || self.whos.iter().filter(|who| at.is_none_or(|at| who.body == *at));
        whos().find(|who| self.case().open_to(who).contains(&act)).or_else(|| whos().next())
    }

    pub(crate) fn kept(&self) -> &Kept {
        &self.kept
    }
}

/// Does an actor hold the role that they act in, and may they use it so?
pub(crate) fn may_act(actor: &Actor, act: ActKind, who: &Who) -> bool {
    allow(actor, operation_of(act, who.office), Some(&who.body)).is_ok()
}
