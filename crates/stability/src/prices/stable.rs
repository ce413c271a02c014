//! The prices nearest to today's that hold, with their table.

use vocabulary::{Pence, apportion};

use super::cover::Cover;
use super::game::Game;
use super::sheet::{LineCharge, Sheet};
use super::smooth::Smooth;
use super::smoothed::Smoothed;
use super::subsidy::least_subsidy;
use super::tariff::{Certificate, closest_tariff};
use super::test::{Tested, Tester};

/// Prices nearest to today's that hold. Where cost falls in steps, the empty part of the last steps is shared like a
/// cost that stays: then a group gains at most what its members pay for what is empty.
#[derive(Debug, Clone, PartialEq)]
pub struct Stable {
    /// Pence a year by buyer, not rounded.
    pub charges: Vec<f64>,
    /// How far from today's, scaled, in all: the sum of all rises and falls, pence a year.
    pub distance: f64,
    /// The same in whole pence, by buyer.
    pub pence: Vec<Pence>,
    /// Who pays what for which cost; none where only the groups themselves show that the prices hold.
    pub sheet: Option<Sheet>,
    /// Groups that gain all the same.
    pub tested: Tested,
}

/// What prices are looked for in.
pub(super) struct Problem<'a> {
    pub game: &'a Game,
    pub smoothed: &'a Smoothed,
    pub tester: &'a Tester<'a>,
    /// Today's prices, scaled.
    pub scaled: &'a [f64],
}

/// The nearest prices that collect all but what must be missing; none where the programme has no answer. `cover` has
/// prices that no group known gains by leaving, for where the nearest do not hold.
pub(super) fn nearest(problem: &Problem<'_>, cover: Option<&Cover>) -> Option<Stable> {
    let with_idle = problem.smoothed.with_idle();
    let least = least_subsidy(&with_idle).amount;
    let Some(cover) = cover else { return tariff(problem, &with_idle, problem.scaled, least) };
    let noise = problem.tester.noise();
    let enough = |stable: &Stable| {
        stable.tested.in_pounds.is_none() && stable.charges.iter().sum::<f64>() >= cover.most - noise
    };
    let missing = (problem.game.whole() - cover.most).max(least);
    let first = tariff(problem, &with_idle, problem.scaled, missing);
    if let Some(first) = first.filter(enough) {
        return Some(first);
    }
    let missing = problem.game.whole() - cover.charges.iter().sum::<f64>();
    let with_table = tariff(problem, &with_idle, &cover.charges, missing);
    let apart = |stable: &Stable| -> f64 {
        stable.charges.iter().zip(&cover.charges).map(|(a, b)| (a - b).abs()).sum()
    };
    let mut second = match with_table.filter(|second| apart(second) <= 100.0 && enough(second)) {
        Some(second) => second,
        None => without_table(problem, &cover.charges),
    };
    second.distance = second.charges.iter().zip(problem.scaled).map(|(a, b)| (a - b).abs()).sum();
    Some(second)
}

fn tariff(problem: &Problem<'_>, game: &Smooth, near: &[f64], missing: f64) -> Option<Stable> {
    let tariff = closest_tariff(game, near, missing)?;
    let lines = line_charges(problem.game, game, &tariff.certificate);
    let sheet = Sheet::of(problem.game, problem.smoothed, &lines);
    Some(Stable {
        distance: tariff.distance,
        pence: sheet.charges.clone(),
        sheet: Some(sheet),
        tested: problem.tester.test(&tariff.charges),
        charges: tariff.charges,
    })
}

/// Prices that only groups speak for, in whole pence that add up.
fn without_table(problem: &Problem<'_>, charges: &[f64]) -> Stable {
    Stable {
        distance: 0.0,
        pence: apportion(Pence::round(charges.iter().sum()), charges),
        sheet: None,
        tested: problem.tester.test(charges),
        charges: charges.to_vec(),
    }
}

/// What each line pays for the three kinds of cost.
fn line_charges(game: &Game, smooth: &Smooth, certificate: &Certificate) -> Vec<LineCharge> {
    let mut charges: Vec<LineCharge> =
        certificate.own.iter().map(|own| LineCharge { own: *own, ..LineCharge::default() }).collect();
    let services = game.costs.services.len();
    for (at, (pool, shares)) in smooth.pools.iter().zip(&certificate.shares).enumerate() {
        for (line, share) in pool.lines.iter().zip(shares) {
            let charge = &mut charges[*line];
            *(if at < services { &mut charge.service } else { &mut charge.overhead }) += share;
        }
    }
    charges
}
