use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Timestamp;
use register::Snapshot;
use store::{Signature, View};
use vocabulary::Code;

use super::see_history::names;
use super::see_register::current;
use crate::actor::Actor;
use crate::desk::Desk;
use crate::operation::Operation;
use crate::permission::allow;
use crate::refusal::Refusal;
use crate::signatures::{FigureState, KnownFigure, known};

/// What units say that figures of a register should be, and the register doesn't say yet.
#[derive(Debug, Clone)]
pub struct SeenCorrections {
    /// What the register says now.
    pub snapshot: Arc<Snapshot>,
    /// Each, by unit, then in the order of the register.
    pub open: Vec<Correction>,
}

/// A correction that nobody has answered yet.
#[derive(Debug, Clone, PartialEq)]
pub struct Correction {
    /// The unit that says so.
    pub unit: Code,
    /// The figure with its word, which has a value.
    pub known: KnownFigure,
}

impl Correction {
    /// What it should be.
    pub fn value(&self) -> &str {
        self.known.word.as_ref().and_then(|word| word.corrected_value.as_deref()).unwrap_or_default()
    }

    /// Why.
    pub fn reason(&self) -> &str {
        self.known.word.as_ref().map_or("", |word| &word.reason)
    }
}

/// The open corrections of a register: for the data stewards of its body, who read it whole. One of a value that the
/// register no longer has isn't among them, nor one that was declined.
///
/// Errors: `Forbidden`; `NotFound` when there is no such register.
pub async fn see_corrections(
    desk: &Desk,
    actor: &Actor,
    body: &Code,
    register: &str,
    now: Timestamp,
) -> Result<SeenCorrections, Refusal> {
    allow(actor, Operation::SeeCorrections, Some(body))?;
    open(desk, &mut desk.store().view().await?, body, register, now).await
}

/// The open corrections of a register, within a view.
pub(super) async fn open(
    desk: &Desk,
    view: &mut View,
    body: &Code,
    register: &str,
    now: Timestamp,
) -> Result<SeenCorrections, Refusal> {
    let found = current(desk, view, body, register, now).await?.ok_or(Refusal::NotFound)?;
    let mut by_unit: BTreeMap<Code, Vec<Signature>> = BTreeMap::new();
    for word in view.signatures_of_register(body, register).await? {
        by_unit.entry(word.unit.clone()).or_default().push(word);
    }
    let mut open = Vec::new();
    for (unit, words) in by_unit {
        let mut figures = known(&found.snapshot, &unit, words);
        figures.retain(|known| known.state == FigureState::Corrected);
        open.extend(figures.into_iter().map(|known| Correction { unit: unit.clone(), known }));
    }
    let people: BTreeSet<_> =
        open.iter().filter_map(|one| one.known.word.as_ref()).map(|word| word.person.clone()).collect();
    let names = names(view, people.iter()).await?;
    for one in &mut open {
        one.known.by = one.known.word.as_ref().and_then(|word| names.get(&word.person)).cloned();
    }
    Ok(SeenCorrections { snapshot: found.snapshot, open })
}
