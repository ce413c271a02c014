//! The same scenario under another payer rule, or with one thing done differently. Each is a scenario of
//! its own, run against its own baseline.

use std::collections::BTreeSet;

use register::{Rulebook, Snapshot};
use vocabulary::{Code, Estimate, Findings, Month, Pence};

use crate::book::Sums;
use crate::exit_charge::{ExitCharge, exit_charge};
use crate::impact::{Impact, Party, run};
use crate::plan::Plan;
use crate::scenario::{Assumption, Scenario};
use crate::setup::{Options, prepare};
use crate::timeline::{Policy, simulate};
use crate::viability::Verdict;

/// What a variant does to everyone, over the horizon.
#[derive(Debug, Clone, PartialEq)]
pub struct Variant {
    /// Its name: of the payer rule, or of the mitigation.
    pub id: Code,
    /// What is different.
    pub title: String,
    /// What the leavers pay more; below zero for a saving.
    pub leavers: Pence,
    /// What the other buyers pay more.
    pub neighbours: Pence,
    /// What the units lose.
    pub units: Pence,
    /// What the centre pays.
    pub centre: Pence,
    /// What the system spends more; below zero for a real saving.
    pub system: Pence,
    /// Lines that leave by their own decision because of the move.
    pub spread: Vec<Code>,
    /// The worst answer among the units that are left.
    pub verdict: Verdict,
    /// The lowest reserve of any unit in scope.
    pub lowest_reserve: Pence,
    /// The charge that leaves the others no worse off.
    pub exit_charge: ExitCharge,
}

fn variant((id, title): (Code, String), impact: &Impact) -> Variant {
    let line = |exit: &usize| impact.setup.model.lines[impact.moved.outcome.exits[*exit].line].id.clone();
    Variant {
        id,
        title,
        leavers: impact.change_of(Party::Leaver),
        neighbours: impact.change_of(Party::Neighbour),
        units: impact.change_of(Party::Unit),
        centre: impact.change_of(Party::Centre),
        system: impact.system_change(),
        spread: impact.spread().iter().map(line).collect(),
        verdict: impact.moved.verdicts.iter().map(|verdict| verdict.verdict).max().unwrap_or(Verdict::Stands),
        lowest_reserve: impact.moved.verdicts.iter().map(|v| v.lowest_reserve.0).min().unwrap_or_default(),
        exit_charge: exit_charge(impact),
    }
}

fn run_variant(
    snapshot: &Snapshot,
    rulebook: &Rulebook,
    scenario: &Scenario,
    options: Options,
    named: (Code, String),
) -> Result<Variant, Findings> {
    let setup = prepare(snapshot, rulebook, scenario, options)?;
    Ok(variant(named, &run(snapshot, rulebook, scenario, setup)?))
}

/// Every payer rule there is, by id, with its title.
pub fn payer_rules(rulebook: &Rulebook) -> Vec<(Code, String)> {
    let ids: BTreeSet<&Code> = rulebook.payer_rules.iter().map(|row| &row.rule_id).collect();
    let title =
        |id: &Code| rulebook.payer_rules.iter().find(|row| row.rule_id == *id).map(|row| row.title.0.clone());
    ids.into_iter().map(|id| (id.clone(), title(id).unwrap_or_default())).collect()
}

/// The scenario under every payer rule, side by side. `tick` is called before each run, and stops them all by an
/// error.
pub fn under_every_rule(
    snapshot: &Snapshot,
    rulebook: &Rulebook,
    scenario: &Scenario,
    options: Options,
    mut tick: impl FnMut() -> Result<(), Findings>,
) -> Result<Vec<(Code, Variant)>, Findings> {
    let mut variants = Vec::new();
    for (rule, title) in payer_rules(rulebook) {
        tick()?;
        let scenario = Scenario { payer_rule: rule.clone(), draws: 0, ..scenario.clone() };
        let named = (rule.clone(), title);
        variants.push((rule, run_variant(snapshot, rulebook, &scenario, options, named)?));
    }
    Ok(variants)
}

