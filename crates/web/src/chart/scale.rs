/// From numbers to places, in hundredths of one per cent of the width or in pixels of the height.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Scale {
    low: i64,
    high: i64,
    start: i64,
    end: i64,
    /// Round numbers along the axis, zero among them.
    pub ticks: Vec<i64>,
}

impl Scale {
    /// A scale that holds all values and zero, from `start` to `end`, with about four steps.
    pub fn holding(values: impl IntoIterator<Item = i64>, least_step: i64, start: i64, end: i64) -> Scale {
        let (mut low, mut high) = (0, 0);
        for value in values {
            low = low.min(value);
            high = high.max(value);
        }
        let step = round_step((high - low) / 4, least_step);
        let first = low.div_euclid(step) * step;
        let last = (high + step - 1).div_euclid(step) * step;
        let last = if last == first { first + step } else { last };
        let ticks = (0..=(last - first) / step).map(|i| first + i * step).collect();
        Scale { low: first, high: last, start, end, ticks }
    }

    /// The place of a value, rounded.
    pub fn place(&self, value: i64) -> i64 {
        let span = i128::from(self.end - self.start) * i128::from(value - self.low);
        let whole = i128::from(self.high - self.low).max(1);
        let rounded = (2 * span + whole * span.signum()) / (2 * whole);
        self.start + i64::try_from(rounded).unwrap_or(0)
    }
}

/// The next of 1, 2, 5, 10, 20, 50 ... times the least step.
fn round_step(wanted: i64, least: i64) -> i64 {
    let mut step = least.max(1);
    loop {
        for times in [1, 2, 5] {
            let candidate = step.saturating_mul(times);
            if candidate >= wanted {
                return candidate;
            }
        }
        step = step.saturating_mul(10);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_hold_everything() {
        let scale = Scale::holding([-120, 380], 1, 0, 1000);
        assert_eq!(scale.ticks, [-200, 0, 200, 400]);
        assert_eq!((scale.place(-200), scale.place(100), scale.place(400)), (0, 500, 1000));
        let money = Scale::holding([123_456_789], 100, 0, 100);
        assert_eq!(money.ticks, [0, 50_000_000, 100_000_000, 150_000_000]);
    }

    #[test]
    fn nothing_at_all_still_has_an_axis() {
        let scale = Scale::holding([], 100, 0, 100);
        assert_eq!(scale.ticks, [0, 100]);
        assert_eq!(scale.place(0), 0);
    }

    proptest::proptest! {
        #[test]
        fn every_value_has_a_place_between_the_ends(values in proptest::collection::vec(-1_000_000_000_000i64..1_000_000_000_000, 1..20)) {
            let scale = Scale::holding(values.iter().copied(), 100, 20, 9_980);
            proptest::prop_assert!(scale.ticks.len() <= 8 && scale.ticks.contains(&0));
            for value in values {
                proptest::prop_assert!((20..=9_980).contains(&scale.place(value)));
            }
        }
    }
}
