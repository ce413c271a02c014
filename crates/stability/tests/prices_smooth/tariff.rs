//! The closest tariff: it holds, its certificate adds up, and a linear programme over all groups finds none nearer.

use microlp::{ComparisonOp, LinearExpr, OptimizationDirection, Problem};
use proptest::prelude::*;
use stability::prices::core_test::worst_in_pounds;
use stability::prices::smooth::Smooth;
use stability::prices::subsidy::least_subsidy;
use stability::prices::tariff::{Tariff, closest_tariff};

use crate::games::{Numbers, Outside, costs_alone, near, random, random_that_holds, sum};

/// Today's charges, adding up to a total.
fn today(numbers: &mut Numbers, buyers: usize, total: f64) -> Vec<f64> {
    let weights: Vec<f64> = (0..buyers).map(|_| numbers.below(100) as f64).collect();
    let all: f64 = weights.iter().sum::<f64>().max(1.0);
    weights.iter().map(|weight| total * weight / all).collect()
}

fn holds(game: &Smooth, tariff: &Tariff, alone: &[f64]) -> bool {
    (0..alone.len()).all(|group| sum(group, &tariff.charges) <= alone[group] + 1e-7 * game.whole().max(1.0))
}

/// The least distance by a linear programme with one row for each group.
fn least_distance(alone: &[f64], today: &[f64], total: f64) -> f64 {
    let mut problem = Problem::new(OptimizationDirection::Minimize);
    let far = 10.0 * (1.0 + total + today.iter().sum::<f64>());
    let charges: Vec<_> = today.iter().map(|_| problem.add_var(0.0, (0.0, far))).collect();
    for (charge, today) in charges.iter().zip(today) {
        let off = problem.add_var(1.0, (0.0, far));
        problem.add_constraint([(*charge, 1.0), (off, -1.0)], ComparisonOp::Le, *today);
        problem.add_constraint([(*charge, 1.0), (off, 1.0)], ComparisonOp::Ge, *today);
    }
    for (group, cost) in alone.iter().enumerate().skip(1) {
        let mut row = LinearExpr::empty();
        (0..today.len()).filter(|b| group >> b & 1 == 1).for_each(|b| row.add(charges[b], 1.0));
        if group + 1 == alone.len() {
            problem.add_constraint(row, ComparisonOp::Eq, total);
        } else {
            problem.add_constraint(row, ComparisonOp::Le, *cost);
        }
    }
    problem.solve().expect("a solution").into_solution().expect("a solution").objective()
}

