//! What `docs/model.md` says about resting points, tried on random games against every set and every order.
#![allow(clippy::expect_used, clippy::panic, missing_docs)]

#[path = "../properties/case.rs"]
#[allow(dead_code)]
mod case;
#[path = "../common/mod.rs"]
mod common;
mod fast;
mod greatest;
mod oracle;
mod small;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use stability::resting::{RestingPoint, resting_points};
use stability::timeline::Policy;

use oracle::Oracle;
use small::Small;

impl Small {
    fn policy(&self) -> Policy<'_> {
        Policy { rulebook: &self.rules, payer_rule: &self.scenario.payer_rule, reaction: true }
    }

    /// The resting points after the moves, each with the unit's game written a second time.
    fn points(&self) -> Vec<(RestingPoint, Oracle<'_>)> {
        let setup = &self.setup;
        let points = resting_points(&setup.model, &setup.likely, &setup.plan, self.policy());
        points
            .into_iter()
            .map(|point| {
                let oracle = Oracle::of(&setup.model, &setup.likely, point.unit);
                (point, oracle)
            })
            .collect()
    }

    /// Lines that the scenario moves.
    fn movers(&self) -> Vec<usize> {
        self.setup.plan.exits.iter().map(|exit| exit.line).collect()
    }
}

impl Oracle<'_> {
    /// Everybody but some lines.
    fn without(&self, movers: &[usize]) -> oracle::Set {
        let mine: Vec<usize> = movers.iter().copied().filter(|line| self.lines.contains(line)).collect();
        self.everybody() & !self.set(&mine)
    }
}

/// Of the games that are tried a fair share must be of each sort, or the theorems say nothing.
#[test]
fn the_games_are_of_every_sort() {
    let mut runner = TestRunner::deterministic();
    let mut matters = 0;
    let (mut follow, mut late, mut several, mut fragile, mut differ) = (0, 0, 0, 0, 0);
    for _ in 0..400 {
        let values = small::dice().new_tree(&mut runner).expect("a case").current();
        let game = small::small(&values, small::Mix { units: 2, no_volume: false });
        for (point, oracle) in game.points() {
            follow += usize::from(point.rounds > 0);
            late += usize::from(point.rounds > 1);
            several += usize::from(point.greatest.len() > point.least.len());
            fragile += usize::from(point.is_fragile());
            let released = Oracle { released: true, ..oracle };
            differ += usize::from(released.ends(released.without(&game.movers())).len() > 1);
        }
    }
    for turn in 0..400 {
        let values = small::dice().new_tree(&mut runner).expect("a case").current();
        let game = small::small(&values, small::Mix { units: 2, no_volume: true });
        let points = game.points();
        matters += usize::from(points.iter().any(|(point, _)| point.order_may_matter()));
        assert!(turn < 399 || matters < 200, "most games say that the order doesn't matter");
    }
    let seen = [matters, follow, late, several, fragile, differ];
    assert!(
        matters > 5 && follow > 120 && late > 30 && several > 40 && fragile > 5 && differ > 3,
        "{seen:?}"
    );
}
