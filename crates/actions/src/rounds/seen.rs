//! A round, and each of its units, as somebody sees it.

use std::sync::Arc;

use assurance::{Act, ActKind, Definition};
use exchange::assurance::{KeptDefinition, read_round_act};
use jiff::Timestamp;
use register::Snapshot;
use serde_json::Value;
use store::RoundHead;
use vocabulary::{Code, Date, Findings, Office, Who};

use super::kept::{KeptRound, KeptUnit, day_of};
use super::seen_unit::{SeenUnit, seen_unit};
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
