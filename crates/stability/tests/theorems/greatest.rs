//! Staying is a game of strategic complements: the greatest resting point, the least, and all between.

use std::collections::BTreeSet;

use proptest::prelude::*;
use stability::resting::{Cascade, Holds, Levels, RestingPoint, Rule, Scratch, released_brackets};
use stability::scenario::Steps;

use crate::case::shuffled;
use crate::oracle::{Oracle, Set};
use crate::small::{Mix, dice, small};

/// One unit or two, every line brings volume.
const GAMES: Mix = Mix { units: 2, no_volume: false };

/// Buyers as players, each with all its lines: who stays when what is outside is multiplied.
fn bundles_stay(oracle: &Oracle<'_>, multiple: f64) -> BTreeSet<ledger::BodyId> {
    let buyer = |position: usize| oracle.model.lines[oracle.lines[position]].buyer;
    let mut set = oracle.everybody();
    loop {
        let stay: BTreeSet<ledger::BodyId> = Oracle::members(set).map(buyer).collect();
        let gone = stay.iter().find(|body| {
            let mine = Oracle::members(set).filter(|p| buyer(*p) == **body);
            let could_go: Vec<usize> = mine.filter(|p| oracle.outside(*p).is_some()).collect();
            let bill: f64 = could_go.iter().map(|p| oracle.price(*p, set)).sum();
            let outside: f64 = could_go.iter().filter_map(|p| oracle.outside(*p)).sum();
            !could_go.is_empty() && bill > multiple * outside
        });
        match gone {
            Some(body) => {
                set &= !Oracle::members(set).filter(|p| buyer(*p) == *body).map(|p| 1 << p).sum::<Set>()
            }
            None => return stay,
        }
    }
}

/// What a line bears at an equilibrium: its price, or what it would leave for.
fn bears(oracle: &Oracle<'_>, position: usize, set: Set) -> f64 {
    match set >> position & 1 {
        1 => oracle.price(position, set),
        _ => oracle.tips(position).expect("it left"),
    }
}

