//! What must hold of the exit charge: `docs/worked/10-exit-charge.md`, "Why it holds".

use proptest::prelude::*;
use register::tables::DestinationKind;
use stability::charge_paid::charge_paid;
use stability::plan::Plan;
use stability::resting::{resting_charges, resting_points};

use crate::case::{answered, dice, question};
use crate::{policy, sticky};

/// Pence that rounding may make of sums of millions.
const NEAR: f64 = 1e-3;

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_charge_at_rest_has_two_sides_and_stops_the_spread(values in dice()) {
        let question = question(&values);
        let Some(impact) = answered(&question, &question.scenario) else { return Ok(()) };
        let (model, likely, plan) = (&impact.setup.model, &impact.setup.likely, &impact.setup.plan);
        let points = resting_points(model, likely, plan, policy(&question));
        for rest in resting_charges(model, likely, plan, policy(&question)) {
            let other_side = rest.others_pay_more + rest.unit_loses;
            prop_assert!((rest.charge() - other_side).abs() < NEAR, "{:?}", rest);
            // They gain by leaving exactly when everyone together does.
            if let (Some(gain), Some(outside)) = (rest.gain_when_paid(), rest.outside) {
                prop_assert!((gain - (rest.cost_avoided - outside)).abs() < NEAR);
                prop_assert!(gain.abs() < NEAR || rest.is_efficient() == Some(gain > 0.0));
            }
            // Without it the same lines follow as at the resting point; with it no others, and none if none
            // would leave at today's prices.
            let point = points.iter().find(|point| point.unit == rest.unit).expect("the unit");
            let follow = point.lines.iter().filter(|row| row.leaves.is_some_and(|round| round > 0));
            prop_assert_eq!(&rest.follow, &follow.map(|row| row.line).collect::<Vec<_>>());
            prop_assert!(rest.follow_paid.iter().all(|line| rest.follow.contains(line)));
            let gains_today = point.lines.iter().any(|row| {
                row.leaves != Some(0) && row.tipping_price.is_some_and(|tips| likely.line_annual[row.line] > tips)
            });
            prop_assert!(gains_today || rest.follow_paid.is_empty(), "{:?}", rest);
        }
    }

    #[test]
    fn charges_one_by_one_are_no_less_than_the_joint_one(values in dice()) {
        let question = question(&values);
        let Some(impact) = answered(&question, &question.scenario) else { return Ok(()) };
        let (model, likely, plan) = (&impact.setup.model, &impact.setup.likely, &impact.setup.plan);
        for rest in resting_charges(model, likely, plan, policy(&question)) {
            let mut sum = 0.0;
            for exit in &plan.exits {
                let alone = Plan { exits: vec![exit.clone()], ..Plan::default() };
                let of_unit = resting_charges(model, likely, &alone, policy(&question));
                sum += of_unit.iter().filter(|one| one.unit == rest.unit).map(|one| one.charge()).sum::<f64>();
            }
            prop_assert!(sum >= rest.charge() - NEAR, "{} {}", sum, rest.charge());
        }
    }

    /// Average cost of each service, overhead by direct cost: prices that hold when freed steps stay.
    #[test]
    fn prices_that_hold_make_no_charge_negative(values in dice()) {
        let question = question(&values);
        let Some(impact) = answered(&question, &question.scenario) else { return Ok(()) };
        let (model, plan) = (&impact.setup.model, &impact.setup.plan);
        let mut likely = impact.setup.likely.clone();
        for unit in 0..model.units.len() {
            let cells = model.units[unit].cells.iter();
            let lines = cells.flat_map(|cell| model.cells[*cell].lines.iter().map(move |line| (*cell, *line)));
            let lines: Vec<(usize, usize)> = lines.filter(|(_, line)| model.lines[*line].from_month == 0).collect();
            let everybody: Vec<usize> = lines.iter().map(|(_, line)| *line).collect();
            let start = sticky::Unit::of(model, &impact.setup.likely, unit, &everybody);
            for (cell, line) in lines {
                likely.line_annual[line] = start.kappa(cell, &everybody) * likely.line_volume[line];
            }
        }
        // A price that never changes is no share of cost.
        let follows = |unit: usize| {
            let mut cells = model.units[unit].cells.iter();
            cells.all(|cell| model.cells[*cell].lines.iter().all(|line| model.lines[*line].fixed_until.is_some()))
        };
        for rest in resting_charges(model, &likely, plan, policy(&question)) {
            prop_assert!(rest.charge() >= -NEAR, "{:?}", rest);
            prop_assert!(!follows(rest.unit) || rest.unit_loses.abs() < NEAR, "{:?}", rest);
        }
    }

    /// In the timeline: whoever follows although the charge is paid could join a unit, or is charged for leaving
    /// by a rule that looks at who is there.
    #[test]
    fn in_the_timeline_paying_it_stops_the_spread(values in dice()) {
        let mut question = question(&values);
        question.scenario.reaction = true;
        let Some(impact) = answered(&question, &question.scenario) else { return Ok(()) };
        let paid = charge_paid(&question.snapshot, &question.rules, &question.scenario, &impact);
        let paid = paid.expect("it balances");
        // A line that moved and then moves on is nobody else's.
        let moves = |line: usize| impact.setup.plan.exits.iter().any(|exit| exit.line == line);
        let exits = &impact.moved.outcome.exits;
        let others = impact.spread().into_iter().filter(|exit| !moves(exits[*exit].line)).count();
        prop_assert_eq!(paid.is_some(), others > 0);
        let Some(paid) = paid else { return Ok(()) };
        if ["leaver-pays", "shared-out"].contains(&question.scenario.payer_rule.as_str()) {
            return Ok(());
        }
        let model = &impact.setup.model;
        for line in &paid.follow {
            let mut open = model.lines[*line].alternatives.iter();
            prop_assert!(open.any(|index| model.alternatives[*index].kind == DestinationKind::Unit));
        }
    }
}
