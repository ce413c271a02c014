use jiff::Timestamp;
use store::RoundFile;
use vocabulary::Code;

use super::act_on_round::seen_round;
use crate::actor::Actor;
use crate::desk::Desk;
use crate::operation::Operation;
use crate::permission::allow;
use crate::refusal::Refusal;

/// A file that shows an answer of a unit, for who sees the answer: what it is, and its bytes.
///
/// Errors: `NotFound` when there is no such round, unit or file, or they aren't told of it.
pub async fn see_round_file(
    desk: &Desk,
    actor: &Actor,
    (round, unit): (&Code, &Code),
    hash: &str,
    now: Timestamp,
) -> Result<(RoundFile, Vec<u8>), Refusal> {
    allow(actor, Operation::SeeRound, None)?;
    let mut view = desk.store().view().await?;
    let whole = seen_round(desk, &mut view, actor, round, now).await?;
    let file = whole.of_unit(unit).and_then(|seen| seen.file(hash)).ok_or(Refusal::NotFound)?;
    let bytes = view.round_file(&file.reference, unit, hash).await?.ok_or(Refusal::NotFound)?;
    Ok((file.clone(), bytes))
}
