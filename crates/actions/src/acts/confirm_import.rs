use exchange::write_zip;
use jiff::Timestamp;
use record::Receipt;
use store::{Id, NewAudit, NewImport, NewSnapshot};

use super::upload_register::see_upload;
use crate::actor::Actor;
use crate::desk::Desk;
use crate::operation::Operation;
use crate::permission::allow;
use crate::recorded::record_act;
use crate::refusal::Refusal;

/// An import that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmed {
    /// The number of the snapshot in the register's history.
    pub number: i64,
    /// The register's hash.
    pub snapshot_hash: String,
    /// The receipt of its entry in the record.
    pub receipt: Receipt,
    /// Names the line of the audit.
    pub audit: Id,
}

/// Makes an upload the register that counts: snapshot, history, audit and the end of the draft in one transaction.
///
/// Errors: `NotFound`; `Invalid` while anything about it is an error; `Stale` when the draft was changed, or
/// somebody imported since `seen`.
pub async fn confirm_import(
    desk: &Desk,
    actor: &Actor,
    draft: &Id,
    version: i64,
    seen: i64,
    now: Timestamp,
) -> Result<Confirmed, Refusal> {
    let upload = see_upload(desk, actor, draft, now).await?;
    allow(actor, Operation::ConfirmImport, Some(&upload.body))?;
    if !upload.can_be_confirmed() {
        return Err(Refusal::Invalid(upload.findings));
    }
    let pack = write_zip(&upload.snapshot.all.to_raw(&upload.register)).map_err(Refusal::Invalid)?;
    let person = actor.person.as_ref();
    let mut tx = desk.store().tx().await?;
    let new = NewSnapshot {
        hash: &upload.snapshot.hash,
        pack: &pack,
        name: &upload.register,
        as_of: None,
        created_by: person,
    };
    tx.add_snapshot(&new, now).await?;
    let title = match upload.differences.len() {
        1 => "1 row differs".to_string(),
        several => format!("{several} rows differ"),
    };
    let import = NewImport {
        body: &upload.body,
        register: &upload.register,
        seen,
        snapshot_hash: &upload.snapshot.hash,
        title: &title,
        imported_by: person,
    };
    let number = tx.add_import(&import, now).await?;
    tx.delete_draft(draft, version).await?;
    let on_id = format!("{}/{}", upload.body, upload.register);
    let line = NewAudit {
        person,
        body: Some(&upload.body),
        act: "confirm-import",
        on_kind: "register",
        on_id: &on_id,
        after: Some(&upload.snapshot.hash),
        ..NewAudit::default()
    };
    let line = tx.append_audit(&line, now).await?;
    let receipt = record_act(&mut tx, actor, Operation::ConfirmImport, &line, &[], now).await?;
    tx.commit().await?;
    Ok(Confirmed { number, snapshot_hash: upload.snapshot.hash, receipt, audit: line.receipt })
}
