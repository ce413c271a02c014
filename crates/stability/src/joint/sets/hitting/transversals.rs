use crate::joint::CaseSet;

/// The search for hitting sets ends after so many steps, a step being one edge looked at.
const WORK_MAX: u64 = 200_000_000;

/// How a search ended.
pub(super) enum Outcome {
    /// With every hitting set.
    All,
    /// With as many as were asked for.
    Full,
    /// At the limit on work.
    TooLong,
}

/// The smallest sets of cases that hit every edge, one after the other and each once (Murakami and Uno's way:
/// a set grows by a case of an edge that it doesn't hit yet, as long as each of its cases is the only one that
/// hits some edge).
pub(super) struct Transversals<'a> {
    edges: &'a [CaseSet],
    cases: CaseSet,
    most: usize,
    /// Those found that were asked for.
    pub(super) found: Vec<CaseSet>,
    /// Edges looked at, earlier searches included.
    pub(super) work: u64,
}

/// A set that doesn't hit every edge yet.
struct Partial {
    set: CaseSet,
    /// Cases that may still be added.
    open: CaseSet,
    /// Edges that it doesn't hit.
    missed: Vec<u32>,
    /// For each of its cases the edges that only this case hits.
    alone: Vec<(usize, Vec<u32>)>,
}

impl<'a> Transversals<'a> {
    pub(super) fn new(edges: &'a [CaseSet], cases: CaseSet, most: usize, work: u64) -> Self {
        Transversals { edges, cases, most, found: Vec::new(), work }
    }

    /// Gathers hitting sets that aren't known.
    pub(super) fn gather(&mut self, known: &dyn Fn(&CaseSet) -> bool) -> Outcome {
        let missed = (0..self.edges.len() as u32).collect();
        let start = Partial { set: CaseSet::EMPTY, open: self.cases, missed, alone: Vec::new() };
        match self.grow(&start, known) {
            Some(outcome) => outcome,
            None => Outcome::All,
        }
    }

    /// Answers when the search is to end.
    fn grow(&mut self, partial: &Partial, known: &dyn Fn(&CaseSet) -> bool) -> Option<Outcome> {
        let at = |edge: &u32| self.edges[*edge as usize];
        let tightest = partial.missed.iter().map(at).min_by_key(|edge| edge.both(&partial.open).len());
        let Some(edge) = tightest else {
            if !known(&partial.set) {
                self.found.push(partial.set);
            }
            return (self.found.len() >= self.most).then_some(Outcome::Full);
        };
        let branches = edge.both(&partial.open);
        let mut open = partial.open.minus(&branches);
        for case in branches.iter() {
            self.work += 1 + partial.missed.len() as u64;
            if self.work > WORK_MAX {
                return Some(Outcome::TooLong);
            }
            if let Some(larger) = self.with(partial, case, open)
                && let Some(outcome) = self.grow(&larger, known)
            {
                return Some(outcome);
            }
            open = open.with(case);
        }
        None
    }

    /// A set with a case more; none when another of its cases then hits no edge alone.
    fn with(&self, partial: &Partial, case: usize, open: CaseSet) -> Option<Partial> {
        let hits = |edge: &u32| self.edges[*edge as usize].contains(case);
        let mut alone = Vec::with_capacity(partial.alone.len() + 1);
        for (other, edges) in &partial.alone {
            let left: Vec<u32> = edges.iter().filter(|edge| !hits(edge)).copied().collect();
            if left.is_empty() {
                return None;
            }
            alone.push((*other, left));
        }
        let (hit, missed) = partial.missed.iter().copied().partition(|edge| hits(edge));
        alone.push((case, hit));
        Some(Partial { set: partial.set.with(case), open, missed, alone })
    }
}
