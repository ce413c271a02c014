use std::collections::BTreeSet;

use jiff::Timestamp;

use super::see_register::{CurrentRegister, current};
use crate::actor::Actor;
use crate::desk::Desk;
use crate::operation::Operation;
use crate::permission::allow;
use crate::refusal::Refusal;

/// The register that the market shows: the first by body and name, without any unit's books. None when nothing was
/// imported yet.
///
/// Errors: `SignInFirst`.
pub async fn see_market(
    desk: &Desk,
    actor: &Actor,
    now: Timestamp,
) -> Result<Option<CurrentRegister>, Refusal> {
    allow(actor, Operation::SeeMarket, None)?;
    let mut view = desk.store().view().await?;
    let Some(first) = view.registers().await?.into_iter().next() else { return Ok(None) };
    let found = current(desk, &mut view, &first.body, &first.register, now).await?;
    Ok(found
        .map(|found| CurrentRegister { snapshot: desk.opened(&found.snapshot, &BTreeSet::new()), ..found }))
}
