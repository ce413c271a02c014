use jiff::Timestamp;
use store::NewAudit;
use vocabulary::Code;

use super::known::Known;
use crate::actor::Actor;
use crate::desk::Desk;
use crate::operation::Operation;
use crate::permission::allow;
use crate::refusal::Refusal;

/// Ends a role that is held at a body, from now on. `role` is its id; with a version it is refused when the account
/// that holds it was changed since.
///
/// Errors: `Forbidden`; `NotFound` when nobody holds such a role there now; `Stale`.
pub async fn end_role(
    desk: &Desk,
    actor: &Actor,
    body: &Code,
    role: impl Into<Known<'_>>,
    now: Timestamp,
) -> Result<(), Refusal> {
    allow(actor, Operation::EndRole, Some(body))?;
    let Known { id: role, seen } = role.into();
    let mut tx = desk.store().tx().await?;
    let held = tx.roles_of_body(body, now).await?.into_iter().find(|held| held.id == *role);
    let held = held.ok_or(Refusal::NotFound)?;
    Known { id: &held.person, seen }.unchanged(&mut tx).await?;
    tx.end_role(role, now).await?;
    tx.count_change_of_person(&held.person).await?;
    let line = NewAudit {
        person: actor.person.as_ref(),
        body: Some(body),
        act: "end-role",
        on_kind: "role",
        on_id: role.as_str(),
        ..NewAudit::default()
    };
    tx.append_audit(&line, now).await?;
    tx.commit().await?;
    Ok(())
}
