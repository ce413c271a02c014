use std::sync::Arc;

use jiff::Timestamp;
use register::Snapshot;
use store::Id;
use vocabulary::{Finding, Findings};

use super::see_appraisal::{shown, weighing};
use crate::actor::Actor;
use crate::desk::Desk;
use crate::refusal::Refusal;
use crate::sight::Sight;
use crate::weighing::{Weighing, engine_says, ready};

/// An appraisal with everything that is to be said before it is worked out.
#[derive(Debug, Clone)]
pub struct CheckedAppraisal {
    /// The appraisal.
    pub weighing: Weighing,
    /// How much of the answer whoever checks it would see.
    pub sight: Sight,
    /// What there is to say.
    pub findings: Findings,
}

impl CheckedAppraisal {
    /// Can it be worked out? Not while anything is an error.
    pub fn can_be_worked_out(&self) -> bool {
        !self.findings.iter().any(Finding::is_error)
    }
}

/// Checks an appraisal as it is now: all findings at once. Nothing of the answer is told or kept.
///
/// Errors: `NotFound` when there is none, or it is another body's.
pub async fn check_appraisal(
    desk: &Desk,
    actor: &Actor,
    id: &Id,
    now: Timestamp,
) -> Result<CheckedAppraisal, Refusal> {
    let checked = check(desk, actor, id, now).await?.0;
    Ok(CheckedAppraisal { weighing: shown(actor, checked.weighing), ..checked })
}

/// The check of the whole appraisal, and the register that it is worked out on.
pub(super) async fn check(
    desk: &Desk,
    actor: &Actor,
    id: &Id,
    now: Timestamp,
) -> Result<(CheckedAppraisal, Option<Arc<Snapshot>>), Refusal> {
    let mut view = desk.store().view().await?;
    let weighing = weighing(desk, &mut view, actor, id, now).await?;
    let mut ready = ready(desk, &mut view, actor, (&weighing.body, &weighing.appraisal), now).await?;
    drop(view);
    engine_says(desk, &mut ready, &weighing.appraisal).await?;
    let checked = CheckedAppraisal { weighing, sight: ready.sight, findings: ready.findings };
    Ok((checked, ready.snapshot))
}
