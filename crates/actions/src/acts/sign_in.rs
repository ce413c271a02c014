use jiff::{Timestamp, ToSpan};
use store::{NewAudit, Session};

use crate::desk::Desk;
use crate::refusal::Refusal;
use crate::secret::Secret;

/// A session that has begun.
#[derive(Debug)]
pub struct SignedIn {
    /// What the browser is given; kept here only as its hash.
    pub secret: Secret,
    /// When it ends.
    pub expires: Timestamp,
}

/// A session ends after so many hours, whatever happens in it.
const SESSION_HOURS: i64 = 12;
/// After so many attempts that failed an account waits.
const ATTEMPTS_MAX: i64 = 5;
/// After so many attempts that failed a network address waits.
const ATTEMPTS_FROM_MAX: i64 = 50;
/// How long both wait, and how far back attempts count.
const WAIT_MINUTES: i64 = 15;

/// Signs somebody in with their password. The attempt is noted before the password is looked at, so that attempts
/// beside each other all count, on all servers together.
///
/// Errors: `TryLater` after too many attempts, whether or not there is such an account; `WrongCredentials`.
pub async fn sign_in(
    desk: &Desk,
    email: &str,
    password: &str,
    network_address: &str,
    now: Timestamp,
) -> Result<SignedIn, Refusal> {
    let mut tx = desk.store().tx().await?;
    let since = now - WAIT_MINUTES.minutes();
    let failed = tx.failed_attempts(email, since).await?;
    let failed_from = tx.failed_attempts_from(network_address, since).await?;
    if failed >= ATTEMPTS_MAX || failed_from >= ATTEMPTS_FROM_MAX {
        return Err(Refusal::TryLater { from: now + WAIT_MINUTES.minutes() });
    }
    let attempt = tx.note_attempt(email, network_address, now).await?;
    let person = tx.person_by_email(email).await?;
    tx.commit().await?;

    let open = person.filter(|person| person.closed.is_none_or(|closed| closed > now));
    let hash = open.as_ref().and_then(|person| person.password_hash.as_deref());
    let fits = desk.is_password(password, hash).await?;
    let Some(person) = open.filter(|_| fits) else { return Err(Refusal::WrongCredentials) };

    let secret = Secret::new()?;
    let expires = now + SESSION_HOURS.hours();
    let mut tx = desk.store().tx().await?;
    tx.attempt_succeeded(&attempt).await?;
    let session =
        Session { id_hash: secret.hash(), person: Some(person.id.clone()), data: Vec::new(), expires };
    tx.create_session(&session).await?;
    let line = NewAudit {
        person: Some(&person.id),
        act: "sign-in",
        on_kind: "person",
        on_id: person.id.as_str(),
        ..NewAudit::default()
    };
    tx.append_audit(&line, now).await?;
    tx.commit().await?;
    Ok(SignedIn { secret, expires })
}
