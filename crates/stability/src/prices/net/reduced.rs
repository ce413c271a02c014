use std::collections::{BTreeMap, BTreeSet};

use super::super::smooth::Smooth;

/// Lines of one buyer that use the same pools and can go outside.
#[derive(Debug, Clone)]
pub(in super::super) struct Spot {
    pub buyer: usize,
    /// What they can bear beyond their own cost.
    pub room: f64,
    /// The merged pools that they use.
    pub pools: Vec<usize>,
    /// The lines, each with its room.
    pub lines: Vec<(usize, f64)>,
}

/// The game without what can be told beforehand. Money in units of one buyer's average cost.
#[derive(Debug, Clone)]
pub(in super::super) struct Reduced {
    /// What each buyer's lines cost alone, or outside where that is less.
    pub own: Vec<f64>,
    /// The lines that are always outside: it costs less than their own cost.
    pub gone: Vec<bool>,
    /// The cost of each merged pool.
    pub pools: Vec<f64>,
    /// For each pool of the game the merged pool; none if nobody is left to use it.
    pub pool_of: Vec<Option<usize>>,
    /// Lines that may go outside, by buyer.
    pub spots: Vec<Spot>,
    /// The lines that never go outside, by buyer and merged pool.
    pub bound: BTreeMap<(usize, usize), Vec<usize>>,
}

impl Reduced {
    /// Takes a game apart; `unit` is the pence of one unit of money.
    pub fn of(game: &Smooth, unit: f64) -> Self {
        let gone: Vec<bool> = game.lines.iter().map(|line| line.outside < line.cost).collect();
        let mut own = vec![0.0; game.buyers];
        for line in &game.lines {
            own[line.buyer] += line.cost.min(line.outside) / unit;
        }
        let (pools, pool_of) = merged_pools(game, &gone, unit);
        let mut used: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); game.lines.len()];
        for (pool, merged) in pool_of.iter().enumerate() {
            if let Some(merged) = merged {
                let users = game.pools[pool].lines.iter().filter(|line| !gone[**line]);
                users.for_each(|line| _ = used[*line].insert(*merged));
            }
        }
        let mut reduced = Reduced { own, gone, pools, pool_of, spots: Vec::new(), bound: BTreeMap::new() };
        reduced.place_lines(game, &used, unit);
        reduced
    }

    /// Sorts lines into spots, and into those that never go outside.
    fn place_lines(&mut self, game: &Smooth, used: &[BTreeSet<usize>], unit: f64) {
        let room = |line: usize| (game.lines[line].outside - game.lines[line].cost) / unit;
        let never = |line: &usize| {
            let needs: f64 = used[*line].iter().map(|pool| self.pools[*pool]).sum();
            room(*line) >= needs
        };
        let (stuck, free): (Vec<usize>, Vec<usize>) =
            (0..used.len()).filter(|line| !used[*line].is_empty()).partition(never);
        let mut spots: BTreeMap<(usize, Vec<usize>), Spot> = BTreeMap::new();
        for line in stuck {
            self.bind(game.lines[line].buyer, line, &used[line]);
        }
        // A line whose pools its buyer needs in any case stays, too.
        let needed: BTreeSet<(usize, usize)> = self.bound.keys().copied().collect();
        for line in free {
            let buyer = game.lines[line].buyer;
            if used[line].iter().all(|pool| needed.contains(&(buyer, *pool))) {
                continue;
            }
            let pools: Vec<usize> = used[line].iter().copied().collect();
            let empty = || Spot { buyer, room: 0.0, pools: pools.clone(), lines: Vec::new() };
            let spot = spots.entry((buyer, pools.clone())).or_insert_with(empty);
            spot.room += room(line);
            spot.lines.push((line, room(line)));
        }
        self.spots = spots.into_values().collect();
    }

    /// The spots of a buyer.
    pub fn spots_of(&self, buyer: usize) -> &[Spot] {
        let from = self.spots.partition_point(|spot| spot.buyer < buyer);
        let to = self.spots.partition_point(|spot| spot.buyer <= buyer);
        &self.spots[from..to]
    }

    /// The merged pools of a buyer's lines that never go outside, each once.
    pub fn bound_pools_of(&self, buyer: usize) -> impl Iterator<Item = usize> {
        self.bound.range((buyer, 0)..=(buyer, usize::MAX)).map(|((_, pool), _)| *pool)
    }

    fn bind(&mut self, buyer: usize, line: usize, pools: &BTreeSet<usize>) {
        for pool in pools {
            self.bound.entry((buyer, *pool)).or_default().push(line);
        }
    }
}

/// Pools that the same lines use become one.
fn merged_pools(game: &Smooth, gone: &[bool], unit: f64) -> (Vec<f64>, Vec<Option<usize>>) {
    let mut by_users: BTreeMap<Vec<usize>, usize> = BTreeMap::new();
    let mut costs: Vec<f64> = Vec::new();
    let pool_of = game
        .pools
        .iter()
        .map(|pool| {
            let mut users: Vec<usize> = pool.lines.iter().copied().filter(|line| !gone[*line]).collect();
            users.sort_unstable();
            if users.is_empty() || pool.cost <= 0.0 {
                return None;
            }
            let merged = *by_users.entry(users).or_insert_with(|| {
                costs.push(0.0);
                costs.len() - 1
            });
            costs[merged] += pool.cost / unit;
            Some(merged)
        })
        .collect();
    (costs, pool_of)
}
