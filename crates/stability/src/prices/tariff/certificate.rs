use std::collections::BTreeMap;

use super::super::net::Net;
use super::super::smooth::Smooth;

/// What each line bears of each cost: it shows to anybody who adds up rows and columns that charges hold.
///
/// A buyer's charge is the sum over its lines. No line bears more than it costs outside, nor more of its own
/// cost than there is; no pool's column is more than the pool. So any group pays at most, for the lines that it
/// would keep, their costs and pools, and for the others what they cost outside: at most what it costs alone.
/// Money in pence a year.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Certificate {
    /// By line: what it bears of its own cost. Less than that only by what a subsidy pays.
    pub own: Vec<f64>,
    /// By pool, parallel to its lines: what each bears of it. A column short of its pool is subsidised.
    pub shares: Vec<Vec<f64>>,
}

impl Certificate {
    /// What each line bears in all.
    pub fn by_line(&self, game: &Smooth) -> Vec<f64> {
        let mut rows = self.own.clone();
        for (pool, shares) in game.pools.iter().zip(&self.shares) {
            pool.lines.iter().zip(shares).for_each(|(line, share)| rows[*line] += share);
        }
        rows
    }

    /// What each buyer bears in all: its charge.
    pub fn by_buyer(&self, game: &Smooth) -> Vec<f64> {
        let mut sums = vec![0.0; game.buyers];
        for (line, row) in game.lines.iter().zip(self.by_line(game)) {
            sums[line.buyer] += row;
        }
        sums
    }

    /// The certificate of charges that hold: any flow that carries them. Charges in units of the network.
    pub(super) fn of(game: &Smooth, net: &mut Net, charges: &[f64]) -> Self {
        net.clear();
        charges.iter().enumerate().for_each(|(buyer, charge)| net.ask(buyer, *charge));
        net.fill();
        Certificate { own: own_shares(game, net), shares: pool_shares(game, net) }
    }
}

/// A buyer's lines bear their own cost in full, or all the same part of it.
fn own_shares(game: &Smooth, net: &Net) -> Vec<f64> {
    let part = |buyer: usize| {
        let cost = net.reduced.own[buyer];
        if cost > 0.0 { net.own_flow(buyer) / cost } else { 0.0 }
    };
    let parts: Vec<f64> = (0..game.buyers).map(part).collect();
    game.lines.iter().map(|line| line.cost.min(line.outside) * parts[line.buyer]).collect()
}

/// What a merged pool's flow gives to a line, in units of the network, by merged pool and line.
fn by_merged_pool(net: &Net) -> BTreeMap<(usize, usize), f64> {
    let mut shares = BTreeMap::new();
    for (pool, spot, flow) in net.spot_flows().filter(|(_, _, flow)| *flow > 0.0) {
        let spot = &net.reduced.spots[spot];
        // Lines of a spot bear by their room, so that none exceeds its own.
        for (line, room) in &spot.lines {
            shares.insert((pool, *line), flow * room / spot.room);
        }
    }
    for (pool, buyer, flow) in net.buyer_flows().filter(|(_, _, flow)| *flow > 0.0) {
        let lines = net.reduced.bound.get(&(buyer, pool)).map_or(&[][..], Vec::as_slice);
        for line in lines {
            *shares.entry((pool, *line)).or_insert(0.0) += flow / lines.len() as f64;
        }
    }
    shares
}

fn pool_shares(game: &Smooth, net: &Net) -> Vec<Vec<f64>> {
    let shares = by_merged_pool(net);
    let column = |(pool, merged): (usize, &Option<usize>)| {
        let pool = &game.pools[pool];
        let Some(merged) = merged else { return vec![0.0; pool.lines.len()] };
        let of_pool = pool.cost / net.reduced.pools[*merged];
        pool.lines.iter().map(|line| shares.get(&(*merged, *line)).map_or(0.0, |y| y * of_pool)).collect()
    };
    net.reduced.pool_of.iter().enumerate().map(column).collect()
}
