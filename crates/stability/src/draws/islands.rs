use std::collections::BTreeMap;

use ledger::LabelId;
use register::tables::DestinationKind;
use vocabulary::Code;

use crate::model::{Model, Slot};
use crate::plan::PlannedExit;
use crate::setup::Setup;
use crate::timeline::Scope;

/// Units, with all that belongs to them, that nothing outside them can affect: they can be run alone.
#[derive(Debug, Clone)]
pub(super) struct Island {
    pub scope: Scope,
    /// Does an uncertain assumption other than reluctance change any of its numbers?
    pub drawn: bool,
    /// Does a move of the scenario take or bring a line?
    pub moved: bool,
}

/// Parts a scenario into islands.
///
/// Units belong together when a line of one can go to the other, when their lines can share a host, and when one
/// buys from the other, for its reserve then feels both.
pub(super) fn islands(setup: &Setup) -> Vec<Island> {
    let model = &setup.model;
    let mut parts = Parts { above: (0..=model.units.len()).collect() };
    parts.join_by_destination(setup);
    parts.join_by_host(setup);
    parts.join_by_purse(model);
    let mut by_root: BTreeMap<usize, Island> = BTreeMap::new();
    let empty = || Scope { units: Vec::new(), cells: Vec::new(), pools: Vec::new(), lines: Vec::new() };
    let fresh = || Island { scope: empty(), drawn: false, moved: false };
    for unit in 0..model.units.len() {
        by_root.entry(parts.root(unit)).or_insert_with(fresh).scope.units.push(unit);
    }
    for (index, cell) in model.cells.iter().enumerate() {
        by_root.entry(parts.root(cell.unit)).or_insert_with(fresh).scope.cells.push(index);
    }
    for (index, pool) in model.pools.iter().enumerate() {
        by_root.entry(parts.root(pool.unit)).or_insert_with(fresh).scope.pools.push(index);
    }
    for line in 0..model.lines.len() {
        by_root.entry(parts.root(place_of(model, line))).or_insert_with(fresh).scope.lines.push(line);
    }
    for line in setup.plan.exits.iter().map(|exit| exit.line) {
        by_root.entry(parts.root(place_of(model, line))).or_insert_with(fresh).moved = true;
    }
    for place in drawn_places(setup) {
        by_root.entry(parts.root(place)).or_insert_with(fresh).drawn = true;
    }
    by_root.into_values().collect()
}

/// The unit of a line; lines without one are together in a place of their own.
fn place_of(model: &Model, line: usize) -> usize {
    model.lines[line].cell.map_or(model.units.len(), |cell| model.cells[cell].unit)
}

/// Every number that an uncertain assumption changes.
fn uncertain(setup: &Setup) -> impl Iterator<Item = Slot> {
    let uncertain = setup.drawn.iter().filter(|drawn| !drawn.pert.is_fixed());
    uncertain.filter_map(|drawn| drawn.slots.as_ref()).flat_map(|slots| slots.slots.iter().copied())
}

/// Lines that some uncertain assumption makes pay another sum elsewhere.
pub(super) fn uncertain_offers(setup: &Setup) -> Vec<usize> {
    let model = &setup.model;
    let curves = uncertain_curves(setup);
    let costs = |line: &usize| model.lines[*line].alternatives.iter().any(|index| curves[*index]);
    let mut lines: Vec<usize> = (0..model.lines.len()).filter(costs).collect();
    lines.extend(uncertain(setup).filter_map(|slot| match slot {
        Slot::LineVolume(line) => Some(line),
        _ => None,
    }));
    lines.sort_unstable();
    lines.dedup();
    lines
}

/// By alternative: is its cost uncertain?
fn uncertain_curves(setup: &Setup) -> Vec<bool> {
    let mut curves = vec![false; setup.model.alternatives.len()];
    for slot in uncertain(setup) {
        if let Slot::Curve(alternative, _) = slot {
            curves[alternative] = true;
        }
    }
    curves
}

