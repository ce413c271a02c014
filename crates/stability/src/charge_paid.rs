//! Would paying the exit charge stop the spread? The scenario run again with everybody else's bill held, review
//! by review, at what it would be without the move: that is what the charge, paid month by month to those who
//! stay, comes to for them.
//!
//! In the theorem (`docs/worked/10-exit-charge.md`) nobody else then leaves who would not leave anyway, for a
//! decision hangs on the bill and the alternative, and neither has changed. Here one thing can still differ:
//! what a move does to somebody's *alternative*, when the leavers join a unit that others could join.

use std::collections::BTreeMap;

use register::{Rulebook, Snapshot};
use vocabulary::Findings;

use crate::exit_charge::{ExitCharge, exit_charge};
use crate::impact::{Impact, run_plan};
use crate::plan::Plan;
use crate::scenario::Scenario;

/// A scenario in which those that move pay the charge, and others follow if nobody pays it.
#[derive(Debug, Clone, PartialEq)]
pub struct ChargePaid {
    /// What they pay: the charge when those stay whom it keeps.
    pub charge: ExitCharge,
    /// Lines that follow when it isn't paid and stay when it is, as indices into the model's lines.
    pub kept: Vec<usize>,
    /// Lines that follow although it is paid.
    pub follow: Vec<usize>,
}

impl ChargePaid {
    /// Does nobody follow?
    pub fn stops_the_spread(&self) -> bool {
        self.follow.is_empty()
    }
}

/// Runs the scenario with the charge paid; none when nobody follows, so that there is nothing to stop.
///
/// Errors when the books don't balance, which is a defect of Ballast.
pub fn charge_paid(
    snapshot: &Snapshot,
    rulebook: &Rulebook,
    scenario: &Scenario,
    impact: &Impact,
) -> Result<Option<ChargePaid>, Findings> {
    let unpaid = following(impact);
    if unpaid.is_empty() {
        return Ok(None);
    }
    let paid = run_plan(snapshot, rulebook, scenario, impact, held_at_baseline(impact))?;
    let follow = following(&paid);
    let kept = unpaid.into_iter().filter(|line| !follow.contains(line)).collect();
    Ok(Some(ChargePaid { charge: exit_charge(&paid), kept, follow }))
}

/// The plan with each bill that is judged at a review held at what it is there without the moves.
fn held_at_baseline(impact: &Impact) -> Plan {
    let judged = impact.baseline.outcome.judgements.iter();
    let held: BTreeMap<(u32, usize), f64> =
        judged.map(|judged| ((judged.month, judged.line), judged.price)).collect();
    Plan { held, ..impact.setup.plan.clone() }
}

/// Lines of others that leave because of the moves; a line that moved and then moves on is nobody else's.
fn following(impact: &Impact) -> Vec<usize> {
    let moves = |line: usize| impact.setup.plan.exits.iter().any(|exit| exit.line == line);
    let lines = impact.spread().into_iter().map(|exit| impact.moved.outcome.exits[exit].line);
    lines.filter(|line| !moves(*line)).collect()
}
