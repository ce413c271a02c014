use costing::{Driver, needed};
use register::tables::PoolKind;

use super::state::{Part, Run};
use crate::book::Book;

/// Falls of less than this many pence a year are rounding, not cost that went away.
const FALL_MIN_PENCE: f64 = 1e-6;

impl<B: Book> Run<'_, B> {
    /// Works out volumes and needed cost of a unit from the lines in force.
    pub(super) fn measure(&mut self, unit: usize, month: u32) {
        let model = self.model;
        for cell in &model.units[unit].cells {
            self.cells[*cell].volume = 0.0;
        }
        let mut anyone = false;
        for state in &self.lines {
            let Some(cell) = state.cell else { continue };
            if model.cells[cell].unit == unit && state.in_force(month) {
                self.cells[cell].volume += state.volume * state.fraction;
                anyone = true;
            }
        }
        let mut direct_of_unit = 0.0;
        for cell in &model.units[unit].cells {
            let state = &mut self.cells[*cell];
            state.direct = 0.0;
            for pool in &model.cells[*cell].pools {
                let driver = Driver {
                    now: state.volume,
                    baseline: state.volume_start,
                    step: self.numbers.pool_step[*pool],
                };
                let cost = needed(model.pools[*pool].kind, self.numbers.pool_annual[*pool], driver);
                self.needed[*pool] = cost;
                state.direct += cost;
            }
            direct_of_unit += state.direct;
        }
        self.measure_overhead(unit, direct_of_unit, anyone);
    }

    /// Overhead follows direct cost; fixed overhead is needed while any line is in force.
    fn measure_overhead(&mut self, unit: usize, direct: f64, anyone: bool) {
        let state = &mut self.units[unit];
        state.direct = direct;
        state.overhead = 0.0;
        for pool in &self.model.units[unit].overhead {
            let driver =
                Driver { now: direct, baseline: state.direct_start, step: self.numbers.pool_step[*pool] };
            let annual = self.numbers.pool_annual[*pool];
            let cost = match self.model.pools[*pool].kind {
                PoolKind::Fixed if anyone => annual,
                PoolKind::Fixed => 0.0,
                kind => needed(kind, annual, driver),
            };
            self.needed[*pool] = cost;
            state.overhead += cost;
        }
    }

    /// Needed cost a year per volume of a service, overhead apportioned by direct cost; 0 for no volume.
    pub(super) fn kappa(&self, cell: usize) -> f64 {
        let state = &self.cells[cell];
        let unit = &self.units[self.model.cells[cell].unit];
        if state.volume <= 0.0 {
            return 0.0;
        }
        let share = if unit.direct > 0.0 { state.direct / unit.direct } else { 0.0 };
        (state.direct + unit.overhead * share) / state.volume
    }

    /// Measures a unit anew after lines left or joined, and attributes what is no longer needed to those that
    /// left this month (`docs/model.md`, section 2).
    pub(super) fn remeasure(&mut self, unit: usize, month: u32, departures: &[usize]) {
        let before = self.needed.clone();
        self.measure(unit, month);
        let model = self.model;
        // By departure: its share of the fall in direct cost, which is what overhead is attributed by.
        let mut falls = vec![0.0; departures.len()];
        for cell in &model.units[unit].cells {
            let of_cell: Vec<usize> =
                (0..departures.len()).filter(|i| self.departures[departures[*i]].cell == *cell).collect();
            let volume: f64 = of_cell.iter().map(|i| self.departures[departures[*i]].volume).sum();
            for pool in &model.cells[*cell].pools {
                let fall = before[*pool] - self.needed[*pool];
                if fall <= FALL_MIN_PENCE || volume <= 0.0 {
                    continue;
                }
                for i in &of_cell {
                    let part = fall * self.departures[departures[*i]].volume / volume;
                    falls[*i] += part;
                    self.strand(*pool, departures[*i], month, part);
                }
            }
        }
        self.strand_overhead(unit, month, departures, &falls, &before);
    }

    fn strand_overhead(
        &mut self,
        unit: usize,
        month: u32,
        departures: &[usize],
        falls: &[f64],
        before: &[f64],
    ) {
        let mut weights = falls.to_vec();
        if weights.iter().sum::<f64>() <= 0.0 {
            weights = departures.iter().map(|i| self.departures[*i].volume).collect();
        }
        let whole: f64 = weights.iter().sum();
        for pool in &self.model.units[unit].overhead {
            let fall = before[*pool] - self.needed[*pool];
            if fall <= FALL_MIN_PENCE || whole <= 0.0 {
                continue;
            }
            for (i, departure) in departures.iter().enumerate() {
                self.strand(*pool, *departure, month, fall * weights[i] / whole);
            }
        }
    }

    /// Notes a part of a pool that is no longer needed; staff who transfer take their part with them at once.
    fn strand(&mut self, pool: usize, departure: usize, month: u32, fall: f64) {
        let stays =
            if self.model.pools[pool].is_staff { 1.0 - self.departures[departure].transfer } else { 1.0 };
        let amount = fall * stays;
        if amount > 0.0 {
            self.parts.push(Part { pool, departure, month, amount });
        }
    }
}
