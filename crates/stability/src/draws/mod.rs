//! Many draws of one scenario, fast. Nothing here computes anything of its own: each draw is the timeline of the
//! scenario beside that of its baseline, and comes to what running both over the whole register would.
//!
//! What makes it fast is what needn't be run. Units that can't affect each other are run apart ([`islands`]).
//! Where no move takes a line, the scenario is its baseline and is run once. Where no assumption changes a number
//! all that differs between draws is reluctance, and that only matters when it passes a tipping point
//! ([`Window`]): what an island came to is kept and used again.

mod islands;
mod rooms;
mod tally;

use ledger::Ledger;
use register::Rulebook;

use crate::ensemble::Draw;
use crate::model::Numbers;
use crate::plan::Plan;
use crate::scenario::Scenario;
use crate::setup::Setup;
use crate::timeline::{Desk, Engine, Policy, Window};

pub use rooms::Rooms;

use islands::{Island, islands};
use tally::Tally;

/// A scenario and its baseline made ready for many draws.
#[derive(Debug)]
pub struct Draws<'a> {
    setup: &'a Setup,
    engine: Engine<'a>,
    islands: Vec<Island>,
    /// Lines whose alternatives cost another sum in each draw.
    uncertain_offers: Vec<usize>,
    stay: Plan,
}

/// Room for draws, one at a time; kept with one [`Draws`], for it remembers what islands came to.
#[derive(Debug)]
pub struct Room {
    /// Numbers of the draw under way; see [`Setup::set_draw`].
    pub numbers: Numbers,
    desk: Desk,
    tally: Tally,
    known: Vec<Vec<Part>>,
}

/// What one island comes to.
#[derive(Debug, Clone, Default)]
struct Part {
    window: Window,
    /// Bodies that pay more or less over the horizon, and how much, pence.
    changes: Vec<(usize, i64)>,
    /// By unit of the island.
    lowest_reserve: Vec<i64>,
    spread: usize,
    moved_anyway: usize,
}

impl<'a> Draws<'a> {
    /// Makes a scenario ready.
    pub fn of(rulebook: &'a Rulebook, scenario: &'a Scenario, setup: &'a Setup) -> Self {
        let policy = Policy { rulebook, payer_rule: &scenario.payer_rule, reaction: scenario.reaction };
        let engine = Engine::of(&setup.model, policy);
        let uncertain_offers = islands::uncertain_offers(setup);
        Draws { setup, engine, islands: islands(setup), uncertain_offers, stay: Plan::default() }
    }

    /// Room for one thread.
    pub fn room(&self) -> Room {
        let model = &self.setup.model;
        Room {
            numbers: model.numbers.clone(),
            desk: Desk::default(),
            tally: Tally::of(model),
            known: vec![Vec::new(); self.islands.len()],
        }
    }

    /// A draw by its number.
    pub fn draw(&self, draw: u64, room: &mut Room) -> Draw {
        self.setup.set_draw(draw, &mut room.numbers);
        self.at_numbers(room)
    }

    /// The scenario and its baseline at the numbers of a room. They may differ from the register's in what the
    /// scenario's assumptions are about, and in nothing else.
    pub fn at_numbers(&self, room: &mut Room) -> Draw {
        let model = &self.setup.model;
        room.desk.forget(&self.uncertain_offers);
        let mut draw = Draw {
            changes: vec![0; model.names.bodies().len()],
            system: 0,
            lowest_reserve: vec![0; model.units.len()],
            spread: 0,
            moved_anyway: 0,
        };
        for (index, island) in self.islands.iter().enumerate() {
            if island.drawn {
                island.add(&self.run(island, room), &mut draw);
                continue;
            }
            let reluctance = room.numbers.reluctance;
            let known = room.known[index].iter().position(|part| part.window.holds(reluctance));
            let known = known.unwrap_or_else(|| {
                let part = self.run(island, room);
                room.known[index].push(part);
                room.known[index].len() - 1
            });
            island.add(&room.known[index][known], &mut draw);
        }
        draw.system = -draw.changes[Ledger::OUTSIDE.0 as usize];
        draw
    }

    fn run(&self, island: &Island, room: &mut Room) -> Part {
        let Room { numbers, desk, tally, .. } = room;
        let scope = &island.scope;
        let mut part = Part::default();
        let mut before = Vec::new();
        let mut anyway: Vec<usize> = Vec::new();
        if island.moved {
            tally.clear(&scope.units);
            self.engine.draw(scope, numbers, &self.stay, tally, desk);
            part.window = desk.window();
            before.extend_from_slice(tally.totals());
            anyway.extend(reacting(desk));
            let moves = |line: &&usize| self.setup.plan.exits.iter().any(|exit| exit.line == **line);
            part.moved_anyway = anyway.iter().filter(moves).count();
            anyway.sort_unstable();
        }
        tally.clear(&scope.units);
        self.engine.draw(scope, numbers, &self.setup.plan, tally, desk);
        part.window = part.window.and(desk.window());
        part.lowest_reserve = scope.units.iter().map(|unit| tally.lowest_reserve(numbers, *unit)).collect();
        if island.moved {
            let changes =
                tally.totals().iter().zip(&before).map(|(after, before)| after - before).enumerate();
            part.changes = changes.filter(|(_, change)| *change != 0).collect();
            part.spread = reacting(desk).filter(|line| anyway.binary_search(line).is_err()).count();
        }
        part
    }
}

/// Lines that left by their own decision in the last run.
fn reacting(desk: &Desk) -> impl Iterator<Item = usize> {
    desk.exits().iter().filter(|exit| exit.reaction.is_some()).map(|exit| exit.line)
}

impl Island {
    fn add(&self, part: &Part, draw: &mut Draw) {
        for (body, change) in &part.changes {
            draw.changes[*body] += change;
        }
        for (unit, lowest) in self.scope.units.iter().zip(&part.lowest_reserve) {
            draw.lowest_reserve[*unit] = *lowest;
        }
        draw.spread += part.spread;
        draw.moved_anyway += part.moved_anyway;
    }
}
