//! The game of resting points laid flat: everything that a round asks for stands in plain arrays, unit by
//! unit and service by service, the lines of a service in the order in which they would leave.

use costing::{Driver, needed};
use register::tables::PoolKind;

use super::game::{ROUNDING, alternative};
use crate::model::{Model, Numbers};

/// A place in no array: a line that isn't part of the game.
const NOWHERE: u32 = u32::MAX;

/// Units whose resting points are asked for again and again, made ready once for a model and its numbers.
/// Lines of any of the units may leave first; nothing here is changed by asking.
#[derive(Debug, Clone)]
pub struct Cascade {
    pub(super) units: Vec<FlatUnit>,
    pub(super) cells: Vec<FlatCell>,
    /// What makes each line leave, by position: its alternative as a multiple of its price at the start.
    pub(super) ratio: Vec<f64>,
    /// Volume of each line, by position.
    pub(super) volume: Vec<f64>,
    /// Each line's index in the model, by position.
    pub(super) line: Vec<u32>,
    /// Each line's service, as an index into `cells`, by position.
    pub(super) cell_of: Vec<u32>,
    /// The position of each of the model's lines.
    position_of: Vec<u32>,
    /// The place of each of the model's services of units in `cells`.
    place_of: Vec<u32>,
    pub(super) reluctance: f64,
    services: Vec<ledger::LabelId>,
}

/// One unit. Pence a year.
#[derive(Debug, Clone)]
pub(super) struct FlatUnit {
    /// Its services, as a range of `Cascade::cells`.
    pub(super) cells: std::ops::Range<usize>,
    /// Overhead that stands as long as anybody is served: fixed cost, and steps, that stay when freed.
    pub(super) standing: f64,
    /// Overhead at the start that follows direct cost.
    pub(super) following: f64,
}

/// One service of one unit. Pence a year.
#[derive(Debug, Clone)]
pub(super) struct FlatCell {
    /// Its unit, as an index into `Cascade::units`.
    pub(super) unit: usize,
    /// Its service, as an index into [`Cascade::services`].
    pub(super) service: usize,
    /// Its lines that can leave, as a range of positions, those that leave first in front.
    pub(super) first: usize,
    /// Where they end; lines that can't leave follow up to `end`.
    pub(super) movable_end: usize,
    pub(super) end: usize,
    /// Volume at the start, and how many lines bring any.
    pub(super) volume: f64,
    pub(super) served: u32,
    /// Cost that stands as long as anybody is served.
    pub(super) standing: f64,
    /// Cost for one of volume.
    pub(super) by_volume: f64,
}

impl Cascade {
    /// Makes some units ready (`units` are indices into the model's units; each once): lines in force at the
    /// start, each with its best alternative. `charges` is the yearly exit charge of each of the model's
    /// lines, pence (`exit_charges`); an empty slice stands for none.
    pub fn of(model: &Model, numbers: &Numbers, units: &[usize], charges: &[f64]) -> Cascade {
        let mut flat = Cascade {
            units: Vec::with_capacity(units.len()),
            cells: Vec::new(),
            ratio: Vec::new(),
            volume: Vec::new(),
            line: Vec::new(),
            cell_of: Vec::new(),
            position_of: vec![NOWHERE; model.lines.len()],
            place_of: vec![NOWHERE; model.cells.len()],
            reluctance: numbers.reluctance,
            services: Vec::new(),
        };
        for unit in units {
            let first = flat.cells.len();
            for cell in &model.units[*unit].cells {
                flat.add_cell(model, numbers, *cell, charges);
            }
            let direct = flat.cells[first..].iter().map(FlatCell::direct_start).sum();
            let (standing, following) = parts(model, numbers, &model.units[*unit].overhead, direct);
            flat.units.push(FlatUnit { cells: first..flat.cells.len(), standing, following });
        }
        flat
    }

