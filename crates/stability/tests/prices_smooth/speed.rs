//! How long a national unit takes. Run with `--ignored --nocapture`, in release.

use std::time::{Duration, Instant};

use stability::prices::core_test::{worst_in_per_cent, worst_in_pounds};
use stability::prices::nucleolus::{Limits, nucleolus};
use stability::prices::separable::scrb;
use stability::prices::shapley::shapley;
use stability::prices::smooth::{Smooth, SmoothLine, SmoothPool};
use stability::prices::subsidy::least_subsidy;
use stability::prices::tariff::closest_tariff;

use crate::games::Numbers;

/// So many buyers and services, five or six fixed pools for each service, and one overhead for all: 85 pools
/// with 14 services. `regional`: pools for a third of a service's buyers, overlapping. `options`: lines have
/// somewhere to go.
pub fn unit(buyers: usize, services: usize, regional: bool, options: bool, seed: u64) -> Smooth {
    let mut numbers = Numbers::new(seed);
    let mut game = Smooth { buyers, ..Smooth::default() };
    let sizes: Vec<f64> = (0..buyers).map(|_| 50.0 + numbers.below(400) as f64).collect();
    for service in 0..services {
        let start = game.lines.len();
        let each = 10_000.0 + numbers.below(40_000) as f64;
        for (buyer, size) in sizes.iter().enumerate() {
            let cost = (each * size).round();
            let outside = if options && numbers.below(4) > 0 {
                (cost * (1.0 + numbers.below(60) as f64 / 100.0) + each * 20.0).round()
            } else {
                f64::INFINITY
            };
            game.lines.push(SmoothLine { buyer, cost, outside });
        }
        let lines: Vec<usize> = (start..game.lines.len()).collect();
        for pool in 0..6 {
            let keep = |_: &usize| !regional || pool == 0 || numbers.below(3) == 0;
            let users: Vec<usize> = lines.iter().copied().filter(keep).collect();
            let cost = ((0.5 + numbers.below(100) as f64 / 100.0) * each * 1_000.0).round();
            let cost = if regional && pool > 0 { cost / 3.0 } else { cost };
            game.pools.push(SmoothPool { cost: cost.round(), lines: users });
        }
        let _ = service;
    }
    let all = (0..game.lines.len()).collect();
    game.pools.push(SmoothPool { cost: 3_000_000_000.0, lines: all });
    game
}

fn timed<T>(name: &str, ask: impl Fn() -> T) -> T {
    let mut best = Duration::MAX;
    let mut answer = ask();
    for _ in 0..2 {
        let begin = Instant::now();
        answer = ask();
        best = best.min(begin.elapsed());
    }
    println!("  {name}: {best:?}");
    answer
}

#[test]
#[ignore = "a minute; prints times"]
fn speed() {
    for (name, regional, options) in [
        ("services for all, nowhere to go", false, false),
        ("services for all, outside options", false, true),
        ("overlapping regional pools, nowhere to go", true, false),
        ("overlapping regional pools, outside options", true, true),
    ] {
        let game = unit(211, 14, regional, options, 7);
        println!("{name}: {} buyers, {} lines, {} pools", game.buyers, game.lines.len(), game.pools.len());
        measure(&game);
    }
}

fn measure(game: &Smooth) {
    let subsidy = timed("least subsidy", || least_subsidy(game));
    println!(
        "    {} of {}, {} lines",
        subsidy.amount,
        game.whole(),
        subsidy.leaves.iter().filter(|l| **l).count()
    );
    let total = game.whole() - subsidy.amount;
    // One price a head: today's prices have nothing to do with costs.
    let mut numbers = Numbers::new(1);
    let heads: Vec<f64> = (0..game.buyers).map(|_| 50.0 + numbers.below(400) as f64).collect();
    let all: f64 = heads.iter().sum();
    let today: Vec<f64> = heads.iter().map(|head| total * head / all).collect();
    let worst = timed("worst group in pounds", || worst_in_pounds(game, &today));
    println!(
        "    gains {} of {}, {} members",
        worst.gain(),
        worst.pays,
        worst.group.iter().filter(|m| **m).count()
    );
    let worst = timed("worst group in per cent", || worst_in_per_cent(game, &today));
    println!(
        "    gains {} of {}, {} members",
        worst.gain(),
        worst.pays,
        worst.group.iter().filter(|m| **m).count()
    );
    let tariff = timed("closest tariff", || closest_tariff(game, &today, subsidy.amount)).expect("a tariff");
    println!("    distance {}", tariff.distance);
    timed("scrb", || scrb(game));
    let shares = timed("shapley, 50 pairs of orders", || shapley(game, 1, 50));
    println!("    {:?}", shares.kind);
    let begin = Instant::now();
    let answer = nucleolus(game, Limits::default());
    println!("  nucleolus: {:?}", begin.elapsed());
    println!("    {:?}, {} rounds, {} levels", answer.kind, answer.rounds, answer.levels.len());
}
