use jiff::Timestamp;
use store::Id;
use vocabulary::Code;

use super::see_history::names;
use super::upload_register::KIND;
use super::upload_spend::KIND as PAYMENTS;
use crate::actor::Actor;
use crate::desk::Desk;
use crate::operation::Operation;
use crate::permission::allow;
use crate::refusal::Refusal;
use crate::upload::Content;

/// An upload that is neither confirmed nor thrown away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenUpload {
    /// The draft that holds it.
    pub draft: Id,
    /// Its version.
    pub version: i64,
    /// Are they payments as they were published, rather than facts?
    pub is_payments: bool,
    /// The name of the file, or of each.
    pub file: String,
    /// Who uploaded it.
    pub by: String,
    /// When it was last changed.
    pub changed: Timestamp,
}

/// The uploads for a register that are still open, facts and payments, the last changed first.
///
/// Errors: `Forbidden`.
pub async fn see_uploads(
    desk: &Desk,
    actor: &Actor,
    body: &Code,
    register: &str,
) -> Result<Vec<OpenUpload>, Refusal> {
    allow(actor, Operation::UploadRegister, Some(body))?;
    let mut view = desk.store().view().await?;
    let mut drafts = view.drafts_of_body(body, KIND).await?;
    drafts.extend(view.drafts_of_body(body, PAYMENTS).await?);
    drafts.sort_by_key(|draft| std::cmp::Reverse(draft.changed));
    drafts.retain(|draft| draft.title == register);
    let names = names(&mut view, drafts.iter().map(|draft| &draft.person)).await?;
    let mut open = Vec::new();
    for draft in drafts {
        let is_payments = draft.kind == PAYMENTS;
        let file = if is_payments {
            let files = view.draft_files(&draft.id).await?;
            files.into_iter().map(|file| file.name).collect::<Vec<_>>().join(", ")
        } else {
            Content::read(&draft.content)?.file
        };
        open.push(OpenUpload {
            file,
            is_payments,
            version: draft.version,
            by: names.get(&draft.person).cloned().unwrap_or_default(),
            draft: draft.id,
            changed: draft.changed,
        });
    }
    Ok(open)
}
