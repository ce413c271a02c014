//! The game of one unit written a second time, from `docs/model.md` and with no thought for speed: the price
//! of every line among those who stay, and all that follows from it by trying.

use register::tables::{DestinationKind, PoolKind};
use stability::model::{Model, Numbers};

/// Rounding must not decide: a price has to be above what tips a line by more than this share.
const ROUNDING: f64 = 1e-12;

/// A set of lines: one bit for each, by position in [`Oracle::lines`].
pub type Set = u32;

pub struct Oracle<'a> {
    pub model: &'a Model,
    pub numbers: &'a Numbers,
    pub unit: usize,
    /// The unit's lines, as indices into the model's lines.
    pub lines: Vec<usize>,
    /// Do freed steps go?
    pub released: bool,
}

impl<'a> Oracle<'a> {
    pub fn of(model: &'a Model, numbers: &'a Numbers, unit: usize) -> Self {
        let of_unit = |line: &usize| model.lines[*line].cell.is_some_and(|c| model.cells[c].unit == unit);
        let lines = (0..model.lines.len()).filter(of_unit).collect();
        Oracle { model, numbers, unit, lines, released: false }
    }

    pub fn everybody(&self) -> Set {
        (1 << self.lines.len()) - 1
    }

    pub fn set(&self, lines: &[usize]) -> Set {
        let position = |line: &usize| self.lines.iter().position(|other| other == line).expect("of the unit");
        lines.iter().map(|line| 1 << position(line)).sum()
    }

    pub fn members(set: Set) -> impl Iterator<Item = usize> {
        (0..32).filter(move |position| set >> position & 1 == 1)
    }

    fn volume(&self, cell: usize, set: Set) -> f64 {
        let of_cell = Self::members(set).filter(|p| self.model.lines[self.lines[*p]].cell == Some(cell));
        of_cell.map(|p| self.numbers.line_volume[self.lines[p]]).sum()
    }

    fn cost(&self, pool: usize, now: f64, start: f64) -> f64 {
        let annual = self.numbers.pool_annual[pool];
        let steps = |driver: f64| (driver / self.numbers.pool_step[pool] - 1e-9).ceil().max(1.0);
        match self.model.pools[pool].kind {
            _ if now <= 0.0 || start <= 0.0 => 0.0,
            PoolKind::Variable => annual * now / start,
            PoolKind::Step if self.released => annual * steps(now) / steps(start),
            PoolKind::Fixed | PoolKind::Step => annual,
        }
    }

    fn direct(&self, cell: usize, set: Set) -> f64 {
        let (now, start) = (self.volume(cell, set), self.volume(cell, self.everybody()));
        self.model.cells[cell].pools.iter().map(|pool| self.cost(*pool, now, start)).sum()
    }

    fn kappa(&self, cell: usize, set: Set) -> f64 {
        let all =
            |set| self.model.units[self.unit].cells.iter().map(|cell| self.direct(*cell, set)).sum::<f64>();
        let (now, start) = (all(set), all(self.everybody()));
        let pools = self.model.units[self.unit].overhead.iter();
        let overhead: f64 = pools.map(|pool| self.cost(*pool, now, start)).sum();
        let (direct, volume) = (self.direct(cell, set), self.volume(cell, set));
        if volume <= 0.0 || now <= 0.0 { 0.0 } else { (direct + overhead * direct / now) / volume }
    }

    /// What a line pays a year among those who stay.
    pub fn price(&self, position: usize, set: Set) -> f64 {
        let line = self.lines[position];
        let annual = self.numbers.line_annual[line];
        let cell = self.model.lines[line].cell.expect("of the unit");
        let start = self.kappa(cell, self.everybody());
        let stands = self.model.lines[line].fixed_until.is_none() || start <= 0.0;
        if stands { annual } else { annual * self.kappa(cell, set) / start }
    }

    /// What the best place elsewhere comes to: a buyer's own before any, then the cheapest.
    pub fn outside(&self, position: usize) -> Option<f64> {
        let line = self.lines[position];
        let volume = self.numbers.line_volume[line];
        let places = self.model.lines[line].alternatives.iter().filter(|place| {
            !matches!(self.model.alternatives[**place].kind, DestinationKind::Unit | DestinationKind::Stop)
        });
        let cost = |place: &usize| self.numbers.curves[*place].cost_with_vat(volume);
        let best = places.min_by(|a, b| {
            let others = |place: usize| !self.model.alternatives[place].own;
            others(**a).cmp(&others(**b)).then(cost(a).total_cmp(&cost(b)))
        })?;
        Some(cost(best) + self.numbers.curves[*best].switching_a_year())
    }

    /// The price above which a line leaves.
    pub fn tips(&self, position: usize) -> Option<f64> {
        self.model.lines[self.lines[position]].fixed_until?;
        Some((1.0 + self.numbers.reluctance) * self.outside(position)?)
    }

    /// Would a member of a set rather leave?
    pub fn would_leave(&self, position: usize, set: Set) -> bool {
        self.tips(position).is_some_and(|tips| self.price(position, set) > tips * (1.0 + ROUNDING))
    }

    /// Does nobody want to leave, and nobody of those that `may` stay want to come back?
    pub fn is_equilibrium(&self, set: Set, may: Set) -> bool {
        Self::members(set).all(|p| !self.would_leave(p, set))
            && Self::members(may & !set).all(|p| self.would_leave(p, set | 1 << p))
    }

    /// Every set at which nobody would change, among those that may stay.
    pub fn equilibria(&self, may: Set) -> Vec<Set> {
        (0..=self.everybody()).filter(|set| set & !may == 0 && self.is_equilibrium(*set, may)).collect()
    }

    /// The end of every order in which one after another leaves.
    pub fn ends(&self, start: Set) -> Vec<Set> {
        let (mut seen, mut open, mut ends) = (std::collections::BTreeSet::new(), vec![start], Vec::new());
        while let Some(set) = open.pop() {
            if !seen.insert(set) {
                continue;
            }
            let leaves: Vec<usize> = Self::members(set).filter(|p| self.would_leave(*p, set)).collect();
            if leaves.is_empty() {
                ends.push(set);
            }
            open.extend(leaves.iter().map(|p| set & !(1 << p)));
        }
        ends
    }
}
