use std::sync::Arc;

use exchange::write_zip;
use jiff::Timestamp;
use register::Snapshot;
use store::{NewAudit, NewImport, NewSnapshot};
use vocabulary::Code;

use crate::desk::Desk;
use crate::refusal::Refusal;

/// Makes a register that ships with Ballast the one of a body, in the demonstration alone: nobody has to sign in for
/// it, and nobody is named as having done it.
///
/// Errors: `NotFound` at every other desk; `Stale` when the body has such a register already.
pub async fn ship_register(
    desk: &Desk,
    body: &Code,
    register: &str,
    snapshot: Arc<Snapshot>,
    now: Timestamp,
) -> Result<(), Refusal> {
    if desk.known_samples().is_none() {
        return Err(Refusal::NotFound);
    }
    let pack = write_zip(&snapshot.all.to_raw(register)).map_err(Refusal::Invalid)?;
    let mut tx = desk.store().tx().await?;
    let hash = &snapshot.hash;
    let new = NewSnapshot { hash, pack: &pack, name: register, as_of: None, created_by: None };
    tx.add_snapshot(&new, now).await?;
    let import = NewImport {
        body,
        register,
        seen: 0,
        snapshot_hash: hash,
        title: "as it ships with Ballast",
        imported_by: None,
    };
    tx.add_import(&import, now).await?;
    let on_id = format!("{body}/{register}");
    let line = NewAudit {
        body: Some(body),
        act: "ship-register",
        on_kind: "register",
        on_id: &on_id,
        after: Some(hash),
        ..NewAudit::default()
    };
    tx.append_audit(&line, now).await?;
    tx.commit().await?;
    desk.remember(&snapshot);
    Ok(())
}
