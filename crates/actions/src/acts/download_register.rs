use jiff::Timestamp;
use store::NewAudit;
use vocabulary::Code;

use crate::actor::Actor;
use crate::desk::Desk;
use crate::operation::Operation;
use crate::permission::allow;
use crate::refusal::Refusal;

/// The whole pack of an import, as a zip. It holds the books of units, so only who keeps the register may have it.
///
/// Errors: `Forbidden`; `NotFound` when there was no such import.
pub async fn download_register(
    desk: &Desk,
    actor: &Actor,
    body: &Code,
    register: &str,
    number: i64,
    now: Timestamp,
) -> Result<Vec<u8>, Refusal> {
    allow(actor, Operation::DownloadRegister, Some(body))?;
    let mut tx = desk.store().tx().await?;
    let history = tx.imports(body, register).await?;
    let import = history.into_iter().find(|import| import.number == number).ok_or(Refusal::NotFound)?;
    let kept = tx.snapshot(&import.snapshot_hash).await?.ok_or(Refusal::NotFound)?;
    let blob = tx.blob(&kept.pack_hash).await?.ok_or(Refusal::NotFound)?;
    let on_id = format!("{body}/{register}");
    let line = NewAudit {
        person: actor.person.as_ref(),
        body: Some(body),
        act: "download-register",
        on_kind: "register",
        on_id: &on_id,
        after: Some(&import.snapshot_hash),
        ..NewAudit::default()
    };
    tx.append_audit(&line, now).await?;
    tx.commit().await?;
    Ok(blob.bytes)
}
