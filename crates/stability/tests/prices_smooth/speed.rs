//! How long a national unit takes. Run with `--ignored --nocapture`, in release.

use std::time::{Duration, Instant};

use stability::prices::core_test::{worst_in_per_cent, worst_in_pounds};
use stability::prices::exactness::Exactness;
use stability::prices::nucleolus::{Limits, nucleolus};
use stability::prices::separable::scrb;
use stability::prices::shapley::shapley;
use stability::prices::smooth::Smooth;
use stability::prices::subsidy::least_subsidy;
use stability::prices::tariff::closest_tariff;

use crate::games::Numbers;
use crate::instances::{patchy, scattered, unit};

/// The time that this thread has worked, where the system tells; else the clock.
fn worked(begin: Instant) -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let worked = told.and_then(|told| told.split(' ').next().and_then(|nanos| nanos.parse().ok()));
    worked.map_or_else(|| begin.elapsed(), Duration::from_nanos)
}

/// The mean time of a few runs.
fn timed<T>(name: &str, ask: impl Fn() -> T) -> T {
    let begin = Instant::now();
    let first = worked(begin);
    let mut answer = ask();
    let mut runs = 1;
    while runs < 100 && worked(begin) - first < Duration::from_millis(200) {
        answer = ask();
        runs += 1;
    }
    println!("  {name}: {:.1?}", (worked(begin) - first) / runs);
    answer
}

#[test]
#[ignore = "minutes; prints how many rounds the levels of excess take"]
fn rounds() {
    for (buyers, games) in [(20, 400), (60, 100), (211, 20)] {
        for options in [false, true] {
            let (mut most, mut open) = (0, 0);
            for seed in 100..100 + games {
                for game in [
                    patchy(buyers, 10, options, seed),
                    scattered(buyers, 3 * buyers, buyers / 2, options, seed),
                    unit(buyers, 8, true, options, seed),
                ] {
                    let answer = nucleolus(&game, Limits::default());
                    most = most.max(answer.rounds);
                    open += usize::from(answer.kind != Exactness::Exact);
                }
            }
            let games = 3 * games;
            println!(
                "{buyers} buyers, options {options}: {games} games, at most {most} rounds, {open} not exact"
            );
        }
    }
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
    for (seed, options) in [(1, false), (1, true), (2, false), (2, true)] {
        let game = patchy(211, 14, options, seed);
        let (lines, pools) = (game.lines.len(), game.pools.len());
        println!("patchy, options {options}: {} buyers, {lines} lines, {pools} pools", game.buyers);
        measure(&game);
        let game = scattered(211, 600, 85, options, seed);
        println!("scattered, options {options}: {} buyers, 600 lines, 85 pools", game.buyers);
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
    let shares = timed("shapley, 4 draws", || shapley(game, 1, 4));
    println!("    {:?}", shares.kind);
    let answer = timed("nucleolus", || nucleolus(game, Limits::default()));
    println!("    {:?}, {} rounds, {} levels", answer.kind, answer.rounds, answer.levels.len());
}
