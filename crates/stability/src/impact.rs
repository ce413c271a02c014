//! A scenario against its baseline: the same question with and without its moves.

use std::collections::BTreeSet;

use ledger::{BodyId, Ledger, Totals, prove_balance};
use register::{Rulebook, Snapshot};
use vocabulary::{Code, Finding, Findings, Pence, Place};

use crate::book::Sums;
use crate::model::Numbers;
use crate::plan::Plan;
use crate::scenario::Scenario;
use crate::setup::Setup;
use crate::timeline::{Outcome, Policy, simulate};
use crate::viability::{TestRow, Tests, UnitVerdict};

/// One run with its postings, and what the tests say of its units.
#[derive(Debug, Clone)]
pub struct Side {
    /// Every posting.
    pub ledger: Ledger,
    /// Net payments by body, year and account.
    pub totals: Totals,
    /// Net payments by body and month.
    pub sums: Sums,
    /// What else the run left behind.
    pub outcome: Outcome,
    /// Every test of every unit.
    pub tests: Vec<TestRow>,
    /// The answer for each unit, in the order of the model.
    pub verdicts: Vec<UnitVerdict>,
    /// What the system as a whole spends.
    pub system_cost: Pence,
}

/// What a body is in a scenario.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Party {
    /// It moves.
    Leaver,
    /// It buys from a unit that someone leaves or joins, and doesn't move.
    Neighbour,
    /// It supplies.
    Unit,
    /// It funds.
    Centre,
    /// It takes tax.
    Exchequer,
}

impl Party {
    /// The word that `effects.csv` has in its column `role`.
    pub fn word(self) -> &'static str {
        match self {
            Party::Leaver => "leaver",
            Party::Neighbour => "neighbour",
            Party::Unit => "unit",
            Party::Centre => "centre",
            Party::Exchequer => "exchequer",
        }
    }
}

/// A scenario against its baseline.
#[derive(Debug, Clone)]
pub struct Impact {
    /// The scenario made ready.
    pub setup: Setup,
    /// With its moves.
    pub moved: Side,
    /// Without them.
    pub baseline: Side,
    /// Bodies that move.
    pub leavers: BTreeSet<BodyId>,
    /// What there is to say.
    pub findings: Findings,
}

/// Runs a scenario and its baseline at likely values.
///
/// Errors when the books don't balance, which is a defect of Ballast and never of the input.
pub fn run(
    snapshot: &Snapshot,
    rulebook: &Rulebook,
    scenario: &Scenario,
    setup: Setup,
) -> Result<Impact, Findings> {
    let policy = Policy { rulebook, payer_rule: &scenario.payer_rule, reaction: scenario.reaction };
    let context = Context { snapshot, rulebook, setup: &setup, policy };
    let moved = context.side(&setup.plan)?;
    let baseline = context.side(&Plan::default())?;
    let leavers = setup.plan.exits.iter().map(|exit| setup.model.lines[exit.line].buyer).collect();
    let mut findings = setup.findings.clone();
    findings.extend(moved.outcome.findings.iter().cloned());
    findings.extend(baseline.outcome.findings.iter().cloned());
    findings.sort();
    findings.dedup();
    Ok(Impact { setup, moved, baseline, leavers, findings })
}

/// The same scenario with another plan of moves, against the same baseline.
///
/// Errors when the books don't balance, as [`run`].
pub fn run_plan(
    snapshot: &Snapshot,
    rulebook: &Rulebook,
    scenario: &Scenario,
    impact: &Impact,
    plan: Plan,
) -> Result<Impact, Findings> {
    let policy = Policy { rulebook, payer_rule: &scenario.payer_rule, reaction: scenario.reaction };
    let setup = Setup { plan, ..impact.setup.clone() };
    let moved = Context { snapshot, rulebook, setup: &setup, policy }.side(&setup.plan)?;
    Ok(Impact { setup, moved, ..impact.clone() })
}

struct Context<'a> {
    snapshot: &'a Snapshot,
    rulebook: &'a Rulebook,
    setup: &'a Setup,
    policy: Policy<'a>,
}

