//! Smallest and largest sets as they are defined, by looking at every pair of sets.

use stability::joint::CaseSet;

/// All smallest failing sets and all largest safe ones, as bits, sorted.
pub fn brute(
    cases: usize,
    possible: impl Fn(u64) -> bool,
    fails: impl Fn(u64) -> bool,
) -> (Vec<u64>, Vec<u64>) {
    let all: Vec<u64> = (0..1u64 << cases).filter(|bits| possible(*bits)).collect();
    let (failing, safe): (Vec<u64>, Vec<u64>) = all.iter().partition(|bits| fails(**bits));
    let proper = |a: u64, b: u64| a != b && a & b == a;
    let smallest = failing.iter().filter(|set| !failing.iter().any(|other| proper(*other, **set)));
    let largest = safe.iter().filter(|set| !safe.iter().any(|other| proper(**set, *other)));
    (smallest.copied().collect(), largest.copied().collect())
}

/// Sets as sorted bits.
pub fn bits(sets: &[CaseSet]) -> Vec<u64> {
    let mut bits: Vec<u64> = sets.iter().map(CaseSet::low_bits).collect();
    bits.sort_unstable();
    bits
}
