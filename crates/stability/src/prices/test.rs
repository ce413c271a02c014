//! Do prices hold? The group that gains most by leaving, in pounds and as a share of its bills.

use super::breakaway::Breakaway;
use super::core_test::worst_in_pounds;
use super::every_group::EveryGroup;
use super::exactness::Exactness;
use super::game::Game;
use super::one_service::best_group;
use super::search::Search;
use super::smoothed::Smoothed;

/// Turns of the search for the largest share before it ends in any case.
const TURNS_MAX: usize = 24;

/// What a test of prices found.
#[derive(Debug, Clone, PartialEq)]
pub struct Tested {
    /// The group that gains most in pounds; none: none was found that gains.
    pub in_pounds: Option<Breakaway>,
    /// The group that gains most as a share of its bills.
    pub in_per_cent: Option<Breakaway>,
    /// How sure the largest gain is; a bracket in pence a year, from what was found to what it can't exceed.
    pub kind: Exactness,
}

impl Tested {
    /// No group gains, and this is proved.
    pub fn holds(&self) -> bool {
        self.in_pounds.is_none() && matches!(self.kind, Exactness::Exact)
    }
}

/// Looks for groups that gain, as exactly as the game allows.
pub(super) struct Tester<'a> {
    game: &'a Game,
    smoothed: &'a Smoothed,
    search: Search<'a>,
    steps: bool,
    /// Every group's cost, where cost falls in steps and there are few enough buyers.
    every: Option<EveryGroup>,
}

impl<'a> Tester<'a> {
    pub fn new(game: &'a Game, smoothed: &'a Smoothed) -> Self {
        let steps = game.costs.has_steps();
        let every = if steps { EveryGroup::of(game) } else { None };
        Tester { game, smoothed, search: Search::new(game), steps, every }
    }

    /// The same without going through every group, for tests of what is then left.
    #[cfg(test)]
    pub fn by_trying(game: &'a Game, smoothed: &'a Smoothed) -> Self {
        Tester { every: None, ..Tester::new(game, smoothed) }
    }

    /// Gains up to this many pence are round-off.
    pub fn noise(&self) -> f64 {
        // A ten-millionth of a buyer's average cost, as for minimum cuts, and what is lost at each line.
        let average = self.smoothed.game.whole() / self.game.buyers.len() as f64;
        (1e-7 * average).max(0.01 * self.game.lines.len() as f64)
    }

    /// The group that gains most at prices, and how sure that is. More pence than `Exactness` says can't be gained.
    pub fn worst(&self, prices: &[f64]) -> (Option<Breakaway>, Exactness) {
        let gains = |group: Breakaway| Some(group).filter(|group| group.gain() > self.noise());
        let smooth = worst_in_pounds(&self.smoothed.game, prices);
        let bound = smooth.pays - smooth.alone;
        let smooth = Breakaway::of(self.game, prices, smooth.group, smooth.outside);
        if !self.steps || bound <= self.noise() {
            return (gains(smooth), Exactness::Exact);
        }
        if let Some(every) = &self.every {
            let found = every.gaining(self.game, prices, self.noise(), 1);
            return (found.into_iter().next(), Exactness::Exact);
        }
        if let Ok(found) = best_group(self.game, prices, self.noise()) {
            return (found, Exactness::Exact);
        }
        let mut starts = vec![(smooth.group.clone(), smooth.outside.clone())];
        starts.extend(self.search.usual_starts(prices));
        let found = self.search.run(prices, &starts).into_iter().next().and_then(gains);
        let low = found.as_ref().map_or(0.0, Breakaway::gain);
        if low >= bound - self.noise() {
            return (found, Exactness::Exact);
        }
        (found, Exactness::Bracket { low, high: bound })
    }

    /// Tests prices.
    pub fn test(&self, prices: &[f64]) -> Tested {
        let (in_pounds, kind) = self.worst(prices);
        let mut in_per_cent = in_pounds.clone();
        // At prices lowered until no group gains, the last group that did gains the largest share.
        for _ in 0..TURNS_MAX {
            let Some(best) = in_per_cent.as_ref().filter(|best| best.pays > 0.0) else { break };
            let lowered: Vec<f64> = prices.iter().map(|price| price * best.alone / best.pays).collect();
            let Some(next) = self.worst(&lowered).0 else { break };
            let next = Breakaway::of(self.game, prices, next.group, next.outside);
            if next.share() <= best.share() + 1e-9 {
                break;
            }
            in_per_cent = Some(next);
        }
        Tested { in_pounds, in_per_cent, kind }
    }

    /// Groups that gain at prices, for a programme that grows by them. `known` groups are good starts.
    pub fn gaining(&self, prices: &[f64], known: &[Breakaway]) -> Vec<Breakaway> {
        let keep = |found: Vec<Breakaway>| -> Vec<Breakaway> {
            let gaining = found.into_iter().filter(|group| group.gain() > self.noise());
            gaining.take(2 * self.game.buyers.len()).collect()
        };
        if let Some(every) = &self.every {
            return every.gaining(self.game, prices, self.noise(), 2 * self.game.buyers.len());
        }
        if let Ok(found) = best_group(self.game, prices, self.noise()) {
            return found.into_iter().collect();
        }
        let gain = |row: &Breakaway| row.members().map(|at| prices[at]).sum::<f64>() - row.alone;
        let mut near: Vec<&Breakaway> = known.iter().collect();
        near.sort_by(|a, b| gain(b).total_cmp(&gain(a)));
        let smooth = worst_in_pounds(&self.smoothed.game, prices);
        let mut starts = vec![(smooth.group, smooth.outside)];
        starts.extend(near.into_iter().take(6).map(|row| (row.group.clone(), row.outside.clone())));
        let found = keep(self.search.run(prices, &starts));
        if !found.is_empty() {
            return found;
        }
        keep(self.search.run(prices, &self.search.usual_starts(prices)))
    }

    /// Everybody together, with the lines that they would buy elsewhere as far as was found.
    pub fn everybody(&self, prices: &[f64]) -> Breakaway {
        if let Some(every) = &self.every {
            return every.everybody(self.game, prices);
        }
        let all = vec![true; self.game.buyers.len()];
        let none = vec![false; self.game.lines.len()];
        let smooth = self.smoothed.game.alone(&all);
        let split = Breakaway::of(self.game, prices, all.clone(), smooth.outside);
        let kept = Breakaway::of(self.game, prices, all, none);
        if split.alone < kept.alone { split } else { kept }
    }

    /// Is every answer of [`Tester::worst`] exact?
    pub fn exact(&self) -> bool {
        !self.steps
            || self.every.is_some()
            || best_group(self.game, &vec![0.0; self.game.buyers.len()], self.noise()).is_ok()
    }

    /// Does cost fall in steps?
    pub fn steps(&self) -> bool {
        self.steps
    }
}
