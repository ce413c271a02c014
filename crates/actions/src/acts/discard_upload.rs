use jiff::Timestamp;
use store::{Id, NewAudit};

use super::upload_register::KIND;
use super::upload_spend::KIND as PAYMENTS;
use crate::actor::Actor;
use crate::desk::Desk;
use crate::operation::Operation;
use crate::permission::allow;
use crate::refusal::Refusal;

/// Throws an upload away, of facts or of payments. The register stays as it is.
///
/// Errors: `NotFound` when there is none, or it is another body's; `Stale`.
pub async fn discard_upload(
    desk: &Desk,
    actor: &Actor,
    draft: &Id,
    version: i64,
    now: Timestamp,
) -> Result<(), Refusal> {
    let mut tx = desk.store().tx().await?;
    let is_upload = |kind: &str| kind == KIND || kind == PAYMENTS;
    let found = tx.draft(draft).await?.filter(|draft| is_upload(&draft.kind)).ok_or(Refusal::NotFound)?;
    allow(actor, Operation::ChangeUpload, Some(&found.body)).map_err(|_| Refusal::NotFound)?;
    tx.delete_draft(draft, version).await?;
    let line = NewAudit {
        person: actor.person.as_ref(),
        body: Some(&found.body),
        act: "discard-upload",
        on_kind: "draft",
        on_id: draft.as_str(),
        ..NewAudit::default()
    };
    tx.append_audit(&line, now).await?;
    tx.commit().await?;
    Ok(())
}
