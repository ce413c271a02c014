//! The search against brute force: for monotone failures and others, with and without cases that exclude each other.

use proptest::prelude::*;
use stability::joint::CaseSet;
use stability::joint::sets::{Asked, Monotone, search};

use super::brute::{bits, brute};

/// A monotone failure: it fails when it holds one of some sets.
fn holds_one(seeds: &[u64]) -> impl Fn(&CaseSet) -> bool + Sync + '_ {
    |set| seeds.iter().any(|seed| set.low_bits() & seed == *seed)
}

/// A failure without any order: a hash of the set.
fn hashed(salt: u64, one_in: u64) -> impl Fn(&CaseSet) -> bool + Sync {
    move |set| {
        let mut x = set.low_bits().wrapping_add(salt).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        x = (x ^ (x >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        (x ^ (x >> 32)) % one_in == 0
    }
}

fn seeds() -> impl Strategy<Value = (usize, Vec<u64>)> {
    (1usize..=11).prop_flat_map(|cases| {
        let seed = prop::collection::vec(0..cases, 1..=6)
            .prop_map(|members| members.into_iter().fold(0u64, |set, case| set | 1 << case));
        (Just(cases), prop::collection::vec(seed, 0..12))
    })
}

fn pairs() -> impl Strategy<Value = Vec<(usize, usize)>> {
    prop::collection::vec((0usize..11, 0usize..11), 0..4)
}

fn possible(excluding: &[(usize, usize)]) -> impl Fn(u64) -> bool + '_ {
    |bits| !excluding.iter().any(|(a, b)| a != b && bits >> a & 1 == 1 && bits >> b & 1 == 1)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn every_way_equals_brute_force_when_failure_is_monotone(
        (cases, seeds) in seeds(), excluding in pairs(), size in 0usize..5, tries_all in any::<bool>(),
    ) {
        let fails = holds_one(&seeds);
        let (smallest, largest) =
            brute(cases, possible(&excluding), |bits| fails(&CaseSet::of_bits(bits)));
        let exhaustive_max = if tries_all { 16 } else { 0 };
        let asked = Asked { excluding, size, exhaustive_max, ..Asked::of(cases) };
        let found = search(&fails, &asked);
        prop_assert_eq!(bits(&found.smallest), smallest);
        prop_assert_eq!(bits(&found.largest), largest);
        prop_assert!(found.smallest_whole && found.largest_whole && found.is_monotone());
        prop_assert_eq!(found.every_set_tried, tries_all);
    }

    #[test]
    fn small_sets_are_exact_even_when_failure_is_not_monotone(
        cases in 1usize..=10, salt in any::<u64>(), one_in in 2u64..40, excluding in pairs(), size in 0usize..6,
    ) {
        let fails = hashed(salt, one_in);
        let (smallest, largest) =
            brute(cases, possible(&excluding), |bits| fails(&CaseSet::of_bits(bits)));
        let asked = Asked { excluding, size, exhaustive_max: 0, beyond: false, ..Asked::of(cases) };
        let found = search(&fails, &asked);
        let up_to: Vec<u64> = smallest.iter().copied().filter(|set| set.count_ones() as usize <= found.exact_to).collect();
        prop_assert_eq!(bits(&found.smallest), up_to);
        prop_assert!(found.exact_to >= size.min(cases) || found.smallest_whole);
        // Every set tried: both lists are exact whatever the failure.
        let all = search(&fails, &Asked { exhaustive_max: 16, ..asked });
        prop_assert_eq!((bits(&all.smallest), bits(&all.largest)), (smallest, largest));
    }

    #[test]
    fn what_is_claimed_under_a_limit_is_true((cases, seeds) in seeds(), sets_max in 0u64..200) {
        let fails = holds_one(&seeds);
        let (smallest, largest) = brute(cases, |_| true, |bits| fails(&CaseSet::of_bits(bits)));
        let found = search(&fails, &Asked { sets_max, size: 3, exhaustive_max: 0, ..Asked::of(cases) });
        prop_assert!(found.tried <= sets_max);
        prop_assert!(bits(&found.smallest).iter().all(|set| smallest.contains(set)));
        prop_assert!(bits(&found.largest).iter().all(|set| largest.contains(set)));
        let up_to = smallest.iter().filter(|set| set.count_ones() as usize <= found.exact_to);
        prop_assert!(up_to.clone().all(|set| bits(&found.smallest).contains(set)) || found.tried == 0);
        if found.smallest_whole {
            prop_assert_eq!(found.smallest.len(), smallest.len());
        }
        if found.largest_whole {
            prop_assert_eq!(found.largest.len(), largest.len());
        }
    }

    #[test]
    fn largest_safe_sets_are_the_complements_of_hitting_sets((cases, seeds) in seeds()) {
        let found = search(&holds_one(&seeds), &Asked { exhaustive_max: 0, ..Asked::of(cases) });
        let everybody = CaseSet::first(cases);
        for safe in &found.largest {
            let hits = everybody.minus(safe);
            prop_assert!(found.smallest.iter().all(|set| set.meets(&hits)));
            for case in hits.iter() {
                prop_assert!(found.smallest.iter().any(|set| !set.meets(&hits.without(case))), "smaller would do");
            }
        }
    }
}

#[test]
fn sixteen_cases_equal_brute_force() {
    let seeds = [0b11, 0b1010_0000_0001, 0b1111_1000_0000_0000, 0b110_0000_1000, 0b1_0000_0000_0100];
    let monotone = holds_one(&seeds);
    let by_definition = |bits: u64| monotone(&CaseSet::of_bits(bits));
    // By single steps, which is the same for a monotone failure and quick enough for 65,536 sets.
    let (mut smallest, mut largest) = (Vec::new(), Vec::new());
    for set in 0..1u64 << 16 {
        let mut near = (0..16).map(|case| set ^ 1 << case);
        if by_definition(set) && near.clone().all(|other| other > set || !by_definition(other)) {
            smallest.push(set);
        }
        if !by_definition(set) && near.all(|other| other < set || by_definition(other)) {
            largest.push(set);
        }
    }
    for exhaustive_max in [16, 0] {
        let found = search(&monotone, &Asked { exhaustive_max, ..Asked::of(16) });
        assert_eq!((bits(&found.smallest), bits(&found.largest)), (smallest.clone(), largest.clone()));
        assert!(found.smallest_whole && found.largest_whole);
    }
}

#[test]
fn a_failure_that_more_cases_heal_is_noticed() {
    // Case 39 heals what the first two bring about.
    let heals = |set: &CaseSet| set.contains(0) && set.contains(1) && !set.contains(39);
    let found = search(&heals, &Asked::of(40));
    let Monotone::Broken { smaller, larger } = found.monotone else { panic!("{:?}", found.monotone) };
    assert!(heals(&smaller) && !heals(&larger) && smaller.is_within(&larger));
    assert_eq!(found.smallest, [CaseSet::of_bits(0b11)]);
    assert_eq!((found.exact_to, found.largest.len(), found.largest_whole), (4, 0, false));
}

#[test]
fn too_many_sets_are_said_to_be_too_many() {
    // Any ten of 24: 1,961,256 smallest sets, none of them up to size 4.
    let ten = |set: &CaseSet| set.len() >= 10;
    let found = search(&ten, &Asked { sets_max: 13_500, ..Asked::of(24) });
    assert!(!found.smallest_whole && !found.largest_whole && found.tried <= 13_500);
    assert_eq!(found.exact_to, 4);
    assert!(!found.smallest.is_empty() && found.smallest.iter().all(|set| set.len() == 10));
    assert!(found.largest.iter().all(|set| set.len() == 9));
}

#[test]
fn the_order_of_threads_changes_nothing() {
    let seeds: Vec<u64> = (0..30).map(|i| 0b1_0010_0100_0001 << (i % 28) | 1 << (i * 7 % 40)).collect();
    let once = || search(&holds_one(&seeds), &Asked::of(40));
    let one_thread = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    assert_eq!(one_thread.install(once), once());
}
