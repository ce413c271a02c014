use jiff::Timestamp;
use store::{Id, NewAudit};

use super::see_question::found;
use crate::actor::Actor;
use crate::desk::Desk;
use crate::operation::Operation;
use crate::permission::allow;
use crate::question::can_be_kept;
use crate::refusal::Refusal;

/// Changes a question, if its version is still the one that was seen; the new version.
///
/// Errors: `NotFound`; `Forbidden`; `Stale`; `Invalid` when it can't be kept.
pub async fn change_question(
    desk: &Desk,
    actor: &Actor,
    id: &Id,
    seen: i64,
    (title, scenario): (&str, &str),
    now: Timestamp,
) -> Result<i64, Refusal> {
    let mut tx = desk.store().tx().await?;
    let question = found(desk, &mut tx, actor, id, now).await?;
    allow(actor, Operation::WriteQuestion, Some(&question.body))?;
    can_be_kept(title, scenario)?;
    let version = tx.change_draft(id, seen, title.trim(), scenario, now).await?;
    let hash = |text: &str| store::content_hash(text.as_bytes());
    let line = NewAudit {
        person: actor.person.as_ref(),
        body: Some(&question.body),
        act: "change-question",
        on_kind: "draft",
        on_id: id.as_str(),
        before: Some(&hash(&question.scenario)),
        after: Some(&hash(scenario)),
    };
    tx.append_audit(&line, now).await?;
    tx.commit().await?;
    Ok(version)
}
