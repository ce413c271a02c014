use jiff::Timestamp;
use store::{Id, NewAudit};

use crate::actor::Actor;
use crate::desk::Desk;
use crate::operation::Operation;
use crate::permission::allow;
use crate::refusal::Refusal;

/// Stops the run of an answer; its worker leaves off within a moment. Nothing is kept of it.
///
/// Errors: `NotFound`; `Forbidden`; `WrongState` when it is over.
pub async fn stop_answer(desk: &Desk, actor: &Actor, id: &Id, now: Timestamp) -> Result<(), Refusal> {
    let mut tx = desk.store().tx().await?;
    let stored = tx.result(id).await?.ok_or(Refusal::NotFound)?;
    allow(actor, Operation::SeeAnswer, Some(&stored.body)).map_err(|_| Refusal::NotFound)?;
    allow(actor, Operation::StopAnswer, Some(&stored.body))?;
    if !tx.stop_run(id, now).await? {
        return Err(Refusal::WrongState { allowed: vec!["see-answer"] });
    }
    let line = NewAudit {
        person: actor.person.as_ref(),
        body: Some(&stored.body),
        act: "stop-answer",
        on_kind: "result",
        on_id: id.as_str(),
        ..NewAudit::default()
    };
    tx.append_audit(&line, now).await?;
    tx.commit().await?;
    Ok(())
}