/// Where an uncertain assumption changes a number.
fn drawn_places(setup: &Setup) -> Vec<usize> {
    let model = &setup.model;
    let lines = uncertain_offers(setup).into_iter();
    let mut places: Vec<usize> = lines.map(|line| place_of(model, line)).collect();
    let mut posts = vec![false; model.posts.len()];
    for slot in uncertain(setup) {
        match slot {
            Slot::LineAnnual(line) | Slot::LineNotice(line) => places.push(place_of(model, line)),
            Slot::PoolAnnual(pool) | Slot::PoolStep(pool) | Slot::PoolDelay(pool) | Slot::PoolOver(pool) => {
                places.push(model.pools[pool].unit);
            }
            Slot::UnitReserve(unit) => places.push(unit),
            Slot::PostsWte(group) | Slot::PostsYears(group) => posts[group] = true,
            // Seen to with the lines above.
            Slot::LineVolume(_) | Slot::Curve(..) => {}
        }
    }
    let curves = uncertain_curves(setup);
    let uncertain = |exit: &&PlannedExit| exit.target.candidates.iter().any(|index| curves[*index]);
    places.extend(setup.plan.exits.iter().filter(uncertain).map(|exit| place_of(model, exit.line)));
    let cells = model.cells.iter().filter(|cell| cell.posts.iter().any(|group| posts[*group]));
    places.extend(cells.map(|cell| cell.unit));
    places
}

/// Places that belong together, as a forest: each points to another of its part, the root to itself.
struct Parts {
    above: Vec<usize>,
}

impl Parts {
    fn root(&self, mut place: usize) -> usize {
        while self.above[place] != place {
            place = self.above[place];
        }
        place
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        self.above[one.max(other)] = one.min(other);
    }

    /// A line and the units that it can go to.
    fn join_by_destination(&mut self, setup: &Setup) {
        let model = &setup.model;
        for exit in &setup.plan.exits {
            if let Some(cell) = exit.target.cell {
                self.join(place_of(model, exit.line), model.cells[cell].unit);
            }
        }
        for line in 0..model.lines.len() {
            let rows = model.lines[line].alternatives.iter().map(|index| &model.alternatives[*index]);
            for row in rows.filter(|row| row.kind == DestinationKind::Unit) {
                if let Some(unit) = row.supplier_code.as_ref().and_then(|code| model.unit_of(code)) {
                    self.join(place_of(model, line), unit);
                }
            }
        }
    }

    /// Lines that can be run by one host for the same service.
    fn join_by_host(&mut self, setup: &Setup) {
        let model = &setup.model;
        let mut first: BTreeMap<(Code, LabelId), usize> = BTreeMap::new();
        let mut meet = |parts: &mut Parts, line: usize, host: &Option<Code>| {
            let Some(host) = host.clone() else { return };
            let place = place_of(model, line);
            let there = *first.entry((host, model.lines[line].service)).or_insert(place);
            parts.join(place, there);
        };
        for exit in &setup.plan.exits {
            if exit.target.to.kind == DestinationKind::Shared {
                meet(self, exit.line, &exit.target.to.code);
            }
        }
        for line in 0..model.lines.len() {
            let rows = model.lines[line].alternatives.iter().map(|index| &model.alternatives[*index]);
            for row in rows.filter(|row| row.kind == DestinationKind::Shared) {
                meet(self, line, &row.supplier_code);
            }
        }
    }

    /// A unit and those it buys from; and all of them when a unit is the centre or the exchequer.
    fn join_by_purse(&mut self, model: &Model) {
        for line in 0..model.lines.len() {
            let buyer = model.lines[line].buyer;
            for (index, unit) in model.units.iter().enumerate() {
                if unit.body == buyer {
                    self.join(place_of(model, line), index);
                }
            }
        }
        if model.units.iter().any(|unit| [model.centre, model.exchequer].contains(&unit.body)) {
            (0..model.units.len()).for_each(|unit| self.join(unit, model.units.len()));
        }
    }
}
