//! Units of national size, from a seed: for tests that print times, and for the benchmark.

use stability::prices::smooth::{Smooth, SmoothLine, SmoothPool};

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
