use jiff::Timestamp;
use store::NewAudit;

use super::known::Known;
use crate::actor::Actor;
use crate::desk::Desk;
use crate::operation::Operation;
use crate::permission::allow;
use crate::refusal::Refusal;

/// Closes an account: from now on it can't be used, and its sessions end. What its holder did stays.
///
/// Errors: `Forbidden`, `NotFound`, `Stale`; `WrongState` for the actor's own account.
pub async fn close_person(
    desk: &Desk,
    actor: &Actor,
    account: impl Into<Known<'_>>,
    now: Timestamp,
) -> Result<(), Refusal> {
    allow(actor, Operation::ClosePerson, None)?;
    let account = account.into();
    let person = account.id;
    if actor.person.as_ref() == Some(person) {
        return Err(Refusal::WrongState { allowed: vec!["ask another administrator"] });
    }
    let mut tx = desk.store().tx().await?;
    account.unchanged(&mut tx).await?;
    tx.close_person(person, Some(now)).await?;
    tx.end_sessions_of(person).await?;
    let line = NewAudit {
        person: actor.person.as_ref(),
        act: "close-person",
        on_kind: "person",
        on_id: person.as_str(),
        ..NewAudit::default()
    };
    tx.append_audit(&line, now).await?;
    tx.commit().await?;
    Ok(())
}
