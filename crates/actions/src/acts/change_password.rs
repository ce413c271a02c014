use jiff::Timestamp;
use store::NewAudit;
use vocabulary::{Finding, Place};

use crate::actor::Actor;
use crate::desk::Desk;
use crate::operation::Operation;
use crate::permission::allow;
use crate::refusal::Refusal;

/// Shorter ones are guessed; longer ones than this cost too much to hash.
const LENGTH: std::ops::RangeInclusive<usize> = 12..=1024;

/// Changes the actor's own password. Every session of theirs ends.
///
/// Errors: `WrongCredentials` when the old one is wrong; `Invalid` when the new one is too short.
pub async fn change_password(
    desk: &Desk,
    actor: &Actor,
    old: &str,
    new: &str,
    now: Timestamp,
) -> Result<(), Refusal> {
    allow(actor, Operation::ChangePassword, None)?;
    let Some(id) = &actor.person else { return Err(Refusal::SignInFirst) };
    check_password(new)?;
    let person = desk.store().view().await?.person(id).await?.ok_or(Refusal::NotFound)?;
    if !desk.is_password(old, person.password_hash.as_deref()).await? {
        return Err(Refusal::WrongCredentials);
    }
    let hash = desk.hash_password(new).await?;
    let mut tx = desk.store().tx().await?;
    // Somebody else may have set another one while this one was hashed.
    let unchanged = tx.person(id).await?.is_some_and(|now| now.version == person.version);
    if !unchanged {
        return Err(Refusal::Stale { current_version: person.version + 1 });
    }
    tx.set_password_hash(id, Some(&hash)).await?;
    tx.end_sessions_of(id).await?;
    let line = NewAudit {
        person: Some(id),
        act: "change-password",
        on_kind: "person",
        on_id: id.as_str(),
        ..NewAudit::default()
    };
    tx.append_audit(&line, now).await?;
    tx.commit().await?;
    Ok(())
}

/// Errors: `Invalid` when a password is too short or too long.
pub(super) fn check_password(password: &str) -> Result<(), Refusal> {
    let length = password.chars().count();
    if LENGTH.contains(&length) {
        return Ok(());
    }
    let place = Place::cell("account", "", "password");
    Err(Refusal::Invalid(vec![
        Finding::error("password-length", place, format!("{length} characters"))
            .expected(format!("{} to {} characters", LENGTH.start(), LENGTH.end()))
            .action("Choose a longer one; three words are easy to remember."),
    ]))
}
