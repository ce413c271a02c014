//! Where it comes to rest: from the first leavers, all who would then leave do so, until none would, at the
//! prices that hold once residual cost is gone (`docs/model.md`, section 7).
//!
//! Steps are sticky here: a freed step stays with those who remain. Staying is then a game of strategic
//! complements (one buyer's staying never makes another's price higher), so leaving one after another ends
//! at the greatest resting point whatever the order, and joining from nobody ends at the least.

mod at_rest;
mod cascade;
mod charge;
mod conditions;
mod flat;
mod game;
mod levels;
mod mass;
mod released;

use game::Game;

pub use at_rest::{AtRest, CellAtRest, ExitAtRest, at_rest};
pub use cascade::{Follower, Rest, Scratch};
pub use charge::{RestingCharge, resting_charges};
pub use conditions::{Condition, Holds, Rule};
pub use flat::Cascade;
pub use game::alternative;
pub use levels::{Factors, Levels};
pub use mass::{Mass, masses};
pub use released::{Released, released_brackets};

use crate::model::{Model, Numbers};
use crate::plan::Plan;
use crate::scenario::Steps;
use crate::timeline::{Policy, exit_charges};

/// A line at the resting point of its unit: the certificate of its exit or of its stay. Pence a year.
#[derive(Debug, Clone, PartialEq)]
pub struct RestingLine {
    /// The line, as an index into the model's lines.
    pub line: usize,
    /// The round in which it leaves, counted from 1; 0 for a move of the scenario; none: it stays.
    pub leaves: Option<u32>,
    /// Its price, in the round in which it leaves or at rest.
    pub price: f64,
    /// What its alternative comes to, tax, switching and exit charge included; none when it has none and can't leave.
    pub alternative: Option<f64>,
    /// The same with the buyer's reluctance: above this price it leaves.
    pub tipping_price: Option<f64>,
}

/// How near a buyer is to leaving, all its lines together.
#[derive(Debug, Clone, PartialEq)]
pub struct Tipping {
    /// The buyer, by its first line: an index into the model's lines.
    pub line: usize,
    /// The multiple of the outside price below which it no longer stays. Above 1 it would leave if it felt no
    /// reluctance; the largest leaves first.
    pub index: f64,
}

/// Where one unit comes to rest.
#[derive(Debug, Clone, PartialEq)]
pub struct RestingPoint {
    /// The unit, as an index into the model's units.
    pub unit: usize,
    /// Every line of the unit that is in force at the start.
    pub lines: Vec<RestingLine>,
    /// Rounds until nobody else leaves.
    pub rounds: u32,
    /// Lines that stay when everybody starts out, as indices into the model's lines: the greatest resting point.
    pub greatest: Vec<usize>,
    /// Lines that stay when nobody starts out: the least.
    pub least: Vec<usize>,
    /// How near each buyer is, nearest first, before the moves.
    pub tipping: Vec<Tipping>,
    /// What must hold for the order of leaving not to matter, each with what was seen on the way.
    pub conditions: Vec<Condition>,
}

impl RestingPoint {
    /// May it matter who leaves first? Then this point is a guess.
    pub fn order_may_matter(&self) -> bool {
        self.conditions.iter().any(|condition| condition.holds == Holds::No)
    }

    /// The same resting point, judged for a scenario in which freed steps stay or go.
    pub fn under(self, steps: Steps) -> RestingPoint {
        let conditions = self.conditions.into_iter().map(|condition| condition.under(steps)).collect();
        RestingPoint { conditions, ..self }
    }

    /// Would the unit not come back if it had to start again from nobody?
    pub fn is_fragile(&self) -> bool {
        !self.greatest.is_empty() && self.least.is_empty()
    }
}

/// Works out where each unit of a plan comes to rest.
pub fn resting_points(
    model: &Model,
    numbers: &Numbers,
    plan: &Plan,
    policy: Policy<'_>,
) -> Vec<RestingPoint> {
    let charges = exit_charges(model, numbers, plan, policy);
    units_left(model, plan).map(|unit| Game::of(model, numbers, unit, &charges).rest(plan)).collect()
}

/// Works out where one unit comes to rest when nobody moves: what every line pays, and above which price it goes.
pub fn resting_point_of(model: &Model, numbers: &Numbers, unit: usize, policy: Policy<'_>) -> RestingPoint {
    let nobody = Plan::default();
    let charges = exit_charges(model, numbers, &nobody, policy);
    Game::of(model, numbers, unit, &charges).rest(&nobody)
}

/// The units that a plan takes lines from.
fn units_left<'a>(model: &'a Model, plan: &'a Plan) -> impl Iterator<Item = usize> + 'a {
    let left = |unit: &usize| {
        let cells = plan.exits.iter().filter_map(|exit| model.lines[exit.line].cell);
        cells.map(|cell| model.cells[cell].unit).any(|of| of == *unit)
    };
    (0..model.units.len()).filter(left)
}

