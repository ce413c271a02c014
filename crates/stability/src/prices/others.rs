//! Other well-known ways to share the cost.

use super::exactness::Exactness;
use super::nucleolus::{Level, Limits, nucleolus};
use super::separable::scrb;
use super::shapley::shapley;
use super::smooth::Smooth;

/// Orders of joining that are drawn in pairs where the average over all can't be had exactly.
const PAIRS: usize = 500;
/// Their seed; always the same, so that the same register gives the same answer.
const SEED: u64 = 1;

/// A way to share the cost, by buyer.
#[derive(Debug, Clone, PartialEq)]
pub struct Shared {
    /// Pence a year by buyer.
    pub charges: Vec<f64>,
    /// How sure they are.
    pub kind: Exactness,
}

/// Other well-known ways to share the cost.
#[derive(Debug, Clone, PartialEq)]
pub struct Others {
    /// What each adds last, and the rest by what each gains against being alone.
    pub scrb: Vec<f64>,
    /// Averages over all orders of joining.
    pub shapley: Shared,
    /// As far from anybody's leaving as can be.
    pub nucleolus: Shared,
    /// The levels of the nucleolus.
    pub levels: Vec<Level>,
}

/// The three of them for a game without steps.
pub(super) fn others(game: &Smooth) -> Others {
    let averages = shapley(game, SEED, PAIRS);
    let furthest = nucleolus(game, Limits::default());
    Others {
        scrb: scrb(game),
        shapley: Shared { charges: averages.charges, kind: averages.kind },
        nucleolus: Shared { charges: furthest.charges, kind: furthest.kind },
        levels: furthest.levels,
    }
}
