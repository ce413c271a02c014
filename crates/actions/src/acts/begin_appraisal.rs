use appraisal::input::Appraisal;
use exchange::write_appraisal;
use jiff::Timestamp;
use store::{Id, NewAudit, NewDraft};
use vocabulary::Code;

use crate::actor::Actor;
use crate::desk::Desk;
use crate::operation::Operation;
use crate::permission::allow;
use crate::refusal::Refusal;
use crate::weighing::{KIND, is_for, read};

/// Begins an appraisal of a body from what was written down; its id and version. Weights that a file calls locked
/// are open again, and its scores are left out: on a server the lock is an act.
///
/// Errors: `Forbidden`; `Invalid` when it can't be read or kept, or weighs another body's options.
pub async fn begin_appraisal(
    desk: &Desk,
    actor: &Actor,
    body: &Code,
    text: &str,
    now: Timestamp,
) -> Result<(Id, i64), Refusal> {
    allow(actor, Operation::WriteAppraisal, Some(body))?;
    let Some(person) = &actor.person else { return Err(Refusal::SignInFirst) };
    let appraisal = Appraisal { lock: None, scores: Vec::new(), ..read(text)? };
    let content = write_appraisal(&appraisal);
    is_for(body, &appraisal, &content)?;
    let mut tx = desk.store().tx().await?;
    let new = NewDraft { kind: KIND, body, person, title: appraisal.title.trim(), content: &content };
    let id = tx.add_draft(&new, now).await?;
    let line = NewAudit {
        person: Some(person),
        body: Some(body),
        act: "begin-appraisal",
        on_kind: "draft",
        on_id: id.as_str(),
        after: Some(&store::content_hash(content.as_bytes())),
        ..NewAudit::default()
    };
    tx.append_audit(&line, now).await?;
    tx.commit().await?;
    Ok((id, 1))
}
