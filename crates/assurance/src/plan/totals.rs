use std::ops::AddAssign;

use vocabulary::Pence;

/// What planned income stands on. The four parts add up to what is planned, to the penny.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    /// What the unit plans, pence.
    pub planned: Pence,
    /// Of that, what customers say they will spend at least.
    pub confirmed: Pence,
    /// Of that, what they may spend: between the low and the high end of what they say.
    pub hoped: Pence,
    /// Of that, what is above the high end.
    pub beyond: Pence,
    /// Of that, what nobody has said anything about.
    pub unstated: Pence,
    /// What customers say they will spend at least and the unit hasn't planned.
    pub unplanned: Pence,
}

impl Totals {
    /// Planned income that isn't confirmed.
    pub fn gap(&self) -> Pence {
        self.planned - self.confirmed
    }

    /// The part of planned income that is confirmed, per cent; none if nothing is planned.
    pub fn confirmed_percent(&self) -> Option<f64> {
        (self.planned > Pence::ZERO).then(|| self.confirmed.as_f64() / self.planned.as_f64() * 100.0)
    }

    /// The parts of one line: what is planned, and the ends of what is intended where something is.
    pub(super) fn of_line(planned: Pence, intended: Option<(Pence, Pence)>) -> Totals {
        let Some((low, high)) = intended else {
            return Totals { planned, unstated: planned, ..Totals::default() };
        };
        let within = planned.min(high);
        let confirmed = within.min(low);
        Totals {
            planned,
            confirmed,
            hoped: within - confirmed,
            beyond: planned - within,
            unstated: Pence::ZERO,
            unplanned: low - confirmed,
        }
    }
}

impl AddAssign for Totals {
    fn add_assign(&mut self, other: Totals) {
        self.planned += other.planned;
        self.confirmed += other.confirmed;
        self.hoped += other.hoped;
        self.beyond += other.beyond;
        self.unstated += other.unstated;
        self.unplanned += other.unplanned;
    }
}