impl Game<'_> {
    fn rest(self, plan: &Plan) -> RestingPoint {
        let start = self.without_movers(plan);
        let mut stays = start.clone();
        let mut lines: Vec<RestingLine> =
            (0..self.lines.len()).map(|position| self.line(position, &stays)).collect();
        let mut fell = Vec::new();
        let mut rounds = 0;
        let mut kappa = self.kappa(&stays);
        loop {
            let leaves: Vec<usize> =
                (0..self.lines.len()).filter(|p| stays[*p] && self.leaves(*p, &kappa)).collect();
            if leaves.is_empty() {
                break;
            }
            rounds += 1;
            for position in leaves {
                stays[position] = false;
                lines[position].leaves = Some(rounds);
                lines[position].price = self.price(self.lines[position], &kappa);
            }
            let after = self.kappa(&stays);
            fell.extend(self.fell(&stays, &kappa, &after));
            kappa = after;
        }
        for position in (0..self.lines.len()).filter(|position| stays[*position]) {
            lines[position].price = self.price(self.lines[position], &kappa);
        }
        let least = self.chosen(&self.least(plan));
        RestingPoint {
            unit: self.unit,
            lines,
            rounds,
            greatest: self.chosen(&stays),
            least,
            tipping: self.tipping(),
            conditions: self.conditions(&fell, &start, &stays),
        }
    }

    /// Lines that stay and whose price fell.
    fn fell(&self, stays: &[bool], before: &[f64], after: &[f64]) -> Vec<usize> {
        let price = |position: usize, kappa| self.price(self.lines[position], kappa);
        let fell = |p: &usize| stays[*p] && price(*p, after) < price(*p, before) * (1.0 - 1e-9);
        (0..self.lines.len()).filter(fell).collect()
    }

    /// Everybody but the lines that a plan takes.
    fn without_movers(&self, plan: &Plan) -> Vec<bool> {
        self.lines.iter().map(|line| !plan.exits.iter().any(|exit| exit.line == *line)).collect()
    }

    /// Those who stay, as indices into the model's lines.
    fn chosen(&self, stays: &[bool]) -> Vec<usize> {
        self.lines.iter().zip(stays).filter(|(_, stays)| **stays).map(|(line, _)| *line).collect()
    }

    fn line(&self, position: usize, stays: &[bool]) -> RestingLine {
        let line = self.lines[position];
        RestingLine {
            line,
            leaves: if stays[position] { None } else { Some(0) },
            price: self.numbers.line_annual[line],
            alternative: self.alternative[position],
            tipping_price: self.tips(position),
        }
    }

    /// From nobody (but those who can't leave): all who would stay if they alone joined do so, until none would.
    fn least(&self, plan: &Plan) -> Vec<bool> {
        let moves = |line: usize| plan.exits.iter().any(|exit| exit.line == line);
        let mut stays: Vec<bool> =
            (0..self.lines.len()).map(|p| !moves(self.lines[p]) && self.tips(p).is_none()).collect();
        loop {
            let mut joined = false;
            for position in 0..self.lines.len() {
                if stays[position] || moves(self.lines[position]) {
                    continue;
                }
                stays[position] = true;
                stays[position] = !self.leaves(position, &self.kappa(&stays));
                joined |= stays[position];
            }
            if !joined {
                return stays;
            }
        }
    }

    /// Takes out the buyer with the largest bill for its alternatives, again and again; the smallest such
    /// ratio so far is the buyer's index.
    fn tipping(&self) -> Vec<Tipping> {
        let mut stays = vec![true; self.lines.len()];
        let mut found: Vec<Tipping> = Vec::new();
        let mut smallest = f64::INFINITY;
        let mut left: Vec<ledger::BodyId> =
            self.lines.iter().map(|line| self.model.lines[*line].buyer).collect();
        left.sort_unstable();
        left.dedup();
        loop {
            let kappa = self.kappa(&stays);
            let ratios: Vec<(ledger::BodyId, usize, f64)> = left
                .iter()
                .filter_map(|buyer| self.ratio(*buyer, &kappa).map(|(line, ratio)| (*buyer, line, ratio)))
                .collect();
            let Some(largest) = ratios.iter().map(|(_, _, ratio)| *ratio).max_by(f64::total_cmp) else {
                return found;
            };
            smallest = smallest.min(largest);
            for (buyer, line, _) in ratios.into_iter().filter(|(_, _, ratio)| *ratio >= largest) {
                found.push(Tipping { line, index: smallest });
                left.retain(|other| *other != buyer);
                for (position, line) in self.lines.iter().enumerate() {
                    stays[position] &= self.model.lines[*line].buyer != buyer;
                }
            }
        }
    }

    /// A buyer's bill for its alternatives, over the lines that it could take elsewhere.
    fn ratio(&self, buyer: ledger::BodyId, kappa: &[f64]) -> Option<(usize, f64)> {
        let (mut bill, mut outside, mut first) = (0.0, 0.0, None);
        for (position, line) in self.lines.iter().enumerate() {
            if self.model.lines[*line].buyer != buyer {
                continue;
            }
            let Some(alternative) = self.alternative[position] else { continue };
            first = first.or(Some(*line));
            bill += self.price(*line, kappa);
            outside += alternative;
        }
        first.filter(|_| outside > 0.0).map(|line| (line, bill / outside))
    }
}
