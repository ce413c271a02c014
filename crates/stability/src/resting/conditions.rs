//! What must hold for a resting point to be the same whoever leaves first, checked on the way
//! (`docs/model.md`, section 7).

use ledger::RowId;
use register::tables::{DestinationKind, PoolKind};
use vocabulary::choice;

use super::game::{Game, best_place};
use crate::scenario::Steps;

/// A share of the baseline that holds no second step.
const JUST_ABOVE_NOTHING: f64 = 1e-9;

choice! {
    /// Something that must hold so that the order of leaving doesn't matter.
    pub enum Rule {
        /// A price never falls because somebody leaves.
        PricesDoNotFall = "prices_do_not_fall",
        /// What a line's place elsewhere comes to is no dearer because others leave too.
        ElsewhereNoDearer = "elsewhere_no_dearer",
        /// No place elsewhere, and no service of the unit, is ever full.
        NothingFillsUp = "nothing_fills_up",
        /// A freed step stays with those who remain.
        FreedStepsStay = "freed_steps_stay",
        /// A line has one place to go to, and it isn't another unit, whose prices would move as well.
        NoRivalUnit = "no_rival_unit",
    }
}

choice! {
    /// Does it?
    pub enum Holds {
        /// Yes.
        Yes = "yes",
        /// No: the order of leaving may matter.
        No = "no",
        /// Nothing in the register tells.
        NotChecked = "not_checked",
    }
}

/// One condition, and where it is in question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// What must hold.
    pub rule: Rule,
    /// Does it?
    pub holds: Holds,
    /// The rows of the register that it hangs on (agreement lines; cost pools for steps that are freed), each
    /// once. Freed steps are named even when they are taken to stay.
    pub rows: Vec<RowId>,
}

impl Condition {
    /// The same when the scenario lets freed steps go: with steps that are freed, the order may matter.
    pub(super) fn under(self, steps: Steps) -> Condition {
        let goes = steps == Steps::Released && self.rule == Rule::FreedStepsStay && !self.rows.is_empty();
        Condition { holds: if goes { Holds::No } else { self.holds }, ..self }
    }
}

impl Game<'_> {
    /// The conditions, at the end of a way on which the prices of some lines fell (positions): those who were
    /// there when the first had left, and those who stay.
    pub(super) fn conditions(&self, fell: &[usize], start: &[bool], stays: &[bool]) -> Vec<Condition> {
        let emptied = self.without_volume(start, stays);
        let no_if = |rule, holds: Holds, rows: Vec<RowId>| Condition {
            rule,
            holds: if rows.is_empty() { Holds::Yes } else { holds },
            rows,
        };
        vec![
            no_if(
                Rule::PricesDoNotFall,
                Holds::No,
                self.rows_of(|p| fell.contains(&p) || emptied.contains(&p)),
            ),
            no_if(Rule::ElsewhereNoDearer, Holds::NotChecked, self.rows_of(|p| self.would_share(p))),
            Condition { rule: Rule::NothingFillsUp, holds: Holds::NotChecked, rows: Vec::new() },
            Condition { rule: Rule::FreedStepsStay, holds: Holds::Yes, rows: self.freed(start, stays) },
            no_if(Rule::NoRivalUnit, Holds::No, self.rows_of(|p| self.has_rival(p))),
        ]
    }

    /// Lines without volume whose service ends with none. With others their price rises, and once the others
    /// are gone it is nothing: whether such a line leaves does hang on the order.
    fn without_volume(&self, start: &[bool], stays: &[bool]) -> Vec<usize> {
        let volumes = self.volumes(stays);
        let emptied = |position: &usize| {
            let line = self.lines[*position];
            let (now, baseline) = volumes[self.service(line)];
            start[*position]
                && self.tips(*position).is_some()
                && self.numbers.line_volume[line] <= 0.0
                && now <= 0.0
                && baseline > 0.0
        };
        (0..self.lines.len()).filter(emptied).collect()
    }

    fn rows_of(&self, which: impl Fn(usize) -> bool) -> Vec<RowId> {
        let positions = (0..self.lines.len()).filter(|position| which(*position));
        positions.map(|position| self.model.lines[self.lines[position]].row).collect()
    }

    /// Would a line that can leave share a host's cost with others? It is costed as if it came alone.
    fn would_share(&self, position: usize) -> bool {
        let place = best_place(self.model, self.numbers, self.lines[position]);
        self.tips(position).is_some()
            && place.is_some_and(|place| self.model.alternatives[place].kind == DestinationKind::Shared)
    }

    /// Could a line that may leave go to another unit as well?
    fn has_rival(&self, position: usize) -> bool {
        let line = &self.model.lines[self.lines[position]];
        let unit = |place: &usize| self.model.alternatives[*place].kind == DestinationKind::Unit;
        line.fixed_until.is_some() && line.alternatives.iter().any(unit)
    }

    /// Step pools of which a step is no longer needed somewhere between `start` and those who `stay`, while
    /// somebody is left to carry it.
    fn freed(&self, start: &[bool], stays: &[bool]) -> Vec<RowId> {
        let unit = &self.model.units[self.unit];
        let total = |stays: &[bool]| self.direct(stays).iter().sum::<f64>();
        let mut rows = Vec::new();
        let mut look = |pools: &[usize], first: f64, last: f64, baseline: f64| {
            // Where all leave, any volume may be left before the last goes.
            let least = if last > 0.0 { last } else { first.min(baseline * JUST_ABOVE_NOTHING) };
            for pool in pools.iter().filter(|pool| self.model.pools[**pool].kind == PoolKind::Step) {
                let needed = self.true_cost(*pool, least, baseline);
                if first > 0.0 && needed < self.cost(*pool, least, baseline) * (1.0 - 1e-9) {
                    rows.push(self.model.pools[*pool].row);
                }
            }
        };
        let volumes = self.volumes(start).into_iter().zip(self.volumes(stays));
        for (cell, ((first, baseline), (last, _))) in unit.cells.iter().zip(volumes) {
            look(&self.model.cells[*cell].pools, first, last, baseline);
        }
        look(&unit.overhead, total(start), total(stays), self.direct_start);
        rows
    }
}
