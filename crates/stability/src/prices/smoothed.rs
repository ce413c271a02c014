//! A unit's game without its steps: each step becomes its slope, and overhead that follows direct cost is folded
//! into the costs that it follows.
//!
//! What is left out is never more than the empty part of the last steps, and no group costs more than before:
//! charges that hold here hold with steps as well.

use super::costs::CostPool;
use super::game::Game;
use super::smooth::{Smooth, SmoothLine, SmoothPool};

/// A unit's game without its steps, and what it leaves out. Money in pence a year.
#[derive(Debug, Clone, PartialEq)]
pub struct Smoothed {
    /// The game: first one pool for each service, then one for overhead that stays.
    pub game: Smooth,
    /// What the empty part of the last steps of each service costs, with the overhead that follows it.
    pub idle: Vec<f64>,
    /// What the empty part of the last step of overhead costs.
    pub idle_overhead: f64,
    /// Overhead for each penny of direct cost.
    pub rate: f64,
}

impl Smoothed {
    /// The game of a unit without its steps.
    pub fn of(game: &Game) -> Smoothed {
        let costs = &game.costs;
        let direct = costs.direct();
        let rate: f64 = costs.overhead.iter().filter_map(|pool| pool.slope(direct)).sum();
        let slopes: Vec<f64> = costs
            .services
            .iter()
            .map(|service| service.pools.iter().filter_map(|pool| pool.slope(service.volume)).sum())
            .collect();
        let lines: Vec<SmoothLine> = game
            .lines
            .iter()
            .enumerate()
            .map(|(at, line)| SmoothLine {
                buyer: line.buyer,
                cost: slopes[line.service] * line.volume.max(0.0) * (1.0 + rate),
                outside: game.outside(at),
            })
            .collect();
        let users = |service: usize| -> Vec<usize> {
            let uses = |at: &usize| game.lines[*at].service == service && game.lines[*at].volume > 0.0;
            (0..game.lines.len()).filter(uses).collect()
        };
        let flat = |pools: &[CostPool], everybody: f64| -> f64 {
            pools
                .iter()
                .filter(|pool| pool.is_flat(everybody))
                .map(|pool| pool.cost(everybody, everybody))
                .sum()
        };
        let mut pools: Vec<SmoothPool> = (0..costs.services.len())
            .map(|at| {
                let service = &costs.services[at];
                SmoothPool { cost: flat(&service.pools, service.volume) * (1.0 + rate), lines: users(at) }
            })
            .collect();
        let costly = |at: &usize| costs.direct_of(game.lines[*at].service, game.lines[*at].volume) > 0.0;
        let all: Vec<usize> = (0..game.lines.len()).filter(costly).collect();
        pools.push(SmoothPool { cost: flat(&costs.overhead, direct), lines: all });
        let idle = costs
            .services
            .iter()
            .map(|s| s.pools.iter().map(|pool| pool.idle(s.volume)).sum::<f64>() * (1.0 + rate));
        Smoothed {
            idle: idle.collect(),
            idle_overhead: costs.overhead.iter().map(|pool| pool.idle(direct)).sum(),
            rate,
            game: Smooth { buyers: game.buyers.len(), lines, pools },
        }
    }

    /// What is left out in all.
    pub fn idle_cost(&self) -> f64 {
        self.idle.iter().sum::<f64>() + self.idle_overhead
    }

    /// The same game with the empty part of the last steps as a cost that stays as long as anybody uses the
    /// service. It costs as much as the unit; a group gains in the true game at most what its members pay for
    /// what is empty.
    pub fn with_idle(&self) -> Smooth {
        let mut game = self.game.clone();
        let idle = self.idle.iter().chain([&self.idle_overhead]);
        game.pools.iter_mut().zip(idle).for_each(|(pool, idle)| pool.cost += idle);
        game
    }
}
