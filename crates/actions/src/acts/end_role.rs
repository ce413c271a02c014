use jiff::Timestamp;
use store::{Id, NewAudit};
use vocabulary::Code;

use crate::actor::Actor;
use crate::desk::Desk;
use crate::operation::Operation;
use crate::permission::allow;
use crate::refusal::Refusal;

/// Ends a role that is held at a body, from now on.
///
/// Errors: `Forbidden`; `NotFound` when nobody holds such a role there now.
pub async fn end_role(
    desk: &Desk,
    actor: &Actor,
    body: &Code,
    role: &Id,
    now: Timestamp,
) -> Result<(), Refusal> {
    allow(actor, Operation::EndRole, Some(body))?;
    let mut tx = desk.store().tx().await?;
    if !tx.roles_of_body(body, now).await?.iter().any(|held| held.id == *role) {
        return Err(Refusal::NotFound);
    }
    tx.end_role(role, now).await?;
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
