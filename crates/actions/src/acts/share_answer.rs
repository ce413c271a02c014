use exchange::read_appraisal_manifest;
use exchange::result::read_manifest;
use jiff::Timestamp;
use record::Receipt;
use store::{Id, NewAudit, RunState};
use vocabulary::{Finding, Place};

use crate::actor::Actor;
use crate::desk::Desk;
use crate::operation::Operation;
use crate::permission::allow;
use crate::recorded::record_act;
use crate::refusal::Refusal;
use crate::weighed::MANIFEST;

/// Freezes an answer, to a question or an appraisal, as an exhibit and shares it: the unit, the bodies whose price moves and those who oversee them
/// see it from then on, each as far as its sight goes. `exhibit` is the hash that was seen. The receipt of the record.
///
/// Errors: `NotFound`; `Forbidden`; `WrongState` while the run isn't done; `Invalid` when the hash is another.
pub async fn share_answer(
    desk: &Desk,
    actor: &Actor,
    id: &Id,
    exhibit: &str,
    now: Timestamp,
) -> Result<Receipt, Refusal> {
    let mut tx = desk.store().tx().await?;
    let stored = tx.result(id).await?.ok_or(Refusal::NotFound)?;
    allow(actor, Operation::SeeAnswer, Some(&stored.body)).map_err(|_| Refusal::NotFound)?;
    allow(actor, Operation::ShareAnswer, Some(&stored.body))?;
    if stored.run.state != RunState::Done {
        return Err(Refusal::WrongState { allowed: vec!["see-answer", "stop-answer"] });
    }
    let is_appraisal = stored.kind == crate::weighing::KIND;
    let file = if is_appraisal { MANIFEST } else { "result.json" };
    let bytes = tx.result_file(id, file).await?.ok_or(Refusal::NotFound)?;
    let named = match is_appraisal {
        true => read_appraisal_manifest(&bytes).map_err(Refusal::Invalid)?.exhibit(),
        false => read_manifest(&bytes).map_err(Refusal::Invalid)?.exhibit(),
    };
    if named != exhibit {
        return Err(Refusal::Invalid(vec![
            Finding::error("another-exhibit", Place::cell("result", id, "exhibit"), exhibit.to_string())
                .expected(named)
                .action("Look at the answer again, then freeze it."),
        ]));
    }
    tx.share_result(id, now).await?;
    let line = NewAudit {
        person: actor.person.as_ref(),
        body: Some(&stored.body),
        act: "share-answer",
        on_kind: "result",
        on_id: id.as_str(),
        after: Some(&named),
        ..NewAudit::default()
    };
    let line = tx.append_audit(&line, now).await?;
    let receipt = record_act(&mut tx, actor, Operation::ShareAnswer, &line, &[], now).await?;
    tx.commit().await?;
    Ok(receipt)
}
