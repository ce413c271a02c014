use vocabulary::{Pence, PenceBand};

/// An amount as somebody sees it who doesn't see the unit's books: what they aren't needed for, exactly, and a band of
/// the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// What follows from open tables and from what the appraisal states.
    pub exact: Pence,
    /// The band of what hangs on books; none where nothing does.
    pub rest: Option<PenceBand>,
}

impl Seen {
    /// An amount that hangs on no books, pence.
    pub(super) fn exactly(pence: f64) -> Self {
        Seen { exact: Pence::round(pence), rest: None }
    }

    /// An amount in two parts, pence.
    pub(super) fn of(exact: f64, rest: f64) -> Self {
        Seen { exact: Pence::round(exact), rest: Some(PenceBand::of(Pence::round(rest))) }
    }

    /// It is no less than this.
    pub fn low(self) -> Pence {
        self.exact + self.rest.map_or(Pence::ZERO, PenceBand::low)
    }

    /// It is no more than this.
    pub fn high(self) -> Pence {
        self.exact + self.rest.map_or(Pence::ZERO, PenceBand::high)
    }

    /// Half way between the two: what options are put in order by.
    pub fn middle(self) -> f64 {
        f64::midpoint(self.low().as_f64(), self.high().as_f64())
    }

    /// Is it told on which side of nothing it lies?
    pub fn has_a_side(self) -> bool {
        self.low() >= Pence::ZERO || self.high() <= Pence::ZERO
    }
}
