//! How long the questions about a unit's prices take at national size: 211 buyers, 14 services, 85 cost pools,
//! beside the limits that the project sets itself, and how that grows. Printed as ratios: below 1 is inside the
//! limit. Peers that need a table of all groups stop near 20 members. Run with `cargo xtask bench`.
#![allow(dead_code, missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Shares its units with the tests.

#[path = "../tests/prices_smooth/games.rs"]
mod games;
#[path = "../tests/prices_smooth/instances.rs"]
mod instances;

use std::time::{Duration, Instant};

use stability::prices::core_test::{worst_in_per_cent, worst_in_pounds};
use stability::prices::nucleolus::{Limits, nucleolus};
use stability::prices::smooth::Smooth;
use stability::prices::subsidy::least_subsidy;
use stability::prices::tariff::closest_tariff;

/// The middle of several times.
fn median<T>(times: usize, mut what: impl FnMut() -> T) -> Duration {
    let mut taken: Vec<Duration> = (0..times)
        .map(|_| {
            let begun = Instant::now();
            std::hint::black_box(what());
            begun.elapsed()
        })
        .collect();
    taken.sort();
    taken[taken.len() / 2]
}

fn tell(what: &str, taken: Duration, limit: Duration) {
    println!(
        "{what:<64} {:>8.1} ms  limit {:>6.0} ms  ratio {:.3}",
        taken.as_secs_f64() * 1e3,
        limit.as_secs_f64() * 1e3,
        taken.as_secs_f64() / limit.as_secs_f64()
    );
}

/// One price a head: today's prices have nothing to do with costs.
fn a_price_a_head(game: &Smooth, total: f64) -> Vec<f64> {
    let mut numbers = games::Numbers::new(1);
    let heads: Vec<f64> = (0..game.buyers).map(|_| 50.0 + numbers.below(400) as f64).collect();
    let all: f64 = heads.iter().sum();
    heads.iter().map(|head| total * head / all).collect()
}

fn main() {
    let times = if std::env::args().any(|word| word == "--quick") { 1 } else { 5 };
    for (name, game) in [
        ("pools for all", instances::unit(211, 14, false, true, 7)),
        ("regional pools", instances::unit(211, 14, true, true, 7)),
        ("overlapping stretches", instances::patchy(211, 14, true, 1)),
    ] {
        println!("{} buyers, {} lines, {} pools: {name}", game.buyers, game.lines.len(), game.pools.len());
        let subsidy = least_subsidy(&game).amount;
        let today = a_price_a_head(&game, game.whole() - subsidy);
        let tested = median(times, || (worst_in_pounds(&game, &today), worst_in_per_cent(&game, &today)));
        tell("the group that gains most, in pounds and in per cent", tested, Duration::from_millis(50));
        let closest = median(times, || closest_tariff(&game, &today, subsidy).map(|tariff| tariff.distance));
        tell("the stable tariff closest to today's", closest, Duration::from_secs(1));
        let levels = median(times, || nucleolus(&game, Limits::default()).rounds);
        tell("nucleolus", levels, Duration::from_secs(2));
    }
    for buyers in [10, 25, 50, 100, 211] {
        let game = instances::unit(buyers, 14, false, true, 7);
        let taken = median(times, || nucleolus(&game, Limits::default()).rounds);
        println!("curve nucleolus-structured {buyers} {:.1}", taken.as_secs_f64() * 1e6);
    }
}