/// Rows and columns of the certificate; returns by how much columns fall short of what there is to pay.
fn check_certificate(game: &Smooth, tariff: &Tariff) -> f64 {
    let size = game.whole().max(1.0);
    let certificate = &tariff.certificate;
    let mut short = 0.0;
    for (pool, shares) in game.pools.iter().zip(&certificate.shares) {
        assert!(shares.iter().all(|share| *share >= 0.0));
        let column: f64 = shares.iter().sum();
        assert!(column <= pool.cost + 1e-9 * size);
        short += if pool.lines.is_empty() { 0.0 } else { pool.cost - column };
    }
    for ((line, own), row) in game.lines.iter().zip(&certificate.own).zip(certificate.by_line(game)) {
        assert!(*own >= 0.0 && *own <= line.cost + 1e-9 * size);
        assert!(row <= line.outside + 1e-9 * size, "{row} above {}", line.outside);
        short += line.cost - own;
    }
    for (sum, charge) in certificate.by_buyer(game).iter().zip(&tariff.charges) {
        assert!(near(*sum, *charge, 1e-3 * size), "{sum} not {charge}");
    }
    short
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn the_closest_tariff_holds_and_none_is_nearer(
        seed in any::<u64>(), buyers in 1..7_usize, lines in 1..10_usize, some in any::<bool>(),
    ) {
        let mut numbers = Numbers::new(seed);
        let outside = if some { Outside::Some } else { Outside::Nowhere };
        let game = random_that_holds(&mut numbers, buyers, lines, outside);
        prop_assume!(game.whole() > 0.0);
        let (alone, whole) = (costs_alone(&game), game.whole());
        let today = today(&mut numbers, buyers, whole);
        let tariff = closest_tariff(&game, &today, 0.0).expect("a tariff");
        prop_assert!(holds(&game, &tariff, &alone));
        prop_assert!(near(tariff.charges.iter().sum(), whole, whole));
        prop_assert!(near(check_certificate(&game, &tariff), 0.0, whole));
        prop_assert!(near(tariff.distance, least_distance(&alone, &today, whole), whole));
        // So far off as the worst group shows: what it gains too much, others must pay.
        let gain = worst_in_pounds(&game, &today).gain();
        let over = today.iter().sum::<f64>();
        prop_assert!(near(tariff.distance, whole - over + 2.0 * gain, whole));
        prop_assert!(worst_in_pounds(&game, &tariff.charges).is_empty());
    }

    #[test]
    fn with_a_subsidy_the_lines_that_would_leave_pay_what_they_would_outside(
        seed in any::<u64>(), buyers in 1..6_usize, lines in 1..10_usize, more in 0..3_u8,
    ) {
        let mut numbers = Numbers::new(seed);
        let game = random(&mut numbers, buyers, lines, Outside::Some);
        let (alone, whole) = (costs_alone(&game), game.whole());
        prop_assume!(whole > 0.0);
        let least = least_subsidy(&game);
        let subsidy = least.amount + (whole - least.amount) * f64::from(more) / 4.0;
        let today = today(&mut numbers, buyers, whole);
        let tariff = closest_tariff(&game, &today, subsidy).expect("a tariff");
        prop_assert!(holds(&game, &tariff, &alone));
        prop_assert!(tariff.charges.iter().all(|charge| *charge >= -1e-9 * whole));
        prop_assert!(near(check_certificate(&game, &tariff), subsidy, whole));
        prop_assert!(near(tariff.distance, least_distance(&alone, &today, whole - subsidy), whole));
        if more == 0 {
            let rows = tariff.certificate.by_line(&game);
            for (line, row) in game.lines.iter().zip(&rows).zip(&least.leaves).filter(|(_, away)| **away).map(|(l, _)| l) {
                prop_assert!(near(*row, line.outside, whole), "{} not {}", row, line.outside);
            }
            prop_assert!(least.amount == 0.0 || closest_tariff(&game, &today, least.amount * 0.99).is_none());
        }
    }

    #[test]
    fn average_cost_prices_by_line_hold_with_overhead_by_any_key(
        seed in any::<u64>(), buyers in 1..8_usize, services in 1..5_usize,
    ) {
        let mut numbers = Numbers::new(seed);
        let mut game = Smooth { buyers, ..Smooth::default() };
        let mut pays = vec![0.0; buyers];
        for _ in 0..services {
            let (each, fixed) = (numbers.below(1_000) as f64, numbers.below(100_000) as f64);
            let volumes: Vec<f64> = (0..buyers).map(|_| numbers.below(50) as f64).collect();
            let volume = volumes.iter().sum::<f64>();
            if volume == 0.0 {
                continue;
            }
            let mut users = Vec::new();
            for (buyer, own) in volumes.iter().enumerate().filter(|(_, own)| **own > 0.0) {
                users.push(game.lines.len());
                let line = stability::prices::smooth::SmoothLine { buyer, cost: each * own, outside: f64::INFINITY };
                game.lines.push(line);
                pays[buyer] += each * own + fixed * own / volume;
            }
            game.pools.push(stability::prices::smooth::SmoothPool { cost: fixed, lines: users });
        }
        let keys: Vec<f64> = pays.iter().map(|pays| if *pays > 0.0 { numbers.below(9) as f64 } else { 0.0 }).collect();
        let key: f64 = keys.iter().sum();
        if key > 0.0 {
            let overhead = numbers.below(100_000) as f64;
            let lines = (0..game.lines.len()).collect();
            game.pools.push(stability::prices::smooth::SmoothPool { cost: overhead, lines });
            pays.iter_mut().zip(&keys).for_each(|(pays, own)| *pays += overhead * own / key);
        }
        prop_assert!(worst_in_pounds(&game, &pays).is_empty());
        let tariff = closest_tariff(&game, &pays, 0.0).expect("a tariff");
        prop_assert!(near(tariff.distance, 0.0, game.whole()));
    }

    #[test]
    fn buyers_in_the_same_position_change_by_the_same_percentage(seed in any::<u64>(), buyers in 2..7_usize) {
        // One service, one pool, no way out: whoever pays less than its own cost pays that, others fall alike.
        let mut numbers = Numbers::new(seed);
        let mut game = random(&mut numbers, buyers, buyers, Outside::Nowhere);
        game.pools.truncate(1);
        game.pools[0].lines = (0..buyers).collect();
        prop_assume!(game.whole() > 0.0);
        let today = today(&mut numbers, buyers, game.whole());
        let tariff = closest_tariff(&game, &today, 0.0).expect("a tariff");
        let free: Vec<f64> = (0..buyers)
            .filter(|b| tariff.charges[*b] > game.lines[*b].cost + 1e-6 * game.whole() && today[*b] > 0.01 * game.whole())
            .filter(|b| tariff.charges[*b] < game.lines[*b].cost + game.pools[0].cost - 1e-6 * game.whole())
            .map(|b| tariff.charges[b] / today[b])
            .collect();
        prop_assert!(free.iter().all(|ratio| near(*ratio, free[0], 1.0)), "{:?}", free);
    }
}
