//! Levels of excess by blocks, against tables of groups.

use proptest::prelude::*;
use stability::coalition::{Method, Table, solve};
use stability::prices::core_test::worst_in_pounds;
use stability::prices::exactness::Exactness;
use stability::prices::nucleolus::{Limits, Nucleolus, nucleolus, prenucleolus};
use stability::prices::smooth::Smooth;

use crate::games::{Numbers, Outside, costs_alone, near, random, random_that_holds, sum, table};
use crate::instances::{patchy, scattered};

fn agrees(ours: &Nucleolus, table: &Table, method: Method, size: f64) -> Result<(), TestCaseError> {
    let answer = solve(table, method);
    prop_assert!(answer.certificate.verified);
    prop_assert_eq!(ours.kind, Exactness::Exact);
    for (ours, theirs) in ours.charges.iter().zip(&answer.certificate.unrounded) {
        prop_assert!(near(*ours, *theirs, size), "{} not {}", ours, theirs);
    }
    let first = ours.levels.first().map(|level| level.epsilon);
    let theirs = answer.levels.first().map(|level| level.epsilon);
    prop_assert!(first.zip(theirs).is_none_or(|(ours, theirs)| near(ours, theirs, size)));
    Ok(())
}

/// The groups of a level have its excess, and contain each buyer of the block equally often.
fn check_levels(ours: &Nucleolus, alone: &[f64], size: f64) -> Result<(), TestCaseError> {
    for level in &ours.levels {
        let mut contained = vec![0.0; ours.charges.len()];
        for binding in &level.binding {
            let bits: usize = (0..contained.len()).filter(|b| binding.group[*b]).map(|b| 1 << b).sum();
            let excess = sum(bits, &ours.charges) - alone[bits];
            prop_assert!(near(excess, level.epsilon, size), "{} not {}", excess, level.epsilon);
            (0..contained.len()).filter(|b| binding.group[*b]).for_each(|b| contained[b] += binding.weight);
        }
        let often = contained[level.block[0]];
        prop_assert!(level.block.iter().all(|buyer| near(contained[*buyer], often, 1.0)));
        prop_assert!(near(level.binding.iter().map(|binding| binding.weight).sum(), 1.0, 1.0));
    }
    Ok(())
}

fn game(seed: u64, buyers: usize, lines: usize, outside: Outside) -> Smooth {
    random_that_holds(&mut Numbers::new(seed), buyers, lines, outside)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_nucleolus_is_that_of_the_table(
        seed in any::<u64>(), buyers in 1..9_usize, lines in 1..11_usize, some in any::<bool>(),
    ) {
        let game = game(seed, buyers, lines, if some { Outside::Some } else { Outside::Nowhere });
        prop_assume!(game.whole() > 0.0);
        let alone = costs_alone(&game);
        let ours = nucleolus(&game, Limits::default());
        agrees(&ours, &table(&alone, buyers, game.whole()), Method::Nucleolus, game.whole())?;
        check_levels(&ours, &alone, game.whole())?;
    }

    #[test]
    fn where_no_prices_hold_the_least_subsidy_comes_first(
        seed in any::<u64>(), buyers in 2..8_usize, lines in 1..11_usize,
    ) {
        let game = random(&mut Numbers::new(seed), buyers, lines, Outside::Some);
        prop_assume!(game.whole() > 0.0);
        let alone = costs_alone(&game);
        let together = alone[alone.len() - 1];
        let ours = nucleolus(&game, Limits::default());
        agrees(&ours, &table(&alone, buyers, together), Method::Nucleolus, game.whole())?;
        let whole = prenucleolus(&game, game.whole(), Limits::default());
        agrees(&whole, &table(&alone, buyers, game.whole()), Method::Prenucleolus, game.whole())?;
        check_levels(&whole, &alone, game.whole())?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20))]

    #[test]
    fn so_it_is_with_ten_to_twelve_buyers(seed in any::<u64>(), buyers in 10..13_usize, some in any::<bool>()) {
        let game = game(seed, buyers, 12, if some { Outside::Some } else { Outside::Nowhere });
        prop_assume!(game.whole() > 0.0);
        let alone = costs_alone(&game);
        let ours = nucleolus(&game, Limits::default());
        agrees(&ours, &table(&alone, buyers, game.whole()), Method::Nucleolus, game.whole())?;
    }
}

#[test]
fn when_it_stops_early_the_bracket_holds_the_level() {
    let mut stopped = 0;
    for seed in 0..300 {
        let game = game(seed, 8, 10, Outside::Some);
        let whole = nucleolus(&game, Limits::default());
        let level = whole.levels.first().map_or(0.0, |level| level.epsilon);
        let first = nucleolus(&game, Limits { rounds: 0 });
        assert!(near(first.charges.iter().sum(), whole.charges.iter().sum(), game.whole()));
        if let Exactness::Bracket { low, high } = first.kind {
            let slack = 1e-6 * game.whole();
            assert!(low <= level + slack && level <= high + slack, "{level} not in [{low}, {high}]");
            stopped += 1;
        }
    }
    assert!(stopped > 5, "{stopped}");
}

#[test]
fn many_buyers_come_to_an_end_and_every_run_says_the_same() {
    for seed in 0..6 {
        for game in
            [patchy(40, 6, true, seed), scattered(40, 90, 25, true, seed), scattered(40, 90, 25, false, seed)]
        {
            let answer = nucleolus(&game, Limits::default());
            assert_eq!(answer.kind, Exactness::Exact);
            assert_eq!(answer, nucleolus(&game, Limits::default()));
            let first = answer.levels.first().map_or(0.0, |level| level.epsilon);
            let worst = worst_in_pounds(&game, &answer.charges);
            assert!(worst.is_empty() && first <= 1e-6 * game.whole());
        }
    }
}
