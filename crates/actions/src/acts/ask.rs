use jiff::Timestamp;
use store::{Id, NewAudit, NewResult};

use super::see_question::found;
use crate::actor::Actor;
use crate::desk::Desk;
use crate::operation::Operation;
use crate::permission::allow;
use crate::question::{KIND, engine_says, ready};
use crate::refusal::Refusal;

/// Asks a question as it was seen: its answer is queued, and a worker takes it up. The question stays.
///
/// Errors: `NotFound`; `Forbidden`; `Stale` when it was changed since; `Invalid` while anything about it is an error.
pub async fn ask(desk: &Desk, actor: &Actor, draft: &Id, seen: i64, now: Timestamp) -> Result<Id, Refusal> {
    let mut view = desk.store().view().await?;
    let question = found(desk, &mut view, actor, draft, now).await?;
    allow(actor, Operation::Ask, Some(&question.body))?;
    let Some(person) = &actor.person else { return Err(Refusal::SignInFirst) };
    if question.version != seen {
        return Err(Refusal::Stale { current_version: question.version });
    }
    let mut checked = ready(desk, &mut view, actor, (&question.body, &question.scenario), now).await?;
    drop(view);
    engine_says(desk, &mut checked);
    let (_, snapshot, _) = checked.sound()?;
    // The check takes a while, and nobody else writes during a transaction: so it was made before.
    let mut tx = desk.store().tx().await?;
    let version = tx.draft(draft).await?.ok_or(Refusal::NotFound)?.version;
    if version != seen {
        return Err(Refusal::Stale { current_version: version });
    }
    let new = NewResult {
        kind: KIND,
        body: &question.body,
        person,
        title: &question.title,
        snapshot_hash: &snapshot.hash,
        scenario: &question.scenario,
        options: &format!("rules={}", desk.rulebook().hash),
    };
    let id = tx.add_result(&new, now).await?;
    let line = NewAudit {
        person: Some(person),
        body: Some(&question.body),
        act: "ask",
        on_kind: "result",
        on_id: id.as_str(),
        before: Some(&store::content_hash(question.scenario.as_bytes())),
        ..NewAudit::default()
    };
    tx.append_audit(&line, now).await?;
    tx.commit().await?;
    Ok(id)
}
