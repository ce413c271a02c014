use jiff::Timestamp;
use store::{Id, Typing};
use vocabulary::Code;

use super::act_on_case::seen_case;
use crate::actor::Actor;
use crate::cases::SeenCase;
use crate::desk::Desk;
use crate::operation::Operation;
use crate::permission::allow;
use crate::refusal::Refusal;

/// A case as far as somebody sees it. A published one has its public version for everybody.
///
/// Errors: `NotFound` when there is none, or they aren't told of it.
pub async fn see_case(
    desk: &Desk,
    actor: &Actor,
    reference: &Code,
    now: Timestamp,
) -> Result<SeenCase, Refusal> {
    allow(actor, Operation::SeeCase, None)?;
    let mut view = desk.store().view().await?;
    seen_case(desk, &mut view, actor, reference, now).await
}

/// Which answers the exhibits of a case are, those that somebody sees: hash and result.
///
/// Errors: as `see_case`.
pub async fn see_case_exhibits(
    desk: &Desk,
    actor: &Actor,
    reference: &Code,
    now: Timestamp,
) -> Result<Vec<(String, Id)>, Refusal> {
    allow(actor, Operation::SeeCase, None)?;
    let mut view = desk.store().view().await?;
    let case = seen_case(desk, &mut view, actor, reference, now).await?;
    let known = view.case_exhibits(reference).await?;
    let shown = case.view().exhibits;
    Ok(known.into_iter().filter(|(hash, _)| shown.iter().any(|one| one.hash.as_str() == hash)).collect())
}

/// What somebody was typing into a case and didn't save.
///
/// Errors: as `see_case`; `SignInFirst`; `Forbidden` with a token that isn't for cases.
pub async fn see_typing(
    desk: &Desk,
    actor: &Actor,
    reference: &Code,
    now: Timestamp,
) -> Result<Vec<Typing>, Refusal> {
    let Some(person) = &actor.person else { return Err(Refusal::SignInFirst) };
    allow(actor, Operation::SeeCase, None)?;
    let mut view = desk.store().view().await?;
    seen_case(desk, &mut view, actor, reference, now).await?;
    Ok(view.case_typing(reference, person).await?)
}
