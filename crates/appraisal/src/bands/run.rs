use register::{Rulebook, Snapshot};
use stability::impact::Impact;
use vocabulary::Findings;

use crate::answer::{Bench, Models, models, runs};
use crate::input::Appraisal;
use crate::run::{Flows, Inputs, Money};

/// An appraisal asked of a register: its models and what each option changes at likely values.
pub(super) struct Asked {
    pub inputs: Inputs,
    pub models: Models,
    /// By option: beside what the options are weighed against.
    pub flows: Vec<Flows>,
    pub findings: Findings,
}

impl Asked {
    /// Asks it. `against`: what the options are weighed against, by its position. Errors: everything that forbids an
    /// answer.
    pub fn of(
        snapshot: &Snapshot,
        rulebook: &Rulebook,
        appraisal: &Appraisal,
        against: Option<usize>,
    ) -> Result<Asked, Findings> {
        let inputs = Inputs::of(appraisal);
        let (models, findings) = models(snapshot, rulebook, appraisal, &inputs)?;
        let runs = runs(appraisal, rulebook, &inputs, &models);
        let bench = Bench { rulebook, inputs: &inputs, runs: &runs, factors: &[], against };
        let likely = inputs.likely();
        let flows = (0..runs.len()).map(|option| bench.flows(option, &likely)).collect();
        drop(runs);
        Ok(Asked { inputs, models, flows, findings })
    }

    /// What an option comes to, at discount factors.
    pub fn money(&self, option: usize, factors: &[f64]) -> Money {
        Money::of(&self.flows[option], factors)
    }

    /// An option posting by posting; none for one that changes no line. Errors: a defect of the engine.
    pub fn impact(&self, option: usize, rulebook: &Rulebook) -> Result<Option<Impact>, Findings> {
        self.models[option].as_ref().map(|model| model.impact(rulebook)).transpose()
    }
}
