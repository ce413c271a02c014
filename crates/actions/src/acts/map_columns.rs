use jiff::Timestamp;
use register::TABLES;
use store::{Id, NewAudit, Setting, StoreError};
use vocabulary::{Code, Finding, Place};

use super::upload_register::{Upload, see_upload};
use crate::actor::Actor;
use crate::desk::Desk;
use crate::operation::Operation;
use crate::permission::allow;
use crate::refusal::Refusal;
use crate::upload::{Content, Shape};

/// Says under which heading of an uploaded table each column of the register stands, and remembers it for the next
/// upload of that table. A column that isn't named is looked for under its own name.
///
/// Errors: `NotFound`; `Stale`; `WrongState` when the upload isn't one table; `Invalid` when a column or a heading is
/// unknown, or one heading is used twice.
pub async fn map_columns(
    desk: &Desk,
    actor: &Actor,
    draft: &Id,
    version: i64,
    columns: &[(String, String)],
    now: Timestamp,
) -> Result<Upload, Refusal> {
    let upload = see_upload(desk, actor, draft, now).await?;
    allow(actor, Operation::ChangeUpload, Some(&upload.body))?;
    let Some(table) = &upload.table else {
        return Err(Refusal::WrongState { allowed: vec!["upload one table"] });
    };
    check(&upload, table, columns)?;
    let content = Content {
        file: upload.file.clone(),
        shape: Shape::Table(table.clone()),
        columns: columns.to_vec(),
        answers: upload.answers.clone(),
    };
    let mut tx = desk.store().tx().await?;
    tx.change_draft(draft, version, &upload.register, &content.write()?, now).await?;
    let value = serde_json::to_string(columns).map_err(|e| StoreError::Failed { why: e.to_string() })?;
    let setting = Setting {
        name: setting_name(&upload.register, table),
        body: Some(upload.body.clone()),
        from: now,
        value,
        set_by: actor.person.clone(),
    };
    tx.set_setting(&setting).await?;
    let line = NewAudit {
        person: actor.person.as_ref(),
        body: Some(&upload.body),
        act: "map-columns",
        on_kind: "draft",
        on_id: draft.as_str(),
        ..NewAudit::default()
    };
    tx.append_audit(&line, now).await?;
    tx.commit().await?;
    see_upload(desk, actor, draft, now).await
}

fn check(upload: &Upload, table: &str, columns: &[(String, String)]) -> Result<(), Refusal> {
    let declared = TABLES.iter().find(|known| known.name == table);
    let mut findings = Vec::new();
    for (at, (ours, theirs)) in columns.iter().enumerate() {
        let is_column = declared.is_some_and(|table| table.position(ours).is_some());
        let is_heading = upload.headers.iter().any(|header| header.trim() == theirs);
        let is_first = !columns[..at].iter().any(|(one, other)| one == ours || other == theirs);
        if !(is_column && is_heading && is_first) {
            findings.push(
                Finding::error("column-mapping", Place::cell(table, "", ours), format!("{theirs:?}"))
                    .expected("each column under one heading of the file, each heading once")
                    .action("Choose another heading, or leave the column out."),
            );
        }
    }
    if findings.is_empty() { Ok(()) } else { Err(Refusal::Invalid(findings)) }
}

fn setting_name(register: &str, table: &str) -> String {
    format!("columns/{register}/{table}")
}

/// What was said the last time a table was uploaded.
pub(super) async fn remembered(
    desk: &Desk,
    body: &Code,
    register: &str,
    table: &str,
    now: Timestamp,
) -> Result<Vec<(String, String)>, Refusal> {
    let mut view = desk.store().view().await?;
    let setting = view.setting(&setting_name(register, table), Some(body), now).await?;
    Ok(setting.and_then(|setting| serde_json::from_str(&setting.value).ok()).unwrap_or_default())
}
