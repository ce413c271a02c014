use std::collections::BTreeSet;

use register::Rulebook;
use stability::book::Sums;
use stability::impact::Impact;
use stability::plan::Plan;
use stability::timeline::Engine;
use stability::watch::{Stage, Watch, in_order};
use vocabulary::{ChanceBand, Code, Date};

use super::run::Asked;

/// A line of others that leaves because of an option. Who follows is told as it is, for prices that move are seen by
/// those who pay them; how dear it became isn't.
#[derive(Debug, Clone, PartialEq)]
pub struct Follower {
    /// Who leaves.
    pub buyer: Code,
    /// Whom.
    pub supplier: Code,
    /// The service.
    pub service: Code,
    /// The first day on which it is gone.
    pub on: Date,
    /// Where it goes.
    pub to: String,
}

/// Who follows at likely values.
pub(super) fn followers(impact: &Impact) -> Vec<Follower> {
    let model = &impact.setup.model;
    let row = |exit: usize| {
        let exit = &impact.moved.outcome.exits[exit];
        let line = &model.lines[exit.line];
        Follower {
            buyer: line.buyer_code.clone(),
            supplier: line.supplier_code.clone(),
            service: line.service_code.clone(),
            on: model.month(exit.month).first_day(),
            to: exit.to.to_string(),
        }
    };
    impact.spread().into_iter().map(row).collect()
}

/// How often anybody follows over the draws of reluctance and assumptions; none without draws, and for an option that
/// changes no line.
pub(super) fn how_often(
    asked: &Asked,
    option: usize,
    (rulebook, draws): (&Rulebook, u32),
    watch: &dyn Watch,
) -> Option<ChanceBand> {
    let model = asked.models[option].as_ref().filter(|model| draws > 0 && model.scenario.reaction)?;
    let engine = Engine::of(&model.setup.model, model.policy(rulebook));
    let leaving = |numbers: &_, plan: &Plan| -> BTreeSet<usize> {
        let names = &model.setup.model.names;
        let mut sums = Sums::new(names.bodies().len(), model.setup.model.months);
        let outcome = engine.simulate(numbers, plan, &mut sums);
        outcome.exits.iter().filter(|exit| exit.reaction.is_some()).map(|exit| exit.line).collect()
    };
    let anybody = in_order(&Quiet(watch), Stage::Draws, u64::from(draws), |draw| {
        let point = asked.inputs.draw(draw);
        let numbers = model.numbers(&point);
        let plan = Plan { agreed: model.agreed(&point, &numbers), ..model.setup.plan.clone() };
        !leaving(&numbers, &plan).is_subset(&leaving(&numbers, &model.anyway()))
    });
    let often = anybody.iter().filter(|anybody| **anybody).count();
    Some(ChanceBand::of(often as f64 / anybody.len().max(1) as f64))
}

/// Stops when somebody says so, and tells nothing: how far the draws are was told while the whole answer was made.
struct Quiet<'a>(&'a dyn Watch);

impl Watch for Quiet<'_> {
    fn done(&self, _stage: Stage, _done: u64, _of: u64) {}

    fn stops(&self) -> bool {
        self.0.stops()
    }
}
