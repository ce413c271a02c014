//! Resting points, asked for again and again: from any first leavers, all who would then leave do so, round
//! by round, until none would. Only units that somebody leaves are priced again, and in each service only
//! the lines that are next to leave are looked at.

use super::flat::{Cascade, FlatUnit};
use super::levels::Levels;

/// A line that follows the first leavers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Follower {
    /// The line, as an index into the model's lines.
    pub line: usize,
    /// The round of its unit in which it leaves, counted from 1.
    pub round: u32,
}

/// Room to work in, used again for each resting point; one for each thread.
#[derive(Debug, Clone, Default)]
pub struct Scratch {
    cells: Vec<CellNow>,
    /// The round of asking in which a line last left, by position: nothing has to be wiped in between.
    gone: Vec<u32>,
    asking: u32,
    /// Units that are no longer as at the start.
    touched: Vec<bool>,
    rounds: Vec<u32>,
    followers: Vec<Follower>,
}

/// One service while lines leave.
#[derive(Debug, Clone, Copy)]
struct CellNow {
    /// Volume of those who stay.
    volume: f64,
    /// Volume when it was last added up from its lines.
    added_up: f64,
    /// Lines that stay and bring volume.
    served: u32,
    /// The next line to leave: a position.
    next: usize,
    /// Needed cost per volume; only of units that are touched.
    kappa: f64,
}

/// Where units come to rest.
#[derive(Debug)]
pub struct Rest<'a> {
    cascade: &'a Cascade,
    levels: &'a Levels,
    scratch: &'a Scratch,
}

impl Cascade {
    /// The resting point from some first leavers (indices into the model's lines; those of other units and
    /// those that are not yet in force are passed over). `levels` must have been made for this game. Units
    /// of which somebody leaves whatever others do take part too.
    pub fn rest<'a>(&'a self, levels: &'a Levels, scratch: &'a mut Scratch, leavers: &[usize]) -> Rest<'a> {
        scratch.begin(self);
        for position in leavers.iter().filter_map(|line| self.position(*line)) {
            scratch.touch(self, self.cells[self.cell_of[position] as usize].unit);
            self.take_out(scratch, position);
        }
        for (index, unit) in self.units.iter().enumerate() {
            if levels.units[index].restless {
                scratch.touch(self, index);
            }
            if scratch.touched[index] {
                scratch.rounds[index] = self.settle(unit, index, levels, scratch);
            }
        }
        Rest { cascade: self, levels, scratch }
    }

    /// Rounds until nobody of a unit would leave.
    fn settle(&self, unit: &FlatUnit, index: usize, levels: &Levels, scratch: &mut Scratch) -> u32 {
        let mut round = 0;
        loop {
            let mut direct = 0.0;
            for place in unit.cells.clone() {
                let now = &mut scratch.cells[place];
                let level = &levels.cells[place];
                // For now the cost itself; per volume once overhead is known.
                now.kappa = if now.served > 0 { level.standing + level.by_volume * now.volume } else { 0.0 };
                direct += now.kappa;
            }
            let with_overhead = levels.units[index].with_overhead(direct);
            let before = scratch.followers.len();
            for place in unit.cells.clone() {
                self.price(place, with_overhead, levels, scratch, round + 1);
            }
            if scratch.followers.len() == before {
                return round;
            }
            round += 1;
        }
    }

    /// Prices a service, and takes out those for whom it is too dear.
    fn price(&self, place: usize, with_overhead: f64, levels: &Levels, scratch: &mut Scratch, round: u32) {
        let (cell, level) = (&self.cells[place], &levels.cells[place]);
        let now = &mut scratch.cells[place];
        if now.served > 0 {
            now.kappa *= with_overhead / now.volume;
        }
        let dear = if level.kappa_start > 0.0 { now.kappa } else { 1.0 };
        let first = now.next;
        let mut next = first;
        while next < cell.movable_end && self.ratio[next] * level.limit < dear {
            next += 1;
        }
        now.next = next;
        for position in first..next {
            if scratch.gone[position] != scratch.asking {
                self.take_out(scratch, position);
                scratch.followers.push(Follower { line: self.line[position] as usize, round });
            }
        }
    }

    fn take_out(&self, scratch: &mut Scratch, position: usize) {
        if scratch.gone[position] == scratch.asking {
            return;
        }
        scratch.gone[position] = scratch.asking;
        let place = self.cell_of[position] as usize;
        let volume = self.volume[position];
        let now = &mut scratch.cells[place];
        if volume > 0.0 {
            now.served -= 1;
            now.volume -= volume;
            if now.served == 0 {
                now.volume = 0.0;
            } else if now.volume * 2.0 < now.added_up {
                // Taking away again and again loses digits: add up those who stay.
                let cell = &self.cells[place];
                let stays = (cell.first..cell.end).filter(|p| scratch.gone[*p] != scratch.asking);
                now.volume = stays.map(|p| self.volume[p]).sum();
                now.added_up = now.volume;
            }
        }
    }
}

