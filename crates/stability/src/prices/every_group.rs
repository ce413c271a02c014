//! What every group would pay on its own, steps and all, where there are few enough buyers to go through all 2ⁿ groups.
//!
//! A service is settled by itself: a group either keeps a line or buys it elsewhere, so that what its service costs is the
//! least of "all kept" and "without this line, and this line elsewhere", line by line. Overhead that follows direct
//! cost is folded in; overhead that stays is there unless everything is bought elsewhere. Only steps of overhead
//! would tie the services together: then there is no table.

use costing::steps;
use register::tables::PoolKind;

use super::breakaway::Breakaway;
use super::game::Game;

/// So many buyers make four million groups: some tens of megabytes and about a second.
const BUYERS_MAX: usize = 22;

/// What each group would pay alone.
pub(super) struct EveryGroup {
    n: usize,
    /// Pence a year by group; bit i of an index is buyer i.
    alone: Vec<f64>,
}

/// The line that each buyer has in a service, and how overhead follows.
struct Service {
    at: usize,
    line_of: Vec<Option<usize>>,
}

impl EveryGroup {
    /// The table of a game; none where it would be too large, or overhead has steps, or a buyer has two lines for one
    /// service.
    pub fn of(game: &Game) -> Option<Self> {
        let n = game.buyers.len();
        let services = services(game)?;
        if n > BUYERS_MAX || overhead_has_steps(game) {
            return None;
        }
        let (rate, stays) = overhead(game);
        let mut alone = vec![stays; 1 << n];
        alone[0] = 0.0;
        for service in &services {
            let costs = service_costs(game, service, rate);
            alone.iter_mut().zip(costs).for_each(|(alone, cost)| *alone += cost);
        }
        // A group that buys everything elsewhere has no overhead.
        let everything: Vec<f64> = (0..n)
            .map(|buyer| {
                (0..game.lines.len()).filter(|l| game.lines[*l].buyer == buyer).map(|l| game.outside(l)).sum()
            })
            .collect();
        let mut outside = vec![0.0; 1 << n];
        for group in 1..1_usize << n {
            outside[group] = outside[group & (group - 1)] + everything[group.trailing_zeros() as usize];
            alone[group] = f64::min(alone[group], outside[group]);
        }
        Some(EveryGroup { n, alone })
    }

    /// Everybody together, with the lines that they would buy elsewhere.
    pub fn everybody(&self, game: &Game, prices: &[f64]) -> Breakaway {
        breakaway(game, prices, (1 << self.n) - 1)
    }

    /// The groups that gain most at prices, at most so many, the best first; only those that gain more than `noise`.
    pub fn gaining(&self, game: &Game, prices: &[f64], noise: f64, at_most: usize) -> Vec<Breakaway> {
        let low = self.n / 2;
        let (lows, highs) = (sums(&prices[..low]), sums(&prices[low..]));
        let mut found: Vec<(f64, usize)> = Vec::new();
        for (high, high_sum) in highs.iter().enumerate() {
            let start = high << low;
            let block = &self.alone[start..start + lows.len()];
            let gains = lows.iter().zip(block).map(|(low_sum, alone)| low_sum - alone);
            let best =
                gains.enumerate().fold(
                    (f64::NEG_INFINITY, 0),
                    |best, (at, gain)| {
                        if gain > best.0 { (gain, at) } else { best }
                    },
                );
            if best.0 + high_sum > noise && start + best.1 > 0 {
                found.push((best.0 + high_sum, start + best.1));
            }
        }
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        found.truncate(at_most);
        found.into_iter().map(|(_, group)| breakaway(game, prices, group)).collect()
    }
}

/// The sum of every subset.
fn sums(entries: &[f64]) -> Vec<f64> {
    let mut sums = vec![0.0; 1 << entries.len()];
    for (at, entry) in entries.iter().enumerate() {
        for group in 0..1 << at {
            sums[group | 1 << at] = sums[group] + entry;
        }
    }
    sums
}

fn overhead_has_steps(game: &Game) -> bool {
    let direct = game.costs.direct();
    game.costs.overhead.iter().any(|pool| pool.kind == PoolKind::Step && !pool.is_flat(direct))
}

/// Overhead for each penny of direct cost, and overhead that stays.
fn overhead(game: &Game) -> (f64, f64) {
    let direct = game.costs.direct();
    let pools = || game.costs.overhead.iter();
    let stays = pools().filter(|pool| pool.is_flat(direct)).map(|pool| pool.cost(direct, direct)).sum();
    (pools().filter_map(|pool| pool.slope(direct)).sum(), stays)
}

/// Each service with its lines by buyer; none where a buyer has two lines for one.
fn services(game: &Game) -> Option<Vec<Service>> {
    let mut services: Vec<Service> = (0..game.costs.services.len())
        .map(|at| Service { at, line_of: vec![None; game.buyers.len()] })
        .collect();
    for (at, line) in game.lines.iter().enumerate() {
        let place = &mut services[line.service].line_of[line.buyer];
        if place.replace(at).is_some() {
            return None;
        }
    }
    Some(services)
}

/// What a service costs by volume, with the overhead that follows it: the same as its pools, but worked out once.
struct Curve {
    flat: f64,
    per_volume: f64,
    /// Size and cost of a step.
    steps: Vec<(f64, f64)>,
}

