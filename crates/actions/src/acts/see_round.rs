use jiff::Timestamp;
use vocabulary::Code;

use super::act_on_round::seen_round;
use crate::actor::Actor;
use crate::desk::Desk;
use crate::operation::Operation;
use crate::permission::allow;
use crate::refusal::Refusal;
use crate::rounds::SeenRound;

/// A round as far as somebody sees it. What is published is everybody's.
///
/// Errors: `NotFound` when there is none, or they aren't told of any of its units.
pub async fn see_round(
    desk: &Desk,
    actor: &Actor,
    reference: &Code,
    now: Timestamp,
) -> Result<SeenRound, Refusal> {
    allow(actor, Operation::SeeRound, None)?;
    seen_round(desk, &mut desk.store().view().await?, actor, reference, now).await
}
