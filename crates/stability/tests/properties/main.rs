//! What must hold for any register, any moves and any rule.
#![allow(clippy::expect_used, clippy::panic, missing_docs)]

mod case;
mod charge;
#[path = "../common/mod.rs"]
mod common;
mod quick;
mod sticky;

use std::collections::BTreeMap;

use case::{answered, assumptions, dice, question, shuffled};
use common::{in_words, try_run};
use ledger::{Ledger, Nature};
use proptest::prelude::*;
use register::Snapshot;
use stability::effects::effects;
use stability::ensemble::ensemble;
use stability::exit_charge::exit_charge;
use stability::impact::Side;
use stability::resting::{Condition, Holds, Rule, released_brackets, resting_points};
use stability::scenario::Scenario;
use stability::sensitivity::sensitivity;
use stability::setup::{Options, prepare};
use stability::significance::significance;
use stability::timeline::{Outcome, Policy};
use stability::watch::Unwatched;
use vocabulary::{Code, Pence};

fn bodies(side: &Side) -> impl Iterator<Item = ledger::BodyId> {
    (1..side.ledger.bodies().len() as u32).map(ledger::BodyId)
}

/// Transfers and resource, added up from the postings alone.
fn balances(side: &Side) {
    let (mut transfers, mut resource) = (BTreeMap::<u32, i64>::new(), 0i64);
    for posting in side.ledger.postings() {
        assert!(posting.amount > Pence::ZERO);
        assert!(posting.from != posting.to);
        match posting.nature {
            Nature::Transfer => {
                assert!(posting.from != Ledger::OUTSIDE && posting.to != Ledger::OUTSIDE);
                *transfers.entry(posting.from.0).or_default() += posting.amount.0;
                *transfers.entry(posting.to.0).or_default() -= posting.amount.0;
            }
            Nature::Resource => {
                assert_eq!(posting.to, Ledger::OUTSIDE, "nothing comes back from outside");
                resource += posting.amount.0;
            }
        }
    }
    assert_eq!(transfers.values().sum::<i64>(), 0);
    assert_eq!(side.system_cost, Pence(resource));
    assert_eq!(bodies(side).map(|body| side.sums.total(body)).sum::<Pence>(), Pence(resource));
}

