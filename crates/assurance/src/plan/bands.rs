//! What a reconciliation comes to, for those who don't see a unit's plan.

use vocabulary::{PenceBand, PercentBand};

use super::Totals;

/// Totals in bands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Banded {
    /// What the unit plans.
    pub planned: PenceBand,
    /// Planned income that isn't confirmed.
    pub gap: PenceBand,
    /// The part of it that is confirmed; none if nothing is planned.
    pub confirmed: Option<PercentBand>,
}

impl Totals {
    /// The totals in bands. A function of the totals alone, on a grid that never moves.
    pub fn banded(&self) -> Banded {
        Banded {
            planned: PenceBand::of(self.planned),
            gap: PenceBand::of(self.gap()),
            confirmed: self.confirmed_percent().and_then(PercentBand::of),
        }
    }
}
