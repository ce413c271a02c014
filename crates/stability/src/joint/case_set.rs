use std::fmt;

/// Most cases that can be looked at together.
pub const CASES_MAX: usize = 256;

const WORDS: usize = CASES_MAX / 64;

/// A set of pending cases, by their positions: 256 bits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct CaseSet([u64; WORDS]);

impl CaseSet {
    /// No case.
    pub const EMPTY: CaseSet = CaseSet([0; WORDS]);

    /// The first `count` cases; at most [`CASES_MAX`].
    pub fn first(count: usize) -> Self {
        (0..count).collect()
    }

    /// The cases whose bits are set in a word: case 0 is the lowest bit.
    pub fn of_bits(bits: u64) -> Self {
        let mut set = CaseSet::EMPTY;
        set.0[0] = bits;
        set
    }

    /// The first 64 cases as the bits of a word.
    pub fn low_bits(&self) -> u64 {
        self.0[0]
    }

    /// Is a case in it?
    pub fn contains(&self, case: usize) -> bool {
        case < CASES_MAX && self.0[case / 64] >> (case % 64) & 1 == 1
    }

    /// The set with a case; positions from [`CASES_MAX`] on are left out.
    #[must_use]
    pub fn with(mut self, case: usize) -> Self {
        if case < CASES_MAX {
            self.0[case / 64] |= 1 << (case % 64);
        }
        self
    }

    /// The set without a case.
    #[must_use]
    pub fn without(mut self, case: usize) -> Self {
        if case < CASES_MAX {
            self.0[case / 64] &= !(1 << (case % 64));
        }
        self
    }

    /// Cases of either set.
    #[must_use]
    pub fn union(self, other: &CaseSet) -> Self {
        self.by_word(other, |a, b| a | b)
    }

    /// Cases of both sets.
    #[must_use]
    pub fn both(self, other: &CaseSet) -> Self {
        self.by_word(other, |a, b| a & b)
    }

    /// Cases that the other set doesn't have.
    #[must_use]
    pub fn minus(self, other: &CaseSet) -> Self {
        self.by_word(other, |a, b| a & !b)
    }

    /// Has the other set every case of this one?
    pub fn is_within(&self, other: &CaseSet) -> bool {
        self.0.iter().zip(&other.0).all(|(a, b)| a & !b == 0)
    }

    /// Have the two a case in common?
    pub fn meets(&self, other: &CaseSet) -> bool {
        self.0.iter().zip(&other.0).any(|(a, b)| a & b != 0)
    }

    /// Number of cases.
    pub fn len(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// No case at all?
    pub fn is_empty(&self) -> bool {
        *self == CaseSet::EMPTY
    }

    /// The position of the last case.
    pub fn last(&self) -> Option<usize> {
        let word = (0..WORDS).rev().find(|word| self.0[*word] != 0)?;
        Some(word * 64 + 63 - self.0[word].leading_zeros() as usize)
    }

    /// Positions of the cases, rising.
    pub fn iter(self) -> impl Iterator<Item = usize> {
        let mut word = 0;
        let mut left = self.0[0];
        std::iter::from_fn(move || {
            while left == 0 {
                word += 1;
                left = *self.0.get(word)?;
            }
            let bit = left.trailing_zeros() as usize;
            left &= left - 1;
            Some(word * 64 + bit)
        })
    }

    /// What sets are sorted by: the number of cases, then the cases.
    pub fn rank(&self) -> (usize, Vec<usize>) {
        (self.len(), self.iter().collect())
    }

    fn by_word(self, other: &CaseSet, join: impl Fn(u64, u64) -> u64) -> Self {
        CaseSet(std::array::from_fn(|word| join(self.0[word], other.0[word])))
    }
}

impl FromIterator<usize> for CaseSet {
    fn from_iter<I: IntoIterator<Item = usize>>(cases: I) -> Self {
        cases.into_iter().fold(CaseSet::EMPTY, CaseSet::with)
    }
}

impl fmt::Debug for CaseSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases_beyond_the_first_word_count_too() {
        let set: CaseSet = [3, 64, 200, 255].into_iter().collect();
        assert_eq!(set.iter().collect::<Vec<_>>(), [3, 64, 200, 255]);
        assert_eq!((set.len(), set.last()), (4, Some(255)));
        assert!(set.contains(200) && !set.contains(201) && !set.contains(900));
        assert!(set.without(200).is_within(&set) && !set.is_within(&set.without(200)));
        assert_eq!(CaseSet::EMPTY.last(), None);
        assert_eq!(CaseSet::first(CASES_MAX).len(), CASES_MAX);
        assert_eq!(set.minus(&set), CaseSet::EMPTY);
    }
}
