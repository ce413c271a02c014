//! Prices of a unit: the worked example, the order of rows, and how long a national unit takes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test may stop where it fails.

#[path = "../common/mod.rs"]
mod common;
mod order;
mod speed;
mod worked;

use std::collections::BTreeSet;

use register::Snapshot;
use stability::model::build;
use stability::prices::Game;
use vocabulary::Code;

/// The game of a unit of a snapshot, or of one service of it.
pub fn game_of(snapshot: &Snapshot, unit: &str, service: Option<&str>) -> Game {
    let unit = Code::new(unit);
    let (model, _) = build(snapshot, &common::scenario(), &BTreeSet::from([unit.clone()]));
    let at = model.unit_of(&unit).expect("a unit");
    let cell = service.map(|service| model.cell_of(at, &Code::new(service)).expect("a service"));
    Game::of(&model, &model.numbers, at, cell)
}
