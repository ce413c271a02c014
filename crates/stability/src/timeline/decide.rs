use std::cmp::Ordering;

use register::rules::CostKind;
use register::tables::DestinationKind;

use super::run::Run;
use crate::book::Book;
use crate::model::{Model, Numbers};

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

/// The alternative that a buyer would take at a volume: its own before anybody's, then the cheapest with tax,
/// then the first by id. None when there are none.
pub fn best_alternative(
    model: &Model,
    numbers: &Numbers,
    candidates: &[usize],
    volume: f64,
) -> Option<usize> {
    cheapest_of(model, numbers, candidates, volume).map(|(index, _)| index)
}

/// The best alternative with what it costs a year, tax included.
fn cheapest_of(model: &Model, numbers: &Numbers, candidates: &[usize], volume: f64) -> Option<(usize, f64)> {
    let costed = candidates.iter().map(|index| (*index, numbers.curves[*index].cost_with_vat(volume)));
    costed.min_by(|a, b| in_order(model, *a, *b))
}

/// Which of two alternatives with their costs is taken first.
fn in_order(model: &Model, a: (usize, f64), b: (usize, f64)) -> Ordering {
    let others = |index: usize| !model.alternatives[index].own;
    others(a.0).cmp(&others(b.0)).then(a.1.total_cmp(&b.1)).then(a.0.cmp(&b.0))
}

/// What a line could have elsewhere, pence a year.
#[derive(Debug, Clone, Copy)]
pub(super) struct Offer {
    /// As an index into [`Model::alternatives`].
    pub alternative: usize,
    /// What it costs, with tax.
    pub running: f64,
    /// The yearly part of the cost of switching.
    pub switching: f64,
}

impl Offer {
    fn of(numbers: &Numbers, (alternative, running): (usize, f64)) -> Self {
        Offer { alternative, running, switching: numbers.curves[alternative].switching_a_year() }
    }
}

