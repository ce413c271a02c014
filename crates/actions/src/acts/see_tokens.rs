use store::{ApiToken, Id};

use super::operator::Operator;
use crate::actor::Actor;
use crate::desk::Desk;
use crate::operation::Operation;
use crate::permission::allow;
use crate::refusal::Refusal;

/// The actor's own tokens of the API, oldest first, without their secrets; the expired and revoked as well.
///
/// Errors: `SignInFirst`.
pub async fn see_tokens(desk: &Desk, actor: &Actor) -> Result<Vec<ApiToken>, Refusal> {
    allow(actor, Operation::SeeTokens, None)?;
    let Some(person) = &actor.person else { return Err(Refusal::SignInFirst) };
    Ok(desk.store().view().await?.api_tokens_of(person).await?)
}

/// The same of somebody else, for the operator.
///
/// Errors: when the database can't be reached.
pub async fn see_tokens_of(desk: &Desk, _operator: &Operator, person: &Id) -> Result<Vec<ApiToken>, Refusal> {
    Ok(desk.store().view().await?.api_tokens_of(person).await?)
}
