//! The resting point when freed steps go: the order of leaving may then matter. Between two prices that only
//! rise as others leave, one never under and one never over the true price, every end point of every order
//! lies between two resting points that no order can change (`docs/model.md`, section 7).

use std::cmp::Ordering;

use costing::{Driver, needed};
use register::tables::PoolKind;

use super::game::Game;
use super::units_left;
use crate::model::{Model, Numbers};
use crate::plan::Plan;
use crate::timeline::{Policy, exit_charges};

/// More boundaries of steps than this are not looked at one by one.
const BOUNDARIES_MAX: f64 = 4096.0;

/// A little above a boundary: the first volume that needs one more step.
const JUST_ABOVE: f64 = 1.0 + 1e-7;

/// Where one unit comes to rest when freed steps go. Lines are indices into the model's lines.
#[derive(Debug, Clone, PartialEq)]
pub struct Released {
    /// The unit, as an index into the model's units.
    pub unit: usize,
    /// Lines that stay whatever the order.
    pub at_least: Vec<usize>,
    /// Lines that may stay in some order; nobody else does.
    pub at_most: Vec<usize>,
    /// Orders that were tried, each with those who stay at its end.
    pub ends: Vec<(&'static str, Vec<usize>)>,
}

impl Released {
    /// Do the orders that were tried end differently?
    pub fn orders_differ(&self) -> bool {
        self.ends.windows(2).any(|pair| pair[0].1 != pair[1].1)
    }
}

/// The bracket of each unit of a plan when freed steps go.
pub fn released_brackets(model: &Model, numbers: &Numbers, plan: &Plan, policy: Policy<'_>) -> Vec<Released> {
    let charges = exit_charges(model, numbers, plan, policy);
    let of_unit = |unit| {
        let game = Game { sticky: false, ..Game::of(model, numbers, unit, &charges) };
        game.bracket(plan)
    };
    units_left(model, plan).map(of_unit).collect()
}

/// Which of two gains goes first.
type Order = fn(f64, f64) -> Ordering;

impl Game<'_> {
    fn bracket(&self, plan: &Plan) -> Released {
        let start = self.without_movers(plan);
        let at_least = self.chosen(&self.shrink(start.clone(), true));
        let at_most = self.chosen(&self.shrink(start.clone(), false));
        let orders: [(&'static str, Order); 2] = [
            ("the line that gains most leaves first", |a, b| b.total_cmp(&a)),
            ("the line that gains least leaves first", |a, b| a.total_cmp(&b)),
        ];
        let mut ends: Vec<(&'static str, Vec<usize>)> = orders
            .into_iter()
            .map(|(title, order)| (title, self.chosen(&self.one_by_one(start.clone(), order))))
            .collect();
        ends.push(("all who gain leave at once", self.chosen(&self.at_once(start))));
        Released { unit: self.unit, at_least, at_most, ends }
    }

    /// All whose bound of the price tips them leave, until none would.
    fn shrink(&self, mut stays: Vec<bool>, upper: bool) -> Vec<bool> {
        loop {
            let kappa = self.bound(&stays, upper);
            let leaves = self.tipped(&stays, &kappa);
            if leaves.is_empty() {
                return stays;
            }
            leaves.into_iter().for_each(|(position, _)| stays[position] = false);
        }
    }

    fn at_once(&self, mut stays: Vec<bool>) -> Vec<bool> {
        loop {
            let leaves = self.tipped(&stays, &self.kappa(&stays));
            if leaves.is_empty() {
                return stays;
            }
            leaves.into_iter().for_each(|(position, _)| stays[position] = false);
        }
    }

    /// One line leaves at a time, at true prices, chosen by what it gains.
    fn one_by_one(&self, mut stays: Vec<bool>, order: Order) -> Vec<bool> {
        loop {
            let mut leaves = self.tipped(&stays, &self.kappa(&stays));
            leaves.sort_by(|a, b| order(a.1, b.1).then(a.0.cmp(&b.0)));
            match leaves.first() {
                Some((position, _)) => stays[*position] = false,
                None => return stays,
            }
        }
    }

    /// Lines that stay and whose price is above what tips them, with the excess.
    pub(super) fn tipped(&self, stays: &[bool], kappa: &[f64]) -> Vec<(usize, f64)> {
        let staying = (0..self.lines.len()).filter(|position| stays[*position]);
        let excess = |position: usize| {
            Some((position, self.price(self.lines[position], kappa) - self.tips(position)?))
        };
        staying.filter(|position| self.leaves(*position, kappa)).filter_map(excess).collect()
    }

    /// Never under (upper) or never over the true needed cost per volume, for these and all fewer who stay:
    /// the largest over all larger volumes, or the smallest over all smaller ones.
    pub(super) fn bound(&self, stays: &[bool], upper: bool) -> Vec<f64> {
        let volumes = self.volumes(stays);
        let cells = &self.model.units[self.unit].cells;
        let total: f64 = self.direct(stays).iter().sum();
        let overhead = &self.model.units[self.unit].overhead;
        let ratio = self.per_driver(overhead, total, self.direct_start, upper);
        let per_volume = cells.iter().zip(volumes).map(|(cell, (now, baseline))| {
            self.per_driver(&self.model.cells[*cell].pools, now, baseline, upper) * (1.0 + ratio)
        });
        per_volume.collect()
    }

    /// Cost per driver of some pools: the largest from `now` to the baseline, or the smallest up to `now`.
    fn per_driver(&self, pools: &[usize], now: f64, baseline: f64, upper: bool) -> f64 {
        if now <= 0.0 || baseline <= 0.0 {
            return 0.0;
        }
        let cost = |driver: f64| -> f64 {
            pools.iter().map(|pool| self.true_cost(*pool, driver, baseline)).sum::<f64>() / driver
        };
        let mut answer = cost(now);
        for pool in pools.iter().filter(|pool| self.model.pools[**pool].kind == PoolKind::Step) {
            let step = self.numbers.pool_step[*pool];
            if step <= 0.0 || baseline / step > BOUNDARIES_MAX {
                continue;
            }
            let last = (baseline / step).ceil() as u32;
            for boundary in (1..=last).map(|count| f64::from(count) * step) {
                if upper && boundary >= now && boundary < baseline {
                    answer = answer.max(cost((boundary * JUST_ABOVE).min(baseline)));
                }
                if !upper && boundary <= now {
                    answer = answer.min(cost(boundary));
                }
            }
        }
        answer + if upper { self.fine_steps(pools, baseline) } else { -self.fine_steps(pools, baseline) }
    }

    /// What very fine steps, that aren't looked at one by one, can add or take away for one of the driver.
    fn fine_steps(&self, pools: &[usize], baseline: f64) -> f64 {
        let fine = pools.iter().filter(|pool| {
            let step = self.numbers.pool_step[**pool];
            self.model.pools[**pool].kind == PoolKind::Step && step > 0.0 && baseline / step > BOUNDARIES_MAX
        });
        fine.map(|pool| self.numbers.pool_annual[*pool] / BOUNDARIES_MAX / baseline).sum()
    }

    /// What a pool needs, freed steps gone.
    pub(super) fn true_cost(&self, pool: usize, now: f64, baseline: f64) -> f64 {
        needed(
            self.model.pools[pool].kind,
            self.numbers.pool_annual[pool],
            Driver { now, baseline, step: self.numbers.pool_step[pool] },
        )
    }
}
