//! The numbers of one draw, put on a game that is laid flat: what each service costs, and above what cost
//! its lines leave. Cheap: it touches services and units, never lines.

use super::flat::Cascade;

/// What differs from draw to draw. All that a factor multiplies moves together, so the order in which the
/// lines of a service leave stays the one that was worked out once.
#[derive(Debug, Clone, Copy)]
pub struct Factors<'a> {
    /// Reluctance to leave, as a share.
    pub reluctance: f64,
    /// What the places elsewhere come to (cost, tax, switching and exit charge): a factor for each service,
    /// in the order of [`Cascade::services`]; 1 where the slice ends.
    pub elsewhere: &'a [f64],
    /// Fixed cost and steps, of the services and of overhead: a factor for each unit, in the order in which
    /// they were given to [`Cascade::of`]; 1 where the slice ends.
    pub standing: &'a [f64],
}

/// A [`Cascade`]'s numbers, ready for a draw.
#[derive(Debug, Clone, Default)]
pub struct Levels {
    pub(super) cells: Vec<CellLevel>,
    pub(super) units: Vec<UnitLevel>,
}

/// One service of one unit.
#[derive(Debug, Clone, Copy)]
pub(super) struct CellLevel {
    /// Cost that stands as long as anybody is served, pence a year.
    pub(super) standing: f64,
    /// Cost for one of volume, pence a year.
    pub(super) by_volume: f64,
    /// Needed cost per volume at the start, overhead included; 0 when the price stands whatever happens.
    pub(super) kappa_start: f64,
    /// A line leaves when the cost per volume is above its ratio times this. Where prices stand, the
    /// largest ratio that is too small, with a cost per volume of 1.
    pub(super) limit: f64,
}

/// One unit.
#[derive(Debug, Clone, Copy)]
pub(super) struct UnitLevel {
    /// Overhead that stands as long as there is any direct cost, pence a year.
    pub(super) standing: f64,
    /// Overhead for one of direct cost.
    pub(super) rate: f64,
    /// Does somebody leave even when nobody else does?
    pub(super) restless: bool,
}

impl Levels {
    /// The numbers that a game was made ready with.
    pub fn of(cascade: &Cascade) -> Levels {
        let mut levels = Levels::default();
        levels.draw(cascade, Factors { reluctance: cascade.reluctance, elsewhere: &[], standing: &[] });
        levels
    }

    /// Takes the numbers of a draw; nothing of the draw before is left.
    pub fn draw(&mut self, cascade: &Cascade, factors: Factors<'_>) {
        self.cells.clear();
        self.units.clear();
        for (index, unit) in cascade.units.iter().enumerate() {
            let factor = factors.standing.get(index).copied().unwrap_or(1.0);
            let mut direct = 0.0;
            for cell in &cascade.cells[unit.cells.clone()] {
                let standing = cell.standing * factor;
                if cell.served > 0 {
                    direct += standing + cell.by_volume * cell.volume;
                }
                let elsewhere = factors.elsewhere.get(cell.service).copied().unwrap_or(1.0);
                let limit = (1.0 + factors.reluctance) * elsewhere;
                self.cells.push(CellLevel { standing, by_volume: cell.by_volume, kappa_start: 0.0, limit });
            }
            let (standing, rate) = match direct > 0.0 {
                true => (unit.standing * factor, unit.following / direct),
                false => (0.0, 0.0),
            };
            let mut level = UnitLevel { standing, rate, restless: false };
            let with_overhead = level.with_overhead(direct);
            for place in unit.cells.clone() {
                let (cell, of) = (&cascade.cells[place], &mut self.cells[place]);
                level.restless |= cell.first < cell.movable_end && cascade.ratio[cell.first] * of.limit < 1.0;
                if cell.served > 0 {
                    let cost = of.standing + of.by_volume * cell.volume;
                    of.kappa_start = cost * with_overhead / cell.volume;
                }
                if of.kappa_start > 0.0 {
                    of.limit *= of.kappa_start;
                }
            }
            self.units.push(level);
        }
    }
}

impl UnitLevel {
    /// What one of direct cost comes to with its overhead, when direct cost is so much a year.
    pub(super) fn with_overhead(&self, direct: f64) -> f64 {
        if direct > 0.0 { 1.0 + self.rate + self.standing / direct } else { 0.0 }
    }
}
