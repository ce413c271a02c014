//! Random games, and the same questions answered by going through everything.

use stability::coalition::{Kind, Table};
use stability::prices::smooth::{Smooth, SmoothLine, SmoothPool};
use vocabulary::Pence;

/// Numbers from a seed.
pub struct Numbers(u64);

impl Numbers {
    pub fn new(seed: u64) -> Self {
        Numbers(seed)
    }

    /// A whole number below `below`.
    pub fn below(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % below
    }
}

/// How outside options come about.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Outside {
    /// There is nowhere to go.
    Nowhere,
    /// Some lines have an option, often a good one.
    Some,
    /// Options that are never better than going alone with all one's pools.
    Dear,
}

/// A game in whole pence. Each buyer has a line; further lines fall anywhere. Small amounts make ties.
pub fn random(numbers: &mut Numbers, buyers: usize, lines: usize, outside: Outside) -> Smooth {
    let scale = [5, 1_000, 1_000_000][numbers.below(3) as usize];
    let mut game = Smooth { buyers, ..Smooth::default() };
    for line in 0..lines.max(buyers) {
        let buyer = if line < buyers { line } else { numbers.below(buyers as u64) as usize };
        let cost = numbers.below(scale) as f64;
        game.lines.push(SmoothLine { buyer, cost, outside: f64::INFINITY });
    }
    for _ in 0..1 + numbers.below(6) {
        let dense = 1 + numbers.below(3);
        let users = (0..game.lines.len()).filter(|_| numbers.below(3) < dense).collect();
        game.pools.push(SmoothPool { cost: numbers.below(3 * scale) as f64, lines: users });
    }
    let pools_of = |line: usize| {
        let used = game.pools.iter().filter(|pool| pool.lines.contains(&line));
        used.map(|pool| pool.cost).sum::<f64>()
    };
    let dear: Vec<f64> = (0..game.lines.len()).map(pools_of).collect();
    for (line, dear) in game.lines.iter_mut().zip(dear) {
        line.outside = match outside {
            Outside::Nowhere => f64::INFINITY,
            Outside::Some if numbers.below(3) == 0 => f64::INFINITY,
            Outside::Some => line.cost * (numbers.below(3) as f64) / 2.0 + numbers.below(2 * scale) as f64,
            Outside::Dear => line.cost + dear + numbers.below(scale) as f64,
        }
        .ceil();
    }
    game
}

/// A game with outside options that all prices can live with: options are raised until none is missed.
pub fn random_that_holds(numbers: &mut Numbers, buyers: usize, lines: usize, outside: Outside) -> Smooth {
    let mut game = random(numbers, buyers, lines, outside);
    loop {
        let subsidy = stability::prices::subsidy::least_subsidy(&game);
        if subsidy.amount == 0.0 {
            return game;
        }
        for (line, leaves) in game.lines.iter_mut().zip(&subsidy.leaves) {
            if *leaves {
                line.outside += (subsidy.amount / 2.0).ceil().max(1.0);
            }
        }
    }
}

/// The lines of a set of bits.
pub fn of_bits(bits: usize, count: usize) -> Vec<bool> {
    (0..count).map(|at| bits >> at & 1 == 1).collect()
}

/// What every set of lines costs in the unit: h, by bits.
pub fn costs_of_lines(game: &Smooth) -> Vec<f64> {
    let count = game.lines.len();
    (0..1_usize << count)
        .map(|bits| {
            let own: f64 = (0..count).filter(|at| bits >> at & 1 == 1).map(|at| game.lines[at].cost).sum();
            let used = game.pools.iter().filter(|pool| pool.lines.iter().any(|line| bits >> line & 1 == 1));
            own + used.map(|pool| pool.cost).sum::<f64>()
        })
        .collect()
}

/// What every set of lines costs outside: o, by bits.
pub fn costs_outside(game: &Smooth) -> Vec<f64> {
    let count = game.lines.len();
    let sum =
        |bits: usize| (0..count).filter(|at| bits >> at & 1 == 1).map(|at| game.lines[at].outside).sum();
    (0..1_usize << count).map(sum).collect()
}

/// What every group of buyers costs alone, by bits: the best of all ways to send lines outside.
pub fn costs_alone(game: &Smooth) -> Vec<f64> {
    let (inside, outside) = (costs_of_lines(game), costs_outside(game));
    (0..1_usize << game.buyers)
        .map(|group| {
            let of_group = |at: &usize| group >> game.lines[*at].buyer & 1 == 1;
            let lines: usize = (0..game.lines.len()).filter(of_group).map(|at| 1 << at).sum();
            let mut best = inside[lines];
            let mut away = lines;
            while away > 0 {
                best = best.min(inside[lines & !away] + outside[away]);
                away = (away - 1) & lines;
            }
            best
        })
        .collect()
}

/// The table of groups with another total.
pub fn table(alone: &[f64], buyers: usize, total: f64) -> Table {
    let members = (0..buyers).map(|i| char::from(b'a' + i as u8).to_string()).collect();
    let mut pence: Vec<Pence> = alone.iter().map(|cost| Pence(*cost as i64)).collect();
    *pence.last_mut().unwrap() = Pence(total as i64);
    Table { members, pence, kind: Kind::Cost }
}

/// The sum of a group.
pub fn sum(group: usize, of: &[f64]) -> f64 {
    (0..of.len()).filter(|at| group >> at & 1 == 1).map(|at| of[at]).sum()
}

/// Equal but for round-off, beside amounts of this size.
pub fn near(a: f64, b: f64, size: f64) -> bool {
    (a - b).abs() <= 1e-6 * size.abs().max(1e-3)
}
