//! The least amount from outside that makes some prices hold.

use super::net::{GAIN_MIN, Net};
use super::smooth::Smooth;

/// The least subsidy, and the lines that make it necessary.
#[derive(Debug, Clone, PartialEq)]
pub struct Subsidy {
    /// Pence a year; 0 if prices that hold exist.
    pub amount: f64,
    /// By line: those that should leave, or be paid the amount to stay. None if the amount is 0.
    pub leaves: Vec<bool>,
    /// What the unit would avoid without them, in pence a year.
    pub avoidable: f64,
    /// What they cost outside, in pence a year.
    pub outside: f64,
}

/// The largest amount by which what the unit avoids without some lines exceeds their cost outside: one minimum
/// cut. Of several sets of lines the smallest. Differences below a ten-millionth of a buyer's average cost
/// count as nothing.
///
/// It is h(N) − c(N); with less, all buyers together would do better with these lines outside (see
/// `docs/mathematics.md`).
pub fn least_subsidy(game: &Smooth) -> Subsidy {
    let mut net = Net::of(game);
    let alone = game.alone_in(&mut net, &vec![true; game.buyers]);
    let kept: Vec<bool> = alone.outside.iter().map(|away| !away).collect();
    let avoidable = game.whole() - game.cost_of_lines(&kept);
    let outside = game.outside_of(&alone.outside);
    if avoidable - outside <= GAIN_MIN * net.unit {
        return Subsidy { amount: 0.0, leaves: vec![false; kept.len()], avoidable: 0.0, outside: 0.0 };
    }
    Subsidy { amount: avoidable - outside, leaves: alone.outside, avoidable, outside }
}
