//! A unit of a round, as somebody sees it.

use std::sync::Arc;

use assurance::{ActKind, Assessment, Party, Potential, RestsOn, Setup, State, Turn, View};
use register::Snapshot;
use store::{RoundFile, content_hash};
use vocabulary::{Code, Date, Office, Who};

use super::kept::KeptUnit;
use crate::actor::Actor;

/// The assessment of a unit as somebody sees it: what isn't theirs to see isn't told by any of its methods.
#[derive(Debug, Clone)]
pub struct SeenUnit {
    kept: Arc<KeptUnit>,
    /// In which roles they can act.
    whos: Vec<Who>,
    /// In which of them they look.
    who: Who,
    party: Party,
    on: Date,
    names: Option<Arc<Snapshot>>,
}

/// What somebody sees of a unit on a day; `None` where they aren't told of it.
pub(super) fn seen_unit(
    kept: Arc<KeptUnit>,
    actor: &Actor,
    names: Option<Arc<Snapshot>>,
    on: Date,
) -> Option<SeenUnit> {
    let whos = crate::cases::whos(actor);
    let assessment = &kept.assessment;
    let best = whos.iter().map(|who| (assessment.party_of(who), who)).min_by_key(|(party, _)| *party);
    let (party, who) = match best {
        // Who keeps accounts is nobody special by that.
        Some((Party::Administrator, who)) => (Party::Other, who.clone()),
        Some((party, who)) => (party, who.clone()),
        None => (Party::Public, Who { person: String::new(), body: Code::new(""), office: Office::Viewer }),
    };
    assessment.view(party, &who.body, &who.person).notice?;
    Some(SeenUnit { whos, who, party, on, names, kept })
}

impl SeenUnit {
    fn assessment(&self) -> &Assessment {
        &self.kept.assessment
    }

    pub(crate) fn kept(&self) -> &KeptUnit {
        &self.kept
    }

    /// The unit.
    pub fn unit(&self) -> &Code {
        &self.setup().unit
    }

    /// What it was opened with. Who has the notice knows the parties; what is carried stands in [`SeenUnit::view`].
    pub fn setup(&self) -> &Setup {
        self.assessment().setup()
    }

    /// As which party they look.
    pub fn party(&self) -> Party {
        self.party
    }

    /// For which body they look; blank for the public.
    pub fn body(&self) -> &Code {
        &self.who.body
    }

    /// The day on which they look.
    pub fn on(&self) -> Date {
        self.on
    }

    /// What a body is called; its code where no register says.
    pub fn name(&self, body: &Code) -> String {
        self.names.as_ref().map_or_else(|| body.to_string(), |names| names.name_of(body.as_str()))
    }

