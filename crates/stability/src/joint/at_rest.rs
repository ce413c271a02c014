//! The two failures that are judged at the resting point of one unit: anyone further leaves, and a service
//! goes under critical mass.

use std::collections::BTreeSet;

use register::Rulebook;
use register::rules::CostKind;

use super::sets::Failure;
use super::{CaseSet, Pending};
use crate::resting::{AtRest, Cascade, Levels, Rest, Scratch, at_rest};
use crate::scenario::Steps;
use crate::timeline::exit_charges;

/// A rise in cost is above the threshold only by more than this: round-off must not decide.
const ROUNDING_PERCENT: f64 = 1e-7;

/// Which of the two.
#[derive(Debug, Clone, PartialEq)]
pub enum Watched {
    /// Lines that no pending case moves and that don't leave anyway, by line of the model.
    Lines(Vec<bool>),
    /// Services that aren't under critical mass anyway (indices into the model's cells), and the rise of
    /// needed cost per volume, in per cent, above which they are.
    Services(Vec<usize>, f64),
}

impl Watched {
    /// Does it happen at a resting point, worked out the plain way?
    pub fn happens(&self, rest: &AtRest) -> bool {
        match self {
            Watched::Lines(watched) => rest.exits.iter().any(|exit| watched[exit.line]),
            Watched::Services(cells, threshold) => {
                let under = |cell: &crate::resting::CellAtRest| {
                    cells.contains(&cell.cell) && is_under(cell.volume.1, cell.cost_ratio, *threshold)
                };
                rest.cells.iter().any(under)
            }
        }
    }

    fn happens_fast(&self, rest: &Rest<'_>) -> bool {
        match self {
            Watched::Lines(watched) => rest.followers().iter().any(|follower| watched[follower.line]),
            Watched::Services(cells, threshold) => {
                cells.iter().any(|cell| is_under(rest.volume(*cell), rest.cost_ratio(*cell), *threshold))
            }
        }
    }
}

/// Is a service under critical mass: does it cost too much more for each of volume, or is nobody left?
pub fn is_under(volume: f64, cost_ratio: f64, threshold_percent: f64) -> bool {
    volume <= 0.0 || (cost_ratio - 1.0) * 100.0 > threshold_percent + ROUNDING_PERCENT
}

/// One unit at rest after any set of cases.
pub struct RestingUnit<'a> {
    pending: &'a Pending,
    rulebook: &'a Rulebook,
    unit: usize,
    /// Lines of each case, as indices into the model's lines.
    lines: Vec<Vec<usize>>,
    /// The quick way, where it is the same: sticky steps, and no charge that depends on the moves.
    fast: Option<(Cascade, Levels)>,
}

impl<'a> RestingUnit<'a> {
    /// Makes a unit ready.
    pub fn of(pending: &'a Pending, rulebook: &'a Rulebook, unit: usize) -> Self {
        let lines = |case: &super::PendingCase| case.plan.exits.iter().map(|exit| exit.line).collect();
        let fast =
            (pending.common.steps == Steps::Sticky && !charges_leavers(pending, rulebook)).then(|| {
                let cascade = Cascade::of(&pending.model, &pending.numbers, &[unit], &[]);
                let levels = Levels::of(&cascade);
                (cascade, levels)
            });
        RestingUnit { pending, rulebook, unit, lines: pending.cases.iter().map(lines).collect(), fast }
    }

    /// The unit after a set of cases, worked out the plain way.
    pub fn rest(&self, set: &CaseSet) -> AtRest {
        let (model, numbers) = (&self.pending.model, &self.pending.numbers);
        let plan = self.pending.plan(set);
        let charges = match charges_leavers(self.pending, self.rulebook) {
            true => exit_charges(model, numbers, &plan, self.pending.policy(self.rulebook)),
            false => vec![0.0; model.lines.len()],
        };
        at_rest(model, numbers, &plan, &charges, (self.unit, self.pending.common.steps))
    }

    /// What counts as anyone further: lines of the unit that no pending case moves, and that don't leave anyway.
    pub fn further(&self) -> Watched {
        let model = &self.pending.model;
        let anyway: BTreeSet<usize> = self.rest(&CaseSet::EMPTY).exits.iter().map(|exit| exit.line).collect();
        let asked: BTreeSet<usize> = self.lines.iter().flatten().copied().collect();
        Watched::Lines((0..model.lines.len()).map(|l| !anyway.contains(&l) && !asked.contains(&l)).collect())
    }

    /// Services of the unit that have customers and aren't under critical mass anyway.
    pub fn services(&self, threshold_percent: f64) -> Watched {
        let rest = self.rest(&CaseSet::EMPTY);
        let sound = rest.cells.iter().filter(|cell| {
            cell.volume.0 > 0.0 && !is_under(cell.volume.1, cell.cost_ratio, threshold_percent)
        });
        Watched::Services(sound.map(|cell| cell.cell).collect(), threshold_percent)
    }
}

/// Does the payer rule charge those who leave? What a line would be charged then depends on who else moved.
fn charges_leavers(pending: &Pending, rulebook: &Rulebook) -> bool {
    rulebook.payer_rules.iter().any(|row| {
        row.rule_id == pending.common.payer_rule
            && row.cost_kind != CostKind::Transition
            && row.leaver_percent.0 > 0.0
    })
}

/// Says of a set of cases whether something happens to one unit at rest.
pub struct AtRestFailure<'a> {
    /// The unit.
    pub unit: &'a RestingUnit<'a>,
    /// What would be a failure.
    pub watched: &'a Watched,
    /// The cases that touch the unit: what the search calls case 0, 1 … is the case of this position.
    pub cases: &'a [usize],
}

impl Failure for AtRestFailure<'_> {
    type Scratch = (Scratch, Vec<usize>);

    fn scratch(&self) -> Self::Scratch {
        (Scratch::default(), Vec::new())
    }

    fn fails(&self, (scratch, leavers): &mut Self::Scratch, set: &CaseSet) -> bool {
        let Some((cascade, levels)) = &self.unit.fast else {
            let set: CaseSet = set.iter().map(|case| self.cases[case]).collect();
            return self.watched.happens(&self.unit.rest(&set));
        };
        leavers.clear();
        set.iter().for_each(|case| leavers.extend_from_slice(&self.unit.lines[self.cases[case]]));
        self.watched.happens_fast(&cascade.rest(levels, scratch, leavers))
    }
}
