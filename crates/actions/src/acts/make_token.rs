use std::collections::BTreeSet;

use jiff::{Timestamp, ToSpan};
use store::{Id, NewApiToken, NewAudit};
use vocabulary::{Finding, Place};

use super::operator::Operator;
use crate::actor::Actor;
use crate::desk::Desk;
use crate::operation::Operation;
use crate::permission::allow;
use crate::refusal::Refusal;
use crate::secret::Secret;

/// A token that was made.
#[derive(Debug)]
pub struct MadeToken {
    /// Its name in the store.
    pub id: Id,
    /// Shown once; kept only as its hash.
    pub secret: Secret,
}

/// No token lives longer.
const DAYS_MAX: i64 = 366;

/// Makes a token of the API in the actor's own name. It can do what is in its scope, as far as its owner may.
///
/// Errors: `Invalid` when the scope is empty, it would live too long, or it has no label.
pub async fn make_token(
    desk: &Desk,
    actor: &Actor,
    label: &str,
    scope: &BTreeSet<Operation>,
    days: i64,
    now: Timestamp,
) -> Result<MadeToken, Refusal> {
    allow(actor, Operation::MakeToken, None)?;
    let Some(person) = &actor.person else { return Err(Refusal::SignInFirst) };
    make(desk, person, person, (label, scope, days), now).await
}

/// The same in the name of somebody else, for the operator: it can do what its owner may.
///
/// Errors: as [`make_token`]; `NotFound` when there is no such person.
pub async fn make_token_for(
    desk: &Desk,
    operator: &Operator,
    owner: &Id,
    shape: (&str, &BTreeSet<Operation>, i64),
    now: Timestamp,
) -> Result<MadeToken, Refusal> {
    desk.store().view().await?.person(owner).await?.ok_or(Refusal::NotFound)?;
    make(desk, &operator.person, owner, shape, now).await
}

async fn make(
    desk: &Desk,
    by: &Id,
    owner: &Id,
    (label, scope, days): (&str, &BTreeSet<Operation>, i64),
    now: Timestamp,
) -> Result<MadeToken, Refusal> {
    let label = label.trim();
    let seen =
        format!("a label of {} characters, {} operations, {days} days", label.chars().count(), scope.len());
    if label.is_empty() || label.chars().count() > 100 || scope.is_empty() || !(1..=DAYS_MAX).contains(&days)
    {
        return Err(Refusal::Invalid(vec![
            Finding::error("token-shape", Place::table("token"), seen)
                .expected(format!(
                    "a label of 1 to 100 characters, one operation or more, 1 to {DAYS_MAX} days"
                ))
                .action("Correct it."),
        ]));
    }
    let secret = Secret::new()?;
    let words: Vec<&str> = scope.iter().map(|operation| operation.word()).collect();
    let hash = secret.hash();
    let scope = words.join(" ");
    let new = NewApiToken {
        token_hash: &hash,
        person: owner,
        label,
        scope: &scope,
        expires: now + (days * 24).hours(),
    };
    let mut tx = desk.store().tx().await?;
    let id = tx.add_api_token(&new, now).await?;
    let line = NewAudit {
        person: Some(by),
        act: "make-token",
        on_kind: "token",
        on_id: id.as_str(),
        ..NewAudit::default()
    };
    tx.append_audit(&line, now).await?;
    tx.commit().await?;
    Ok(MadeToken { id, secret })
}
