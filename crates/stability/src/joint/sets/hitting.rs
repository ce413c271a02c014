//! Smallest failing sets beyond the levels, and the largest safe sets, of a monotone failure.

mod transversals;

use std::collections::HashSet;

use super::tried::Tried;
use super::{Asked, Failure, Found};
use crate::joint::CaseSet;
use transversals::{Outcome, Transversals};

/// So many complements are gathered before they are tried; doubled whenever all were safe.
const BATCH: usize = 64;

/// So many largest safe sets are tried again with a case added.
const PROBED_MAX: usize = 64;

/// Works out both lists from what the levels found; stops at the limit on sets, or when the search for hitting
/// sets itself gets too long.
pub(super) fn search<F: Failure>(
    tried: &mut Tried<'_, F>,
    asked: &Asked,
    excluded: &[CaseSet],
    found: &mut Found,
) {
    if found.smallest.iter().any(CaseSet::is_empty) {
        found.largest_whole = true; // The failure is there without any case: no set is safe.
        return;
    }
    let everybody = CaseSet::first(asked.cases);
    let mut search = Search { excluded, everybody, batch: BATCH, safe: HashSet::new(), work: 0 };
    let whole = loop {
        match search.round(tried, found) {
            Step::Again => {}
            Step::Whole => break true,
            Step::TooLong => break false,
        }
    };
    found.largest = search.safe.iter().map(|complement| everybody.minus(complement)).collect();
    found.largest.sort_by_cached_key(CaseSet::rank);
    (found.largest_whole, found.smallest_whole) = (whole, whole || found.smallest_whole);
    search.probe(tried, found);
}

enum Step {
    Again,
    Whole,
    TooLong,
}

struct Search<'a> {
    excluded: &'a [CaseSet],
    everybody: CaseSet,
    batch: usize,
    /// Complements of the largest safe sets found.
    safe: HashSet<CaseSet>,
    /// Work spent on hitting sets, in steps.
    work: u64,
}

impl Search<'_> {
    /// Gathers hitting sets of all failing sets known, and tries their complements.
    fn round<F: Failure>(&mut self, tried: &mut Tried<'_, F>, found: &mut Found) -> Step {
        let mut edges = found.smallest.clone();
        for (case, others) in self.excluded.iter().enumerate() {
            edges.extend(
                others
                    .iter()
                    .filter(|other| *other > case)
                    .map(|other| CaseSet::EMPTY.with(case).with(other)),
            );
        }
        let safe = &self.safe;
        let mut search = Transversals::new(&edges, self.everybody, self.batch, self.work);
        let outcome = search.gather(&|complement| safe.contains(complement));
        self.work = search.work;
        let candidates: Vec<CaseSet> = search.found.iter().map(|hit| self.everybody.minus(hit)).collect();
        let Some(fails) = tried.all(&candidates) else { return Step::TooLong };
        let mut failed = false;
        for (candidate, fails) in candidates.iter().zip(fails) {
            if !fails {
                self.safe.insert(self.everybody.minus(candidate));
            } else if !found.smallest.iter().any(|known| known.is_within(candidate)) {
                failed = true;
                match shrunk(tried, *candidate) {
                    Some(set) => found.smallest.push(set),
                    None => return Step::TooLong,
                }
            } else {
                failed = true;
            }
        }
        match outcome {
            _ if failed => Step::Again,
            Outcome::All => Step::Whole,
            Outcome::TooLong => Step::TooLong,
            Outcome::Full => {
                self.batch = self.batch.saturating_mul(2);
                Step::Again
            }
        }
    }

    /// Every set larger than a largest safe one holds a failing one, so it should fail as well.
    fn probe<F: Failure>(&self, tried: &mut Tried<'_, F>, found: &mut Found) {
        let step = found.largest.len().div_ceil(PROBED_MAX).max(1);
        let larger = found.largest.iter().step_by(step).filter_map(|set| {
            let free = |case: &usize| !self.excluded[*case].meets(set);
            Some(set.with(self.everybody.minus(set).iter().find(free)?))
        });
        let larger: Vec<CaseSet> = larger.collect();
        let Some(fails) = tried.all(&larger) else { return };
        for (larger, fails) in larger.into_iter().zip(fails) {
            let smaller = found.smallest.iter().find(|known| known.is_within(&larger)).copied();
            if let Some(smaller) = smaller.filter(|smaller| *smaller != larger) {
                found.pair(smaller, larger, fails);
            }
        }
    }
}

/// A smallest set within a failing one: cases are taken out, the last first, as long as it still fails.
fn shrunk<F: Failure>(tried: &mut Tried<'_, F>, failing: CaseSet) -> Option<CaseSet> {
    let mut set = failing;
    let mut cases: Vec<usize> = failing.iter().collect();
    cases.reverse();
    for case in cases {
        if tried.one(set.without(case))? {
            set = set.without(case);
        }
    }
    Some(set)
}
