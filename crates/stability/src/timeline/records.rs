use ledger::TraceId;
use vocabulary::Findings;

use super::decide::Judgement;
use super::people::PeopleRow;

/// A unit's service by month.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CellTrack {
    /// Volume in force.
    pub volume: Vec<f64>,
    /// Registered people of the buyers in force.
    pub people: Vec<f64>,
    /// Needed cost a year per volume, overhead included, pence.
    pub kappa: Vec<f64>,
    /// Needed direct cost a year, pence.
    pub direct: Vec<f64>,
    /// Needed cost per volume before any move.
    pub kappa_start: f64,
}

/// Residual cost that one exit leaves behind, by month, pence.
#[derive(Debug, Clone, PartialEq)]
pub struct Stranded {
    /// The exit in [`super::Outcome::exits`].
    pub exit: usize,
    /// Months of the horizon.
    pub by_month: Vec<f64>,
}

/// What a run with an itemised book writes down on the way. Empty without one.
#[derive(Debug, Default)]
pub(super) struct Records {
    pub judgements: Vec<Judgement>,
    pub people: Vec<PeopleRow>,
    pub tracks: Vec<CellTrack>,
    /// By unit and month.
    pub residual: Vec<Vec<f64>>,
    /// By exit and month.
    pub stranded: Vec<Vec<f64>>,
    pub findings: Findings,
    /// The rows behind each pool's cost.
    pub of_pools: Vec<TraceId>,
    /// The rows behind each line's price: the line alone, and with the pools.
    pub of_lines: Vec<[TraceId; 2]>,
}

impl Records {
    /// Residual cost by exit, for those that leave any.
    pub(super) fn stranded(by_exit: Vec<Vec<f64>>) -> Vec<Stranded> {
        let exits = by_exit.into_iter().enumerate();
        let left = exits.filter(|(_, by_month)| by_month.iter().any(|pence| *pence != 0.0));
        left.map(|(exit, by_month)| Stranded { exit, by_month }).collect()
    }
}
