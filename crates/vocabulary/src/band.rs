//! Bands: what of an amount is told to those who may not see the books behind it.
//!
//! A band is a pure function of the amount, on a grid that is fixed for ever. The same question always falls into the
//! same band, so asking again, or in parts, averages nothing away.

use std::fmt;

use crate::Pence;

/// An amount of money to the nearest band of the grid ±£1,000, £2,000, £5,000, £10,000 and so on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PenceBand {
    low: Pence,
    high: Pence,
}

/// A share to the nearest band of the grid ±0.5%, 1%, 2%, 5%, 10%, 20%, 50%, 100%.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PercentBand {
    low: f64,
    high: f64,
}

/// The grid begins here; what is nearer to nothing is one band.
const LEAST_POUNDS: i64 = 1_000;

impl PenceBand {
    /// The band of an amount.
    pub fn of(amount: Pence) -> Self {
        let size = amount.0.unsigned_abs();
        let least = LEAST_POUNDS.unsigned_abs() * 100;
        if size < least {
            return PenceBand { low: Pence(-LEAST_POUNDS * 100), high: Pence(LEAST_POUNDS * 100) };
        }
        let (mut low, mut steps) = (least, [2_u64, 5, 10].iter().cycle());
        let mut power = least;
        let high = loop {
            let times = *steps.next().unwrap_or(&10);
            let next = power.saturating_mul(times);
            if times == 10 {
                power = next;
            }
            if size < next || next == u64::MAX {
                break next;
            }
            low = next;
        };
        let pence = |size: u64| i64::try_from(size).unwrap_or(i64::MAX);
        if amount.0 > 0 {
            PenceBand { low: Pence(pence(low)), high: Pence(pence(high)) }
        } else {
            PenceBand { low: Pence(-pence(high)), high: Pence(-pence(low)) }
        }
    }

    /// The band that has these ends; none where the grid has no such band.
    pub fn with_ends(low: Pence, high: Pence) -> Option<Self> {
        let within = match (low < Pence::ZERO, high > Pence::ZERO) {
            (true, true) => Pence::ZERO,
            // An amount below nothing belongs to the band whose higher end it is.
            (true, false) => high,
            (false, _) => low,
        };
        Some(PenceBand::of(within)).filter(|band| (band.low, band.high) == (low, high))
    }

    /// The end nearer to minus infinity; it belongs to the band of gains, not of losses.
    pub fn low(self) -> Pence {
        self.low
    }

    /// The other end.
    pub fn high(self) -> Pence {
        self.high
    }
}

impl fmt::Display for PenceBand {
    /// `£2,000 to £5,000`, `−£5,000 to −£2,000`, `less than £1,000 either way`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.low < Pence::ZERO && self.high > Pence::ZERO {
            return write!(f, "less than {} either way", self.high.whole_pounds());
        }
        write!(f, "{} to {}", self.low.whole_pounds(), self.high.whole_pounds())
    }
}

/// Ends of bands of shares.
const PER_CENT: [f64; 8] = [0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0];

impl PercentBand {
    /// The band of a share in per cent; none of what isn't a number.
    pub fn of(percent: f64) -> Option<Self> {
        if percent.is_nan() {
            return None;
        }
        let size = percent.abs();
        let at = PER_CENT.iter().position(|end| size < *end);
        let (low, high) = match at {
            Some(0) => return Some(PercentBand { low: -PER_CENT[0], high: PER_CENT[0] }),
            Some(at) => (PER_CENT[at - 1], PER_CENT[at]),
            None => (PER_CENT[PER_CENT.len() - 1], f64::INFINITY),
        };
        Some(if percent > 0.0 { PercentBand { low, high } } else { PercentBand { low: -high, high: -low } })
    }

    /// The end that is nearer to nothing; nothing itself where the band lies on both sides of it.
    pub fn least(self) -> f64 {
        if self.low > 0.0 {
            self.low
        } else if self.high < 0.0 {
            self.high
        } else {
            0.0
        }
    }
}

impl fmt::Display for PercentBand {
    /// `2% to 5%`, `−5% to −2%`, `less than 0.5% either way`, `more than 100%`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let told = |value: f64| format!("{}{}%", if value < 0.0 { "−" } else { "" }, value.abs());
        match (self.low, self.high) {
            (low, high) if low < 0.0 && high > 0.0 => write!(f, "less than {} either way", told(high)),
            (low, high) if high.is_infinite() => write!(f, "more than {}", told(low)),
            (low, high) if low.is_infinite() => write!(f, "more than {} less", told(-high)),
            (low, high) => write!(f, "{} to {}", told(low), told(high)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_fall_into_the_fixed_grid() {
        for (pence, told) in [
            (0, "less than £1,000 either way"),
            (99_999, "less than £1,000 either way"),
            (100_000, "£1,000 to £2,000"),
            (-100_000, "−£2,000 to −£1,000"),
            (250_000, "£2,000 to £5,000"),
            (999_999, "£5,000 to £10,000"),
            (1_000_000, "£10,000 to £20,000"),
            (-12_345_678_900, "−£200,000,000 to −£100,000,000"),
        ] {
            assert_eq!(PenceBand::of(Pence(pence)).to_string(), told, "{pence}");
        }
        assert!(PenceBand::of(Pence(i64::MAX)).low() > Pence::ZERO);
        assert!(PenceBand::of(Pence(i64::MIN + 1)).high() < Pence::ZERO);
    }

    #[test]
    fn a_band_is_found_by_its_ends_and_no_other() {
        for pence in [0, 99_999, 100_000, -100_000, 999_999, -12_345_678_900] {
            let band = PenceBand::of(Pence(pence));
            assert_eq!(PenceBand::with_ends(band.low(), band.high()), Some(band), "{band}");
            assert_eq!(PenceBand::with_ends(band.low(), band.high() + Pence(1)), None, "{band}");
        }
    }

    #[test]
    fn shares_fall_into_the_fixed_grid() {
        let told = |percent: f64| PercentBand::of(percent).map(|band| band.to_string()).unwrap_or_default();
        assert_eq!(told(0.2), "less than 0.5% either way");
        assert_eq!(told(0.5), "0.5% to 1%");
        assert_eq!(told(-3.0), "−5% to −2%");
        assert_eq!(told(250.0), "more than 100%");
        assert_eq!(told(f64::NAN), "");
    }

    #[test]
    fn every_amount_lies_in_its_band() {
        for exponent in 0..60 {
            for amount in [(1_i64 << exponent) - 1, 1 << exponent, -(1 << exponent)] {
                let band = PenceBand::of(Pence(amount));
                assert!(band.low() <= Pence(amount) && Pence(amount) <= band.high(), "{amount} {band:?}");
            }
        }
    }
}
