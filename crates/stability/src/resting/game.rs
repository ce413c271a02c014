//! One unit's game: what each line pays among those who stay.

use costing::{Driver, needed};
use register::tables::{DestinationKind, PoolKind};

use crate::model::{Model, Numbers};
use crate::timeline::best_alternative;

/// A price that is above what tips a line by a smaller share than this is not above it: what two ways of
/// adding up the same numbers may differ by must not make anybody leave.
pub(super) const ROUNDING: f64 = 1e-12;

/// One unit's game.
#[derive(Clone)]
pub(super) struct Game<'a> {
    /// Does a freed step stay with those who remain?
    pub(super) sticky: bool,
    pub(super) model: &'a Model,
    pub(super) numbers: &'a Numbers,
    pub(super) unit: usize,
    /// Lines in force at the start.
    pub(super) lines: Vec<usize>,
    /// Needed cost per volume at the start, by position in the unit's services.
    pub(super) kappa_start: Vec<f64>,
    /// Alternative, switching included, by position in `lines`.
    pub(super) alternative: Vec<Option<f64>>,
    /// Direct cost a year at the start.
    pub(super) direct_start: f64,
}

impl<'a> Game<'a> {
    pub(super) fn of(model: &'a Model, numbers: &'a Numbers, unit: usize, charges: &[f64]) -> Self {
        let cells = &model.units[unit].cells;
        let lines: Vec<usize> = cells
            .iter()
            .flat_map(|cell| &model.cells[*cell].lines)
            .copied()
            .filter(|line| model.lines[*line].from_month == 0)
            .collect();
        let alternative = lines
            .iter()
            .map(|line| alternative(model, numbers, *line).map(|cost| cost + charges[*line]))
            .collect();
        let mut game = Game {
            sticky: true,
            model,
            numbers,
            unit,
            lines,
            kappa_start: Vec::new(),
            alternative,
            direct_start: f64::INFINITY,
        };
        let everybody = vec![true; game.lines.len()];
        game.direct_start = game.direct(&everybody).iter().sum();
        game.kappa_start = game.kappa(&everybody);
        game
    }

    /// Volume by service of those who stay, and at the start.
    pub(super) fn volumes(&self, stays: &[bool]) -> Vec<(f64, f64)> {
        let mut volumes = vec![(0.0, 0.0); self.model.units[self.unit].cells.len()];
        for (position, line) in self.lines.iter().enumerate() {
            let volume = self.numbers.line_volume[*line];
            let cell = &mut volumes[self.service(*line)];
            cell.1 += volume;
            if stays[position] {
                cell.0 += volume;
            }
        }
        volumes
    }

    /// The position of a line's service in its unit.
    pub(super) fn service(&self, line: usize) -> usize {
        let cells = &self.model.units[self.unit].cells;
        cells.iter().position(|cell| Some(*cell) == self.model.lines[line].cell).unwrap_or(0)
    }

    pub(super) fn cost(&self, pool: usize, now: f64, baseline: f64) -> f64 {
        // Sticky: a step that is no longer needed stays, as long as anyone is left to carry it.
        let kind = self.model.pools[pool].kind;
        let stays = self.sticky && kind == PoolKind::Step && now > 0.0;
        let now = if stays { now.max(baseline) } else { now };
        needed(
            kind,
            self.numbers.pool_annual[pool],
            Driver { now, baseline, step: self.numbers.pool_step[pool] },
        )
    }

    pub(super) fn direct(&self, stays: &[bool]) -> Vec<f64> {
        let cells = self.model.units[self.unit].cells.iter();
        let costs = cells.zip(self.volumes(stays)).map(|(cell, (now, baseline))| {
            self.model.cells[*cell].pools.iter().map(|pool| self.cost(*pool, now, baseline)).sum()
        });
        costs.collect()
    }

    /// Needed cost per volume of each service.
    pub(super) fn kappa(&self, stays: &[bool]) -> Vec<f64> {
        let direct = self.direct(stays);
        let total: f64 = direct.iter().sum();
        let pools = &self.model.units[self.unit].overhead;
        let overhead: f64 = pools.iter().map(|pool| self.cost(*pool, total, self.direct_start)).sum();
        let volumes = self.volumes(stays);
        let per_volume = direct.iter().zip(volumes).map(|(direct, (volume, _))| {
            if volume <= 0.0 || total <= 0.0 { 0.0 } else { direct * (1.0 + overhead / total) / volume }
        });
        per_volume.collect()
    }

    /// The price a year of a line among those who stay. A fixed price without an end never changes.
    pub(super) fn price(&self, line: usize, kappa: &[f64]) -> f64 {
        let service = self.service(line);
        let start = self.kappa_start[service];
        let stands = self.model.lines[line].fixed_until.is_none() || start <= 0.0;
        let annual = self.numbers.line_annual[line];
        if stands { annual } else { annual * kappa[service] / start }
    }

    /// Is a line's price above what tips it?
    pub(super) fn leaves(&self, position: usize, kappa: &[f64]) -> bool {
        self.tips(position)
            .is_some_and(|tips| self.price(self.lines[position], kappa) > tips * (1.0 + ROUNDING))
    }

    /// The price above which a line leaves; none when it can't.
    pub(super) fn tips(&self, position: usize) -> Option<f64> {
        self.model.lines[self.lines[position]].fixed_until?;
        Some((1.0 + self.numbers.reluctance) * self.alternative[position]?)
    }
}

/// What a line's best alternative comes to, pence a year, with tax and the yearly part of switching, but
/// without reluctance; none when nothing is known. Places at other units are left out: several rival units
/// have no order-free resting point.
pub fn alternative(model: &Model, numbers: &Numbers, line: usize) -> Option<f64> {
    let curve = &numbers.curves[best_place(model, numbers, line)?];
    Some(curve.cost_with_vat(numbers.line_volume[line]) + curve.switching_a_year())
}

/// The place itself, as an index into the model's alternatives.
pub(super) fn best_place(model: &Model, numbers: &Numbers, line: usize) -> Option<usize> {
    let open = |index: &usize| {
        !matches!(model.alternatives[*index].kind, DestinationKind::Unit | DestinationKind::Stop)
    };
    let candidates: Vec<usize> = model.lines[line].alternatives.iter().copied().filter(open).collect();
    best_alternative(model, numbers, &candidates, numbers.line_volume[line])
}
