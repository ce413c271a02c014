//! The fast cascade against the simple one, which is there to be read: the same lines leave, in the same rounds.

use std::collections::BTreeMap;

use proptest::prelude::*;
use stability::model::{Model, Numbers};
use stability::plan::Plan;
use stability::resting::{Cascade, Factors, Levels, RestingPoint, Scratch, resting_points};
use stability::timeline::{Policy, exit_charges};

use crate::case::{self, answered, question};
use crate::small::{Mix, Small, dice, small};

/// Who follows, and in which round.
type Followers = BTreeMap<usize, u32>;

fn simple(points: &[RestingPoint]) -> Followers {
    let rows = points.iter().flat_map(|point| &point.lines);
    rows.filter_map(|row| Some((row.line, row.leaves.filter(|round| *round > 0)?))).collect()
}

fn fast(cascade: &Cascade, levels: &Levels, scratch: &mut Scratch, leavers: &[usize]) -> Followers {
    let rest = cascade.rest(levels, scratch, leavers);
    let followers = rest.followers().iter().map(|follower| (follower.line, follower.round)).collect();
    for follower in rest.followers() {
        assert!(rest.has_left(follower.line));
    }
    followers
}

fn movers(plan: &Plan) -> Vec<usize> {
    plan.exits.iter().map(|exit| exit.line).collect()
}

/// Both from the same moves, over the units that the moves leave.
fn agree(model: &Model, numbers: &Numbers, plan: &Plan, policy: Policy<'_>) -> Result<usize, TestCaseError> {
    let points = resting_points(model, numbers, plan, policy);
    let units: Vec<usize> = points.iter().map(|point| point.unit).collect();
    let charges = exit_charges(model, numbers, plan, policy);
    let cascade = Cascade::of(model, numbers, &units, &charges);
    let (levels, mut scratch) = (Levels::of(&cascade), Scratch::default());
    prop_assert_eq!(fast(&cascade, &levels, &mut scratch, &movers(plan)), simple(&points));
    for (position, point) in points.iter().enumerate() {
        let rest = cascade.rest(&levels, &mut scratch, &movers(plan));
        prop_assert_eq!(rest.rounds(position), point.rounds);
        for row in &point.lines {
            prop_assert_eq!(rest.has_left(row.line), row.leaves.is_some());
            // The price at rest is the price at the start, times the rise of the cost per volume.
            let line = &model.lines[row.line];
            let cell = line.cell.expect("of a unit");
            if row.leaves.is_none() && line.fixed_until.is_some() {
                let price = numbers.line_annual[row.line] * rest.cost_ratio(cell);
                prop_assert!((price - row.price).abs() <= 1e-9 * row.price.abs().max(1.0));
            }
            let stays = point.greatest.iter().filter(|stays| model.lines[**stays].cell == Some(cell));
            let volume: f64 = stays.map(|stays| numbers.line_volume[*stays]).sum();
            prop_assert!((rest.volume(cell) - volume).abs() <= 1e-9 * volume.max(1.0));
        }
    }
    Ok(simple(&points).len())
}

/// A plan without some of its exits.
fn fewer(plan: &Plan, keep: u32) -> Plan {
    let mut fewer = plan.clone();
    let mut at = 0;
    fewer.exits.retain(|_| {
        at += 1;
        keep >> (at - 1) & 1 == 1
    });
    fewer
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn both_agree_on_any_question(values in case::dice()) {
        let question = question(&values);
        let Some(impact) = answered(&question, &question.scenario) else { return Ok(()) };
        let policy = Policy { rulebook: &question.rules, payer_rule: &question.scenario.payer_rule, reaction: true };
        agree(&impact.setup.model, &impact.setup.likely, &impact.setup.plan, policy)?;
    }

    #[test]
    fn both_agree_on_small_games(values in dice()) {
        let game = small(&values, Mix { units: 3, no_volume: true });
        agree(&game.setup.model, &game.setup.likely, &game.setup.plan, game.policy())?;
    }

    #[test]
    fn asking_leaves_nothing_behind(values in dice(), asked in prop::collection::vec(0u32..1024, 12)) {
        let game = small(&values, Mix { units: 3, no_volume: true });
        let (model, numbers) = (&game.setup.model, &game.setup.likely);
        let units: Vec<usize> = (0..model.units.len()).collect();
        let cascade = Cascade::of(model, numbers, &units, &[]);
        let (levels, mut scratch) = (Levels::of(&cascade), Scratch::default());
        for set in asked {
            let leavers: Vec<usize> = (0..model.lines.len()).filter(|line| set >> line & 1 == 1).collect();
            let again = fast(&cascade, &levels, &mut scratch, &leavers);
            prop_assert_eq!(&again, &fast(&cascade, &levels, &mut Scratch::default(), &leavers));
            // Nor does it matter in which order, or how often, the first leavers are named.
            let twice: Vec<usize> = leavers.iter().rev().chain(&leavers).copied().collect();
            prop_assert_eq!(&again, &fast(&cascade, &levels, &mut scratch, &twice));
        }
    }

    #[test]
    fn a_draw_is_the_game_with_its_numbers(
        values in dice(),
        reluctance in 0.0..0.3f64,
        elsewhere in prop::array::uniform2(0.8..1.3f64),
        standing in prop::array::uniform3(0.5..2.0f64),
        keep in 1u32..4,
    ) {
        let game = small(&values, Mix { units: 3, no_volume: false });
        let (model, likely) = (&game.setup.model, &game.setup.likely);
        let plan = fewer(&game.setup.plan, keep);
        let units: Vec<usize> = resting_points(model, likely, &plan, game.policy()).iter().map(|p| p.unit).collect();
        let cascade = Cascade::of(model, likely, &units, &[]);
        let (mut levels, mut scratch) = (Levels::of(&cascade), Scratch::default());
        levels.draw(&cascade, Factors { reluctance, elsewhere: &elsewhere, standing: &standing });
        let drawn = drawn(&game, &cascade, &units, (reluctance, &elsewhere, &standing));
        let points = resting_points(model, &drawn, &plan, game.policy());
        prop_assert_eq!(fast(&cascade, &levels, &mut scratch, &movers(&plan)), simple(&points));
    }
}

/// The numbers of a draw, written into the model's own.
fn drawn(game: &Small, cascade: &Cascade, units: &[usize], with: (f64, &[f64], &[f64])) -> Numbers {
    use register::tables::PoolKind;
    let (reluctance, elsewhere, standing) = with;
    let model = &game.setup.model;
    let mut drawn = game.setup.likely.clone();
    drawn.reluctance = reluctance;
    for (place, curve) in drawn.curves.iter_mut().enumerate() {
        let of_place = |label: &ledger::LabelId| {
            model.names.label_code(*label) == &model.alternatives[place].service_code
        };
        let Some(service) = cascade.services().iter().position(of_place) else { continue };
        curve.fixed *= elsewhere[service];
        curve.per_volume *= elsewhere[service];
        curve.step *= elsewhere[service];
        curve.switching *= elsewhere[service];
    }
    for (pool, of) in model.pools.iter().enumerate() {
        let Some(position) = units.iter().position(|unit| *unit == of.unit) else { continue };
        if of.kind != PoolKind::Variable {
            drawn.pool_annual[pool] *= standing[position];
        }
    }
    drawn
}