    /// Everything that they see.
    pub fn view(&self) -> View<'_> {
        self.assessment().view(self.party, &self.who.body, &self.who.person)
    }

    /// The receipts in the record of what was done, one for each step of the view's history.
    pub fn receipts(&self) -> Vec<&str> {
        let known = self.assessment().known_events(self.party, &self.who.body, &self.who.person);
        known.into_iter().filter_map(|at| self.kept.receipts.get(at).map(String::as_str)).collect()
    }

    /// Everything that they see in the role in which they would do an act: who speaks for two bodies sees each as it is.
    pub fn view_to(&self, act: ActKind, at: Option<&Code>) -> View<'_> {
        self.doer(act, at).map_or_else(|| self.view(), |who| self.assessment().seen_by(who))
    }

    /// The kept file of a paper that an answer they see names; none where the paper is only referred to.
    pub fn file(&self, hash: &str) -> Option<&RoundFile> {
        let view = self.view();
        let answered = view.answers.iter().flat_map(|(_, answer)| &answer.evidence);
        let carried = view.carried.iter().flat_map(|(_, carried)| &carried.evidence);
        let is_named = !hash.is_empty() && answered.chain(carried).any(|paper| paper.hash == hash);
        self.kept.files.iter().find(|file| is_named && file.hash == hash)
    }

    /// Names the form of an act, by what it is about and the body that it is for: what is typed into it is kept under that.
    pub(crate) fn form(&self, act: ActKind, at: Option<&Code>, on: &RestsOn) -> String {
        // Who keeps an answer of the last round has answered.
        let act = if act == ActKind::Keep { ActKind::Answer } else { act };
        let body = self.doer(act, at).map_or("", |who| who.body.as_str());
        format!("{act} {} {body}", on.id())
    }

    /// Where it stands, as they are told.
    pub fn state(&self) -> State {
        self.view().notice.map_or(State::Answering, |(_, _, state)| state)
    }

    /// Is the unit's certification late?
    pub fn is_late(&self) -> bool {
        self.assessment().is_late(self.on)
    }

    /// Questions without an answer of this round, for who sees the answers.
    pub fn unanswered(&self) -> Vec<&Code> {
        let view = self.view();
        let sees = self.assessment().grounds(self.party).contains(&assurance::Ground::Answers);
        let asked = self.setup().definition.questions().map(|question| &question.id);
        asked.filter(|id| sees && !view.answers.iter().any(|(known, _)| known == id)).collect()
    }

    /// Each year of the plan beside the allowances of the customers it names, for who sees the plan.
    pub fn potential(&self) -> Vec<Potential> {
        self.names.as_ref().map(|names| assurance::potential(names, self.view().plan)).unwrap_or_default()
    }

    /// The acts that are open to them and not in vain today, each with the role in which it is.
    pub fn open(&self) -> Vec<(ActKind, &Who)> {
        let mut open: Vec<(ActKind, &Who)> = Vec::new();
        for who in &self.whos {
            for act in self.assessment().offered_to(who, self.on) {
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

    /// Is an act theirs in a role, in whatever state?
    pub(crate) fn is_theirs(&self, act: ActKind, who: &Who) -> bool {
        self.assessment().offices_for(act, &who.body).contains(&who.office)
    }

    /// The bodies for which they could do an act now.
    pub fn bodies_for(&self, act: ActKind) -> Vec<&Code> {
        let open = self.whos.iter().filter(|who| self.assessment().offered_to(who, self.on).contains(&act));
        let mut bodies: Vec<&Code> = open.map(|who| &who.body).collect();
        bodies.sort();
        bodies.dedup();
        bodies
    }

    /// What waits for them.
    pub fn turns(&self) -> Vec<Turn> {
        let mine = |turn: &Turn| {
            self.whos.iter().any(|who| {
                who.body == turn.body && self.assessment().offered_to(who, self.on).contains(&turn.act)
            })
        };
        self.assessment().turns().into_iter().filter(mine).collect()
    }

    /// Names everything that they see: another as soon as any of it is another.
    pub fn version(&self) -> String {
        content_hash(format!("{:?}", self.view()).as_bytes())
    }

    /// Everything that an act of theirs could rest on, at a body if one is named.
    pub fn could_rest_on(&self, act: ActKind, at: Option<&Code>) -> Vec<RestsOn> {
        RestsOn::of(act, &self.setup().definition, &self.view_to(act, at))
    }

    /// Names what they see of what an act rests on: the act is refused when it is no longer so.
    pub fn seen(&self, act: ActKind, at: Option<&Code>, on: &RestsOn) -> String {
        let who = self.doer(act, at).unwrap_or(&self.who);
        content_hash(self.assessment().as_seen(on, who).as_bytes())
    }

    /// The role in which somebody does an act: the one that it is open to, at a body if one is named.
    pub(crate) fn doer(&self, act: ActKind, at: Option<&Code>) -> Option<&Who> {
        let whos = || self.whos.iter().filter(|who| at.is_none_or(|at| who.body == *at));
        let useful = whos().find(|who| self.assessment().offered_to(who, self.on).contains(&act));
        useful
            .or_else(|| whos().find(|who| self.assessment().open_to(who).contains(&act)))
            // Theirs in another state: they are told that it isn't open now.
            .or_else(|| whos().find(|who| self.is_theirs(act, who)))
            .or_else(|| whos().next())
    }
}
