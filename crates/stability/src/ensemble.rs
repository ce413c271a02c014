//! Ranges: the scenario and its baseline at many draws of what is assumed.

use ledger::BodyId;
use rayon::prelude::*;
use register::Rulebook;

use crate::draw::quantile;
use crate::draws::Draws;
use crate::model::Numbers;
use crate::scenario::Scenario;
use crate::setup::Setup;

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

/// Runs every draw of a scenario. The number of threads changes nothing but the time it takes: each draw is a
/// function of the seed and its own number, and they are kept in order.
pub fn ensemble(rulebook: &Rulebook, scenario: &Scenario, setup: &Setup) -> Ensemble {
    let draws = Draws::of(rulebook, scenario, setup);
    let each = (0..u64::from(scenario.draws))
        .into_par_iter()
        .map_init(|| draws.room(), |room, draw| draws.draw(draw, room));
    Ensemble { draws: each.collect() }
}

/// A scenario and its baseline at given numbers.
pub(crate) fn one(rulebook: &Rulebook, scenario: &Scenario, setup: &Setup, numbers: &Numbers) -> Draw {
    let draws = Draws::of(rulebook, scenario, setup);
    let mut room = draws.room();
    room.numbers = numbers.clone();
    draws.at_numbers(&mut room)
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

    /// The range of what a body pays more.
    pub fn change_of(&self, body: BodyId) -> Option<Range> {
        self.range(|draw| draw.changes[body.0 as usize] as f64)
    }

    /// The range of what several bodies pay more together.
    pub fn change_of_all(&self, bodies: &[BodyId]) -> Option<Range> {
        self.range(|draw| bodies.iter().map(|body| draw.changes[body.0 as usize] as f64).sum())
    }
}
