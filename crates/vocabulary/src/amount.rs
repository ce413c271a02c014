use std::fmt;

use crate::{Pence, PenceBand};

/// An amount as far as it is told: a part exactly, and a band of the rest where the rest hangs on somebody's books.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount {
    /// What is told exactly, pence; nothing where all of it is in the band.
    pub exact: Pence,
    /// The band of the rest; none where there is no rest.
    pub rest: Option<PenceBand>,
}

impl Amount {
    /// An amount that is told to the penny.
    pub fn exactly(pence: Pence) -> Self {
        Amount { exact: pence, rest: None }
    }

    /// An amount of which only a band is told.
    pub fn within(band: PenceBand) -> Self {
        Amount { exact: Pence::ZERO, rest: Some(band) }
    }

    /// It is no less than this.
    pub fn low(self) -> Pence {
        self.exact + self.rest.map_or(Pence::ZERO, PenceBand::low)
    }

    /// It is no more than this.
    pub fn high(self) -> Pence {
        self.exact + self.rest.map_or(Pence::ZERO, PenceBand::high)
    }
}

impl fmt::Display for Amount {
    /// `£120,000`, `£2,000 to £5,000`, or both: `£120,000 and £2,000 to £5,000`. Exact amounts in whole pounds.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.exact, self.rest) {
            (exact, None) => write!(f, "{}", exact.whole_pounds()),
            (Pence::ZERO, Some(band)) => write!(f, "{band}"),
            (exact, Some(band)) => write!(f, "{} and {band}", exact.whole_pounds()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_told_as_far_as_it_goes() {
        let band = PenceBand::of(Pence(300_000));
        assert_eq!(Amount::exactly(Pence(12_000_000)).to_string(), "£120,000");
        assert_eq!(Amount::within(band).to_string(), "£2,000 to £5,000");
        let both = Amount { exact: Pence(12_000_000), rest: Some(band) };
        assert_eq!(both.to_string(), "£120,000 and £2,000 to £5,000");
        assert_eq!((both.low(), both.high()), (Pence(12_200_000), Pence(12_500_000)));
    }
}
