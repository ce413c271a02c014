//! Ranges: the scenario and its baseline at many draws of what is assumed.

use std::collections::BTreeSet;

use ledger::BodyId;
use register::Rulebook;

use crate::draw::quantile;
use crate::draws::Rooms;
use crate::scenario::Scenario;
use crate::setup::Setup;
use crate::watch::{Stage, Unwatched, Watch, in_order};

/// What one draw comes to. Money in pence over the horizon.
#[derive(Debug, Clone, PartialEq)]
pub struct Draw {
    /// What each body pays more, by id.
    pub changes: Vec<i64>,
    /// What the system spends more.
    pub system: i64,
    /// The lowest reserve of each unit, with the moves.
    pub lowest_reserve: Vec<i64>,
    /// How many lines leave by their own decision because of the moves.
    pub spread: usize,
    /// How many of the lines that move would have left by their own decision anyway.
    pub moved_anyway: usize,
}

impl Draw {
    /// What everyone but the leavers pays more, net.
    pub fn others(&self, leavers: &BTreeSet<BodyId>) -> i64 {
        self.system - self.of_all(leavers)
    }

    /// What some bodies pay more together.
    pub fn of_all<'a>(&self, bodies: impl IntoIterator<Item = &'a BodyId>) -> i64 {
        bodies.into_iter().map(|body| self.changes[body.0 as usize]).sum()
    }
}

/// Every draw of a scenario, in the order of draws.
#[derive(Debug, Clone, PartialEq)]
pub struct Ensemble {
    /// The draws; draw j has index j.
    pub draws: Vec<Draw>,
}

/// Mean and quantiles of something over the draws.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    /// The mean.
    pub mean: f64,
    /// One draw in ten is below this.
    pub p10: f64,
    /// Half of the draws are below this.
    pub p50: f64,
    /// One draw in ten is above this.
    pub p90: f64,
}

/// A chance with its standard error, both 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Chance {
    /// Share of the draws.
    pub share: f64,
    /// Standard error of the share.
    pub standard_error: f64,
}

/// Two draws that can be run again, one of each kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Examples {
    /// A draw in which it is so.
    pub so: u32,
    /// A draw in which it isn't.
    pub not: u32,
}

/// Runs every draw of a scenario. The number of threads changes nothing but the time it takes: each draw is a
/// function of the seed and its own number, and they are kept in order.
pub fn ensemble(rulebook: &Rulebook, scenario: &Scenario, setup: &Setup) -> Ensemble {
    first_draws(rulebook, scenario, setup, scenario.draws, &Unwatched)
}

/// The first so many draws of a scenario; fewer when it is stopped: then the first of them, in order.
pub fn first_draws(
    rulebook: &Rulebook,
    scenario: &Scenario,
    setup: &Setup,
    count: u32,
    watch: &dyn Watch,
) -> Ensemble {
    let rooms = Rooms::of(rulebook, scenario, setup);
    Ensemble { draws: in_order(watch, Stage::Draws, u64::from(count), |draw| rooms.draw(draw)) }
}

impl Ensemble {
    /// The range of a number over the draws; none without draws.
    pub fn range(&self, of: impl Fn(&Draw) -> f64) -> Option<Range> {
        // The mean is summed in the order of draws, the quantiles are of sorted values.
        let mut values: Vec<f64> = self.draws.iter().map(of).collect();
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        values.sort_by(f64::total_cmp);
        let at = |share| quantile(&values, share);
        Some(Range { mean, p10: at(0.1)?, p50: at(0.5)?, p90: at(0.9)? })
    }

    /// How often something is so; none without draws.
    pub fn chance(&self, of: impl Fn(&Draw) -> bool) -> Option<Chance> {
        if self.draws.is_empty() {
            return None;
        }
        let count = self.draws.len() as f64;
        let share = self.draws.iter().filter(|draw| of(draw)).count() as f64 / count;
        Some(Chance { share, standard_error: (share * (1.0 - share) / count).sqrt() })
    }

    /// For something that is so in some draws and not in others: one draw of each kind, each in the middle of its
    /// kind by a number (the lower middle; of equal numbers the earlier draw). None when it is so in all or none.
    pub fn examples(&self, of: impl Fn(&Draw) -> bool, by: impl Fn(&Draw) -> f64) -> Option<Examples> {
        let middle = |so: bool| {
            let kind = self.draws.iter().enumerate().filter(|(_, draw)| of(draw) == so);
            let mut kind: Vec<(f64, u32)> = kind.map(|(index, draw)| (by(draw), index as u32)).collect();
            kind.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            kind.get(kind.len().saturating_sub(1) / 2).map(|(_, index)| *index)
        };
        Some(Examples { so: middle(true)?, not: middle(false)? })
    }

    /// The range of what a body pays more.
    pub fn change_of(&self, body: BodyId) -> Option<Range> {
        self.range(|draw| draw.changes[body.0 as usize] as f64)
    }

    /// The range of what several bodies pay more together.
    pub fn change_of_all(&self, bodies: &[BodyId]) -> Option<Range> {
        self.range(|draw| bodies.iter().map(|body| draw.changes[body.0 as usize] as f64).sum())
    }
}
