use costing::{Driver, needed};
use register::tables::PoolKind;

use super::run::Run;
use super::state::Part;
use crate::book::Book;

/// Falls of less than this many pence a year are rounding, not cost that went away.
const FALL_MIN_PENCE: f64 = 1e-6;

/// What overhead follows: the direct cost of a unit a year, and whether anyone is served.
#[derive(Debug, Clone, Copy)]
pub(super) struct Needs {
    pub direct: f64,
    pub anyone: bool,
}

impl<B: Book> Run<'_, B> {
    /// Works out volumes and needed cost of a unit from the lines in force.
    pub(super) fn measure(&mut self, unit: usize, month: u32) {
        let needs = self.measure_direct(unit, month);
        self.measure_overhead(unit, needs);
    }

    pub(super) fn measure_direct(&mut self, unit: usize, month: u32) -> Needs {
        let model = self.model;
        let mut needs = Needs { direct: 0.0, anyone: false };
        for cell in &model.units[unit].cells {
            let mut volume = 0.0;
            for line in self.lines_of_cell(*cell) {
                let state = &self.now.lines[line];
                if state.in_force(month) {
                    volume += state.volume * state.fraction;
                    needs.anyone = true;
                }
            }
            let state = &mut self.now.cells[*cell];
            (state.volume, state.direct) = (volume, 0.0);
            for pool in &model.cells[*cell].pools {
                let step = self.numbers.pool_step[*pool];
                let driver = Driver { now: volume, baseline: state.volume_start, step };
                let cost = needed(model.pools[*pool].kind, self.numbers.pool_annual[*pool], driver);
                self.now.needed[*pool] = cost;
                state.direct += cost;
            }
            needs.direct += state.direct;
        }
        needs
    }

    /// Overhead follows direct cost; fixed overhead is needed while any line is in force.
    pub(super) fn measure_overhead(&mut self, unit: usize, needs: Needs) {
        let state = &mut self.now.units[unit];
        state.direct = needs.direct;
        state.overhead = 0.0;
        for pool in &self.model.units[unit].overhead {
            let step = self.numbers.pool_step[*pool];
            let driver = Driver { now: needs.direct, baseline: state.direct_start, step };
            let annual = self.numbers.pool_annual[*pool];
            let cost = match self.model.pools[*pool].kind {
                PoolKind::Fixed if needs.anyone => annual,
                PoolKind::Fixed => 0.0,
                kind => needed(kind, annual, driver),
            };
            self.now.needed[*pool] = cost;
            state.overhead += cost;
        }
    }

    /// Needed cost a year per volume of a service, overhead apportioned by direct cost; 0 for no volume.
    pub(super) fn kappa(&self, cell: usize) -> f64 {
        let state = &self.now.cells[cell];
        let unit = &self.now.units[self.model.cells[cell].unit];
        if state.volume <= 0.0 {
            return 0.0;
        }
        let share = if unit.direct > 0.0 { state.direct / unit.direct } else { 0.0 };
        (state.direct + unit.overhead * share) / state.volume
    }

    /// Measures a unit anew after lines left or joined, and attributes what is no longer needed to those that
    /// left this month (`docs/model.md`, section 2).
    pub(super) fn remeasure(&mut self, unit: usize, month: u32, departures: &[usize]) {
        let (model, frame) = (self.model, self.frame);
        for pool in &frame.pools_of[unit] {
            self.now.before[*pool] = self.now.needed[*pool];
        }
        self.measure(unit, month);
        self.now.stirred.pools.extend(&frame.pools_of[unit]);
        // By departure: its share of the fall in direct cost, which is what overhead is attributed by.
        let mut falls = vec![0.0; departures.len()];
        for cell in &model.units[unit].cells {
            let of_cell: Vec<usize> =
                (0..departures.len()).filter(|i| self.now.departures[departures[*i]].cell == *cell).collect();
            let volume: f64 = of_cell.iter().map(|i| self.now.departures[departures[*i]].volume).sum();
            for pool in &model.cells[*cell].pools {
                let fall = self.fall(*pool);
                if fall <= FALL_MIN_PENCE || volume <= 0.0 {
                    continue;
                }
                for i in &of_cell {
                    let part = fall * self.now.departures[departures[*i]].volume / volume;
                    falls[*i] += part;
                    self.strand(*pool, departures[*i], month, part);
                }
            }
        }
        self.strand_overhead(unit, month, departures, falls);
    }

    /// By how much a pool's needed cost fell when its unit was measured last.
    fn fall(&self, pool: usize) -> f64 {
        self.now.before[pool] - self.now.needed[pool]
    }

    fn strand_overhead(&mut self, unit: usize, month: u32, departures: &[usize], falls: Vec<f64>) {
        let mut weights = falls;
        if weights.iter().sum::<f64>() <= 0.0 {
            weights = departures.iter().map(|i| self.now.departures[*i].volume).collect();
        }
        let whole: f64 = weights.iter().sum();
        for pool in &self.model.units[unit].overhead {
            let fall = self.fall(*pool);
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
        let transfer = self.now.departures[departure].transfer;
        let stays = if self.model.pools[pool].is_staff { 1.0 - transfer } else { 1.0 };
        let amount = fall * stays;
        if amount > 0.0 {
            let release = self.numbers.release(pool);
            self.now.parts.push(Part { pool, departure, month, amount, release });
            self.now.trailing.push(departure);
        }
    }
}