/// The policy of a question.
fn policy(question: &case::Question) -> Policy<'_> {
    let scenario = &question.scenario;
    Policy { rulebook: &question.rules, payer_rule: &scenario.payer_rule, reaction: scenario.reaction }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn transfers_cancel_and_bodies_add_up_to_the_system(values in dice()) {
        let question = question(&values);
        let Some(impact) = answered(&question, &question.scenario) else { return Ok(()) };
        balances(&impact.moved);
        balances(&impact.baseline);
        let changes: Pence = impact.bodies().into_iter().map(|body| impact.change(body)).sum();
        prop_assert_eq!(changes, impact.system_change());
        // Nothing here may panic either.
        significance(&question.snapshot, &question.rules, &impact);
    }

    #[test]
    fn a_rule_only_moves_money(values in dice()) {
        let question = question(&values);
        let mut costs = Vec::new();
        for rule in ["unit-bears", "leaver-pays", "centre-pays", "remaining-bear", "shared-out"] {
            let scenario = Scenario { reaction: false, payer_rule: Code::new(rule), ..question.scenario.clone() };
            let Some(impact) = answered(&question, &scenario) else { return Ok(()) };
            costs.push(impact.moved.system_cost);
        }
        prop_assert!(costs.iter().all(|cost| *cost == costs[0]), "{:?}", costs);
    }

    #[test]
    fn without_a_move_nothing_differs(values in dice()) {
        let question = question(&values);
        let still = question.scenario.baseline();
        let Some(impact) = answered(&question, &still) else { return Ok(()) };
        prop_assert_eq!(impact.moved.ledger.postings(), impact.baseline.ledger.postings());
        prop_assert_eq!(in_words(&impact.moved), in_words(&impact.baseline));
        prop_assert_eq!(impact.system_change(), Pence::ZERO);
        prop_assert!(effects(&impact).iter().all(|row| row.change() == Pence::ZERO));
    }

    #[test]
    fn before_the_first_move_nothing_differs(values in dice()) {
        let question = question(&values);
        let Some(impact) = answered(&question, &question.scenario) else { return Ok(()) };
        // A line that a move takes doesn't leave by its own decision before; without the move it may.
        let taken = |line: usize| impact.setup.plan.exits.iter().any(|exit| exit.line == line);
        if impact.anyway().iter().any(|exit| taken(impact.baseline.outcome.exits[*exit].line)) {
            return Ok(());
        }
        let first = impact.setup.plan.exits.iter().map(|exit| exit.month).min().unwrap_or(u32::MAX);
        let early = |side: &Side| -> Vec<String> {
            let before = |line: &String| line[..3].parse::<u32>().is_ok_and(|month| month < first);
            in_words(side).into_iter().filter(before).collect()
        };
        let (moved, baseline) = (early(&impact.moved), early(&impact.baseline));
        let only = |of: &[String], other: &[String]| of.iter().find(|line| !other.contains(line)).cloned();
        prop_assert_eq!(only(&moved, &baseline), only(&baseline, &moved));
    }

    #[test]
    fn order_says_nothing(values in dice(), seed in any::<u64>()) {
        let mut question = question(&values);
        question.scenario.assumptions = assumptions(&[
            ("cost_pools/*/annual_gbp", 0.9, 1.3),
            ("agreement_lines/A-fin/volume", 0.5, 0.9),
            ("alternatives/*/per_volume_gbp", 0.7, 1.0),
            ("cost_pools/U-*/annual_gbp", 0.8, 1.0),
        ]);
        let Some(impact) = answered(&question, &question.scenario) else { return Ok(()) };
        let mut pack = question.pack.clone();
        pack.tables = shuffled(&pack.tables, seed);
        for table in &mut pack.tables {
            table.rows = shuffled(&table.rows, seed ^ 77);
        }
        let (snapshot, _) = Snapshot::of(&pack);
        prop_assert_eq!(&snapshot.hash, &question.snapshot.hash);
        let scenario = Scenario {
            moves: shuffled(&question.scenario.moves, seed ^ 5),
            assumptions: shuffled(&question.scenario.assumptions, seed ^ 9),
            ..question.scenario.clone()
        };
        let other = try_run(&snapshot, &question.rules, &scenario);
        let other = other.unwrap_or_else(|findings| panic!("{findings:#?}"));
        prop_assert_eq!(in_words(&impact.moved), in_words(&other.moved));
        prop_assert_eq!(in_words(&impact.baseline), in_words(&other.baseline));
    }

    #[test]
    fn effects_add_up_to_the_impact(values in dice()) {
        let question = question(&values);
        let Some(impact) = answered(&question, &question.scenario) else { return Ok(()) };
        let rows = effects(&impact);
        for body in impact.bodies() {
            let of_body = |year: bool, account: bool| -> Pence {
                let fits = rows.iter().filter(|row| row.body == Some(body));
                fits.filter(|row| row.year.is_some() == year && row.account.is_some() == account)
                    .map(stability::effects::Effect::change).sum()
            };
            for (year, account) in [(true, true), (false, true), (false, false)] {
                prop_assert_eq!(of_body(year, account), impact.change(body));
            }
        }
        let system: Pence = rows.iter().filter(|row| row.body.is_none() && row.year.is_some()).map(|row| row.change()).sum();
        prop_assert_eq!(system, impact.system_change());
    }

    #[test]
    fn the_exit_charge_is_the_same_from_both_sides(values in dice()) {
        let question = question(&values);
        let Some(impact) = answered(&question, &question.scenario) else { return Ok(()) };
        let charge = exit_charge(&impact);
        let (one, other) = (charge.revenue_lost - charge.cost_avoided, charge.others_pay_more + charge.unit_loses);
        prop_assert!((one - other).abs() <= Pence(2), "{:?}", charge);
        prop_assert!((one - charge.charge).abs() <= Pence(1), "{:?}", charge);
    }

    #[test]
    fn every_pound_that_is_left_behind_is_put_down_to_a_leaver(values in dice()) {
        let question = question(&values);
        let Some(impact) = answered(&question, &question.scenario) else { return Ok(()) };
        let Outcome { residual, stranded, .. } = &impact.moved.outcome;
        for month in 0..question.scenario.months as usize {
            let carried: f64 = residual.iter().map(|unit| unit[month]).sum();
            let put_down: f64 = stranded.iter().map(|exit| exit.by_month[month]).sum();
            prop_assert!((carried - put_down).abs() < 0.01, "month {month}: {carried} {put_down}");
            prop_assert!(carried >= 0.0);
        }
    }

    #[test]
    fn the_resting_point_holds(values in dice()) {
        let question = question(&values);
        let Some(impact) = answered(&question, &question.scenario) else { return Ok(()) };
        let (model, likely, plan) = (&impact.setup.model, &impact.setup.likely, &impact.setup.plan);
        let points = resting_points(model, likely, plan, policy(&question));
        for point in &points {
            let fell = |condition: &Condition| condition.rule == Rule::PricesDoNotFall && condition.holds != Holds::Yes;
            prop_assert!(!point.conditions.iter().any(fell), "sticky steps never let a price fall");
            prop_assert!(point.least.iter().all(|line| point.greatest.contains(line)));
            for row in &point.lines {
                let stays = point.greatest.contains(&row.line);
                prop_assert_eq!(stays, row.leaves.is_none());
                match (row.leaves, row.tipping_price) {
                    (None, Some(tips)) => prop_assert!(row.price <= tips * (1.0 + 1e-12)),
                    (Some(1..), Some(tips)) => prop_assert!(row.price > tips),
                    (Some(1..), None) => prop_assert!(false, "it has nowhere to go"),
                    _ => {}
                }
            }
        }
        // One move less never means that fewer stay; unless leavers are charged, for what a line would leave
        // behind depends on who is there, and so does what its alternative comes to.
        if ["leaver-pays", "shared-out"].contains(&question.scenario.payer_rule.as_str()) {
            return Ok(());
        }
        for left_out in 0..plan.exits.len() {
            let mut fewer = plan.clone();
            fewer.exits.remove(left_out);
            for point in resting_points(model, likely, &fewer, policy(&question)) {
                let more = points.iter().find(|other| other.unit == point.unit).expect("the unit");
                prop_assert!(more.greatest.iter().all(|line| point.greatest.contains(line)));
            }
        }
    }

    #[test]
    fn every_order_ends_within_the_bracket(values in dice()) {
        let question = question(&values);
        let Some(impact) = answered(&question, &question.scenario) else { return Ok(()) };
        let (model, likely, plan) = (&impact.setup.model, &impact.setup.likely, &impact.setup.plan);
        for bracket in released_brackets(model, likely, plan, policy(&question)) {
            for (order, stay) in &bracket.ends {
                prop_assert!(bracket.at_least.iter().all(|line| stay.contains(line)), "{}", order);
                prop_assert!(stay.iter().all(|line| bracket.at_most.contains(line)), "{}", order);
            }
        }
    }

    #[test]
    fn draws_depend_on_nothing_else(values in dice()) {
        let mut question = question(&values);
        question.scenario.draws = 24;
        question.scenario.assumptions = assumptions(&[("cost_pools/*/annual_gbp", 0.9, 1.3)]);
        let drawn = |scenario: &Scenario| {
            let setup = prepare(&question.snapshot, &question.rules, scenario, Options::default()).ok()?;
            Some((ensemble(&question.rules, scenario, &setup), setup))
        };
        let Some((alone, setup)) = drawn(&question.scenario) else { return Ok(()) };
        for threads in [1, 2, 4] {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
            let again = pool.install(|| drawn(&question.scenario)).expect("an answer").0;
            prop_assert_eq!(&again, &alone);
        }
        // Nothing hangs on a pool that isn't there.
        let mut with = question.scenario.clone();
        with.assumptions.extend(assumptions(&[("cost_pools/nowhere/annual_gbp", 0.1, 5.0), ("agreement_lines/nobody/volume", 0.1, 5.0)]));
        prop_assert_eq!(&drawn(&with).expect("an answer").0, &alone);
        // What else is assumed changes its own figures and no others.
        with.assumptions.extend(assumptions(&[("alternatives/*/per_volume_gbp", 0.2, 3.0), ("agreement_lines/*/volume", 0.5, 0.9)]));
        let (_, wider) = drawn(&with).expect("an answer");
        for draw in 0..24 {
            let (narrow, wide) = (setup.numbers_of(draw), wider.numbers_of(draw));
            prop_assert_eq!(&narrow.pool_annual, &wide.pool_annual);
            prop_assert_eq!(narrow.reluctance, wide.reluctance);
            prop_assert_eq!(&narrow.line_annual, &wide.line_annual);
        }
        // So it is with the base samples of the sensitivity indices, one assumption more or less.
        let sampled = |scenario: &Scenario| {
            let impact = try_run(&question.snapshot, &question.rules, scenario).expect("an answer");
            sensitivity(&question.rules, scenario, &impact, (6, 6), &Unwatched)
        };
        let mut idle = question.scenario.clone();
        idle.assumptions.extend(assumptions(&[("cost_pools/nowhere/annual_gbp", 0.1, 5.0)]));
        let (few, more) = (sampled(&question.scenario), sampled(&idle));
        for (name, index) in few.names.iter().zip(few.others.iter().flatten()) {
            prop_assert_eq!(more.of(name), Some(*index));
        }
        let pool = rayon::ThreadPoolBuilder::new().num_threads(4).build().expect("threads");
        prop_assert_eq!(&pool.install(|| sampled(&question.scenario)), &few);
        // Fewer draws are the first of more.
        let fewer = Scenario { draws: 7, ..question.scenario.clone() };
        prop_assert_eq!(&drawn(&fewer).expect("an answer").0.draws[..], &alone.draws[..7]);
    }

    #[test]
    fn the_order_of_leaving_says_nothing(values in dice(), seed in any::<u64>()) {
        let question = question(&values);
        let Some(impact) = answered(&question, &question.scenario) else { return Ok(()) };
        let (model, likely, plan) = (&impact.setup.model, &impact.setup.likely, &impact.setup.plan);
        for point in resting_points(model, likely, plan, policy(&question)) {
            let mut stay: Vec<usize> = point.lines.iter().map(|row| row.line).collect();
            let start = sticky::Unit::of(model, likely, point.unit, &stay);
            stay.retain(|line| !plan.exits.iter().any(|exit| exit.line == *line));
            // One at a time, in any order, at prices worked out here.
            loop {
                let leaves = shuffled(&stay, seed).into_iter().find(|line| {
                    let row = point.lines.iter().find(|row| row.line == *line).expect("a line");
                    row.tipping_price.is_some_and(|tips| start.price(*line, &stay) > tips)
                });
                match leaves {
                    Some(line) => stay.retain(|other| *other != line),
                    None => break,
                }
            }
            prop_assert_eq!(&stay, &point.greatest);
        }
    }
}
