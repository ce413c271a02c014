use std::collections::HashMap;

use rayon::prelude::*;

use super::Failure;
use crate::joint::CaseSet;

/// The sets that were tried, each once, within the limit.
pub(super) struct Tried<'a, F: Failure> {
    failure: &'a F,
    sets_max: u64,
    /// Looked up by set only, so that its own order never shows.
    known: HashMap<CaseSet, bool>,
}

impl<'a, F: Failure> Tried<'a, F> {
    pub(super) fn new(failure: &'a F, sets_max: u64) -> Self {
        Tried { failure, sets_max, known: HashMap::new() }
    }

    /// Sets that were tried.
    pub(super) fn count(&self) -> u64 {
        self.known.len() as u64
    }

    /// Tries sets on all threads, and answers in their order; none when that would go over the limit.
    pub(super) fn all(&mut self, sets: &[CaseSet]) -> Option<Vec<bool>> {
        let new: Vec<CaseSet> = sets.iter().filter(|set| !self.known.contains_key(set)).copied().collect();
        if self.count() + new.len() as u64 > self.sets_max {
            return None;
        }
        let failure = self.failure;
        let fails: Vec<bool> = new
            .par_iter()
            .with_min_len(16)
            .map_init(|| failure.scratch(), |scratch, set| failure.fails(scratch, set))
            .collect();
        self.known.extend(new.into_iter().zip(fails));
        Some(sets.iter().map(|set| self.known.get(set).copied().unwrap_or(false)).collect())
    }

    /// Tries one set; none at the limit.
    pub(super) fn one(&mut self, set: CaseSet) -> Option<bool> {
        self.all(&[set]).map(|fails| fails[0])
    }
}
