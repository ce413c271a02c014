//! What draws leave out changes nothing: a run without postings comes to the same as one with, and a draw in
//! parts, with what is known already, to the same as two runs of the whole.

use ledger::{BodyId, Ledger};
use proptest::prelude::*;
use stability::book::Sums;
use stability::ensemble::{Draw, ensemble};
use stability::model::Numbers;
use stability::plan::Plan;
use stability::scenario::Assumption;
use stability::setup::{Options, Setup, prepare};
use stability::timeline::{Exit, Policy, simulate};
use stability::viability::reserve_path;
use vocabulary::Pence;

use super::case::{Question, assumptions, dice, question};
use super::policy;

/// Lines that leave by their own decision.
fn reacting(exits: &[Exit]) -> Vec<usize> {
    exits.iter().filter(|exit| exit.reaction.is_some()).map(|exit| exit.line).collect()
}

/// Runs a plan with postings, and says what they add up to.
fn with_postings(setup: &Setup, numbers: &Numbers, plan: &Plan, policy: Policy<'_>) -> (Sums, Vec<Exit>) {
    let mut ledger = setup.model.names.clone();
    let outcome = simulate(&setup.model, numbers, plan, policy, &mut ledger);
    (Sums::of_ledger(&ledger), outcome.exits)
}

/// A draw worked out the long way.
fn draw_of(setup: &Setup, numbers: &Numbers, policy: Policy<'_>) -> Draw {
    let (moved, with) = with_postings(setup, numbers, &setup.plan, policy);
    let (baseline, without) = with_postings(setup, numbers, &Plan::default(), policy);
    let change = |body| (moved.total(body) - baseline.total(body)).0;
    let lowest = |unit| reserve_path(&setup.model, numbers, &moved, unit).into_iter().min();
    let (with, without) = (reacting(&with), reacting(&without));
    let planned = |line: &&usize| setup.plan.exits.iter().any(|exit| exit.line == **line);
    Draw {
        changes: (0..setup.model.names.bodies().len() as u32).map(|body| change(BodyId(body))).collect(),
        system: -change(Ledger::OUTSIDE),
        lowest_reserve: (0..setup.model.units.len())
            .map(|unit| lowest(unit).unwrap_or(Pence::ZERO).0)
            .collect(),
        spread: with.iter().filter(|line| !without.contains(line)).count(),
        moved_anyway: without.iter().filter(planned).count(),
    }
}

/// Assumptions about some numbers of a question and not about others: a different choice for each mask.
fn some_assumptions(mask: u32) -> Vec<Assumption> {
    let all = [
        ("cost_pools/U-*/annual_gbp", 0.7, 1.3),
        ("cost_pools/V-*/release_over_months", 0.2, 2.0),
        ("agreement_lines/A-*/volume", 0.5, 0.9),
        ("agreement_lines/*/notice_months", 0.0, 2.0),
        ("alternatives/*/per_volume_gbp", 0.5, 1.0),
        ("units/W/opening_reserve_gbp", 0.5, 1.5),
        ("post_groups/*/wte", 0.5, 1.5),
        ("cost_pools/*/annual_gbp", 0.9, 1.2),
    ];
    let chosen = all.iter().enumerate().filter(|(index, _)| mask & (1 << index) != 0);
    assumptions(&chosen.map(|(_, row)| *row).collect::<Vec<_>>())
}

/// A question with some assumptions, made ready, on the whole register or on what it can touch.
fn ready(values: &[u32], mask: u32) -> Option<(Question, Setup)> {
    let mut question = question(values);
    question.scenario.assumptions = some_assumptions(mask);
    question.scenario.draws = 12;
    let options = Options { whole_register: mask & 256 != 0, ..Options::default() };
    let setup = prepare(&question.snapshot, &question.rules, &question.scenario, options).ok()?;
    Some((question, setup))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn sums_without_postings_are_the_sums_of_postings(values in dice(), mask in 0u32..512) {
        let Some((question, setup)) = ready(&values, mask) else { return Ok(()) };
        let policy = policy(&question);
        for numbers in [setup.likely.clone(), setup.numbers_of(0), setup.numbers_of(1)] {
            for plan in [&setup.plan, &Plan::default()] {
                let mut sums = Sums::new(setup.model.names.bodies().len(), setup.model.months);
                let outcome = simulate(&setup.model, &numbers, plan, policy, &mut sums);
                let (expected, exits) = with_postings(&setup, &numbers, plan, policy);
                for body in 0..setup.model.names.bodies().len() as u32 {
                    prop_assert_eq!(sums.of(BodyId(body)), expected.of(BodyId(body)));
                }
                prop_assert_eq!(outcome.exits, exits);
            }
        }
    }

    #[test]
    fn a_draw_in_parts_is_two_runs_of_the_whole(values in dice(), mask in 0u32..512) {
        let Some((question, setup)) = ready(&values, mask) else { return Ok(()) };
        let drawn = ensemble(&question.rules, &question.scenario, &setup);
        for (number, draw) in drawn.draws.iter().enumerate() {
            let numbers = setup.numbers_of(number as u64);
            prop_assert_eq!(draw, &draw_of(&setup, &numbers, policy(&question)), "draw {}", number);
        }
    }
}
