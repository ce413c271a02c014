//! The whole answer to a scenario: everything that a result page or folder shows.

use register::{Rulebook, Snapshot};
use vocabulary::{Code, Finding, Findings, Pence, Place};

use crate::basis::{Resting, resting};
use crate::charge_paid::{ChargePaid, charge_paid};
use crate::drivers::{Driver, drivers};
use crate::ensemble::{Ensemble, first_draws};
use crate::exit_charge::{ExitCharge, exit_charge};
use crate::impact::{Impact, run};
use crate::resting::{
    Released, RestingCharge, RestingPoint, released_brackets, resting_charges, resting_points,
};
use crate::scenario::{Scenario, Steps};
use crate::sensitivity::{Sensitivity, sensitivity};
use crate::setup::{Options, prepare};
use crate::significance::{Significance, significance};
use crate::timeline::Policy;
use crate::variants::{
    MITIGATIONS, Variant, mitigations, payer_rules, system_cost_held_fixed, under_every_rule,
};
use crate::watch::{Stage, Unwatched, Watch};

/// The whole answer to a scenario.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The question.
    pub scenario: Scenario,
    /// With and without the moves, at likely values.
    pub impact: Impact,
    /// The same at many draws.
    pub ensemble: Ensemble,
    /// What drives the answer, the assumption that matters most first; only with draws or base samples.
    pub drivers: Vec<Driver>,
    /// How far each assumption drives it, if base samples were asked for.
    pub sensitivity: Option<Sensitivity>,
    /// Where each unit that is left comes to rest.
    pub resting_points: Vec<RestingPoint>,
    /// The same when freed steps go, where the scenario asks for it.
    pub released: Vec<Released>,
    /// The exit charge at rest, of each unit that is left.
    pub resting_charges: Vec<RestingCharge>,
    /// The charge that leaves the others no worse off.
    pub exit_charge: ExitCharge,
    /// What paying the charge does to the spread; none when nothing spreads.
    pub charge_paid: Option<ChargePaid>,
    /// The scenario under every payer rule.
    pub rules: Vec<(Code, Variant)>,
    /// The mitigations side by side.
    pub mitigations: Vec<Variant>,
    /// Is a case needed, and who must be asked?
    pub significance: Significance,
    /// How much of the change rests on which kind of row.
    pub resting_on: Resting,
    /// What there is to say, by severity, worst first.
    pub findings: Findings,
}

/// What to work out beside the impact itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Depth {
    /// How the engine runs.
    pub options: Options,
    /// Run every payer rule and every mitigation as well?
    pub variants: bool,
    /// Base samples for the sensitivity indices; 0 for none. Each is k + 2 pairs of runs for k assumptions.
    pub samples: u32,
    /// Only so many draws and base samples: what an answer that was stopped has. None: all of them.
    pub only: Option<Done>,
}

/// How many draws and base samples an answer rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Done {
    /// Draws.
    pub draws: u32,
    /// Base samples.
    pub samples: u32,
}

/// Answers a scenario. Errors: everything that forbids an answer.
pub fn answer(
    snapshot: &Snapshot,
    rulebook: &Rulebook,
    scenario: &Scenario,
    depth: Depth,
) -> Result<Answer, Findings> {
    watched_answer(snapshot, rulebook, scenario, depth, &Unwatched)
}

/// Answers a scenario while somebody watches. Stopped at the draws or samples, the answer rests on the first of
/// them and says so (`stopped-early`). Errors: everything that forbids an answer, and stopping before that.
pub fn watched_answer(
    snapshot: &Snapshot,
    rulebook: &Rulebook,
    scenario: &Scenario,
    depth: Depth,
    watch: &dyn Watch,
) -> Result<Answer, Findings> {
    let rules = payer_rules(rulebook).len();
    let of = 1 + if depth.variants { rules + MITIGATIONS.len() } else { 0 };
    let mut runs = Runs { watch, done: 0, of: of as u64 };
    let setup = prepare(snapshot, rulebook, scenario, depth.options)?;
    let impact = run(snapshot, rulebook, scenario, setup)?;
    runs.tick()?;
    same_under_every_rule(&system_cost_held_fixed(rulebook, &impact))?;
    let (rules, softened) = if depth.variants {
        let rules = under_every_rule(snapshot, rulebook, scenario, depth.options, || runs.tick())?;
        let softened = mitigations(snapshot, rulebook, scenario, depth.options, || runs.tick())?;
        (rules, softened)
    } else {
        (Vec::new(), Vec::new())
    };
    let policy = Policy { rulebook, payer_rule: &scenario.payer_rule, reaction: scenario.reaction };
    let (model, likely, plan) = (&impact.setup.model, &impact.setup.likely, &impact.setup.plan);
    let charge = exit_charge(&impact);
    let mut answer = Answer {
        charge_paid: charge_paid(snapshot, rulebook, scenario, &impact)?,
        drivers: Vec::new(),
        sensitivity: None,
        resting_points: resting_points(model, likely, plan, policy)
            .into_iter()
            .map(|point| point.under(scenario.steps))
            .collect(),
        resting_charges: resting_charges(model, likely, plan, policy),
        released: match scenario.steps {
            Steps::Sticky => Vec::new(),
            Steps::Released => released_brackets(model, likely, plan, policy),
        },
        exit_charge: charge,
        significance: significance(snapshot, rulebook, &impact),
        resting_on: resting(snapshot, &impact),
        scenario: scenario.clone(),
        ensemble: Ensemble { draws: Vec::new() },
        rules,
        mitigations: softened,
        findings: impact.findings.clone(),
        impact,
    };
    answer.draw(rulebook, depth, watch);
    answer.findings.extend(captives(&answer.impact));
    answer.findings.extend(below_cost(&answer.exit_charge));
    answer.findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    Ok(answer)
}

