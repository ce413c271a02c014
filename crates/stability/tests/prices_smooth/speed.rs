//! How long a national unit takes. Run with `--ignored --nocapture`, in release.

use std::time::{Duration, Instant};

use stability::prices::core_test::{worst_in_per_cent, worst_in_pounds};
use stability::prices::exactness::Exactness;
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
    for _ in 0..services {
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
    }
    let all = (0..game.lines.len()).collect();
    game.pools.push(SmoothPool { cost: 3_000_000_000.0, lines: all });
    game
}

/// Buyers of about half of the services; pools for overlapping stretches of buyers, and small ones for anybody.
/// Options that are hardly dearer than a line's own cost.
pub fn patchy(buyers: usize, services: usize, options: bool, seed: u64) -> Smooth {
    let mut numbers = Numbers::new(seed);
    let mut game = Smooth { buyers, ..Smooth::default() };
    let sizes: Vec<f64> = (0..buyers).map(|_| 50.0 + numbers.below(400) as f64).collect();
    for _ in 0..services {
        let start = game.lines.len();
        let each = 10_000.0 + numbers.below(40_000) as f64;
        for (buyer, size) in sizes.iter().enumerate() {
            if numbers.below(2) == 0 {
                continue;
            }
            let cost = (each * size).round();
            let room = each * (1 + numbers.below(60)) as f64;
            let outside = if options && numbers.below(4) > 0 { cost + room.round() } else { f64::INFINITY };
            game.lines.push(SmoothLine { buyer, cost, outside });
        }
        for _ in 0..6 {
            let (from, wide) = (numbers.below(buyers as u64) as usize, 5 + numbers.below(80) as usize);
            let near = |line: &usize| (game.lines[*line].buyer + buyers - from) % buyers < wide;
            let users: Vec<usize> = (start..game.lines.len()).filter(near).collect();
            let cost = each * (users.len() * (5 + numbers.below(40) as usize)) as f64;
            game.pools.push(SmoothPool { cost, lines: users });
        }
    }
    game
}

/// Lines that share pools with anybody, whatever the service: small pools, large pools, no pool for all.
pub fn scattered(buyers: usize, lines: usize, pools: usize, options: bool, seed: u64) -> Smooth {
    let mut numbers = Numbers::new(seed);
    let mut game = Smooth { buyers, ..Smooth::default() };
    for line in 0..lines {
        let buyer = if line < buyers { line } else { numbers.below(buyers as u64) as usize };
        let cost = 100_000.0 + numbers.below(5_000_000) as f64;
        let room = (cost * (1 + numbers.below(50)) as f64 / 100.0).round();
        let outside = if options && numbers.below(4) > 0 { cost + room } else { f64::INFINITY };
        game.lines.push(SmoothLine { buyer, cost, outside });
    }
    for _ in 0..pools {
        let part = 2 + numbers.below(40);
        let users: Vec<usize> = (0..lines).filter(|_| numbers.below(100) < part).collect();
        let cost = (users.len() as u64 * (20_000 + numbers.below(200_000))) as f64;
        game.pools.push(SmoothPool { cost, lines: users });
    }
    game
}

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
