/// A set of buyers.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Members(Vec<u64>);

impl Members {
    /// Nobody, of so many buyers.
    pub fn none(buyers: usize) -> Self {
        Members(vec![0; buyers.div_ceil(64)])
    }

    /// The buyers for whom a condition holds.
    pub fn of(buyers: usize, has: impl Fn(usize) -> bool) -> Self {
        let mut members = Members::none(buyers);
        (0..buyers).filter(|buyer| has(*buyer)).for_each(|buyer| members.add(buyer));
        members
    }

    /// Takes a buyer in.
    pub fn add(&mut self, buyer: usize) {
        self.0[buyer / 64] |= 1 << (buyer % 64);
    }

    /// Is a buyer a member?
    pub fn has(&self, buyer: usize) -> bool {
        self.0[buyer / 64] >> (buyer % 64) & 1 == 1
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// The members, lowest first.
    pub fn list(&self) -> Vec<usize> {
        (0..64 * self.0.len()).filter(|buyer| self.has(*buyer)).collect()
    }

    /// The members of both.
    pub fn and(&self, other: &Members) -> Members {
        Members(self.0.iter().zip(&other.0).map(|(a, b)| a & b).collect())
    }

    /// Have they a member in common?
    pub fn meets(&self, other: &Members) -> bool {
        self.0.iter().zip(&other.0).any(|(a, b)| a & b != 0)
    }

    /// Are all members of the other among them?
    pub fn covers(&self, other: &Members) -> bool {
        self.0.iter().zip(&other.0).all(|(a, b)| !a & b == 0)
    }

    /// Are some members of the other among them, but not all?
    pub fn splits(&self, other: &Members) -> bool {
        self.meets(other) && !self.covers(other)
    }
}
