use jiff::Timestamp;
use store::{NewAudit, NewImport};
use vocabulary::Code;

use super::confirm_import::Confirmed;
use crate::actor::Actor;
use crate::desk::Desk;
use crate::operation::Operation;
use crate::permission::allow;
use crate::recorded::record_act;
use crate::refusal::Refusal;

/// Makes the snapshot of an earlier import count again, as a new line of the history: nothing is lost by it.
///
/// Errors: `NotFound` when there was no such import; `Stale` when somebody imported since `seen`.
pub async fn undo_import(
    desk: &Desk,
    actor: &Actor,
    body: &Code,
    register: &str,
    back_to: i64,
    seen: i64,
    now: Timestamp,
) -> Result<Confirmed, Refusal> {
    allow(actor, Operation::UndoImport, Some(body))?;
    let mut tx = desk.store().tx().await?;
    let history = tx.imports(body, register).await?;
    let earlier = history.iter().find(|import| import.number == back_to).ok_or(Refusal::NotFound)?;
    let before = history.first().map(|import| import.snapshot_hash.clone());
    let title = format!("back to import {back_to}");
    let import = NewImport {
        body,
        register,
        seen,
        snapshot_hash: &earlier.snapshot_hash,
        title: &title,
        imported_by: actor.person.as_ref(),
    };
    let number = tx.add_import(&import, now).await?;
    let on_id = format!("{body}/{register}");
    let line = NewAudit {
        person: actor.person.as_ref(),
        body: Some(body),
        act: "undo-import",
        on_kind: "register",
        on_id: &on_id,
        before: before.as_deref(),
        after: Some(&earlier.snapshot_hash),
    };
    let line = tx.append_audit(&line, now).await?;
    let receipt = record_act(&mut tx, actor, Operation::UndoImport, &line, &[], now).await?;
    tx.commit().await?;
    let snapshot_hash = earlier.snapshot_hash.clone();
    Ok(Confirmed { number, snapshot_hash, receipt, audit: line.receipt })
}
