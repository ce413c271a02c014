use super::tried::Tried;
use super::{Asked, Failure, Found, combines};
use crate::joint::CaseSet;

/// Tries every set that can be combined. Exact whatever the failure.
pub(super) fn search<F: Failure>(tried: &mut Tried<'_, F>, asked: &Asked, excluded: &[CaseSet]) -> Found {
    let mut found = Found::nothing();
    let count = 1usize << asked.cases;
    let of = |bits: usize| CaseSet::of_bits(bits as u64);
    let possible: Vec<bool> = (0..count).map(|bits| combines(&of(bits), excluded)).collect();
    let sets: Vec<CaseSet> = (0..count).filter(|bits| possible[*bits]).map(of).collect();
    let Some(answers) = tried.all(&sets) else { return found };
    let mut fails = vec![false; count];
    for (set, answer) in sets.iter().zip(answers) {
        fails[set.low_bits() as usize] = answer;
    }
    let cases = || 0..asked.cases;
    // A failing set within, if any: its own smaller sets come first in the order of bits.
    let mut within: Vec<Option<usize>> = vec![None; count];
    for bits in 0..count {
        let smaller = || cases().map(|case| bits & !(1 << case)).filter(|less| *less != bits);
        within[bits] = smaller().find_map(|less| if fails[less] { Some(less) } else { within[less] });
        let Some(failing) = within[bits].filter(|_| possible[bits]) else {
            if fails[bits] {
                found.smallest.push(of(bits));
            }
            continue;
        };
        found.pair(of(failing), of(bits), fails[bits]);
    }
    let mut safe_above = vec![false; count];
    for bits in (0..count).rev() {
        let larger = || cases().map(|case| bits | 1 << case).filter(|more| *more != bits);
        safe_above[bits] = larger().any(|more| safe_above[more] || possible[more] && !fails[more]);
        if possible[bits] && !fails[bits] && !safe_above[bits] {
            found.largest.push(of(bits));
        }
    }
    (found.smallest_whole, found.largest_whole, found.every_set_tried) = (true, true, true);
    found.exact_to = asked.cases;
    found
}
