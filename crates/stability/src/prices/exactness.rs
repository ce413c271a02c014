//! How much an answer claims.

/// Whether an answer is the answer, lies between two bounds, or was sampled.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Exactness {
    /// Exact but for rounding in the last digits.
    Exact,
    /// Proved to lie between two bounds; of what, the answer's type says.
    Bracket {
        /// It isn't below this.
        low: f64,
        /// It isn't above this.
        high: f64,
    },
    /// Sampled.
    Sampled {
        /// The largest standard error of any of the answer's amounts.
        standard_error: f64,
    },
}
