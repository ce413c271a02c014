use jiff::Timestamp;
use store::NewAudit;

use super::change_password::check_password;
use super::known::Known;
use super::operator::ACCOUNT;
use crate::actor::Actor;
use crate::desk::Desk;
use crate::operation::Operation;
use crate::permission::allow;
use crate::refusal::Refusal;

/// Sets the password of somebody who has forgotten theirs, and ends every session of theirs. They change it
/// themselves when they have signed in.
///
/// Errors: `Forbidden`; `NotFound` when there is no such account; `Stale`; `WrongState` for the actor's own (which
/// asks for the old one), the operator's, and a closed one; `Invalid` when the password is too short.
pub async fn set_password(
    desk: &Desk,
    actor: &Actor,
    account: impl Into<Known<'_>>,
    new: &str,
    now: Timestamp,
) -> Result<(), Refusal> {
    allow(actor, Operation::SetPassword, None)?;
    let account = account.into();
    if actor.person.as_ref() == Some(account.id) {
        return Err(Refusal::WrongState { allowed: vec!["change it with the old one"] });
    }
    check_password(new)?;
    let hash = desk.hash_password(new).await?;
    let mut tx = desk.store().tx().await?;
    let person = account.unchanged(&mut tx).await?;
    // Nobody signs in as the operator.
    if person.email == ACCOUNT || person.closed.is_some_and(|closed| closed <= now) {
        return Err(Refusal::WrongState { allowed: vec!["make another account"] });
    }
    tx.set_password_hash(&person.id, Some(&hash)).await?;
    tx.end_sessions_of(&person.id).await?;
    let line = NewAudit {
        person: actor.person.as_ref(),
        act: "set-password",
        on_kind: "person",
        on_id: person.id.as_str(),
        ..NewAudit::default()
    };
    tx.append_audit(&line, now).await?;
    tx.commit().await?;
    Ok(())
}
