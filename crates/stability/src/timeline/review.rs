use register::rules::CostKind;
use register::tables::DestinationKind;
use std::collections::BTreeSet;

use super::leave::best_alternative;
use super::state::{Exit, Leaving, Run};
use crate::book::Book;
use crate::plan::Target;
use crate::scenario::Destination;

/// One line judged at one review: the certificate of an exit, or of a stay. Money in pence a year.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    /// Which review of the run, counted from 1.
    pub round: u32,
    /// Month of the horizon.
    pub month: u32,
    /// The line, as an index into the model's lines.
    pub line: usize,
    /// The unit it buys from, as an index into the model's units.
    pub unit: usize,
    /// What it would pay, surcharge included.
    pub price: f64,
    /// What it would cost elsewhere, with tax.
    pub running: f64,
    /// The yearly part of the cost of switching.
    pub switching: f64,
    /// The exit charge, spread over the years of the horizon.
    pub exit_charge: f64,
    /// By how much the price must exceed the alternative, as a share.
    pub reluctance: f64,
    /// The alternative, as an index into the model's alternatives.
    pub alternative: usize,
    /// Does its buyer give notice?
    pub leaves: bool,
}

impl Judgement {
    /// What the alternative comes to in all.
    pub fn alternative_cost(&self) -> f64 {
        self.running + self.switching + self.exit_charge
    }

    /// The price above which the buyer leaves.
    pub fn tipping_price(&self) -> f64 {
        (1.0 + self.reluctance) * self.alternative_cost()
    }
}

