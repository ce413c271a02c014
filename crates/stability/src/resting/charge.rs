//! The exit charge at rest: what leaves everyone else's bills as they were, and what it does to the cascade
//! (`docs/worked/10-exit-charge.md`).

use super::game::Game;
use super::units_left;
use crate::model::{Model, Numbers};
use crate::plan::Plan;
use crate::timeline::{Policy, exit_charges};

/// The charge of one unit's leavers once residual cost is gone and freed steps stay. Pence a year.
#[derive(Debug, Clone, PartialEq)]
pub struct RestingCharge {
    /// The unit, as an index into the model's units.
    pub unit: usize,
    /// What the lines that move pay today.
    pub revenue_lost: f64,
    /// What the unit needs less without them.
    pub cost_avoided: f64,
    /// By how much the bills of all other lines rise.
    pub others_pay_more: f64,
    /// What the unit's surplus loses: nothing when its prices add up to its cost.
    pub unit_loses: f64,
    /// What the lines that move cost elsewhere; none when that isn't known of one of them.
    pub outside: Option<f64>,
    /// Lines that leave one after another once these have moved and nothing is paid.
    pub follow: Vec<usize>,
    /// Lines that leave although the charge is paid: those that would leave without any move.
    pub follow_paid: Vec<usize>,
}

impl RestingCharge {
    /// Revenue lost less cost avoided; the same as what others pay more and the unit loses.
    pub fn charge(&self) -> f64 {
        self.revenue_lost - self.cost_avoided
    }

    /// What those that move gain a year when they pay the charge; the same as what everyone together gains.
    pub fn gain_when_paid(&self) -> Option<f64> {
        Some(self.revenue_lost - self.outside? - self.charge())
    }

    /// Does everyone together pay less once these have moved?
    pub fn is_efficient(&self) -> Option<bool> {
        Some(self.outside? < self.cost_avoided)
    }
}

/// The charge at each unit that a plan takes lines from. Nobody pays twice: what the payer rule charges a leaver
/// is left out of what the movers' alternatives come to.
pub fn resting_charges(
    model: &Model,
    numbers: &Numbers,
    plan: &Plan,
    policy: Policy<'_>,
) -> Vec<RestingCharge> {
    let charges = exit_charges(model, numbers, plan, policy);
    units_left(model, plan)
        .map(|unit| Game::of(model, numbers, unit, &charges).charge(plan, &charges))
        .collect()
}

impl Game<'_> {
    fn charge(&self, plan: &Plan, charges: &[f64]) -> RestingCharge {
        let everybody = vec![true; self.lines.len()];
        let stay = self.without_movers(plan);
        let moves = |position: &usize| !stay[*position];
        let (before, after) = (self.kappa_start.clone(), self.kappa(&stay));
        let bills = |kappa: &[f64], of: &dyn Fn(&usize) -> bool| -> f64 {
            (0..self.lines.len()).filter(of).map(|position| self.price(self.lines[position], kappa)).sum()
        };
        let others = |position: &usize| stay[*position];
        let revenue_lost = bills(&before, &moves);
        let others_pay_more = bills(&after, &others) - bills(&before, &others);
        let cost_avoided = self.total(&everybody) - self.total(&stay);
        let surplus_before = bills(&before, &|_| true) - self.total(&everybody);
        let surplus_after = bills(&after, &others) - self.total(&stay);
        let outside = (0..self.lines.len())
            .filter(moves)
            .map(|position| Some(self.alternative[position]? - charges[self.lines[position]]))
            .sum();
        RestingCharge {
            unit: self.unit,
            revenue_lost,
            cost_avoided,
            others_pay_more,
            unit_loses: surplus_before - surplus_after,
            outside,
            follow: self.followers(&stay, &vec![false; self.lines.len()]),
            follow_paid: self.followers(&stay, &stay.iter().map(|stays| !stays).collect::<Vec<_>>()),
        }
    }

    /// What the unit needs a year for those who stay.
    fn total(&self, stays: &[bool]) -> f64 {
        let direct: f64 = self.direct(stays).iter().sum();
        let pools = &self.model.units[self.unit].overhead;
        direct + pools.iter().map(|pool| self.cost(*pool, direct, self.direct_start)).sum::<f64>()
    }

    /// Those of `start` who leave one after another, at prices that count `there` as if they had stayed: the
    /// charge pays the difference.
    fn followers(&self, start: &[bool], there: &[bool]) -> Vec<usize> {
        let mut stays = start.to_vec();
        loop {
            let with: Vec<bool> = stays.iter().zip(there).map(|(stays, there)| *stays || *there).collect();
            let kappa = self.kappa(&with);
            let leaves = self.tipped(&stays, &kappa);
            if leaves.is_empty() {
                break;
            }
            leaves.into_iter().for_each(|(position, _)| stays[position] = false);
        }
        let left = start.iter().zip(&stays).map(|(before, after)| *before && !after);
        left.zip(&self.lines).filter(|(left, _)| *left).map(|(_, line)| *line).collect()
    }
}
