//! How often, and how many people, told coarsely: to those who may not see the books, and of people to everybody.

use std::fmt;

use crate::choice;

choice! {
    /// How often something is so, on a grid that is fixed for ever.
    pub enum ChanceBand {
        /// Less than one time in ten.
        UnderTenth = "under 10%",
        /// Up to a third.
        UnderThird = "10% to 33%",
        /// About as often as not.
        Middle = "33% to 67%",
        /// More often than not.
        UnderNineTenths = "67% to 90%",
        /// Nearly always.
        OverNineTenths = "over 90%",
    }
}

impl ChanceBand {
    /// The band of a share, 0 to 1; an end belongs to the band above it.
    pub fn of(share: f64) -> Self {
        match share {
            share if share < 0.1 => ChanceBand::UnderTenth,
            share if share < 1.0 / 3.0 => ChanceBand::UnderThird,
            share if share < 2.0 / 3.0 => ChanceBand::Middle,
            share if share < 0.9 => ChanceBand::UnderNineTenths,
            _ => ChanceBand::OverNineTenths,
        }
    }
}

/// How many posts, in whole-time equivalents, on the grid 5, 10, 20, 50, 100 and so on. Fewer than five are never
/// told apart: so small a group could be known by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PeopleBand {
    low: u32,
    high: u32,
}

impl PeopleBand {
    /// Fewer than this are a small group.
    pub const SMALL: u32 = 5;

    /// The band of a number of whole-time equivalents; what isn't more than nothing is nobody.
    pub fn of(wte: f64) -> Self {
        if wte.is_nan() || wte <= 0.0 {
            return PeopleBand { low: 0, high: 0 };
        }
        let (mut low, mut high) = (0, PeopleBand::SMALL);
        let mut times = [(2, 1), (2, 1), (5, 2)].into_iter().cycle();
        while wte >= f64::from(high) {
            let (up, down) = times.next().unwrap_or((2, 1));
            low = high;
            high = high.saturating_mul(up) / down;
            if high <= low {
                high = u32::MAX;
                break;
            }
        }
        PeopleBand { low, high }
    }

    /// So few that they could be known by name, and more than none?
    pub fn is_small(self) -> bool {
        self.high == PeopleBand::SMALL
    }

    /// Nobody at all?
    pub fn is_nobody(self) -> bool {
        self.high == 0
    }
}

impl fmt::Display for PeopleBand {
    /// `none`, `fewer than 5`, `10 to 20`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.low, self.high) {
            (_, 0) => f.pad("none"),
            (0, high) => write!(f, "fewer than {high}"),
            (low, high) => write!(f, "{low} to {high}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chances_fall_into_five_bands() {
        let told: Vec<&str> = [0.0, 0.1, 0.5, 0.7, 0.9, 1.0].map(|share| ChanceBand::of(share).word()).into();
        assert_eq!(told, ["under 10%", "10% to 33%", "33% to 67%", "67% to 90%", "over 90%", "over 90%"]);
    }

    #[test]
    fn posts_fall_into_the_fixed_grid() {
        for (wte, told) in [
            (0.0, "none"),
            (-1.0, "none"),
            (0.2, "fewer than 5"),
            (4.99, "fewer than 5"),
            (5.0, "5 to 10"),
            (19.0, "10 to 20"),
            (20.0, "20 to 50"),
            (99.0, "50 to 100"),
            (450.0, "200 to 500"),
        ] {
            assert_eq!(PeopleBand::of(wte).to_string(), told, "{wte}");
        }
        assert!(PeopleBand::of(3.0).is_small() && !PeopleBand::of(0.0).is_small());
        let _ends = PeopleBand::of(f64::INFINITY);
    }
}
