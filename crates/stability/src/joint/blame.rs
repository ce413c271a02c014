//! Each case's share of what all cases together cost the system: the mean, over every order in which the
//! cases could come, of what the case adds when its turn comes (the Shapley value). The shares add up.

use rayon::prelude::*;
use vocabulary::Pence;

use super::{CaseSet, Pending, Timelines};
use crate::draw::Stream;

/// Up to so many cases every order counts.
pub const EXACT_MAX: usize = 12;

/// How many runs are made when orders are drawn.
const RUNS: usize = 4_000;

/// How the shares were worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlameKind {
    /// Over every order.
    Exact,
    /// Over so many orders drawn, each taken forwards and backwards.
    Sampled {
        /// Orders drawn.
        orders: u32,
    },
}

/// One case's share.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Share {
    /// What the system spends more, over the horizon, because of the case.
    pub amount: Pence,
    /// Standard error of the amount, pence; none when exact.
    pub standard_error: Option<f64>,
    /// What the case adds when it comes alone.
    pub alone: Pence,
    /// What it adds when it comes last.
    pub last: Pence,
}

/// Each case's share of the blame.
#[derive(Debug, Clone, PartialEq)]
pub struct Blame {
    /// How it was worked out.
    pub kind: BlameKind,
    /// What the system spends more if all cases go ahead.
    pub total: Pence,
    /// By case; they add up to the total.
    pub shares: Vec<Share>,
}

/// The shares of all cases; none when some exclude each other, because then not every order can happen.
pub fn blame(pending: &Pending, timelines: &Timelines<'_>) -> Option<Blame> {
    let cases = pending.cases.len();
    if !pending.excluding.is_empty() || cases == 0 {
        return None;
    }
    let worth = |set: &CaseSet| timelines.state(set).system_cost.0 as f64;
    let (means, errors, kind) = if cases <= EXACT_MAX {
        (exact(cases, &worth), vec![None; cases], BlameKind::Exact)
    } else {
        let streams: Vec<Stream> = pending
            .cases
            .iter()
            .map(|case| Stream::of(pending.common.seed, &format!("joint/{}", case.name)))
            .collect();
        let orders = (RUNS / 2 / cases).max(2) as u32;
        let (means, errors) = sampled(&streams, orders, &worth);
        (means, errors.into_iter().map(Some).collect(), BlameKind::Sampled { orders })
    };
    let (nobody, all) = (CaseSet::EMPTY, CaseSet::first(cases));
    let total = timelines.state(&all).system_cost - timelines.state(&nobody).system_cost;
    let added = |set: CaseSet, case| {
        timelines.state(&set.with(case)).system_cost - timelines.state(&set.without(case)).system_cost
    };
    let shares = whole(&means, total).into_iter().zip(errors).enumerate();
    let shares = shares.map(|(case, (amount, standard_error))| Share {
        amount,
        standard_error,
        alone: added(nobody, case),
        last: added(all, case),
    });
    Some(Blame { kind, total, shares: shares.collect() })
}

/// The exact shares of a function on sets of at most [`EXACT_MAX`] cases.
pub fn exact(cases: usize, worth: &(impl Fn(&CaseSet) -> f64 + Sync)) -> Vec<f64> {
    let of: Vec<f64> =
        (0..1u64 << cases).into_par_iter().map(|bits| worth(&CaseSet::of_bits(bits))).collect();
    let weights = weights(cases);
    let share = |case: usize| {
        let without = (0..of.len()).filter(|bits| bits >> case & 1 == 0);
        without.map(|bits| weights[bits.count_ones() as usize] * (of[bits | 1 << case] - of[bits])).sum()
    };
    (0..cases).map(share).collect()
}

/// By number of those who came before: the share of orders in which exactly one given set did.
fn weights(cases: usize) -> Vec<f64> {
    let mut weights = vec![1.0 / cases as f64; cases];
    for before in 1..cases {
        weights[before] = weights[before - 1] * before as f64 / (cases - before) as f64;
    }
    weights
}

/// Means and their standard errors over orders drawn. An order is that of one number a case and draw, each
/// from the stream of its case: more cases don't change the order of these.
pub fn sampled(
    streams: &[Stream],
    orders: u32,
    worth: &(impl Fn(&CaseSet) -> f64 + Sync),
) -> (Vec<f64>, Vec<f64>) {
    let one = |draw: u32| {
        let mut order: Vec<(f64, usize)> = streams
            .iter()
            .enumerate()
            .map(|(case, stream)| (stream.uniform(u64::from(draw)), case))
            .collect();
        order.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let mut added = vec![0.0; streams.len()];
        for forwards in [true, false] {
            let mut set = CaseSet::EMPTY;
            let mut before = worth(&set);
            for step in 0..order.len() {
                let case = order[if forwards { step } else { order.len() - 1 - step }].1;
                set = set.with(case);
                let after = worth(&set);
                added[case] += (after - before) / 2.0;
                before = after;
            }
        }
        added
    };
    let draws: Vec<Vec<f64>> = (0..orders).into_par_iter().map(one).collect();
    let count = f64::from(orders);
    let of = |case: usize| draws.iter().map(move |draw| draw[case]);
    let means: Vec<f64> = (0..streams.len()).map(|case| of(case).sum::<f64>() / count).collect();
    let spread = |case: usize| of(case).map(|value| (value - means[case]).powi(2)).sum::<f64>();
    let errors = (0..streams.len()).map(|case| (spread(case) / (count - 1.0) / count).sqrt()).collect();
    (means, errors)
}

/// Shares in whole pence that add up to the total: the largest fractions are rounded up.
fn whole(means: &[f64], total: Pence) -> Vec<Pence> {
    let mut pence: Vec<i64> = means.iter().map(|mean| mean.floor() as i64).collect();
    let mut by_fraction: Vec<usize> = (0..means.len()).collect();
    let fraction = |case: usize| means[case] - means[case].floor();
    by_fraction.sort_by(|a, b| fraction(*b).total_cmp(&fraction(*a)).then(a.cmp(b)));
    let left = (total.0 - pence.iter().sum::<i64>()).max(0) as usize;
    by_fraction.into_iter().cycle().take(left.min(means.len())).for_each(|case| pence[case] += 1);
    pence.into_iter().map(Pence).collect()
}
