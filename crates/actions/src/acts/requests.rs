use jiff::{Timestamp, ToSpan};
use store::{Claim, KeptResponse, content_hash};

use crate::actor::Actor;
use crate::desk::Desk;
use crate::refusal::Refusal;

/// So long a key of a request is known.
const KEY_HOURS: i64 = 24;

/// Claims the key of a request in the actor's own name, before the request is carried out. It is an act of its own:
/// a request that broke off stays begun, and is never carried out a second time.
///
/// Errors: `SignInFirst`: nobody's keys aren't kept.
pub async fn claim_request(
    desk: &Desk,
    actor: &Actor,
    key: &str,
    request_hash: &str,
    now: Timestamp,
) -> Result<Claim, Refusal> {
    let Some(person) = &actor.person else { return Err(Refusal::SignInFirst) };
    let mut tx = desk.store().tx().await?;
    let claim = tx.claim_key(person, key, request_hash, now + KEY_HOURS.hours(), now).await?;
    tx.commit().await?;
    Ok(claim)
}

/// What stands for a secret of a request in the hash that its key is kept with: as dear to guess as a password.
///
/// Errors: when it can't be hashed.
pub async fn hide_secret(desk: &Desk, key: &str, secret: &str) -> Result<String, Refusal> {
    desk.slow_hash(secret, &content_hash(key.as_bytes())).await
}

/// Keeps what was answered to a claimed request, so that it is answered again and not done again.
///
/// Errors: `NotFound` when the key wasn't claimed.
pub async fn keep_answer(
    desk: &Desk,
    actor: &Actor,
    key: &str,
    answer: &KeptResponse,
) -> Result<(), Refusal> {
    let Some(person) = &actor.person else { return Err(Refusal::SignInFirst) };
    let mut tx = desk.store().tx().await?;
    tx.keep_response(person, key, answer).await?;
    tx.commit().await?;
    Ok(())
}

/// Gives a claimed key back, because the request was refused and nothing was done: it may be sent again.
///
/// Errors: when the database can't be reached.
pub async fn release_request(desk: &Desk, actor: &Actor, key: &str) -> Result<(), Refusal> {
    let Some(person) = &actor.person else { return Err(Refusal::SignInFirst) };
    let mut tx = desk.store().tx().await?;
    tx.release_key(person, key).await?;
    tx.commit().await?;
    Ok(())
}

/// Whether the database answers.
///
/// Errors: when it doesn't.
pub async fn is_well(desk: &Desk) -> Result<(), Refusal> {
    desk.store().view().await?.audit_after(0, 1).await?;
    Ok(())
}
