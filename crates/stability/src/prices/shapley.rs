//! The average of what each buyer adds over all orders of joining (the Shapley value).

use super::exactness::Exactness;
use super::net::Net;
use super::smooth::Smooth;
use crate::draw::Stream;

/// A smaller saving is round-off, in units of a buyer's average cost.
const NO_SAVING: f64 = 1e-9;

/// Shares by the average over orders.
#[derive(Debug, Clone, PartialEq)]
pub struct Shapley {
    /// By buyer, in pence a year; add up to c(N), which is h(N) where prices that hold exist.
    pub charges: Vec<f64>,
    /// By buyer, in pence a year; zero where exact.
    pub standard_errors: Vec<f64>,
    /// Exact, or sampled with the largest of the standard errors.
    pub kind: Exactness,
}

/// Exact where outside options never bind, which is so if they don't bind for any buyer alone: a fixed pool is
/// then shared per head of the buyers that use it. Otherwise `draws` (at least 2) orders are drawn by a stream
/// of the seed, and each is taken in all its rotations, so that every buyer stands in every place equally
/// often: who comes first pays most. The standard errors are those of the averages of such a round.
pub fn shapley(game: &Smooth, seed: u64, draws: usize) -> Shapley {
    let mut net = Net::of(game);
    if outside_never_binds(&net) {
        let charges = per_head(&net).iter().map(|charge| charge * net.unit).collect();
        return Shapley { charges, standard_errors: vec![0.0; game.buyers], kind: Exactness::Exact };
    }
    sampled(&mut net, Stream::of(seed, "shapley"), draws.max(2))
}

/// No buyer alone does better with a line outside: then no group does. (What lines save in a group is at most
/// what each buyer's lines save alone.)
fn outside_never_binds(net: &Net) -> bool {
    (0..net.buyers()).all(|buyer| net.kept(buyer) - net.alone(buyer) <= NO_SAVING)
}

fn per_head(net: &Net) -> Vec<f64> {
    let mut charges = net.reduced.own.clone();
    let mut users = vec![Vec::new(); net.reduced.pools.len()];
    net.reduced.bound.keys().for_each(|(buyer, pool)| users[*pool].push(*buyer));
    net.reduced
        .spots
        .iter()
        .for_each(|spot| spot.pools.iter().for_each(|pool| users[*pool].push(spot.buyer)));
    for (users, cost) in users.iter_mut().zip(&net.reduced.pools) {
        users.sort_unstable();
        users.dedup();
        users.iter().for_each(|buyer| charges[*buyer] += cost / users.len() as f64);
    }
    charges
}

fn sampled(net: &mut Net, stream: Stream, draws: usize) -> Shapley {
    let buyers = net.buyers();
    let (mut sums, mut squares) = (vec![0.0; buyers], vec![0.0; buyers]);
    let mut order: Vec<usize> = (0..buyers).collect();
    for draw in 0..draws {
        for place in (1..buyers).rev() {
            let other = stream.uniform((draw * buyers + place) as u64);
            order.swap(place, ((place + 1) as f64 * other) as usize);
        }
        let mut round = vec![0.0; buyers];
        for _ in 0..buyers {
            order.rotate_left(1);
            round.iter_mut().zip(additions(net, &order)).for_each(|(sum, added)| *sum += added);
        }
        for (buyer, sum) in round.into_iter().enumerate() {
            let average = sum / buyers as f64;
            sums[buyer] += average;
            squares[buyer] += average * average;
        }
    }
    let count = draws as f64;
    let error = |(sum, square): (&f64, &f64)| {
        let variance = (square - sum * sum / count).max(0.0) / (count - 1.0);
        (variance / count).sqrt() * net.unit
    };
    let standard_errors: Vec<f64> = sums.iter().zip(&squares).map(error).collect();
    let standard_error = standard_errors.iter().copied().fold(0.0, f64::max);
    let charges = sums.iter().map(|sum| sum / count * net.unit).collect();
    Shapley { charges, standard_errors, kind: Exactness::Sampled { standard_error } }
}

/// What each buyer adds when buyers join in an order: flow that is added as they are asked one after the other.
fn additions(net: &mut Net, order: &[usize]) -> Vec<f64> {
    net.clear();
    net.ask_group(|_| false);
    let mut added = vec![0.0; order.len()];
    for buyer in order {
        net.ask(*buyer, f64::INFINITY);
        added[*buyer] = net.fill();
    }
    added
}
