use jiff::Timestamp;
use register::TABLES;
use vocabulary::{Code, Finding, Place};

use super::map_columns::remembered;
use super::upload_register::{Upload, upload};
use crate::actor::Actor;
use crate::desk::Desk;
use crate::operation::Operation;
use crate::permission::allow;
use crate::refusal::Refusal;
use crate::upload::{Content, Shape, headers_of};

/// Keeps a file that is one table of the register; the other tables stay as they are. Headings that were matched to
/// columns the last time are matched again.
///
/// Errors: `Forbidden`; `Invalid` when there is no such table, or as `upload_register`.
pub async fn upload_table(
    desk: &Desk,
    actor: &Actor,
    body: &Code,
    register: &str,
    table: &str,
    file: (&str, &[u8]),
    now: Timestamp,
) -> Result<Upload, Refusal> {
    allow(actor, Operation::UploadRegister, Some(body))?;
    if !TABLES.iter().any(|known| known.name == table) {
        let names: Vec<&str> = TABLES.iter().map(|table| table.name).collect();
        return Err(Refusal::Invalid(vec![
            Finding::error("upload-no-table", Place::cell("upload", "", "table"), format!("{table:?}"))
                .expected(names.join(", "))
                .action("Choose the table that the file is."),
        ]));
    }
    let shape = Shape::Table(table.to_string());
    let mut content = Content { file: file.0.to_string(), shape, ..Content::default() };
    let headers = headers_of(&content, file.1);
    let mut columns = remembered(desk, body, register, table, now).await?;
    columns.retain(|(_, theirs)| headers.iter().any(|header| header.trim() == theirs));
    content.columns = columns;
    upload(desk, actor, body, register, &content, file.1, now).await
}
