use register::Rulebook;
use stability::watch::{Stage, Watch, in_order};
use vocabulary::{Finding, Findings, Place};

use crate::run::{Flows, Inputs, Money, OptionRun, Point};

/// Everything that runs options at other values.
pub(crate) struct Bench<'a> {
    pub rulebook: &'a Rulebook,
    pub inputs: &'a Inputs,
    pub runs: &'a [OptionRun<'a>],
    pub factors: &'a [f64],
    /// The option that the others are weighed against; none for business as usual.
    pub against: Option<usize>,
}

impl Bench<'_> {
    /// What one option changes at a point, beside what it is weighed against.
    pub fn flows(&self, option: usize, point: &Point) -> Flows {
        let flows = self.runs[option].flows(self.rulebook, point);
        self.beside(flows, point)
    }

    /// Flows beside business as usual as flows beside what options are weighed against.
    pub fn beside(&self, flows: Flows, point: &Point) -> Flows {
        match self.against {
            Some(other) => flows.beside(&self.runs[other].flows(self.rulebook, point)),
            None => flows,
        }
    }

    /// What one option comes to at a point.
    pub fn money(&self, option: usize, point: &Point) -> Money {
        Money::of(&self.flows(option, point), self.factors)
    }

    /// What every option comes to in each draw. Errors: it was stopped.
    pub fn draws(&self, count: u32, watch: &dyn Watch) -> Result<Vec<Vec<Money>>, Findings> {
        let all = |draw: u64| -> Vec<Money> {
            let point = self.inputs.draw(draw);
            (0..self.runs.len()).map(|option| self.money(option, &point)).collect()
        };
        let draws = in_order(watch, Stage::Draws, u64::from(count), all);
        if draws.len() < count as usize { Err(vec![stopped(draws.len(), count, "draws")]) } else { Ok(draws) }
    }
}

pub(crate) fn stopped(done: usize, of: u32, what: &str) -> Finding {
    Finding::error("stopped-early", Place::table("appraisal"), format!("stopped after {done} of {of} {what}"))
        .expected("time for all of them")
        .action("Run it again.")
}
