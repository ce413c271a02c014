use record::{Entry, Receipt};
use store::Id;
use vocabulary::Code;

use super::see_history::KnownImport;
use crate::actor::Actor;
use crate::desk::Desk;
use crate::operation::Operation;
use crate::permission::allow;
use crate::refusal::Refusal;

/// The acts that stand in the record, as the audit names them.
const RECORDED: [&str; 6] =
    ["confirm-import", "undo-import", "share-answer", "lock-weights", "open-weights", "decline-correction"];

/// Does an act stand in the record beside the audit?
pub fn is_recorded(act: &str) -> bool {
    RECORDED.contains(&act)
}

/// The receipt of the record of an import that somebody sees; none of one that came with Ballast.
///
/// Errors: when the database can't be reached.
pub async fn import_receipt(
    desk: &Desk,
    actor: &Actor,
    known: &KnownImport,
) -> Result<Option<Receipt>, Refusal> {
    allow(actor, Operation::SeeRegister, Some(&known.import.body))?;
    let Some(audit) = &known.receipt else { return Ok(None) };
    Ok(desk.store().view().await?.record_receipt_of(audit).await?)
}

/// The receipt of the record of an act for a body, by its receipt in the audit.
///
/// Errors: `Forbidden`; `NotFound` when the record has no such act for that body.
pub async fn audit_receipt(desk: &Desk, actor: &Actor, body: &Code, audit: &Id) -> Result<Receipt, Refusal> {
    allow(actor, Operation::SeeAudit, Some(body))?;
    let mut view = desk.store().view().await?;
    let receipt = view.record_receipt_of(audit).await?.ok_or(Refusal::NotFound)?;
    let number = i64::try_from(receipt.number).map_err(|_| Refusal::NotFound)?;
    let (text, _) = view.record_entry(&receipt.log, number).await?.ok_or(Refusal::NotFound)?;
    let is_theirs = Entry::parse(&text)
        .is_ok_and(|entry| entry.facts.get("body").is_some_and(|named| named == body.as_str()));
    if is_theirs { Ok(receipt) } else { Err(Refusal::NotFound) }
}
