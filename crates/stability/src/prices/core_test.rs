//! The group that gains most by leaving.

use super::net::{GAIN_MIN, Net};
use super::smooth::Smooth;

/// Ratios are improved at most so often; each step is a strictly better one of finitely many groups.
const STEPS_MAX: usize = 100;

/// A group that gains by leaving; empty if none does.
#[derive(Debug, Clone, PartialEq)]
pub struct Worst {
    /// By buyer.
    pub group: Vec<bool>,
    /// By line: what the group has outside when it goes alone.
    pub outside: Vec<bool>,
    /// What the group pays, in pence a year.
    pub pays: f64,
    /// What it would cost alone, in pence a year; the difference is its gain.
    pub alone: f64,
}

impl Worst {
    /// Pence a year.
    pub fn gain(&self) -> f64 {
        self.pays - self.alone
    }

    /// Does no group gain?
    pub fn is_empty(&self) -> bool {
        !self.group.contains(&true)
    }
}

/// The group that gains most in pounds under prices by buyer (pence a year), all buyers together included: one
/// minimum cut. Of several the smallest; empty if none gains more than a ten-millionth of a buyer's average
/// cost.
pub fn worst_in_pounds(game: &Smooth, prices: &[f64]) -> Worst {
    let mut net = Net::of(game);
    let group = most(&mut net, prices, 1.0);
    worst(game, &mut net, prices, group)
}

/// The group that gains the largest part of what it pays, by a sequence of minimum cuts (Dinkelbach's method).
/// Empty if none gains more than a ten-millionth of a buyer's average cost.
pub fn worst_in_per_cent(game: &Smooth, prices: &[f64]) -> Worst {
    let mut net = Net::of(game);
    let group = most(&mut net, prices, 1.0);
    let mut best = worst(game, &mut net, prices, group);
    for _ in 0..STEPS_MAX {
        if best.is_empty() {
            break;
        }
        // Does a group gain even if everybody paid only the best group's alone ÷ pays?
        let group = most(&mut net, prices, best.alone / best.pays);
        let next = worst(game, &mut net, prices, group);
        if next.is_empty() || next.alone * best.pays >= best.alone * next.pays {
            break;
        }
        best = next;
    }
    best
}

/// The group with the largest gain if everybody paid so many times its price; empty if nobody gains.
fn most(net: &mut Net, prices: &[f64], times: f64) -> Option<Vec<bool>> {
    net.clear();
    let mut asked = 0.0;
    for (buyer, price) in prices.iter().enumerate() {
        // Who pays nothing gains nothing by leaving, and nobody else's cost falls with it.
        let amount = (price * times / net.unit).max(0.0);
        net.ask(buyer, amount);
        asked += amount;
    }
    let borne = net.fill();
    (asked - borne > GAIN_MIN).then(|| net.smallest_group())
}

fn worst(game: &Smooth, net: &mut Net, prices: &[f64], group: Option<Vec<bool>>) -> Worst {
    let group = group.unwrap_or_else(|| vec![false; game.buyers]);
    let pays = prices.iter().zip(&group).filter(|(_, taken)| **taken).map(|(price, _)| price).sum();
    let alone = game.alone_in(net, &group);
    Worst { group, outside: alone.outside, pays, alone: alone.cost }
}
