//! One unit at its resting point, worked out the plain way: every round looks at every line. What is found
//! quickly elsewhere is checked by this.

use super::game::Game;
use crate::model::{Model, Numbers};
use crate::plan::Plan;
use crate::scenario::Steps;

/// Prices are above what tips a line only by more than this share: the round-off of two ways of adding up.
const ROUNDING: f64 = 1e-12;

/// A line that leaves after the moves: the certificate of its exit. Pence a year.
#[derive(Debug, Clone, PartialEq)]
pub struct ExitAtRest {
    /// The line, as an index into the model's lines.
    pub line: usize,
    /// The round in which it leaves, counted from 1.
    pub round: u32,
    /// Its price in that round.
    pub price: f64,
    /// What its alternative comes to, tax, switching and exit charge included.
    pub alternative: f64,
    /// The same with the buyer's reluctance: above this price it leaves.
    pub tipping_price: f64,
}

/// A service at rest.
#[derive(Debug, Clone, PartialEq)]
pub struct CellAtRest {
    /// The service, as an index into the model's cells.
    pub cell: usize,
    /// Volume at the start, and of those who stay.
    pub volume: (f64, f64),
    /// Needed cost per volume as a multiple of the start; 0 when nobody stays, 1 when it cost nothing.
    pub cost_ratio: f64,
}

/// A unit at rest.
#[derive(Debug, Clone, PartialEq)]
pub struct AtRest {
    /// Who leaves after the moves, round by round.
    pub exits: Vec<ExitAtRest>,
    /// Every service of the unit.
    pub cells: Vec<CellAtRest>,
}

/// Where a unit comes to rest after the moves of a plan. `charges`: the yearly exit charge of each of the
/// model's lines (`exit_charges`). When freed steps are released this is the pessimistic end of the bracket:
/// prices are the highest that can come up on the way, so that whoever leaves in some order leaves here.
pub fn at_rest(
    model: &Model,
    numbers: &Numbers,
    plan: &Plan,
    charges: &[f64],
    (unit, steps): (usize, Steps),
) -> AtRest {
    let game = Game { sticky: steps == Steps::Sticky, ..Game::of(model, numbers, unit, charges) };
    let per_volume = |stays: &[bool]| match steps {
        Steps::Sticky => game.kappa(stays),
        Steps::Released => game.bound(stays, true),
    };
    let moves = |line: &usize| plan.exits.iter().any(|exit| exit.line == *line);
    let mut stays: Vec<bool> = game.lines.iter().map(|line| !moves(line)).collect();
    let mut exits = Vec::new();
    let mut kappa = per_volume(&stays);
    for round in 1.. {
        let before = exits.len();
        for (position, line) in game.lines.iter().enumerate().filter(|(position, _)| stays[*position]) {
            let price = game.price(*line, &kappa);
            let (Some(tipping_price), Some(alternative)) = (game.tips(position), game.alternative[position])
            else {
                continue;
            };
            if price > tipping_price * (1.0 + ROUNDING) {
                exits.push(ExitAtRest { line: *line, round, price, alternative, tipping_price });
            }
        }
        if exits.len() == before {
            break;
        }
        let left = |line: &usize| exits[before..].iter().any(|exit| exit.line == *line);
        game.lines.iter().enumerate().filter(|(_, line)| left(line)).for_each(|(p, _)| stays[p] = false);
        kappa = per_volume(&stays);
    }
    let volumes = game.volumes(&stays);
    let cells = model.units[unit].cells.iter().zip(volumes).enumerate();
    let cells = cells.map(|(service, (cell, (now, start)))| {
        let known = game.kappa_start[service] > 0.0;
        let cost_ratio = if known { kappa[service] / game.kappa_start[service] } else { 1.0 };
        CellAtRest { cell: *cell, volume: (start, now), cost_ratio }
    });
    AtRest { exits, cells: cells.collect() }
}
