use exchange::write_appraisal;
use jiff::Timestamp;
use store::{Id, NewAudit, NewResult};

use super::check_appraisal::check;
use super::see_appraisal::see_appraisal;
use crate::actor::Actor;
use crate::desk::Desk;
use crate::operation::Operation;
use crate::permission::allow;
use crate::refusal::Refusal;
use crate::weighing::KIND;

/// Has an appraisal worked out as it was seen: its answer is queued, and a worker takes it up. The appraisal stays.
///
/// Errors: `NotFound`; `Forbidden`; `Stale` when it was changed since; `Invalid` while anything about it is an error.
pub async fn appraise(
    desk: &Desk,
    actor: &Actor,
    draft: &Id,
    seen: i64,
    now: Timestamp,
) -> Result<Id, Refusal> {
    let Some(person) = &actor.person else { return Err(Refusal::SignInFirst) };
    let body = see_appraisal(desk, actor, draft, now).await?.body;
    allow(actor, Operation::Appraise, Some(&body))?;
    let (checked, snapshot) = check(desk, actor, draft, now).await?;
    let weighing = &checked.weighing;
    if weighing.version != seen {
        return Err(Refusal::Stale { current_version: weighing.version });
    }
    if !checked.can_be_worked_out() {
        return Err(Refusal::Invalid(checked.findings));
    }
    let snapshot = snapshot.ok_or(Refusal::NotFound)?;
    let text = write_appraisal(&weighing.appraisal);
    // The check takes a while, and nobody else writes during a transaction: so it was made before.
    let mut tx = desk.store().tx().await?;
    let version = tx.draft(draft).await?.ok_or(Refusal::NotFound)?.version;
    if version != seen {
        return Err(Refusal::Stale { current_version: version });
    }
    let new = NewResult {
        kind: KIND,
        body: &weighing.body,
        person,
        title: &weighing.appraisal.title,
        snapshot_hash: &snapshot.hash,
        scenario: &text,
        options: &format!("rules={}", desk.rulebook().hash),
    };
    let id = tx.add_result(&new, now).await?;
    let line = NewAudit {
        person: Some(person),
        body: Some(&weighing.body),
        act: "appraise",
        on_kind: "result",
        on_id: id.as_str(),
        before: Some(&store::content_hash(text.as_bytes())),
        ..NewAudit::default()
    };
    tx.append_audit(&line, now).await?;
    tx.commit().await?;
    Ok(id)
}
