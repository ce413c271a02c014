//! A round, and each of its units, as somebody sees it.

use std::sync::Arc;

use assurance::{Act, ActKind, Assessment, Definition, Party, Potential, RestsOn, Setup, State, Turn, View};
use exchange::assurance::{KeptDefinition, read_round_act};
use jiff::Timestamp;
use register::Snapshot;
use serde_json::Value;
use store::{RoundHead, content_hash};
use vocabulary::{Code, Date, Findings, Office, Who};

use super::kept::{KeptRound, KeptUnit, day_of};
use crate::actor::Actor;
use crate::operation::Operation;
use crate::permission::allow;

/// What somebody needs leave for who does an act in a role.
pub(crate) fn operation_of(act: ActKind, office: Office) -> Operation {
    match (act, office) {
        (ActKind::Certify, _) => Operation::CertifyAnswers,
        (ActKind::Intend | ActKind::Respond, _) => Operation::SpeakInRound,
        (_, Office::Assessor) => Operation::RateUnit,
        (_, Office::UnitDirector | Office::UnitFinance) => Operation::AnswerRound,
        _ => Operation::LeadRound,
    }
}

/// Does an actor hold the role that they act in, and may they use it so?
pub(crate) fn may_act(actor: &Actor, act: ActKind, who: &Who) -> bool {
    allow(actor, operation_of(act, who.office), Some(&who.body)).is_ok()
}

/// A round as somebody sees it: only of those units of which they are told.
#[derive(Debug, Clone)]
pub struct SeenRound {
    head: RoundHead,
    definition: Arc<KeptDefinition>,
    units: Vec<SeenUnit>,
}

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

/// What somebody sees of a round on a day; `None` where they aren't told of any of its units.
pub(crate) fn seen(
    kept: KeptRound,
    actor: &Actor,
    names: Option<Arc<Snapshot>>,
    now: Timestamp,
) -> Option<SeenRound> {
    let KeptRound { head, definition, units } = kept;
    let of_unit = |kept: Arc<KeptUnit>| seen_unit(kept, actor, names.clone(), day_of(now));
    let units: Vec<SeenUnit> = units.into_iter().filter_map(of_unit).collect();
    (!units.is_empty()).then_some(SeenRound { head, definition, units })
}

fn seen_unit(kept: Arc<KeptUnit>, actor: &Actor, names: Option<Arc<Snapshot>>, on: Date) -> Option<SeenUnit> {
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

impl SeenRound {
    /// Names it.
    pub fn reference(&self) -> &Code {
        &self.head.reference
    }

    /// The oversight body that opened it.
    pub fn overseer(&self) -> &Code {
        &self.head.body
    }

    /// When it was opened.
    pub fn opened(&self) -> Date {
        day_of(self.head.opened)
    }

    /// What it asks, as it was when the round was opened.
    pub fn definition(&self) -> &Definition {
        &self.definition.definition
    }

    /// The SHA-256 of the definition's text.
    pub fn definition_hash(&self) -> &str {
        &self.head.definition_hash
    }

    /// The definition's text.
    pub fn definition_text(&self) -> &str {
        &self.head.definition
    }

    /// The units that they are told of.
    pub fn units(&self) -> &[SeenUnit] {
        &self.units
    }

    /// A unit that they are told of.
    pub fn of_unit(&self, unit: &Code) -> Option<&SeenUnit> {
        self.units.iter().find(|seen| seen.unit() == unit)
    }

    /// What a body is called; its code where no register says.
    pub fn name(&self, body: &Code) -> String {
        self.units.first().map_or_else(|| body.to_string(), |unit| unit.name(body))
    }

    /// Reads an act on a unit of this round: JSON as `docs/assurance.md` and the record have it.
    ///
    /// Errors: every field that is missing, not what it should be, or not known.
    pub fn read_act(&self, value: &Value) -> Result<Act, Findings> {
        read_round_act(value, &self.definition)
    }

    pub(crate) fn kept_definition(&self) -> &KeptDefinition {
        &self.definition
    }
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
            .or_else(|| {
                whos().find(|who| self.assessment().offices_for(act, &who.body).contains(&who.office))
            })
            .or_else(|| whos().next())
    }
}
