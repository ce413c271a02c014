use exchange::write_zip;
use jiff::Timestamp;
use store::{Id, NewAudit, NewDraft};

use super::upload_register::{KIND, Upload, see_upload};
use super::upload_spend::read;
use crate::actor::Actor;
use crate::desk::Desk;
use crate::operation::Operation;
use crate::permission::allow;
use crate::refusal::Refusal;
use crate::spend::pack;
use crate::upload::{Content, Shape};

/// Makes an upload of payments whose suppliers were confirmed: rows of `facts` and `sources`, to be reviewed and
/// confirmed like any other. The draft of the payments ends with it.
///
/// Errors: `NotFound`; `Stale`; `WrongState` while a supplier isn't confirmed, or nothing was paid to a unit.
pub async fn keep_spend(
    desk: &Desk,
    actor: &Actor,
    draft: &Id,
    version: i64,
    now: Timestamp,
) -> Result<Upload, Refusal> {
    let mut tx = desk.store().tx().await?;
    let (spend, files) = read(desk, &mut tx, actor, draft, now).await?;
    allow(actor, Operation::UploadRegister, Some(&spend.body))?;
    let Some(person) = &actor.person else { return Err(Refusal::SignInFirst) };
    if !spend.is_confirmed() || spend.sums.is_empty() {
        return Err(Refusal::WrongState { allowed: vec!["say of each supplier which unit it is"] });
    }
    let bytes = write_zip(&pack(&files, &spend.sums)).map_err(Refusal::Invalid)?;
    let content = Content { file: "payments.zip".into(), shape: Shape::Rows, ..Content::default() };
    let text = content.write()?;
    let new = NewDraft { kind: KIND, body: &spend.body, person, title: &spend.register, content: &text };
    let upload = tx.add_draft(&new, now).await?;
    let hash = tx.put_draft_file(&upload, &content.file, &bytes, now).await?;
    tx.delete_draft(draft, version).await?;
    let line = NewAudit {
        person: Some(person),
        body: Some(&spend.body),
        act: "keep-spend",
        on_kind: "draft",
        on_id: upload.as_str(),
        after: Some(&hash),
        ..NewAudit::default()
    };
    tx.append_audit(&line, now).await?;
    tx.commit().await?;
    see_upload(desk, actor, &upload, now).await
}
