use std::sync::{Mutex, PoisonError};

use register::Rulebook;

use super::{Draws, Room};
use crate::ensemble::Draw;
use crate::model::Numbers;
use crate::scenario::Scenario;
use crate::setup::Setup;

/// Draws on any number of threads. Rooms are handed on from draw to draw, for they remember what islands came to;
/// what a draw comes to doesn't depend on which room it is given.
#[derive(Debug)]
pub struct Rooms<'a> {
    draws: Draws<'a>,
    free: Mutex<Vec<Room>>,
}

impl<'a> Rooms<'a> {
    /// Makes a scenario ready.
    pub fn of(rulebook: &'a Rulebook, scenario: &'a Scenario, setup: &'a Setup) -> Self {
        Rooms { draws: Draws::of(rulebook, scenario, setup), free: Mutex::default() }
    }

    /// A draw by its number.
    pub fn draw(&self, draw: u64) -> Draw {
        self.in_a_room(|room| self.draws.draw(draw, room))
    }

    /// The scenario and its baseline at numbers that differ from the register's only in what is assumed.
    pub fn at(&self, numbers: &Numbers) -> Draw {
        self.in_a_room(|room| {
            room.numbers.clone_from(numbers);
            self.draws.at_numbers(room)
        })
    }

    fn in_a_room(&self, work: impl FnOnce(&mut Room) -> Draw) -> Draw {
        let free = || self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let room = free().pop();
        let mut room = room.unwrap_or_else(|| self.draws.room());
        let draw = work(&mut room);
        free().push(room);
        draw
    }
}
