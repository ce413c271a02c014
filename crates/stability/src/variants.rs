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

fn variant(title: String, impact: &Impact) -> Variant {
    let line = |exit: &usize| impact.setup.model.lines[impact.moved.outcome.exits[*exit].line].id.clone();
    Variant {
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
    title: String,
) -> Result<Variant, Findings> {
    let setup = prepare(snapshot, rulebook, scenario, options)?;
    Ok(variant(title, &run(snapshot, rulebook, scenario, setup)?))
}

/// Every payer rule there is, by id, with its title.
pub fn payer_rules(rulebook: &Rulebook) -> Vec<(Code, String)> {
    let ids: BTreeSet<&Code> = rulebook.payer_rules.iter().map(|row| &row.rule_id).collect();
    let title =
        |id: &Code| rulebook.payer_rules.iter().find(|row| row.rule_id == *id).map(|row| row.title.0.clone());
    ids.into_iter().map(|id| (id.clone(), title(id).unwrap_or_default())).collect()
}

/// The scenario under every payer rule, side by side.
pub fn under_every_rule(
    snapshot: &Snapshot,
    rulebook: &Rulebook,
    scenario: &Scenario,
    options: Options,
) -> Result<Vec<(Code, Variant)>, Findings> {
    let mut variants = Vec::new();
    for (rule, title) in payer_rules(rulebook) {
        let scenario = Scenario { payer_rule: rule.clone(), draws: 0, ..scenario.clone() };
        variants.push((rule, run_variant(snapshot, rulebook, &scenario, options, title)?));
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

/// A way to soften a move: its title, and the scenario with it.
fn mitigated(scenario: &Scenario) -> Vec<(String, Scenario)> {
    let later = |months: i32| {
        let end = Month::of(scenario.start).plus(scenario.months as i32);
        let mut changed = scenario.clone();
        for moved in &mut changed.moves {
            let month = Month::of(moved.date).plus(months).min(end.plus(-1));
            moved.date = month.first_day();
        }
        changed
    };
    let each_move = |change: fn(&mut crate::scenario::Move)| {
        let mut changed = scenario.clone();
        changed.moves.iter_mut().for_each(change);
        changed
    };
    let sooner = || {
        let mut changed = scenario.clone();
        for column in ["release_delay_months", "release_over_months"] {
            let half = Estimate::fixed(0.5).ok();
            changed.assumptions.extend(half.map(|value| Assumption {
                at: format!("cost_pools/*/{column}"),
                value,
                scale: true,
                reason: "mitigation: the unit sheds cost in half the time".to_string(),
            }));
        }
        changed
    };
    let rule = |id: &str| Scenario { payer_rule: Code::new(id), ..scenario.clone() };
    vec![
        ("Six months more notice".to_string(), later(6)),
        ("Twelve months more notice".to_string(), later(12)),
        ("Phased over two years".to_string(), each_move(|moved| moved.phase_months = 24)),
        ("Phased over three years".to_string(), each_move(|moved| moved.phase_months = 36)),
        ("The whole team transfers".to_string(), each_move(|moved| moved.transfer_share = Some(1.0))),
        ("The unit sheds cost in half the time".to_string(), sooner()),
        ("The leaver pays an exit charge".to_string(), rule("leaver-pays")),
        ("Transition money from the centre".to_string(), rule("transition-money")),
    ]
}

/// The mitigations of `docs/model.md`, section 10, side by side. One that this rulebook can't express is left
/// out.
pub fn mitigations(
    snapshot: &Snapshot,
    rulebook: &Rulebook,
    scenario: &Scenario,
    options: Options,
) -> Vec<Variant> {
    let scenario = Scenario { draws: 0, ..scenario.clone() };
    let run = |(title, scenario)| run_variant(snapshot, rulebook, &scenario, options, title).ok();
    mitigated(&scenario).into_iter().filter_map(run).collect()
}
