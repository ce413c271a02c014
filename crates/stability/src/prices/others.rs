//! Other well-known ways to share the cost.
use super::exactness::Exactness;
use super::smooth::Smooth;

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
    pub shapley: Option<Shared>,
    /// As far from anybody's leaving as can be.
    pub nucleolus: Option<Shared>,
}

pub(super) fn others(game: &Smooth) -> Others {
    Others { scrb: vec![0.0; game.buyers], shapley: None, nucleolus: None }
}