impl Scratch {
    /// Forgets the last asking.
    fn begin(&mut self, cascade: &Cascade) {
        if self.asking == u32::MAX {
            *self = Scratch::default();
        }
        self.asking += 1;
        self.followers.clear();
        // A line that never left has the round 0, which no asking has.
        self.gone.resize(cascade.line.len(), 0);
        self.touched.clear();
        self.touched.resize(cascade.units.len(), false);
        self.rounds.clear();
        self.rounds.resize(cascade.units.len(), 0);
        let nobody = CellNow { volume: 0.0, added_up: 0.0, served: 0, next: 0, kappa: 0.0 };
        self.cells.resize(cascade.cells.len(), nobody);
    }

    /// Puts a unit back to the start, when it is touched for the first time.
    fn touch(&mut self, cascade: &Cascade, unit: usize) {
        if std::mem::replace(&mut self.touched[unit], true) {
            return;
        }
        for place in cascade.units[unit].cells.clone() {
            let cell = &cascade.cells[place];
            self.cells[place] = CellNow {
                volume: cell.volume,
                added_up: cell.volume,
                served: cell.served,
                next: cell.first,
                kappa: 0.0,
            };
        }
    }
}

impl Rest<'_> {
    /// The lines that follow the first leavers, unit by unit and round by round.
    pub fn followers(&self) -> &[Follower] {
        &self.scratch.followers
    }

    /// Rounds until nobody of a unit would leave; the unit as a position in what [`Cascade::of`] was given.
    pub fn rounds(&self, unit: usize) -> u32 {
        self.scratch.rounds.get(unit).copied().unwrap_or(0)
    }

    /// Has one of the model's lines left, first or later? No for lines that don't take part.
    pub fn has_left(&self, line: usize) -> bool {
        self.cascade.position(line).is_some_and(|position| self.scratch.gone[position] == self.scratch.asking)
    }

    /// Volume that is left of one of the model's services of units; 0 when its unit doesn't take part.
    pub fn volume(&self, cell: usize) -> f64 {
        self.cascade.place(cell).map_or(0.0, |place| match self.is_touched(place) {
            true => self.scratch.cells[place].volume,
            false => self.cascade.cells[place].volume,
        })
    }

    /// Needed cost per volume of one of the model's services of units, as a multiple of the start; 0 when
    /// nobody is left, 1 where nothing is known.
    pub fn cost_ratio(&self, cell: usize) -> f64 {
        let Some(place) = self.cascade.place(cell) else { return 1.0 };
        let start = self.levels.cells[place].kappa_start;
        if self.is_touched(place) && start > 0.0 { self.scratch.cells[place].kappa / start } else { 1.0 }
    }

    fn is_touched(&self, place: usize) -> bool {
        self.scratch.touched[self.cascade.cells[place].unit]
    }
}
