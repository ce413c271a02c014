use jiff::Timestamp;
use store::{Id, NewAudit, NewDraft};
use vocabulary::Code;

use crate::actor::Actor;
use crate::desk::Desk;
use crate::operation::Operation;
use crate::permission::allow;
use crate::question::{KIND, can_be_kept};
use crate::refusal::Refusal;

/// Begins a question of a body: the scenario is kept as it was written, also while something is wrong with it. Its
/// id and version.
///
/// Errors: `Forbidden`; `Invalid` when it has no title, or is too large to be kept.
pub async fn begin_question(
    desk: &Desk,
    actor: &Actor,
    body: &Code,
    title: &str,
    scenario: &str,
    now: Timestamp,
) -> Result<(Id, i64), Refusal> {
    allow(actor, Operation::WriteQuestion, Some(body))?;
    let Some(person) = &actor.person else { return Err(Refusal::SignInFirst) };
    can_be_kept(title, scenario)?;
    let mut tx = desk.store().tx().await?;
    let new = NewDraft { kind: KIND, body, person, title: title.trim(), content: scenario };
    let id = tx.add_draft(&new, now).await?;
    let line = NewAudit {
        person: Some(person),
        body: Some(body),
        act: "begin-question",
        on_kind: "draft",
        on_id: id.as_str(),
        after: Some(&store::content_hash(scenario.as_bytes())),
        ..NewAudit::default()
    };
    tx.append_audit(&line, now).await?;
    tx.commit().await?;
    Ok((id, 1))
}
