//! Who sees a unit's books, and who the effect in bands (`docs/decisions/0010-who-sees-what.md`).

use std::collections::BTreeSet;

use appraisal::input::Appraisal;
use appraisal::run::scenario_of;
use register::tables::Role as BodyRole;
use register::{Rulebook, Snapshot};
use stability::model::scope_of;
use stability::scenario::Scenario;
use vocabulary::Code;

use crate::actor::Actor;

/// How much of an answer somebody sees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sight {
    /// Everything: they keep, or oversee, the books of every unit in it.
    Books,
    /// The effect in bands.
    Bands,
    /// Of what another body shared: what moves, and the lines of these bodies, in bands.
    Line(BTreeSet<Code>),
}

impl Sight {
    /// Everything?
    pub fn is_books(&self) -> bool {
        *self == Sight::Books
    }
}

/// Does a body oversee another: itself, through those between, or as one that oversees nationally?
pub fn oversees(snapshot: &Snapshot, oversight: &Code, body: &Code) -> bool {
    let above = |code: &Code| snapshot.body(code).and_then(|row| row.oversight_code.clone());
    let mut seen = BTreeSet::from([body.clone()]);
    let mut next = above(body);
    while let Some(code) = next {
        if code == *oversight {
            return true;
        }
        if !seen.insert(code.clone()) {
            break;
        }
        next = above(&code);
    }
    oversight != body && is_national(snapshot, oversight)
}

/// Oversees others, and nobody oversees it.
fn is_national(snapshot: &Snapshot, code: &Code) -> bool {
    let oversees_nobody_above = snapshot.body(code).is_some_and(|row| {
        row.roles.0.contains(&BodyRole::Oversight)
            && row.oversight_code.as_ref().is_none_or(|above| above == code)
    });
    let below = |row: &register::tables::Body| {
        row.oversight_code.as_ref() == Some(code)
            && row.body_code != *code
            && row.roles.0.contains(&BodyRole::Oversight)
    };
    oversees_nobody_above && snapshot.rows.bodies.iter().any(below)
}

/// The units whose books an answer to a scenario rests on: those that it leaves or joins, and those that others
/// could go to meanwhile.
pub fn units_of(snapshot: &Snapshot, scenario: &Scenario) -> BTreeSet<Code> {
    with_books(snapshot, scope_of(snapshot, scenario, scenario.moves.is_empty()))
}

/// The units whose books the answer to an appraisal rests on: the one that is bought from, and those of each option.
pub fn units_weighed(snapshot: &Snapshot, rulebook: &Rulebook, appraisal: &Appraisal) -> BTreeSet<Code> {
    let of_option = |option| {
        let scenario = scenario_of(snapshot, rulebook, appraisal, option);
        let closes = Some(appraisal.supplier.clone());
        scope_of(snapshot, &Scenario { closes, ..scenario }, false)
    };
    let mut scope: BTreeSet<Code> = appraisal.options.iter().flat_map(of_option).collect();
    scope.insert(appraisal.supplier.clone());
    with_books(snapshot, scope)
}

fn with_books(snapshot: &Snapshot, mut scope: BTreeSet<Code>) -> BTreeSet<Code> {
    scope.retain(|code| {
        snapshot.body(code).is_some_and(|row| row.roles.0.contains(&BodyRole::Unit))
            || snapshot.rows.cost_pools.iter().any(|pool| pool.unit_code == *code)
    });
    scope
}

/// Books for who keeps or oversees the books of every one of some units; bands for everybody else, and when there
/// are none.
pub fn sight_of(actor: &Actor, snapshot: &Snapshot, units: &BTreeSet<Code>) -> Sight {
    let sees = |unit: &Code| {
        actor.roles.iter().any(|(body, role)| {
            (role.keeps_books() && body == unit) || (role.oversees() && oversees(snapshot, body, unit))
        })
    };
    if !units.is_empty() && units.iter().all(sees) { Sight::Books } else { Sight::Bands }
}
