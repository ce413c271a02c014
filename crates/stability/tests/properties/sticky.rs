//! The price at a resting point, written a second time from `docs/model.md`: needed cost per head at the lines
//! that stay, freed steps carried by those who stay.

use register::tables::PoolKind;
use stability::model::{Model, Numbers};

/// One unit at the start.
pub struct Unit<'a> {
    model: &'a Model,
    likely: &'a Numbers,
    unit: usize,
    everybody: Vec<usize>,
}

impl<'a> Unit<'a> {
    pub fn of(model: &'a Model, likely: &'a Numbers, unit: usize, everybody: &[usize]) -> Self {
        Unit { model, likely, unit, everybody: everybody.to_vec() }
    }

    fn volume(&self, cell: usize, lines: &[usize]) -> f64 {
        let of_cell = lines.iter().filter(|line| self.model.lines[**line].cell == Some(cell));
        of_cell.map(|line| self.likely.line_volume[*line]).sum()
    }

    fn cost(&self, pool: usize, now: f64, start: f64) -> f64 {
        let annual = self.likely.pool_annual[pool];
        match self.model.pools[pool].kind {
            _ if now <= 0.0 || start <= 0.0 => 0.0,
            PoolKind::Variable => annual * now / start,
            PoolKind::Fixed | PoolKind::Step => annual,
        }
    }

    fn direct(&self, cell: usize, lines: &[usize]) -> f64 {
        let (now, start) = (self.volume(cell, lines), self.volume(cell, &self.everybody));
        self.model.cells[cell].pools.iter().map(|pool| self.cost(*pool, now, start)).sum()
    }

    /// Needed cost per volume of a service among those who stay.
    pub fn kappa(&self, cell: usize, lines: &[usize]) -> f64 {
        let cells = &self.model.units[self.unit].cells;
        let all = |lines: &[usize]| cells.iter().map(|cell| self.direct(*cell, lines)).sum::<f64>();
        let (now, start) = (all(lines), all(&self.everybody));
        let pools = self.model.units[self.unit].overhead.iter();
        let overhead: f64 = pools.map(|pool| self.cost(*pool, now, start)).sum();
        let (direct, volume) = (self.direct(cell, lines), self.volume(cell, lines));
        if volume <= 0.0 || now <= 0.0 { 0.0 } else { (direct + overhead * direct / now) / volume }
    }

    /// What a line pays a year among those who stay.
    pub fn price(&self, line: usize, stay: &[usize]) -> f64 {
        let annual = self.likely.line_annual[line];
        let Some(cell) = self.model.lines[line].cell else { return annual };
        let start = self.kappa(cell, &self.everybody);
        if start <= 0.0 { annual } else { annual * self.kappa(cell, stay) / start }
    }
}
