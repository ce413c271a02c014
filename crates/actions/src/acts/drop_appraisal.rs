use exchange::write_appraisal;
use jiff::Timestamp;
use store::{Id, NewAudit};

use super::see_appraisal::weighing;
use crate::actor::Actor;
use crate::desk::Desk;
use crate::operation::Operation;
use crate::permission::allow;
use crate::refusal::Refusal;

/// Drops an appraisal, if its version is still the one that was seen. Answers that were worked out from it stay.
///
/// Errors: `NotFound`; `Forbidden`; `Stale`.
pub async fn drop_appraisal(
    desk: &Desk,
    actor: &Actor,
    id: &Id,
    seen: i64,
    now: Timestamp,
) -> Result<(), Refusal> {
    let mut tx = desk.store().tx().await?;
    let before = weighing(desk, &mut tx, actor, id, now).await?;
    allow(actor, Operation::WriteAppraisal, Some(&before.body))?;
    tx.delete_draft(id, seen).await?;
    let line = NewAudit {
        person: actor.person.as_ref(),
        body: Some(&before.body),
        act: "drop-appraisal",
        on_kind: "draft",
        on_id: id.as_str(),
        before: Some(&store::content_hash(write_appraisal(&before.appraisal).as_bytes())),
        ..NewAudit::default()
    };
    tx.append_audit(&line, now).await?;
    tx.commit().await?;
    Ok(())
}
