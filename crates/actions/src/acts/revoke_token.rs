use jiff::Timestamp;
use store::{Id, NewAudit};

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
    let mut tx = desk.store().tx().await?;
    if !tx.api_tokens_of(person).await?.iter().any(|own| own.id == *token) {
        return Err(Refusal::NotFound);
    }
    tx.revoke_api_token(token, now).await?;
    let line = NewAudit {
        person: Some(person),
        act: "revoke-token",
        on_kind: "token",
        on_id: token.as_str(),
        ..NewAudit::default()
    };
    tx.append_audit(&line, now).await?;
    tx.commit().await?;
    Ok(())
}
