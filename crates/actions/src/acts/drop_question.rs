use jiff::Timestamp;
use store::{Id, NewAudit};

use super::see_question::found;
use crate::actor::Actor;
use crate::desk::Desk;
use crate::operation::Operation;
use crate::permission::allow;
use crate::refusal::Refusal;

/// Drops a question, if its version is still the one that was seen. Answers that were asked with it stay.
///
/// Errors: `NotFound`; `Forbidden`; `Stale`.
pub async fn drop_question(
    desk: &Desk,
    actor: &Actor,
    id: &Id,
    seen: i64,
    now: Timestamp,
) -> Result<(), Refusal> {
    let mut tx = desk.store().tx().await?;
    let question = found(desk, &mut tx, actor, id, now).await?;
    allow(actor, Operation::WriteQuestion, Some(&question.body))?;
    tx.delete_draft(id, seen).await?;
    let line = NewAudit {
        person: actor.person.as_ref(),
        body: Some(&question.body),
        act: "drop-question",
        on_kind: "draft",
        on_id: id.as_str(),
        before: Some(&store::content_hash(question.scenario.as_bytes())),
        ..NewAudit::default()
    };
    tx.append_audit(&line, now).await?;
    tx.commit().await?;
    Ok(())
}
