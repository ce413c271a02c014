use super::tried::Tried;
use super::{Asked, Failure, Found};
use crate::joint::CaseSet;

/// So many failing sets are tried again with cases added.
const PROBED_MAX: usize = 64;

/// Tries sets that hold a failing one, which the levels leave out: with one case more, with half of the cases,
/// and with all that can be combined. A monotone failure fails on each.
pub(super) fn supersets<F: Failure>(
    tried: &mut Tried<'_, F>,
    asked: &Asked,
    excluded: &[CaseSet],
    found: &mut Found,
) {
    // Evenly over the list, so that large sets are probed as well as small ones.
    let step = found.smallest.len().div_ceil(PROBED_MAX).max(1);
    let probed: Vec<CaseSet> = found.smallest.iter().copied().step_by(step).collect();
    let mut pairs = Vec::new();
    for (number, set) in probed.into_iter().enumerate() {
        let mut larger = vec![set.len() + 1, asked.cases.div_ceil(2), asked.cases];
        larger.retain(|size| *size > set.len());
        for size in larger {
            pairs.push((set, grown(set, size, number, asked.cases, excluded)));
        }
    }
    let sets: Vec<CaseSet> = pairs.iter().map(|(_, larger)| *larger).collect();
    let Some(fails) = tried.all(&sets) else { return };
    for ((smaller, larger), fails) in pairs.into_iter().zip(fails).filter(|((a, b), _)| a != b) {
        found.pair(smaller, larger, fails);
    }
}

/// A set with cases added up to a size, from a position on and round again.
pub(super) fn grown(
    mut set: CaseSet,
    size: usize,
    from: usize,
    cases: usize,
    excluded: &[CaseSet],
) -> CaseSet {
    for case in (0..cases).map(|offset| (from + offset) % cases) {
        if set.len() >= size {
            break;
        }
        if !excluded[case].meets(&set) {
            set = set.with(case);
        }
    }
    set
}