impl Context<'_> {
    fn side(&self, plan: &Plan) -> Result<Side, Findings> {
        let model = &self.setup.model;
        let numbers: &Numbers = &self.setup.likely;
        let mut ledger = model.names.clone();
        ledger.reserve(model.most_postings());
        let outcome = simulate(model, numbers, plan, self.policy, &mut ledger);
        let totals = Totals::of(&ledger);
        let system_cost = prove_balance(&ledger, &totals).map_err(|imbalance| {
            let seen = format!(
                "transfers add up to {}, the rest is off by {}",
                imbalance.transfers, imbalance.difference
            );
            vec![
                Finding::error("does-not-balance", Place::table("postings"), seen)
                    .expected("0.00 and 0.00")
                    .action("This is a defect of Ballast: please report it with the scenario."),
            ]
        })?;
        let sums = Sums::of_ledger(&ledger);
        let tests = Tests {
            snapshot: self.snapshot,
            rulebook: self.rulebook,
            model,
            numbers,
            ledger: &ledger,
            sums: &sums,
            outcome: &outcome,
        };
        let (rows, verdicts): (Vec<_>, Vec<_>) = (0..model.units.len()).map(|unit| tests.unit(unit)).unzip();
        let tests = rows.into_iter().flatten().collect();
        Ok(Side { tests, verdicts, ledger, totals, sums, outcome, system_cost })
    }
}

impl Impact {
    /// What a body is in the scenario.
    pub fn party(&self, body: BodyId) -> Party {
        let model = &self.setup.model;
        if body == model.centre {
            Party::Centre
        } else if body == model.exchequer {
            Party::Exchequer
        } else if self.leavers.contains(&body) {
            Party::Leaver
        } else if model.units.iter().any(|unit| unit.body == body) {
            Party::Unit
        } else {
            Party::Neighbour
        }
    }

    /// What a body pays more, net, over the horizon; below zero when it pays less.
    pub fn change(&self, body: BodyId) -> Pence {
        self.moved.sums.total(body) - self.baseline.sums.total(body)
    }

    /// The code of a body.
    pub fn code(&self, body: BodyId) -> &Code {
        self.setup.model.names.code(body)
    }

    /// Every body that pays or receives anything in either run, in the order of codes.
    pub fn bodies(&self) -> Vec<BodyId> {
        let all = (1..self.setup.model.names.bodies().len() as u32).map(BodyId);
        let moves_money = |body: &BodyId| {
            let any = |sums: &Sums| sums.of(*body).iter().any(|pence| *pence != 0);
            any(&self.moved.sums) || any(&self.baseline.sums)
        };
        let mut bodies: Vec<BodyId> = all.filter(moves_money).collect();
        bodies.sort_by(|a, b| self.code(*a).cmp(self.code(*b)));
        bodies
    }

    /// What all bodies of a kind pay more, net, over the horizon.
    pub fn change_of(&self, party: Party) -> Pence {
        self.bodies()
            .into_iter()
            .filter(|body| self.party(*body) == party)
            .map(|body| self.change(body))
            .sum()
    }

    /// What the system as a whole spends more; below zero when it spends less.
    pub fn system_change(&self) -> Pence {
        self.moved.system_cost - self.baseline.system_cost
    }

    /// What the leavers pay less: their saving, as they count it.
    pub fn leaver_saving(&self) -> Pence {
        -self.change_of(Party::Leaver)
    }

    /// Lines that leave by their own decision in the scenario and not in the baseline, as indices into the
    /// exits of the scenario.
    pub fn spread(&self) -> Vec<usize> {
        let anyway: BTreeSet<usize> = reacting(&self.baseline.outcome).map(|(_, line)| line).collect();
        reacting(&self.moved.outcome)
            .filter(|(_, line)| !anyway.contains(line))
            .map(|(exit, _)| exit)
            .collect()
    }

    /// Lines that would leave anyway, as indices into the exits of the baseline.
    pub fn anyway(&self) -> Vec<usize> {
        reacting(&self.baseline.outcome).map(|(exit, _)| exit).collect()
    }
}

fn reacting(outcome: &Outcome) -> impl Iterator<Item = (usize, usize)> {
    let exits = outcome.exits.iter().enumerate();
    exits.filter(|(_, exit)| exit.reaction.is_some()).map(|(index, exit)| (index, exit.line))
}