/// What the system spends under each payer rule when nobody reacts: exits and transfer shares are then held
/// fixed, and the answer must be the same to the penny. `likely` numbers of `impact` are used.
pub fn system_cost_held_fixed(rulebook: &Rulebook, impact: &Impact) -> Vec<(Code, Pence)> {
    let setup = &impact.setup;
    let cost = |rule: &Code, plan: &Plan| {
        let mut sums = Sums::new(setup.model.names.bodies().len(), setup.model.months);
        let policy = Policy { rulebook, payer_rule: rule, reaction: false };
        simulate(&setup.model, &setup.likely, plan, policy, &mut sums);
        -sums.total(ledger::Ledger::OUTSIDE)
    };
    payer_rules(rulebook).into_iter().map(|(rule, _)| (rule.clone(), cost(&rule, &setup.plan))).collect()
}

/// A way to soften a move.
#[derive(Debug, Clone, PartialEq)]
pub struct Mitigation {
    /// Its name, fit for a file.
    pub id: &'static str,
    /// What is different.
    pub title: &'static str,
    /// The scenario with it: one that can be run by itself.
    pub scenario: Scenario,
}

/// Names and titles of the mitigations, in their order.
pub const MITIGATIONS: [(&str, &str); 8] = [
    ("notice-6-months", "Six months more notice"),
    ("notice-12-months", "Twelve months more notice"),
    ("phased-2-years", "Phased over two years"),
    ("phased-3-years", "Phased over three years"),
    ("whole-team-transfers", "The whole team transfers"),
    ("cost-shed-sooner", "The unit sheds cost in half the time"),
    ("exit-charge", "The leaver pays an exit charge"),
    ("transition-money", "Transition money from the centre"),
];

/// The mitigations of `docs/model.md`, section 10, each as a scenario of its own.
pub fn mitigated(scenario: &Scenario) -> Vec<Mitigation> {
    let with = |(id, title): (&'static str, &'static str)| {
        let changed = Scenario { title: format!("{}: {}", scenario.title, title), ..scenario.clone() };
        Mitigation { id, title, scenario: softened(changed, id) }
    };
    MITIGATIONS.into_iter().map(with).collect()
}

/// A scenario with the mitigation of a name.
fn softened(mut scenario: Scenario, id: &str) -> Scenario {
    match id {
        "notice-6-months" => later(&mut scenario, 6),
        "notice-12-months" => later(&mut scenario, 12),
        "phased-2-years" => scenario.moves.iter_mut().for_each(|moved| moved.phase_months = 24),
        "phased-3-years" => scenario.moves.iter_mut().for_each(|moved| moved.phase_months = 36),
        "whole-team-transfers" => {
            scenario.moves.iter_mut().for_each(|moved| moved.transfer_share = Some(1.0));
        }
        "cost-shed-sooner" => sooner(&mut scenario),
        "exit-charge" => scenario.payer_rule = Code::new("leaver-pays"),
        _ => scenario.payer_rule = Code::new("transition-money"),
    }
    scenario
}

/// Every move so many months later, but within the horizon.
fn later(scenario: &mut Scenario, months: i32) {
    let last = Month::of(scenario.start).plus(scenario.months as i32 - 1);
    for moved in &mut scenario.moves {
        moved.date = Month::of(moved.date).plus(months).min(last).first_day();
    }
}

/// Delay and period of every release at half.
fn sooner(scenario: &mut Scenario) {
    for column in ["release_delay_months", "release_over_months"] {
        let half = Estimate::fixed(0.5).ok();
        scenario.assumptions.extend(half.map(|value| Assumption {
            at: format!("cost_pools/*/{column}"),
            value,
            scale: true,
            reason: "mitigation: the unit sheds cost in half the time".to_string(),
        }));
    }
}

/// The mitigations side by side. One that this rulebook or horizon can't express is left out. `tick` is called
/// before each run, and stops them all by an error.
pub fn mitigations(
    snapshot: &Snapshot,
    rulebook: &Rulebook,
    scenario: &Scenario,
    options: Options,
    mut tick: impl FnMut() -> Result<(), Findings>,
) -> Result<Vec<Variant>, Findings> {
    let mut variants = Vec::new();
    for softer in mitigated(scenario) {
        tick()?;
        let named = (Code::new(softer.id), softer.title.to_string());
        variants.extend(run_variant(snapshot, rulebook, &softer.scenario, options, named).ok());
    }
    Ok(variants)
}
