//! The group that gains most, against all groups.

use proptest::prelude::*;
use stability::prices::core_test::{worst_in_per_cent, worst_in_pounds};
use stability::prices::smooth::Smooth;

use crate::games::{Numbers, Outside, costs_alone, near, of_bits, random, sum};

fn any_game() -> impl Strategy<Value = (Smooth, Vec<f64>)> {
    (any::<u64>(), 1..9_usize, 1..11_usize, 0..3_u8).prop_map(|(seed, buyers, lines, kind)| {
        let mut numbers = Numbers::new(seed);
        let outside = [Outside::Nowhere, Outside::Some, Outside::Dear][usize::from(kind)];
        let game = random(&mut numbers, buyers, lines, outside);
        let even = game.whole() / buyers as f64;
        let prices = (0..buyers).map(|_| (even * numbers.below(200) as f64 / 100.0).round()).collect();
        (game, prices)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn what_a_group_costs_alone_is_the_best_of_all_ways((game, _) in any_game()) {
        let alone = costs_alone(&game);
        for (group, cost) in alone.iter().enumerate() {
            let taken = of_bits(group, game.buyers);
            let found = game.alone(&taken);
            prop_assert!(near(found.cost, *cost, game.whole()), "{} not {}", found.cost, cost);
            let kept: Vec<bool> =
                game.lines.iter().zip(&found.outside).map(|(l, away)| taken[l.buyer] && !away).collect();
            let own = game.cost_of_lines(&kept) + game.outside_of(&found.outside);
            prop_assert_eq!(own, found.cost);
        }
    }

    #[test]
    fn the_worst_group_is_the_worst_of_all((game, prices) in any_game()) {
        let alone = costs_alone(&game);
        let gain = |group: usize| sum(group, &prices) - alone[group];
        let most = (0..alone.len()).map(gain).fold(0.0, f64::max);
        let found = worst_in_pounds(&game, &prices);
        let size = game.whole();
        prop_assert!(near(found.gain(), most, size), "{} not {}", found.gain(), most);
        prop_assert_eq!(found.is_empty(), most < 1e-6 * size.max(1e-3));
        let bits: usize = (0..game.buyers).filter(|b| found.group[*b]).map(|b| 1 << b).sum();
        prop_assert!(near(found.pays, sum(bits, &prices), size) && near(found.alone, alone[bits], size));
        // No part of it gains as much.
        let mut part = bits;
        while part > 0 {
            part = (part - 1) & bits;
            prop_assert!(found.is_empty() || gain(part) < most - 1e-9 * size);
        }
    }

    #[test]
    fn the_worst_part_is_the_worst_of_all((game, prices) in any_game()) {
        let alone = costs_alone(&game);
        let part = |group: usize| (sum(group, &prices) - alone[group]) / sum(group, &prices);
        let gains = (1..alone.len()).filter(|group| sum(*group, &prices) > 0.0).map(part);
        let most = gains.fold(0.0, f64::max);
        let found = worst_in_per_cent(&game, &prices);
        let found_part = if found.is_empty() { 0.0 } else { found.gain() / found.pays };
        prop_assert!(near(found_part, most, 1.0), "{} not {}", found_part, most);
    }
}
