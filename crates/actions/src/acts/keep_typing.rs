use casework::ActKind;
use jiff::Timestamp;
use vocabulary::Code;

use super::act_on_case::{doer, is_too_long, seen_case, too_long};
use crate::actor::Actor;
use crate::desk::Desk;
use crate::refusal::Refusal;

/// Keeps what somebody is typing into a section, in case their browser or their session ends before they save it. Only they see it.
///
/// Errors: `NotFound`; `Forbidden` when they don't write in this case; `Invalid` when it is too long.
pub async fn keep_typing(
    desk: &Desk,
    actor: &Actor,
    reference: &Code,
    (section, text): (casework::SectionId, &str),
    rests_on: &str,
    now: Timestamp,
) -> Result<(), Refusal> {
    let Some(person) = &actor.person else { return Err(Refusal::SignInFirst) };
    let mut tx = desk.store().tx().await?;
    let case = seen_case(desk, &mut tx, actor, reference, now).await?;
    doer(actor, &case, ActKind::Write, None)?;
    // Also when the case was sent meanwhile: what is half typed then is theirs to read.
    if !case.is_theirs(ActKind::Write) {
        return Err(Refusal::Forbidden);
    }
    if is_too_long(text) {
        return Err(too_long(reference));
    }
    tx.keep_typing((reference, person), (section.word(), text), rests_on, now).await?;
    tx.commit().await?;
    Ok(())
}
