use store::AuditLine;
use vocabulary::Code;

use crate::actor::Actor;
use crate::desk::Desk;
use crate::operation::Operation;
use crate::permission::allow;
use crate::refusal::Refusal;

/// What was done for a body, latest first: at most `limit` lines before a number.
///
/// Errors: `Forbidden`.
pub async fn see_audit(
    desk: &Desk,
    actor: &Actor,
    body: &Code,
    before: i64,
    limit: i64,
) -> Result<Vec<AuditLine>, Refusal> {
    allow(actor, Operation::SeeAudit, Some(body))?;
    Ok(desk.store().view().await?.audit_of_body(body, before, limit).await?)
}