impl<B: Book> Run<'_, B> {
    /// Judges the lines of a unit that reviews its prices. Those who would decide as they did at the last
    /// review, because their price stands and nothing else in the comparison can change, are only judged
    /// again for the record.
    pub(super) fn judge_unit(&mut self, unit: usize, month: u32, judged: &mut Vec<(usize, Judgement)>) {
        let frame = self.frame;
        let nobody_joined = self.now.lines.len() == self.model.lines.len();
        let nothing_held = self.now.held.is_empty();
        if self.now.units[unit].stands
            && frame.only_price[unit]
            && nobody_joined
            && nothing_held
            && !B::ITEMISED
        {
            return;
        }
        for line in self.around_unit(unit) {
            let state = &self.now.lines[line];
            let Some(cell) = state.cell.filter(|cell| frame.unit_of[*cell] == unit) else { continue };
            let only_price = frame.open[state.line].units.is_empty() && !frame.charges_leavers;
            let same = self.now.cells[cell].stands && only_price && nothing_held;
            let free = state.in_force(month) && state.is_cost_share(month) && state.exit.is_none();
            if !free || (same && !B::ITEMISED) {
                continue;
            }
            let held = self.now.held.get(&(month, state.line)).filter(|_| line < self.model.lines.len());
            let price = held.copied().unwrap_or(state.price + state.surcharge);
            let Some(offer) = self.offer(line, unit, month) else { continue };
            let kind = || self.model.alternatives[offer.alternative].kind;
            let exit_charge =
                if only_price && !B::ITEMISED { 0.0 } else { self.exit_charge(line, kind(), month) };
            let exit_charge = exit_charge / self.model.years();
            let alternative = offer.running + offer.switching + exit_charge;
            let leaves = price > (1.0 + self.numbers.reluctance) * alternative;
            self.now.window.decided(price, alternative, leaves);
            if leaves || B::ITEMISED {
                judged.push((line, self.judgement(line, month, unit, (price, offer, exit_charge, leaves))));
            }
        }
    }

    fn judgement(
        &self,
        line: usize,
        month: u32,
        unit: usize,
        (price, offer, exit_charge, leaves): (f64, Offer, f64, bool),
    ) -> Judgement {
        let Offer { alternative, running, switching } = offer;
        Judgement {
            round: self.frame.rounds[month as usize],
            month,
            line: self.now.lines[line].line,
            unit,
            price,
            running,
            switching,
            exit_charge,
            reluctance: self.numbers.reluctance,
            alternative,
            leaves,
        }
    }

    /// The alternative that a line of a unit would take: not back to the same unit, nor to one without lines of
    /// the service. A place at another unit costs what that unit's customers pay for the volume.
    fn offer(&mut self, line: usize, unit: usize, month: u32) -> Option<Offer> {
        let (frame, state) = (self.frame, &self.now.lines[line]);
        let (model_line, volume) = (state.line, state.volume);
        let best = *self.known.offers[model_line].get_or_insert_with(|| {
            let best = cheapest_of(self.model, self.numbers, &frame.open[model_line].others, volume);
            best.map(|best| Offer::of(self.numbers, best))
        });
        let units = &frame.open[model_line].units;
        if units.is_empty() {
            return best;
        }
        let there = units.iter().filter_map(|index| {
            let (there, cell) = frame.leads_to[*index]?;
            let served = there != unit && self.now.cells[cell].volume > 0.0;
            let price = self.price_per_volume(cell, month).filter(|_| served)?;
            Some((*index, price * volume))
        });
        let best = best.map(|best| (best.alternative, best.running));
        let best = best.into_iter().chain(there).min_by(|a, b| in_order(self.model, *a, *b));
        best.map(|best| Offer::of(self.numbers, best))
    }

    /// What the payer rule would charge a line that gives notice now and leaves alone, over the horizon: its
    /// share of the cost that the unit can't shed at once, and of redundancy.
    pub(super) fn exit_charge(&mut self, line: usize, kind: DestinationKind, month: u32) -> f64 {
        if !self.frame.charges_leavers && !B::ITEMISED {
            return 0.0;
        }
        let leaves = month + self.numbers.notice(self.now.lines[line].line);
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
        let Some(cell) = self.now.lines[line].cell else { return 0.0 };
        let (model, frame, unit) = (self.model, self.frame, self.model.cells[cell].unit);
        for pool in &frame.pools_of[unit] {
            self.now.before[*pool] = self.now.needed[*pool];
        }
        let unit_before = self.now.units[unit];
        let cells_before: Vec<_> = model.units[unit].cells.iter().map(|cell| self.now.cells[*cell]).collect();
        let fraction = std::mem::replace(&mut self.now.lines[line].fraction, 0.0);
        self.measure(unit, month);
        let mut residual = 0.0;
        for pool in model.cells[cell].pools.iter().chain(&model.units[unit].overhead) {
            let fall = (self.now.before[*pool] - self.now.needed[*pool]).max(0.0);
            let release = self.numbers.release(*pool);
            let left = (leaves..model.months).map(|later| 1.0 - release.released(later - leaves));
            residual += vocabulary::twelfth(fall) * left.sum::<f64>();
        }
        self.now.lines[line].fraction = fraction;
        for pool in &frame.pools_of[unit] {
            self.now.needed[*pool] = self.now.before[*pool];
        }
        self.now.units[unit] = unit_before;
        for (cell, before) in model.units[unit].cells.iter().zip(cells_before) {
            self.now.cells[*cell] = before;
        }
        residual
    }

    fn redundancy_if_alone(&mut self, line: usize, leaves: u32) -> f64 {
        let Some(cell) = self.now.lines[line].cell else { return 0.0 };
        let start = self.now.cells[cell].volume_start;
        let share = if start > 0.0 { self.now.lines[line].volume / start } else { 0.0 };
        let paid = leaves + self.release_delay(cell);
        if paid >= self.model.months {
            return 0.0;
        }
        let model = self.model;
        let posts = model.cells[cell].posts.iter();
        let cost = posts.map(|posts| self.numbers.posts_wte[*posts] * self.redundancy_each(*posts, paid));
        cost.sum::<f64>() * share
    }
}
