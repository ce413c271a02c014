use jiff::Timestamp;
use store::{Id, NewAudit, NewRole, StoreError};
use vocabulary::{Code, Finding, Place};

use super::known::Known;
use crate::Role;
use crate::actor::Actor;
use crate::desk::Desk;
use crate::operation::Operation;
use crate::permission::allow;
use crate::refusal::Refusal;

/// Gives somebody a role at a body, from now on.
///
/// Errors: `Forbidden`; `NotFound` when there is no such account; `Stale`; `Invalid` when they hold it already.
pub async fn give_role(
    desk: &Desk,
    actor: &Actor,
    account: impl Into<Known<'_>>,
    body: &Code,
    role: Role,
    now: Timestamp,
) -> Result<Id, Refusal> {
    allow(actor, Operation::GiveRole, Some(body))?;
    let mut tx = desk.store().tx().await?;
    let known = account.into().unchanged(&mut tx).await?;
    let new = NewRole {
        person: &known.id,
        body,
        role: role.word(),
        from: now,
        until: None,
        given_by: actor.person.as_ref(),
    };
    let id = match tx.give_role(&new, now).await {
        Err(StoreError::Taken { .. }) => return Err(held_already(role, body)),
        other => other?,
    };
    tx.count_change_of_person(&known.id).await?;
    let line = NewAudit {
        person: actor.person.as_ref(),
        body: Some(body),
        act: "give-role",
        on_kind: "role",
        on_id: id.as_str(),
        ..NewAudit::default()
    };
    tx.append_audit(&line, now).await?;
    tx.commit().await?;
    Ok(id)
}

fn held_already(role: Role, body: &Code) -> Refusal {
    Refusal::Invalid(vec![
        Finding::error("role-held", Place::cell("role", "", "role"), format!("{role} at {body}"))
            .expected("a role that they don't hold there yet")
            .action("Nothing is left to do."),
    ])
}
