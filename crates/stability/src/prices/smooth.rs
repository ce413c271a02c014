//! The smooth game: every cost either follows one line, or is fixed and shared by the lines that use it.
//!
//! With these two kinds what a group costs has falling increments, so that questions about all 2ⁿ groups are
//! answered by one minimum cut. Steps are replaced by their slope before they come here.

/// One agreement line. Money in pence a year.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SmoothLine {
    /// Who buys, as an index below [`Smooth::buyers`].
    pub buyer: usize,
    /// The cost that comes and goes with this line alone.
    pub cost: f64,
    /// What it costs elsewhere; infinite when there is nowhere to go.
    pub outside: f64,
}

/// A fixed cost that is there as long as any of its lines is.
#[derive(Debug, Clone, PartialEq)]
pub struct SmoothPool {
    /// Pence a year.
    pub cost: f64,
    /// The lines that use it, as indices into [`Smooth::lines`], each once.
    pub lines: Vec<usize>,
}

/// A unit's cost as a function of the lines that it serves: h(K) = Σ cost of the lines of K + Σ cost of the
/// pools that any line of K uses. A group S of buyers alone costs c(S) = min over sets T of its lines of
/// h(S∖T) + outside(T).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Smooth {
    /// How many buyers there are.
    pub buyers: usize,
    /// The lines.
    pub lines: Vec<SmoothLine>,
    /// The pools.
    pub pools: Vec<SmoothPool>,
}