/// Counts the runs of an answer for whoever watches.
struct Runs<'a> {
    watch: &'a dyn Watch,
    done: u64,
    of: u64,
}

impl Runs<'_> {
    fn tick(&mut self) -> Result<(), Findings> {
        self.watch.done(Stage::Runs, self.done, self.of);
        self.done += 1;
        if !self.watch.stops() {
            return Ok(());
        }
        let seen = format!("stopped in run {} of {}, before there was an answer", self.done, self.of);
        Err(vec![
            Finding::error("stopped-early", Place::table("scenario"), seen)
                .expected("time for the runs at likely values")
                .action("Run it again."),
        ])
    }
}

impl Answer {
    /// The draws, what drives the answer, and the sensitivity indices.
    fn draw(&mut self, rulebook: &Rulebook, depth: Depth, watch: &dyn Watch) {
        let scenario = &self.scenario;
        let draws = if depth.options.draw.is_some() { 0 } else { scenario.draws };
        if draws > 0 || depth.samples > 0 {
            self.drivers = drivers(rulebook, scenario, &self.impact);
        }
        let only = depth.only.unwrap_or(Done { draws, samples: depth.samples });
        self.ensemble = first_draws(rulebook, scenario, &self.impact.setup, only.draws.min(draws), watch);
        if depth.samples > 0 {
            let samples = (depth.samples, only.samples.min(depth.samples));
            let found = sensitivity(rulebook, scenario, &self.impact, samples, watch);
            self.sensitivity = Some(found);
        }
        self.findings.extend(stopped_early(self, draws));
    }

    /// How many draws and base samples it rests on.
    pub fn done(&self) -> Done {
        let samples = self.sensitivity.as_ref().map_or(0, |found| found.done);
        Done { draws: self.ensemble.draws.len() as u32, samples }
    }
}

/// An answer that was stopped rests on fewer draws or samples than were asked for.
fn stopped_early(answer: &Answer, draws: u32) -> Option<Finding> {
    let done = answer.done();
    let samples = answer.sensitivity.as_ref().map_or(0, |found| found.asked);
    let mut parts = Vec::new();
    if done.draws < draws {
        parts.push(format!("{} of {draws} draws", done.draws));
    }
    if done.samples < samples {
        parts.push(format!("{} of {samples} base samples", done.samples));
    }
    let seen = format!("stopped early: this answer rests on {}", parts.join(" and "));
    let finding = Finding::warning("stopped-early", Place::table("draws"), seen);
    (!parts.is_empty()).then(|| {
        finding
            .expected("all that were asked for")
            .action("Run it again for all of them; the first ones come out the same.")
    })
}

/// With exits and transfer shares held fixed a payer rule only moves money: the system's cost is the same.
fn same_under_every_rule(costs: &[(Code, Pence)]) -> Result<(), Findings> {
    let Some((first, cost)) = costs.first() else { return Ok(()) };
    match costs.iter().find(|(_, other)| other != cost) {
        None => Ok(()),
        Some((rule, other)) => {
            let seen = format!("the system spends {cost} under {first} and {other} under {rule}");
            Err(vec![
                Finding::error("rules-change-system", Place::table("postings"), seen)
                    .expected("the same to the penny")
                    .action("This is a defect of Ballast: please report it with the scenario."),
            ])
        }
    }
}

/// Lines that pay less than the cost that goes with them: the unit is better off without them.
fn below_cost(charge: &ExitCharge) -> Option<Finding> {
    let seen = format!(
        "income of {} goes, and cost of {} with it: what moves is priced under its cost",
        charge.revenue_lost, charge.cost_avoided
    );
    let finding = Finding::warning("moves-below-cost", Place::table("agreement_lines"), seen);
    (charge.charge < Pence::ZERO && charge.revenue_lost > Pence::ZERO).then(|| {
        finding
            .expected("prices that cover the cost of what they buy")
            .action("Check the price and the volume of the lines that move.")
    })
}

/// Lines that can't leave, because nothing is known of where they could go.
fn captives(impact: &Impact) -> Option<Finding> {
    let lines = impact.setup.model.lines.iter().filter(|line| line.cell.is_some());
    let count = lines.filter(|line| line.alternatives.is_empty()).count();
    let seen = format!("{count} lines have no known alternative and are taken to stay whatever the price");
    let finding = Finding::note("no-way-out", Place::table("alternatives"), seen);
    (count > 0).then(|| {
        finding.expected("an alternative for each service").action("Add what each would cost elsewhere.")
    })
}