impl Curve {
    fn of(game: &Game, service: usize, rate: f64) -> Curve {
        let service = &game.costs.services[service];
        let mut curve = Curve { flat: 0.0, per_volume: 0.0, steps: Vec::new() };
        for pool in service.pools.iter().filter(|_| service.volume > 0.0) {
            let whole = pool.cost(service.volume, service.volume) * (1.0 + rate);
            match pool.kind {
                PoolKind::Variable => curve.per_volume += whole / service.volume,
                PoolKind::Fixed => curve.flat += whole,
                PoolKind::Step if pool.step > 0.0 => {
                    curve.steps.push((pool.step, whole / pool.steps(service.volume).max(1.0)));
                }
                PoolKind::Step => {}
            }
        }
        curve
    }

    fn at(&self, volume: f64) -> f64 {
        if volume <= 0.0 {
            return 0.0;
        }
        let stepped: f64 = self.steps.iter().map(|(size, cost)| steps(volume, *size) * cost).sum();
        self.flat + self.per_volume * volume + stepped
    }
}

/// What a service costs every group, with the overhead that follows it, each line where it is cheaper.
fn service_costs(game: &Game, service: &Service, rate: f64) -> Vec<f64> {
    let volume = |buyer: usize| service.line_of[buyer].map_or(0.0, |line| game.lines[line].volume);
    let volumes: Vec<f64> = (0..game.buyers.len()).map(volume).collect();
    let mut costs = sums(&volumes);
    let curve = Curve::of(game, service.at, rate);
    costs.iter_mut().for_each(|cost| *cost = curve.at(*cost));
    for (buyer, line) in service.line_of.iter().enumerate() {
        let Some(outside) = line.map(|line| game.outside(line)).filter(|cost| cost.is_finite()) else {
            continue;
        };
        // Groups with the buyer stand right behind those without it, in blocks.
        for block in costs.chunks_exact_mut(2 << buyer) {
            let (without, with) = block.split_at_mut(1 << buyer);
            with.iter_mut().zip(without).for_each(|(with, without)| *with = with.min(*without + outside));
        }
    }
    costs
}

/// A group with the lines that it would buy elsewhere.
fn breakaway(game: &Game, prices: &[f64], group: usize) -> Breakaway {
    let members: Vec<bool> = (0..game.buyers.len()).map(|buyer| group >> buyer & 1 == 1).collect();
    let (rate, _) = overhead(game);
    let mut outside = vec![false; game.lines.len()];
    for service in services(game).into_iter().flatten() {
        let lines: Vec<usize> = members
            .iter()
            .zip(&service.line_of)
            .filter(|(member, _)| **member)
            .filter_map(|(_, l)| *l)
            .collect();
        cheapest_split(game, service.at, &lines, rate).into_iter().for_each(|line| outside[line] = true);
    }
    let part = Breakaway::of(game, prices, members.clone(), outside);
    let all = (0..game.lines.len()).map(|line| game.outside(line).is_finite()).collect();
    let whole = Breakaway::of(game, prices, members, all);
    if whole.alone < part.alone { whole } else { part }
}

/// One way to split the lines looked at so far.
#[derive(Clone, Copy)]
struct Split {
    /// Volume kept.
    volume: f64,
    /// Cost of the lines bought elsewhere.
    elsewhere: f64,
    /// Those lines, as bits.
    out: u32,
}

/// The lines of a service that a group buys elsewhere. Of two ways to split the lines looked at, one that costs no more
/// elsewhere and keeps no more volume is never worse; a way that can't become better than one known is dropped.
fn cheapest_split(game: &Game, service: usize, lines: &[usize], rate: f64) -> Vec<usize> {
    let curve = Curve::of(game, service, rate);
    let cost = |volume: f64| curve.at(volume);
    let costs = &game.costs.services[service];
    let slope: f64 =
        costs.pools.iter().filter_map(|pool| pool.slope(costs.volume)).sum::<f64>() * (1.0 + rate);
    let volume = |line: &usize| game.lines[*line].volume;
    // What is still to come, all kept; and at the least.
    let rest = |at: usize| lines[at..].iter().map(volume).sum::<f64>();
    let least = |at: usize| -> f64 {
        lines[at..].iter().map(|line| game.outside(*line).min(slope * volume(line))).sum()
    };
    let mut splits = vec![Split { volume: 0.0, elsewhere: 0.0, out: 0 }];
    for (at, line) in lines.iter().enumerate() {
        let outside = game.outside(*line);
        let mut next: Vec<Split> = Vec::with_capacity(2 * splits.len());
        for split in &splits {
            next.push(Split { volume: split.volume + volume(line), ..*split });
            if outside.is_finite() {
                next.push(Split { elsewhere: split.elsewhere + outside, out: split.out | 1 << at, ..*split });
            }
        }
        let (rest, least) = (rest(at + 1), least(at + 1));
        let reached = |split: &Split| split.elsewhere + cost(split.volume + rest);
        let known = next.iter().map(reached).fold(f64::INFINITY, f64::min);
        next.sort_by(|a, b| {
            a.volume.total_cmp(&b.volume).then(a.elsewhere.total_cmp(&b.elsewhere)).then(a.out.cmp(&b.out))
        });
        let mut cheapest = f64::INFINITY;
        next.retain(|split| {
            let better = split.elsewhere < cheapest;
            cheapest = cheapest.min(split.elsewhere);
            better && split.elsewhere + slope * split.volume + least <= known * (1.0 + 1e-9)
        });
        splits = next;
    }
    let total = |split: &Split| cost(split.volume) + split.elsewhere;
    let best = splits.iter().min_by(|a, b| total(a).total_cmp(&total(b)));
    let out = best.map_or(0, |split| split.out);
    lines.iter().enumerate().filter(|(at, _)| out >> at & 1 == 1).map(|(_, line)| *line).collect()
}
