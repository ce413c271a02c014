use jiff::Timestamp;
use store::{Id, NewAudit};

use super::operator::Operator;
use crate::actor::Actor;
use crate::desk::Desk;
use crate::operation::Operation;
use crate::permission::allow;
use crate::refusal::Refusal;

/// Takes a token of the actor's own back. One that was taken back already is no error.
///
/// Errors: `NotFound` when it isn't theirs.
pub async fn revoke_token(desk: &Desk, actor: &Actor, token: &Id, now: Timestamp) -> Result<(), Refusal> {
    allow(actor, Operation::RevokeToken, None)?;
    let Some(person) = &actor.person else { return Err(Refusal::SignInFirst) };
    revoke(desk, person, person, token, now).await
}

/// The same of somebody else, for the operator.
///
/// Errors: `NotFound` when it isn't theirs.
pub async fn revoke_token_of(
    desk: &Desk,
    operator: &Operator,
    owner: &Id,
    token: &Id,
    now: Timestamp,
) -> Result<(), Refusal> {
    revoke(desk, &operator.person, owner, token, now).await
}

async fn revoke(desk: &Desk, by: &Id, owner: &Id, token: &Id, now: Timestamp) -> Result<(), Refusal> {
    let mut tx = desk.store().tx().await?;
    if !tx.api_tokens_of(owner).await?.iter().any(|own| own.id == *token) {
        return Err(Refusal::NotFound);
    }
    tx.revoke_api_token(token, now).await?;
    let line = NewAudit {
        person: Some(by),
        act: "revoke-token",
        on_kind: "token",
        on_id: token.as_str(),
        ..NewAudit::default()
    };
    tx.append_audit(&line, now).await?;
    tx.commit().await?;
    Ok(())
}
