use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::Timestamp;
use register::Snapshot;
use stability::scenario::Assumption;
use store::View;
use vocabulary::Code;

use super::see_history::names;
use super::see_register::{CurrentRegister, current};
use crate::actor::Actor;
use crate::desk::Desk;
use crate::operation::Operation;
use crate::permission::allow;
use crate::refusal::Refusal;
use crate::sight::sight_of;
use crate::signatures::{FigureState, KnownFigure, SignedCount, known};

/// The figures that a register derives or assumes about a unit, each with the unit's last word on it.
#[derive(Debug, Clone)]
pub struct SeenSignatures {
    /// The unit.
    pub unit: Code,
    /// Whose register.
    pub body: Code,
    /// Its name there.
    pub register: String,
    /// What the register says.
    pub snapshot: Arc<Snapshot>,
    /// The figures.
    pub figures: Vec<KnownFigure>,
}

impl SeenSignatures {
    /// How many are signed.
    pub fn count(&self) -> SignedCount {
        SignedCount {
            unit: self.unit.clone(),
            figures: self.figures.len(),
            signed: self.in_state(FigureState::is_signed),
        }
    }

    /// How many of the figures that an assumption is about are signed: signed, all.
    pub fn of_assumption(&self, assumption: &Assumption) -> (usize, usize) {
        let about = self.figures.iter().filter(|known| assumption.names(&known.figure.at));
        about.fold((0, 0), |(signed, all), known| (signed + usize::from(known.state.is_signed()), all + 1))
    }

    fn in_state(&self, is_so: impl Fn(FigureState) -> bool) -> usize {
        self.figures.iter().filter(|known| is_so(known.state)).count()
    }
}

/// What a unit says of the figures that are derived or assumed about it: for those who keep its books or oversee it.
///
/// Errors: `NotFound` for everybody else, and when no register knows the unit.
pub async fn see_signatures(
    desk: &Desk,
    actor: &Actor,
    unit: &Code,
    now: Timestamp,
) -> Result<SeenSignatures, Refusal> {
    let mut view = desk.store().view().await?;
    seen(desk, &mut view, actor, unit, now).await
}

/// The same, within a view.
pub(super) async fn seen(
    desk: &Desk,
    view: &mut View,
    actor: &Actor,
    unit: &Code,
    now: Timestamp,
) -> Result<SeenSignatures, Refusal> {
    allow(actor, Operation::SeeStanding, None)?;
    let found = register_of(desk, view, unit, now).await?.ok_or(Refusal::NotFound)?;
    if !sight_of(actor, &found.snapshot, &BTreeSet::from([unit.clone()])).is_books() {
        return Err(Refusal::NotFound);
    }
    said_of(view, unit, found).await
}

/// The figures about a unit that a register has, with the last word on each.
pub(super) async fn said_of(
    view: &mut View,
    unit: &Code,
    found: CurrentRegister,
) -> Result<SeenSignatures, Refusal> {
    let CurrentRegister { import, snapshot } = found;
    let mut words = view.signatures_of_unit(unit).await?;
    words.retain(|word| word.body == import.body && word.register == import.register);
    let mut figures = known(&snapshot, unit, words);
    let people = figures.iter().filter_map(|known| known.word.as_ref()).map(|word| &word.person);
    let names = names(view, people).await?;
    for known in &mut figures {
        known.by = known.word.as_ref().and_then(|word| names.get(&word.person)).cloned();
    }
    Ok(SeenSignatures { unit: unit.clone(), body: import.body, register: import.register, snapshot, figures })
}

/// The register that knows a unit: its own before others'.
pub(super) async fn register_of(
    desk: &Desk,
    view: &mut View,
    unit: &Code,
    now: Timestamp,
) -> Result<Option<CurrentRegister>, Refusal> {
    let mut all = view.registers().await?;
    all.sort_by_key(|import| import.body != *unit);
    for import in all {
        let found = current(desk, view, &import.body, &import.register, now).await?;
        let supplies = |found: &CurrentRegister| {
            found.snapshot.rows.agreement_lines.iter().any(|line| line.supplier_code == *unit)
        };
        if let Some(found) = found.filter(supplies) {
            return Ok(Some(found));
        }
    }
    Ok(None)
}
