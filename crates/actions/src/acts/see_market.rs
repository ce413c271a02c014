use std::collections::BTreeSet;

use jiff::Timestamp;
use store::View;

use super::see_register::{CurrentRegister, current};
use crate::actor::Actor;
use crate::desk::Desk;
use crate::operation::Operation;
use crate::permission::allow;
use crate::recent::Moment;
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
    // What was read a moment ago needs no view, and so no turn at a connection.
    if let Some(known) = desk.market().get("", Moment::of(desk.store(), now)) {
        return Ok(Some(known));
    }
    shown(desk, &mut desk.store().view().await?, now).await
}

/// The register that the market shows, for whatever is open in it.
pub(crate) async fn shown(
    desk: &Desk,
    view: &mut View,
    now: Timestamp,
) -> Result<Option<CurrentRegister>, Refusal> {
    let at = Moment::of(desk.store(), now);
    if let Some(known) = desk.market().get("", at) {
        return Ok(Some(known));
    }
    let shown = whole(desk, view, now)
        .await?
        .map(|found| CurrentRegister { snapshot: desk.opened(&found.snapshot, &BTreeSet::new()), ..found });
    if let Some(shown) = &shown {
        desk.market().put(String::new(), at, shown.clone());
    }
    Ok(shown)
}

/// The same register with the books of every unit: for what is worked out from it, never to be shown.
pub(super) async fn whole(
    desk: &Desk,
    view: &mut View,
    now: Timestamp,
) -> Result<Option<CurrentRegister>, Refusal> {
    let Some(first) = view.registers().await?.into_iter().next() else { return Ok(None) };
    current(desk, view, &first.body, &first.register, now).await
}
