use std::collections::BTreeSet;
use std::sync::Arc;

use exchange::{Limits, read_pack_bytes};
use jiff::Timestamp;
use register::Snapshot;
use store::{Import, StoreError, View};
use vocabulary::Code;

use crate::Role;
use crate::actor::Actor;
use crate::desk::Desk;
use crate::operation::Operation;
use crate::permission::allow;
use crate::refusal::Refusal;
use crate::sight::sight_of;

/// A register as it counted at a moment.
#[derive(Debug, Clone)]
pub struct CurrentRegister {
    /// The line of its history.
    pub import: Import,
    /// What it says.
    pub snapshot: Arc<Snapshot>,
}

/// The register of a body as it counted at a moment: now, or as it was. Without the books of the units that the actor
/// neither keeps nor oversees, except for the body's own data stewards, who bring it in.
///
/// Errors: `NotFound` when there was none.
pub async fn see_register(
    desk: &Desk,
    actor: &Actor,
    body: &Code,
    register: &str,
    at: Timestamp,
) -> Result<CurrentRegister, Refusal> {
    allow(actor, Operation::SeeRegister, Some(body))?;
    let mut view = desk.store().view().await?;
    let found = current(desk, &mut view, body, register, at).await?.ok_or(Refusal::NotFound)?;
    if actor.is(Role::DataSteward, body) {
        return Ok(found);
    }
    let books = found.snapshot.rows.units.iter().map(|row| &row.unit_code);
    let books = books.chain(found.snapshot.rows.cost_pools.iter().map(|row| &row.unit_code));
    let books: BTreeSet<Code> =
        books.chain(found.snapshot.rows.post_groups.iter().map(|row| &row.unit_code)).cloned().collect();
    let sees = |unit: &Code| sight_of(actor, &found.snapshot, &BTreeSet::from([unit.clone()])).is_books();
    let open: BTreeSet<Code> = books.into_iter().filter(sees).collect();
    Ok(CurrentRegister { snapshot: desk.opened(&found.snapshot, &open), ..found })
}

/// The last import of every register, by body and name.
///
/// Errors: when the database can't be reached.
pub async fn see_registers(desk: &Desk, actor: &Actor) -> Result<Vec<Import>, Refusal> {
    allow(actor, Operation::SeeRegister, None)?;
    Ok(desk.store().view().await?.registers().await?)
}

/// The register that counted at a moment, read once and then remembered by its hash.
pub(super) async fn current(
    desk: &Desk,
    view: &mut View,
    body: &Code,
    register: &str,
    at: Timestamp,
) -> Result<Option<CurrentRegister>, Refusal> {
    let Some(import) = view.current_import(body, register, at).await? else { return Ok(None) };
    let snapshot = of_hash(desk, view, &import.snapshot_hash).await?;
    Ok(Some(CurrentRegister { import, snapshot }))
}

/// The register of a hash, read once and then remembered.
pub(crate) async fn of_hash(desk: &Desk, view: &mut View, hash: &str) -> Result<Arc<Snapshot>, Refusal> {
    if let Some(snapshot) = desk.remembered(hash) {
        return Ok(snapshot);
    }
    let broken = |why: &str| StoreError::Failed { why: format!("snapshot {hash}: {why}") };
    let kept = view.snapshot(hash).await?.ok_or_else(|| broken("is gone"))?;
    let blob = view.blob(&kept.pack_hash).await?.ok_or_else(|| broken("its pack is gone"))?;
    let (pack, _) = read_pack_bytes(&format!("{}.zip", kept.name), &blob.bytes, &Limits::default());
    let (snapshot, _) = Snapshot::of(&pack);
    if snapshot.hash != hash {
        return Err(broken("its pack reads as another register").into());
    }
    let snapshot = Arc::new(snapshot);
    desk.remember(&snapshot);
    Ok(snapshot)
}