impl<B: Book> Run<'_, B> {
    /// The yearly review of every unit whose month it is: new prices, then the decisions of those who pay them.
    pub(super) fn review(&mut self, month: u32) {
        let of_year = self.model.month(month).month_of_year();
        let reviewing: Vec<usize> = (0..self.model.units.len())
            .filter(|unit| month > 0 && self.model.units[*unit].review_month == of_year)
            .collect();
        if reviewing.is_empty() {
            return;
        }
        self.reviews += 1;
        for unit in &reviewing {
            self.reprice(*unit, month);
        }
        if !self.policy.reaction {
            return;
        }
        let mut leaving = Vec::new();
        for line in 0..self.lines.len() {
            let judgement = self.judge(line, month, &reviewing);
            let Some(judgement) = judgement else { continue };
            if judgement.leaves {
                leaving.extend(self.give_notice(line, &judgement));
            }
            self.judgements.push(judgement);
        }
        if !leaving.is_empty() {
            self.take_out(month, &leaving, BTreeSet::new());
        }
    }

    /// Prices of cost-share lines follow needed cost per volume; what was gathered is added in proportion to
    /// price. What finds no line stays with the unit.
    fn reprice(&mut self, unit: usize, month: u32) {
        let gathered = std::mem::take(&mut self.units[unit].gathered);
        let mut total = 0.0;
        for line in 0..self.lines.len() {
            let Some(cell) = self.lines[line].cell.filter(|cell| self.model.cells[*cell].unit == unit) else {
                continue;
            };
            let kappa = self.kappa(cell);
            let state = &mut self.lines[line];
            state.surcharge = 0.0;
            if !state.in_force(month) || !state.is_cost_share(month) {
                continue;
            }
            if state.base_kappa > 0.0 {
                state.price = state.base_price * kappa / state.base_kappa;
                state.repriced = true;
            }
            total += state.price * state.fraction;
        }
        if gathered == 0.0 || total <= 0.0 {
            return;
        }
        for state in &mut self.lines {
            let of_unit = state.cell.is_some_and(|cell| self.model.cells[cell].unit == unit);
            if of_unit && state.in_force(month) && state.is_cost_share(month) {
                state.surcharge = gathered * state.price / total;
                state.repriced = true;
            }
        }
    }

    fn judge(&mut self, line: usize, month: u32, reviewing: &[usize]) -> Option<Judgement> {
        let state = &self.lines[line];
        let unit = self.model.cells[state.cell?].unit;
        let free = state.in_force(month) && state.is_cost_share(month) && state.leaving.is_none();
        if !free || !reviewing.contains(&unit) {
            return None;
        }
        let model_line = state.line;
        let volume = state.volume;
        let held = self.held.get(&(month, model_line)).filter(|_| state.joined_by.is_none());
        let price = held.copied().unwrap_or(state.price + state.surcharge);
        let open = self.open_alternatives(model_line, unit);
        let (alternative, running) = self.cheapest(&open, volume, month)?;
        let switching = self.numbers.curves[alternative].switching_a_year();
        let kind = self.model.alternatives[alternative].kind;
        let exit_charge = self.exit_charge(line, kind, month) / self.model.years();
        let reluctance = self.numbers.reluctance;
        let leaves = price > (1.0 + reluctance) * (running + switching + exit_charge);
        let round = self.reviews;
        Some(Judgement {
            round,
            month,
            line: model_line,
            unit,
            price,
            running,
            switching,
            exit_charge,
            reluctance,
            alternative,
            leaves,
        })
    }

    /// Alternatives that a line can leave its unit for: not back to the same unit, not to one without lines.
    pub(super) fn open_alternatives(&self, line: usize, unit: usize) -> Vec<usize> {
        let open = |index: &usize| {
            let row = &self.model.alternatives[*index];
            if row.kind != DestinationKind::Unit {
                return row.kind != DestinationKind::Stop;
            }
            let there = row.supplier_code.as_ref().and_then(|code| self.model.unit_of(code));
            there.is_some_and(|there| {
                there != unit
                    && self
                        .model
                        .cell_of(there, &row.service_code)
                        .is_some_and(|cell| self.cells[cell].volume > 0.0)
            })
        };
        self.model.lines[line].alternatives.iter().copied().filter(open).collect()
    }

    /// The alternative a buyer would take, and what it costs a year with tax. A place at another unit costs
    /// what that unit's customers pay for the volume.
    fn cheapest(&self, open: &[usize], volume: f64, month: u32) -> Option<(usize, f64)> {
        let (units, others): (Vec<usize>, Vec<usize>) =
            open.iter().partition(|index| self.model.alternatives[**index].kind == DestinationKind::Unit);
        let best = best_alternative(self.model, self.numbers, &others, volume)
            .map(|index| (index, self.numbers.curves[index].cost_with_vat(volume)));
        let there =
            units.into_iter().filter_map(|index| Some((index, self.unit_price(index, month)? * volume)));
        let rank = |(index, cost): &(usize, f64)| (!self.model.alternatives[*index].own, *cost, *index);
        best.into_iter().chain(there).min_by(|a, b| {
            let (a, b) = (rank(a), rank(b));
            a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.cmp(&b.2))
        })
    }

    fn unit_price(&self, alternative: usize, month: u32) -> Option<f64> {
        let row = &self.model.alternatives[alternative];
        let unit = self.model.unit_of(row.supplier_code.as_ref()?)?;
        let cell = self.model.cell_of(unit, &row.service_code)?;
        let there = self.lines.iter().filter(|state| state.cell == Some(cell) && state.in_force(month));
        let (price, volume) = there.fold((0.0, 0.0), |(price, volume), state| {
            (price + state.price * state.fraction, volume + state.volume * state.fraction)
        });
        (volume > 0.0).then(|| price / volume)
    }

    /// What the payer rule would charge a line that gives notice now and leaves alone, over the horizon: its
    /// share of the cost that the unit can't shed at once, and of redundancy.
    pub(super) fn exit_charge(&mut self, line: usize, kind: DestinationKind, month: u32) -> f64 {
        let leaves = month + self.numbers.notice(self.lines[line].line);
        let residual = self.shares(CostKind::Residual, kind, leaves).leaver;
        let redundancy = self.shares(CostKind::Redundancy, kind, leaves).leaver;
        let mut charge = 0.0;
        if residual > 0.0 {
            charge += residual * self.residual_if_alone(line, month, leaves);
        }
        if redundancy > 0.0 {
            charge += redundancy * self.redundancy_if_alone(line, leaves);
        }
        charge
    }

    fn residual_if_alone(&mut self, line: usize, month: u32, leaves: u32) -> f64 {
        let Some(cell) = self.lines[line].cell else { return 0.0 };
        let unit = self.model.cells[cell].unit;
        let before = self.needed.clone();
        let (cells_before, units_before) = (self.cells.clone(), self.units.clone());
        let fraction = std::mem::replace(&mut self.lines[line].fraction, 0.0);
        self.measure(unit, month);
        let mut residual = 0.0;
        for pool in self.model.cells[cell].pools.iter().chain(&self.model.units[unit].overhead) {
            let fall = (before[*pool] - self.needed[*pool]).max(0.0);
            let release = self.numbers.release(*pool);
            let left = (leaves..self.model.months).map(|later| 1.0 - release.released(later - leaves));
            residual += vocabulary::twelfth(fall) * left.sum::<f64>();
        }
        self.lines[line].fraction = fraction;
        self.needed = before;
        self.cells = cells_before;
        self.units = units_before;
        residual
    }

    fn redundancy_if_alone(&mut self, line: usize, leaves: u32) -> f64 {
        let Some(cell) = self.lines[line].cell else { return 0.0 };
        let start = self.cells[cell].volume_start;
        let share = if start > 0.0 { self.lines[line].volume / start } else { 0.0 };
        let paid = leaves + self.release_delay(cell);
        if paid >= self.model.months {
            return 0.0;
        }
        let posts = self.model.cells[cell].posts.clone();
        let cost =
            posts.into_iter().map(|posts| self.numbers.posts_wte[posts] * self.redundancy_each(posts, paid));
        cost.sum::<f64>() * share
    }

    /// Notice is irrevocable; the line leaves when it has run. Answers the line when that is at once.
    fn give_notice(&mut self, line: usize, judgement: &Judgement) -> Option<usize> {
        let row = &self.model.alternatives[judgement.alternative];
        let month = judgement.month + self.numbers.notice(judgement.line);
        let to = Destination { kind: row.kind, code: row.supplier_code.clone() };
        let to_unit = if row.kind == DestinationKind::Unit { to.code.as_ref() } else { None };
        let cell = to_unit
            .and_then(|code| self.model.unit_of(code))
            .and_then(|unit| self.model.cell_of(unit, &row.service_code));
        let exit = self.exits.len();
        self.exits.push(Exit {
            line: judgement.line,
            month,
            to: to.clone(),
            alternative: Some(judgement.alternative),
            reaction: Some(judgement.round),
            price: judgement.price,
        });
        self.stranded.push(vec![0.0; self.model.months as usize]);
        let target = Target { to, candidates: vec![judgement.alternative], cell };
        self.lines[line].leaving =
            Some(Leaving { month, phase: 1, target, transfer: None, redeploy: 0.0, exit });
        if month == judgement.month {
            return Some(line);
        }
        self.due.entry(month).or_default().push(line);
        None
    }
}