fn sets(oracle: &Oracle<'_>, point: &RestingPoint) -> (Set, Set) {
    (oracle.set(&point.greatest), oracle.set(&point.least))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_order_of_leaving_ends_at_the_greatest(values in dice(), seed in any::<u64>()) {
        let game = small(&values, GAMES);
        for (point, oracle) in game.points() {
            let start = oracle.without(&game.movers());
            let (greatest, _) = sets(&oracle, &point);
            prop_assert_eq!(oracle.ends(start), vec![greatest]);
            // Several at once, any of those who would: the same end.
            let (mut set, mut turn) = (start, seed);
            loop {
                let would: Vec<usize> = Oracle::members(set).filter(|p| oracle.would_leave(*p, set)).collect();
                if would.is_empty() {
                    break;
                }
                turn = turn.rotate_left(7).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
                let some = 1 + (turn >> 33) as usize % would.len();
                set &= !shuffled(&would, turn).into_iter().take(some).map(|p| 1 << p).sum::<Set>();
            }
            prop_assert_eq!(set, greatest);
        }
    }

    #[test]
    fn where_it_says_so_the_order_does_not_matter(values in dice()) {
        // Lines without volume are the one thing here that can make it matter.
        let game = small(&values, Mix { no_volume: true, ..GAMES });
        for (point, oracle) in game.points() {
            if !point.order_may_matter() {
                prop_assert_eq!(oracle.ends(oracle.without(&game.movers())), vec![oracle.set(&point.greatest)]);
            }
        }
    }

    #[test]
    fn freed_steps_are_seen(values in dice()) {
        let game = small(&values, GAMES);
        for (point, oracle) in game.points() {
            let steps = |point: &RestingPoint| {
                let found = point.conditions.iter().find(|condition| condition.rule == Rule::FreedStepsStay);
                found.expect("a condition").clone()
            };
            let freed = !steps(&point).rows.is_empty();
            prop_assert_eq!(steps(&point).holds, Holds::Yes);
            let point = point.under(Steps::Released);
            prop_assert_eq!(steps(&point).holds == Holds::No, freed);
            // No step is freed at the end, so none is on any way there: it's all one whether steps go.
            if !freed {
                let released = Oracle { released: true, ..oracle };
                let ends = released.ends(released.without(&game.movers()));
                prop_assert_eq!(ends, vec![released.set(&point.greatest)]);
            }
        }
    }

    #[test]
    fn every_equilibrium_lies_between_the_least_and_the_greatest(values in dice()) {
        let game = small(&values, GAMES);
        for (point, oracle) in game.points() {
            let may = oracle.without(&game.movers());
            let all = oracle.equilibria(may);
            let (greatest, least) = sets(&oracle, &point);
            prop_assert!(all.contains(&greatest) && all.contains(&least));
            for set in &all {
                prop_assert!(least & !set == 0 && set & !greatest == 0);
                // The greatest is best for everybody.
                for position in Oracle::members(may) {
                    let (best, here) = (bears(&oracle, position, greatest), bears(&oracle, position, *set));
                    prop_assert!(best <= here * (1.0 + 1e-9), "{} {}", best, here);
                }
            }
            prop_assert_eq!(point.is_fragile(), greatest != 0 && all.contains(&0));
        }
    }

    #[test]
    fn more_first_leavers_never_leave_more_who_stay(values in dice(), first in 0u32..1024, more in 0u32..1024) {
        let game = small(&values, GAMES);
        let model = &game.setup.model;
        let units: Vec<usize> = (0..model.units.len()).collect();
        let cascade = Cascade::of(model, &game.setup.likely, &units, &[]);
        let levels = Levels::of(&cascade);
        let stay = |set: u32| -> BTreeSet<usize> {
            let mut scratch = Scratch::default();
            let leavers: Vec<usize> = (0..model.lines.len()).filter(|line| set >> line & 1 == 1).collect();
            let rest = cascade.rest(&levels, &mut scratch, &leavers);
            cascade.lines().filter(|line| !rest.has_left(*line)).collect()
        };
        prop_assert!(stay(first | more).is_subset(&stay(first)));
    }

    #[test]
    fn the_tipping_index_is_the_multiple_at_which_a_buyer_goes(values in dice()) {
        let game = small(&values, GAMES);
        for (point, oracle) in game.points() {
            let mut indexed = BTreeSet::new();
            for tipping in &point.tipping {
                let buyer = oracle.model.lines[tipping.line].buyer;
                indexed.insert(buyer);
                prop_assert!(bundles_stay(&oracle, tipping.index * (1.0 + 1e-9)).contains(&buyer));
                prop_assert!(!bundles_stay(&oracle, tipping.index * (1.0 - 1e-9)).contains(&buyer));
            }
            // Whoever has no index would stay whatever it costs elsewhere.
            for stays in bundles_stay(&oracle, 1e-6) {
                prop_assert!(!indexed.contains(&stays));
            }
        }
    }

    #[test]
    fn with_freed_steps_every_end_lies_in_the_bracket(values in dice()) {
        let game = small(&values, GAMES);
        let setup = &game.setup;
        for bracket in released_brackets(&setup.model, &setup.likely, &setup.plan, game.policy()) {
            let oracle = Oracle { released: true, ..Oracle::of(&setup.model, &setup.likely, bracket.unit) };
            let (low, high) = (oracle.set(&bracket.at_least), oracle.set(&bracket.at_most));
            let ends = oracle.ends(oracle.without(&game.movers()));
            for end in &ends {
                prop_assert!(low & !end == 0 && end & !high == 0);
            }
            // What was tried one line at a time is among them.
            for (_, stay) in bracket.ends.iter().take(2) {
                prop_assert!(ends.contains(&oracle.set(stay)));
            }
        }
    }
}