    fn add_cell(&mut self, model: &Model, numbers: &Numbers, cell: usize, charges: &[f64]) {
        let mut lines: Vec<(f64, usize)> = model.cells[cell]
            .lines
            .iter()
            .filter(|line| model.lines[**line].from_month == 0)
            .map(|line| (tipping_ratio(model, numbers, *line, charges), *line))
            .collect();
        lines.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let first = self.line.len();
        let place = self.cells.len();
        for (ratio, line) in &lines {
            self.position_of[*line] = self.line.len() as u32;
            self.ratio.push(*ratio);
            self.volume.push(numbers.line_volume[*line]);
            self.line.push(*line as u32);
            self.cell_of.push(place as u32);
        }
        let volumes = &self.volume[first..];
        let volume: f64 = volumes.iter().sum();
        let served = volumes.iter().filter(|volume| **volume > 0.0).count() as u32;
        let (standing, following) = parts(model, numbers, &model.cells[cell].pools, volume);
        self.place_of[cell] = place as u32;
        let service = self.service(model.cells[cell].service);
        self.cells.push(FlatCell {
            unit: self.units.len(),
            service,
            first,
            movable_end: first + lines.iter().filter(|(ratio, _)| ratio.is_finite()).count(),
            end: self.line.len(),
            volume,
            served,
            standing,
            by_volume: if volume > 0.0 { following / volume } else { 0.0 },
        });
    }

    fn service(&mut self, label: ledger::LabelId) -> usize {
        self.services.iter().position(|other| *other == label).unwrap_or_else(|| {
            self.services.push(label);
            self.services.len() - 1
        })
    }

    /// The services of the units, in the order of the factors of a draw ([`super::Factors`]).
    pub fn services(&self) -> &[ledger::LabelId] {
        &self.services
    }

    /// Number of units.
    pub fn unit_count(&self) -> usize {
        self.units.len()
    }

    /// The lines that take part, as indices into the model's lines, unit by unit and service by service.
    pub fn lines(&self) -> impl Iterator<Item = usize> + '_ {
        self.line.iter().map(|line| *line as usize)
    }

    /// A line's position, when it takes part.
    pub(super) fn position(&self, line: usize) -> Option<usize> {
        self.position_of.get(line).filter(|position| **position != NOWHERE).map(|position| *position as usize)
    }

    /// The place of one of the model's services of units, when its unit takes part.
    pub(super) fn place(&self, cell: usize) -> Option<usize> {
        self.place_of.get(cell).filter(|place| **place != NOWHERE).map(|place| *place as usize)
    }
}

impl FlatCell {
    /// Direct cost at the start.
    pub(super) fn direct_start(&self) -> f64 {
        if self.served == 0 { 0.0 } else { self.standing + self.by_volume * self.volume }
    }
}

/// What some pools cost at the start: the part that stands as long as anybody is served (fixed cost; steps,
/// that stay when they are freed), and the part that follows the driver.
fn parts(model: &Model, numbers: &Numbers, pools: &[usize], baseline: f64) -> (f64, f64) {
    let mut parts = (0.0, 0.0);
    for pool in pools {
        let kind = model.pools[*pool].kind;
        let driver = Driver { now: baseline, baseline, step: numbers.pool_step[*pool] };
        let cost = needed(kind, numbers.pool_annual[*pool], driver);
        match kind {
            PoolKind::Variable => parts.1 += cost,
            PoolKind::Fixed | PoolKind::Step => parts.0 += cost,
        }
    }
    parts
}

/// A line's alternative as a multiple of its price at the start; infinite when it can't leave or never would.
fn tipping_ratio(model: &Model, numbers: &Numbers, line: usize, charges: &[f64]) -> f64 {
    let annual = numbers.line_annual[line];
    let alternative = alternative(model, numbers, line).filter(|_| model.lines[line].fixed_until.is_some());
    match alternative {
        Some(cost) if annual > 0.0 => {
            (cost + charges.get(line).copied().unwrap_or(0.0)) / annual * (1.0 + ROUNDING)
        }
        _ => f64::INFINITY,
    }
}
