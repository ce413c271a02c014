/// How fast cost that is no longer needed goes: nothing for `delay` months, then equal parts over `over`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Release {
    /// Months before anything goes.
    pub delay_months: u32,
    /// Months over which it then goes; 0 is all at once.
    pub over_months: u32,
}

impl Release {
    /// The share, 0 to 1, that has gone `months` after the need fell (`docs/model.md`, section 2).
    pub fn released(self, months: u32) -> f64 {
        if months < self.delay_months {
            return 0.0;
        }
        let into = months - self.delay_months;
        if into >= self.over_months { 1.0 } else { f64::from(into + 1) / f64::from(self.over_months) }
    }

    /// The first month, counted from the fall, in which nothing is left.
    pub fn ends(self) -> u32 {
        self.delay_months.saturating_add(self.over_months.saturating_sub(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_then_goes_in_equal_parts() {
        let release = Release { delay_months: 2, over_months: 4 };
        let shares: Vec<f64> = (0..7).map(|months| release.released(months)).collect();
        assert_eq!(shares, [0.0, 0.0, 0.25, 0.5, 0.75, 1.0, 1.0]);
        assert_eq!(release.ends(), 5);
    }

    #[test]
    fn over_nothing_is_all_at_once() {
        let release = Release { delay_months: 1, over_months: 0 };
        assert_eq!((release.released(0), release.released(1)), (0.0, 1.0));
        assert_eq!(release.ends(), 1);
    }
}
