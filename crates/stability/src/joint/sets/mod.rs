//! Which sets of cases bring a failure about: pure combinatorics over a function that says of any set whether
//! it does. Nothing here knows what a case is.
//!
//! A **smallest set** fails while none of its proper subsets does. A **largest safe set** doesn't fail while
//! every set that adds a case to it, and may be combined, does (for a failure that isn't monotone: no larger
//! set is safe). Cases that exclude each other are never combined.
//!
//! 1. Up to [`EXHAUSTIVE_MAX`] cases every set is tried.
//! 2. Else level by level: of one size after the other, every set is tried all of whose subsets with one case
//!    less were tried and safe. A smallest set has no failing proper subset, so it is never left out, whether
//!    the failure is monotone or not: up to the last whole level the smallest sets are exact. (A set that is
//!    left out contains a failing one, so it isn't smallest.)
//! 3. Beyond that, and for the largest safe sets, by hitting sets, which needs a monotone failure (a set that
//!    fails still fails with more cases): the complements of the largest safe sets are the smallest sets of
//!    cases that hit every smallest failing set. Each such complement is tried: if it is safe it is a largest
//!    safe set; if it fails, it holds a smallest set not known yet. When none is left over, both lists are whole.
//!
//! There is a limit on the number of sets tried, not a clock, so the answer is the same on every machine and
//! with any number of threads. Monotone or not is checked on the way, on every pair that is tried.

mod exhaustive;
mod hitting;
mod levels;
mod probe;
mod tried;

use super::case_set::CaseSet;
use tried::Tried;

/// Up to so many cases every set is tried, if the limit on sets allows.
pub const EXHAUSTIVE_MAX: usize = 16;

/// Says of a set of cases whether it brings a failure about. The answer must depend on the set alone.
pub trait Failure: Sync {
    /// Room to work in, one a thread; what is left in it must not matter.
    type Scratch: Send;

    /// Fresh room to work in.
    fn scratch(&self) -> Self::Scratch;

    /// Does the set bring the failure about?
    fn fails(&self, scratch: &mut Self::Scratch, set: &CaseSet) -> bool;
}

impl<F: Fn(&CaseSet) -> bool + Sync> Failure for F {
    type Scratch = ();

    fn scratch(&self) {}

    fn fails(&self, (): &mut (), set: &CaseSet) -> bool {
        self(set)
    }
}

/// What is asked of [`search`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Number of cases, at most [`super::CASES_MAX`].
    pub cases: usize,
    /// Pairs of cases that can't be combined.
    pub excluding: Vec<(usize, usize)>,
    /// Level by level up to this size.
    pub size: usize,
    /// Go on by hitting sets?
    pub beyond: bool,
    /// No more sets than this are tried.
    pub sets_max: u64,
    /// Up to so many cases every set is tried; [`EXHAUSTIVE_MAX`] unless a test wants the other ways.
    pub exhaustive_max: usize,
}

impl Asked {
    /// Everything that can be had of so many cases, level by level up to size 4.
    pub fn of(cases: usize) -> Self {
        Asked {
            cases,
            excluding: Vec::new(),
            size: 4,
            beyond: true,
            sets_max: 1_000_000,
            exhaustive_max: EXHAUSTIVE_MAX,
        }
    }

    /// For each case, those that it can't be combined with.
    fn excluded(&self) -> Vec<CaseSet> {
        let mut excluded = vec![CaseSet::EMPTY; self.cases];
        for (a, b) in self.excluding.iter().filter(|(a, b)| a != b && *a.max(b) < self.cases) {
            excluded[*a] = excluded[*a].with(*b);
            excluded[*b] = excluded[*b].with(*a);
        }
        excluded
    }
}

/// Does a set that fails still fail when cases are added?
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Monotone {
    /// In every pair that was tried.
    Seen {
        /// How many pairs of a failing set and a larger one were tried.
        pairs: u64,
    },
    /// No: the smaller set fails, the larger doesn't. Only what was tried one by one is claimed.
    Broken {
        /// Fails.
        smaller: CaseSet,
        /// Holds the smaller, and doesn't fail.
        larger: CaseSet,
    },
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Smallest failing sets: by size, then by cases.
    pub smallest: Vec<CaseSet>,
    /// Are these all? Else all up to the size `exact_to`.
    pub smallest_whole: bool,
    /// Every smallest set up to this size was found, whether the failure is monotone or not.
    pub exact_to: usize,
    /// Largest safe sets: by size, the largest first, then by cases.
    pub largest: Vec<CaseSet>,
    /// Are these all?
    pub largest_whole: bool,
    /// Was every set tried? Else the lists beyond `exact_to` rest on the failure being monotone.
    pub every_set_tried: bool,
    /// Is the failure monotone, as far as seen?
    pub monotone: Monotone,
    /// Sets that were tried.
    pub tried: u64,
}

/// Finds all smallest sets that bring a failure about and all largest sets that don't, as far as the limit on
/// sets allows; see the [module](self).
pub fn search<F: Failure>(failure: &F, asked: &Asked) -> Found {
    let excluded = asked.excluded();
    let mut tried = Tried::new(failure, asked.sets_max);
    let few = asked.cases <= asked.exhaustive_max.min(EXHAUSTIVE_MAX);
    let mut found = if few && 1u64 << asked.cases <= asked.sets_max {
        exhaustive::search(&mut tried, asked, &excluded)
    } else {
        let mut found = levels::search(&mut tried, asked, &excluded);
        probe::supersets(&mut tried, asked, &excluded, &mut found);
        if asked.beyond && found.is_monotone() {
            hitting::search(&mut tried, asked, &excluded, &mut found);
        }
        found
    };
    if !found.every_set_tried && !found.is_monotone() {
        found.keep_what_was_tried();
    }
    found.smallest.sort_by_cached_key(CaseSet::rank);
    found.largest.sort_by_cached_key(|set| (std::cmp::Reverse(set.len()), set.rank()));
    found.tried = tried.count();
    found
}

impl Found {
    fn nothing() -> Self {
        Found {
            smallest: Vec::new(),
            smallest_whole: false,
            exact_to: 0,
            largest: Vec::new(),
            largest_whole: false,
            every_set_tried: false,
            monotone: Monotone::Seen { pairs: 0 },
            tried: 0,
        }
    }

    /// Was no failing set seen that a larger one heals?
    pub fn is_monotone(&self) -> bool {
        matches!(self.monotone, Monotone::Seen { .. })
    }

    /// A failing set and one that holds it were both tried.
    fn pair(&mut self, smaller: CaseSet, larger: CaseSet, larger_fails: bool) {
        if let Monotone::Seen { pairs } = &mut self.monotone {
            *pairs += 1;
            if !larger_fails {
                self.monotone = Monotone::Broken { smaller, larger };
            }
        }
    }

    /// Without monotony only the levels stand: nothing is known of larger sets.
    fn keep_what_was_tried(&mut self) {
        let exact_to = self.exact_to;
        self.smallest.retain(|set| set.len() <= exact_to);
        self.largest.clear();
        self.largest_whole = false;
    }
}

/// May the cases of a set be combined?
fn combines(set: &CaseSet, excluded: &[CaseSet]) -> bool {
    set.iter().all(|case| !excluded[case].meets(set))
}
