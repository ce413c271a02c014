use jiff::Timestamp;
use stability::answer::Depth;
use stability::scenario::Scenario;
use vocabulary::Code;

use crate::actor::Actor;
use crate::answered::Shown;
use crate::desk::Desk;
use crate::operation::Operation;
use crate::permission::allow;
use crate::question::{ready, told_to, worked_out};
use crate::refusal::Refusal;
use crate::sight::Sight;

/// The likely values of a scenario, at once and kept nowhere: no draws, and no other rules or mitigations.
///
/// Errors: `Forbidden`; `Invalid` with everything that forbids an answer.
pub async fn answer_now(
    desk: &Desk,
    actor: &Actor,
    body: &Code,
    scenario: &str,
    now: Timestamp,
) -> Result<(Sight, Shown), Refusal> {
    allow(actor, Operation::AnswerNow, Some(body))?;
    let mut view = desk.store().view().await?;
    let ready = ready(desk, &mut view, actor, (body, scenario), now).await?;
    drop(view);
    let (scenario, snapshot, sight) = ready.sound()?;
    let likely = Scenario { draws: 0, ..scenario };
    match worked_out(desk, &snapshot, likely, Depth::default()).await {
        Ok(known) => Ok((sight.clone(), known.shown(&sight))),
        Err(Refusal::Invalid(findings)) => Err(Refusal::Invalid(told_to(findings, &sight))),
        Err(other) => Err(other),
    }
}
