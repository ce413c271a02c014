//! The group that gains most, exactly, where there is one service: a knapsack programme over volume.
//!
//! What a group costs depends on who is in it only through its volume, once the cost that follows volume is
//! counted with each buyer. So of two groups of the buyers looked at so far, the one with no less gain and no more
//! volume is never worse, whoever joins later. What is left of all groups is a short list; what can't become
//! better than the best group known is struck from it.

use super::breakaway::Breakaway;
use super::game::Game;

/// So many groups are kept side by side before the programme gives up.
const KEPT_MAX: usize = 400_000;
/// A buyer with more lines than this for one service has too many ways to split them.
const LINES_MAX: usize = 8;

/// One way for a buyer to be in a group.
struct Way {
    gain: f64,
    volume: f64,
    /// Lines bought elsewhere.
    outside: Vec<usize>,
}

/// A group of the buyers looked at so far.
#[derive(Clone, Copy)]
struct Kept {
    volume: f64,
    gain: f64,
    /// Which group of the list before, and how the newest buyer is in it; none: it is not.
    before: usize,
    way: Option<usize>,
}

/// What the cost of a volume is made of, beside the part that is counted with each buyer.
struct Shape {
    /// Cost for each volume that is counted with the buyers.
    per_volume: f64,
    /// Cost as soon as there is any volume.
    flat: f64,
    /// At least this much more for each volume: steps by their slope.
    slope: f64,
}

/// The group of a game with one service that gains most at given prices; none when no group gains. Errors: the
/// game has several services, or is too large to be settled exactly.
pub(super) fn best_group(game: &Game, prices: &[f64], noise: f64) -> Result<Option<Breakaway>, ()> {
    if game.costs.services.len() != 1 {
        return Err(());
    }
    let shape = Shape::of(game);
    let ways = ways(game, prices, &shape)?;
    let cost = |volume: f64| game.costs.total(&[volume]) - shape.per_volume * volume;
    let ahead = Ahead::of(&ways, &shape);
    let mut lists: Vec<Vec<Kept>> = vec![vec![Kept { volume: 0.0, gain: 0.0, before: 0, way: None }]];
    let mut best: (f64, usize, usize) = (noise, 0, 0);
    for (buyer, ways) in ways.iter().enumerate() {
        let last = &lists[buyer];
        let mut next: Vec<Kept> = Vec::with_capacity(last.len() * (1 + ways.len()));
        for (before, kept) in last.iter().enumerate() {
            next.push(Kept { before, way: None, ..*kept });
            next.extend(ways.iter().enumerate().map(|(at, way)| Kept {
                volume: kept.volume + way.volume,
                gain: kept.gain + way.gain,
                before,
                way: Some(at),
            }));
        }
        next.sort_by(|a, b| a.volume.total_cmp(&b.volume).then(b.gain.total_cmp(&a.gain)));
        let mut highest = f64::NEG_INFINITY;
        next.retain(|kept| {
            let better = kept.gain > highest;
            highest = highest.max(kept.gain);
            better && ahead.at_most(buyer + 1, kept, &shape, &cost) > best.0
        });
        for (at, kept) in next.iter().enumerate() {
            let gain = kept.gain - cost(kept.volume);
            if gain > best.0 {
                best = (gain, buyer + 1, at);
            }
        }
        if next.len() > KEPT_MAX {
            return Err(());
        }
        lists.push(next);
    }
    Ok((best.1 > 0).then(|| trace(game, prices, &ways, &lists, best.1, best.2)))
}

impl Shape {
    fn of(game: &Game) -> Shape {
        let service = &game.costs.services[0];
        let direct = game.costs.direct();
        let follows = |pool: &&super::costs::CostPool| pool.kind == register::tables::PoolKind::Variable;
        let rate: f64 = game.costs.overhead.iter().filter(follows).filter_map(|p| p.slope(direct)).sum();
        let variable: f64 =
            service.pools.iter().filter(follows).filter_map(|pool| pool.slope(service.volume)).sum();
        let per_volume = variable * (1.0 + rate);
        let all: f64 = service.pools.iter().filter_map(|pool| pool.slope(service.volume)).sum();
        let flat = service.pools.iter().filter(|pool| pool.is_flat(service.volume));
        let flat: f64 = flat.map(|pool| pool.cost(service.volume, service.volume)).sum();
        Shape { per_volume, flat: flat * (1.0 + rate), slope: (all - variable) * (1.0 + rate) }
    }
}

/// The ways in which each buyer can be in a group: which of its lines it keeps.
fn ways(game: &Game, prices: &[f64], shape: &Shape) -> Result<Vec<Vec<Way>>, ()> {
    let of_buyer = |buyer: usize| {
        let lines: Vec<usize> =
            (0..game.lines.len()).filter(|line| game.lines[*line].buyer == buyer).collect();
        if lines.len() > LINES_MAX {
            return Err(());
        }
        let mut ways = Vec::new();
        for choice in 0..1_usize << lines.len() {
            let (out, kept): (Vec<usize>, Vec<usize>) =
                (0..lines.len()).partition(|at| choice >> at & 1 == 1);
            let outside: Vec<usize> = out.iter().map(|at| lines[*at]).collect();
            let volume: f64 = kept.iter().map(|at| game.lines[lines[*at]].volume).sum();
            let elsewhere: f64 = outside.iter().map(|line| game.outside(*line)).sum();
            if elsewhere.is_finite() {
                let gain = prices[buyer] - elsewhere - shape.per_volume * volume;
                ways.push(Way { gain, volume, outside });
            }
        }
        Ok(ways)
    };
    (0..game.buyers.len()).map(of_buyer).collect()
}

/// What the buyers that are still to come can add at most.
struct Ahead {
    /// Whatever the volume.
    gain: Vec<f64>,
    /// When each volume costs the slope.
    above_slope: Vec<f64>,
}

impl Ahead {
    fn of(ways: &[Vec<Way>], shape: &Shape) -> Ahead {
        let sums = |value: &dyn Fn(&Way) -> f64| {
            let mut sums = vec![0.0; ways.len() + 1];
            for at in (0..ways.len()).rev() {
                sums[at] = sums[at + 1] + ways[at].iter().map(value).fold(0.0, f64::max);
            }
            sums
        };
        Ahead { gain: sums(&|way| way.gain), above_slope: sums(&|way| way.gain - shape.slope * way.volume) }
    }

    fn at_most(&self, next: usize, kept: &Kept, shape: &Shape, cost: &impl Fn(f64) -> f64) -> f64 {
        let flat = if kept.volume > 0.0 { shape.flat } else { 0.0 };
        let plain = kept.gain - cost(kept.volume) + self.gain[next];
        let sloped = kept.gain - shape.slope * kept.volume - flat + self.above_slope[next];
        plain.min(sloped)
    }
}

fn trace(
    game: &Game,
    prices: &[f64],
    ways: &[Vec<Way>],
    lists: &[Vec<Kept>],
    stage: usize,
    at: usize,
) -> Breakaway {
    let mut group = vec![false; game.buyers.len()];
    let mut outside = vec![false; game.lines.len()];
    let mut at = at;
    for buyer in (0..stage).rev() {
        let kept = lists[buyer + 1][at];
        if let Some(way) = kept.way {
            group[buyer] = true;
            ways[buyer][way].outside.iter().for_each(|line| outside[*line] = true);
        }
        at = kept.before;
    }
    Breakaway::of(game, prices, group, outside)
}
