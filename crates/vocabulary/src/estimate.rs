use std::fmt;

/// A number that isn't known exactly: the lowest, likeliest and highest value it may take.
///
/// A fixed number has all three alike. Low ≤ likely ≤ high always holds, and all are finite.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    low: f64,
    likely: f64,
    high: f64,
}

/// Three numbers that are no estimate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EstimateError;

impl fmt::Display for EstimateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("three finite numbers with low ≤ likely ≤ high")
    }
}

impl Estimate {
    /// Nothing, and known to be so.
    pub const ZERO: Estimate = Estimate { low: 0.0, likely: 0.0, high: 0.0 };

    /// An estimate from its three numbers. Errors when they aren't finite or not in order.
    pub fn new(low: f64, likely: f64, high: f64) -> Result<Self, EstimateError> {
        let ordered = low <= likely && likely <= high;
        if !ordered || !low.is_finite() || !high.is_finite() {
            return Err(EstimateError);
        }
        Ok(Estimate { low, likely, high })
    }

    /// A number that is taken as known. Errors when it isn't finite.
    pub fn fixed(value: f64) -> Result<Self, EstimateError> {
        Estimate::new(value, value, value)
    }

    /// The lowest value.
    pub fn low(self) -> f64 {
        self.low
    }

    /// The likeliest value: the one used without draws.
    pub fn likely(self) -> f64 {
        self.likely
    }

    /// The highest value.
    pub fn high(self) -> f64 {
        self.high
    }

    /// Is it one number?
    pub fn is_fixed(self) -> bool {
        self.low == self.high
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_estimate_is_in_order() {
        assert!(Estimate::new(0.9, 1.0, 1.2).is_ok());
        assert_eq!(Estimate::new(1.0, 0.9, 1.2), Err(EstimateError));
        assert_eq!(Estimate::fixed(f64::NAN), Err(EstimateError));
        assert!(Estimate::fixed(2.0).is_ok_and(Estimate::is_fixed));
    }
}
