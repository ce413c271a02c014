//! The whole answer to a scenario: everything that a result page or folder shows.

use register::{Rulebook, Snapshot};
use vocabulary::{Code, Finding, Findings, Pence, Place};

use crate::basis::{Resting, resting};
use crate::drivers::{Driver, drivers};
use crate::ensemble::{Ensemble, ensemble};
use crate::exit_charge::{ExitCharge, exit_charge};
use crate::impact::{Impact, run};
use crate::resting::{Released, RestingPoint, released_brackets, resting_points};
use crate::scenario::{Scenario, Steps};
use crate::setup::{Options, prepare};
use crate::significance::{Significance, significance};
use crate::timeline::Policy;
use crate::variants::{Variant, mitigations, system_cost_held_fixed, under_every_rule};

/// The whole answer to a scenario.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The question.
    pub scenario: Scenario,
    /// With and without the moves, at likely values.
    pub impact: Impact,
    /// The same at many draws.
    pub ensemble: Ensemble,
    /// What drives the answer, the assumption that matters most first; only with draws.
    pub drivers: Vec<Driver>,
    /// Where each unit that is left comes to rest.
    pub resting_points: Vec<RestingPoint>,
    /// The same when freed steps go, where the scenario asks for it.
    pub released: Vec<Released>,
    /// The charge that leaves the others no worse off.
    pub exit_charge: ExitCharge,
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Depth {
    /// How the engine runs.
    pub options: Options,
    /// Run every payer rule and every mitigation as well?
    pub variants: bool,
}

/// Answers a scenario. Errors: everything that forbids an answer.
pub fn answer(
    snapshot: &Snapshot,
    rulebook: &Rulebook,
    scenario: &Scenario,
    depth: Depth,
) -> Result<Answer, Findings> {
    let setup = prepare(snapshot, rulebook, scenario, depth.options)?;
    let draws = ensemble(rulebook, scenario, &setup);
    let impact = run(snapshot, rulebook, scenario, setup)?;
    same_under_every_rule(&system_cost_held_fixed(rulebook, &impact))?;
    let (rules, softened) = if depth.variants {
        let rules = under_every_rule(snapshot, rulebook, scenario, depth.options)?;
        (rules, mitigations(snapshot, rulebook, scenario, depth.options))
    } else {
        (Vec::new(), Vec::new())
    };
    let policy = Policy { rulebook, payer_rule: &scenario.payer_rule, reaction: scenario.reaction };
    let mut findings = impact.findings.clone();
    let charge = exit_charge(&impact);
    findings.extend(captives(&impact));
    findings.extend(below_cost(&charge));
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    Ok(Answer {
        drivers: if scenario.draws > 0 { drivers(rulebook, scenario, &impact) } else { Vec::new() },
        resting_points: resting_points(&impact.setup.model, &impact.setup.likely, &impact.setup.plan, policy)
            .into_iter()
            .map(|point| point.under(scenario.steps))
            .collect(),
        released: match scenario.steps {
            Steps::Sticky => Vec::new(),
            Steps::Released => {
                released_brackets(&impact.setup.model, &impact.setup.likely, &impact.setup.plan, policy)
            }
        },
        exit_charge: charge,
        significance: significance(snapshot, rulebook, &impact),
        resting_on: resting(snapshot, &impact),
        scenario: scenario.clone(),
        ensemble: draws,
        rules,
        mitigations: softened,
        findings,
        impact,
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
