use std::collections::BTreeSet;

use ledger::{Account, Ledger, TraceId};
use register::rules::CostKind;
use register::tables::DestinationKind;
use vocabulary::{Finding, Pence, Place, apportion};

use super::decide::best_alternative;
use super::run::{Run, rows_behind};
use super::state::{Departure, Elsewhere, LineState};
use crate::book::Book;

impl<B: Book> Run<'_, B> {
    /// Lines that start, leave or go on leaving on the first of a month, and what that does to needed cost.
    pub(super) fn begin_month(&mut self, month: u32) {
        let (scope, frame) = (self.scope, self.frame);
        let mut started = BTreeSet::new();
        for line in frame.starting.get(&month).into_iter().flatten() {
            if !self.takes_part(*line) {
                continue;
            }
            let state = &self.now.lines[*line];
            started
                .extend(state.cell.filter(|_| state.fraction > 0.0).map(|cell| self.model.cells[cell].unit));
            self.now.stirred.lines.push(*line);
        }
        let mut leaving = self.now.due.remove(&month).unwrap_or_default();
        leaving.append(&mut self.now.phasing);
        leaving.sort_unstable();
        leaving.dedup();
        if month == 0 {
            // Where all lines start in the first month the baseline was measured in it, and holds.
            let held = |unit: &usize| frame.starts_of[*unit].last() == Some(&0);
            scope.units.iter().filter(|unit| !held(unit)).for_each(|unit| self.measure(*unit, 0));
        }
        if !(leaving.is_empty() && started.is_empty()) {
            self.take_out(month, &leaving, started);
        }
    }

    /// Takes lines out of force, wholly or by this month's part, and measures the units that it touches.
    pub(super) fn take_out(&mut self, month: u32, leaving: &[usize], mut touched: BTreeSet<usize>) {
        // Prices where lines join are those before this month, so all are looked up before any line moves.
        let joined: Vec<Option<f64>> = leaving.iter().map(|line| self.price_there(*line, month)).collect();
        let mut departures = Vec::new();
        for (line, joined) in leaving.iter().zip(joined) {
            departures.extend(self.leave(month, *line, joined, &mut touched));
        }
        for unit in touched {
            let here = departures.iter().copied();
            let here: Vec<usize> = here.filter(|i: &usize| self.now.departures[*i].unit == unit).collect();
            self.settle_people(month, &here);
            self.remeasure(unit, month, &here);
        }
        self.note_joined(month);
    }

    /// The price per volume a year of a service at the unit that a line joins, pence.
    fn price_there(&self, line: usize, month: u32) -> Option<f64> {
        let leaving = self.now.leaving_of(line)?;
        let cell = leaving.target.cell.filter(|_| leaving.month == month)?;
        self.price_per_volume(cell, month.saturating_sub(1))
    }

    /// One line leaves, wholly or by a part. Answers the departure, when a unit keeps books about it.
    fn leave(
        &mut self,
        month: u32,
        line: usize,
        joined: Option<f64>,
        touched: &mut BTreeSet<usize>,
    ) -> Option<usize> {
        let exit = self.now.lines[line].exit?;
        let leaving = &self.now.leaving[exit];
        let (since, phase, target) = (leaving.month, leaving.phase, leaving.target.cell);
        let step = month - since + 1;
        let fraction = if step >= phase { 0.0 } else { 1.0 - f64::from(step) / f64::from(phase) };
        let gone = self.now.lines[line].fraction - fraction;
        if fraction > 0.0 {
            self.now.phasing.push(line);
        }
        if step == 1 {
            self.arrive(month, line, exit, joined);
        }
        self.now.lines[line].fraction = fraction;
        self.now.stirred.lines.push(line);
        self.grow_where_it_went(exit, 1.0 - fraction);
        touched.extend(target.map(|cell| self.model.cells[cell].unit));
        let cell = self.now.lines[line].cell?;
        let unit = self.model.cells[cell].unit;
        touched.insert(unit);
        let shares = self.shares(CostKind::Residual, self.now.goes_to(exit), since);
        let (model, model_line) = (self.model, self.now.lines[line].line);
        let trace = self.book.trace(|| {
            let mut rows = rows_behind(model, model_line, Some(cell));
            rows.dedup();
            rows
        });
        self.now.departures.push(Departure {
            exit,
            line,
            unit,
            cell,
            volume: self.now.lines[line].volume * gone,
            transfer: self.now.leaving[exit].transfer.unwrap_or(0.0),
            shares,
            carried: 0.0,
            trace,
        });
        Some(self.now.departures.len() - 1)
    }

    /// What has left one place is in force at the other.
    fn grow_where_it_went(&mut self, exit: usize, fraction: f64) {
        let leaving = &self.now.leaving[exit];
        if let Some(joined) = leaving.joined {
            self.now.lines[joined].fraction = fraction;
            self.now.stirred.lines.push(joined);
        }
        if let Some(elsewhere) = leaving.elsewhere {
            self.now.elsewhere[elsewhere].fraction = fraction;
            self.stir_elsewhere(elsewhere);
        }
    }

    /// A leaver arrives where it goes to: at another unit, or at what it now runs or buys itself.
    fn arrive(&mut self, month: u32, line: usize, exit: usize, joined: Option<f64>) {
        let state = &self.now.lines[line];
        let (volume, price, model_line) = (state.volume, state.price, state.line);
        let target = &self.now.leaving[exit].target;
        let kind = target.to.kind;
        self.now.exits[exit].price = price;
        if let Some(cell) = target.cell {
            self.join(month, line, cell, joined, exit);
            return;
        }
        if kind == DestinationKind::Stop {
            return;
        }
        let curve = best_alternative(self.model, self.numbers, &target.candidates, volume);
        let host = target.to.code.clone().filter(|_| kind == DestinationKind::Shared);
        self.now.exits[exit].alternative = curve;
        let model = self.model;
        let trace = self.book.trace(|| {
            let mut rows = vec![model.lines[model_line].row];
            rows.extend(curve.map(|index| model.alternatives[index].row));
            rows
        });
        self.now.leaving[exit].elsewhere = Some(self.now.elsewhere.len());
        self.now.elsewhere.push(Elsewhere {
            line: model_line,
            curve,
            price,
            volume,
            fraction: 0.0,
            shared: host.map(|host| (host, self.model.lines[model_line].service)),
            pays: Pence::ZERO,
            tax: Pence::ZERO,
            trace,
        });
        if let Some(curve) = curve {
            self.switch(month, line, curve, kind, trace);
        }
    }

    /// A line that joins another unit goes on there, at the price per volume of those who are there.
    fn join(&mut self, month: u32, line: usize, cell: usize, joined: Option<f64>, exit: usize) {
        let per_volume = joined.unwrap_or(0.0);
        let LineState { line: model_line, volume, .. } = self.now.lines[line];
        if joined.is_none() {
            self.say_no_price(model_line);
        }
        self.now.leaving[exit].joined = Some(self.now.lines.len());
        self.now.cells[cell].priced_at = None;
        self.now.lines.push(LineState {
            line: model_line,
            cell: Some(cell),
            volume,
            fraction: 0.0,
            base_price: per_volume * volume,
            base_kappa: f64::NAN,
            price: per_volume * volume,
            surcharge: 0.0,
            pays: Pence::ZERO,
            fixed_until: Some(i32::MIN),
            from_month: month,
            exit: None,
            repriced: false,
        });
        if B::ITEMISED {
            self.trace_line(self.now.lines.len() - 1);
        }
    }

    fn say_no_price(&mut self, line: usize) {
        let id = &self.model.lines[line].id;
        let seen = format!("{id} joins when nobody buys the service there any more; no price is known");
        self.told.findings.push(
            Finding::error("no-price-there", Place::row("agreement_lines", id), seen)
                .expected("a unit with lines of the service")
                .action("Choose another destination."),
        );
    }

    /// Prices of lines that joined this month belong to the cost per volume with them in force.
    fn note_joined(&mut self, month: u32) {
        for line in self.model.lines.len()..self.now.lines.len() {
            let state = &self.now.lines[line];
            if let Some(cell) = state.cell
                && state.from_month == month
                && state.base_kappa.is_nan()
            {
                self.now.lines[line].base_kappa = self.kappa(cell);
            }
        }
    }

    /// The one-off cost of switching, paid by the leaver and shared by the rule.
    fn switch(&mut self, month: u32, line: usize, curve: usize, kind: DestinationKind, trace: TraceId) {
        let amount = Pence::round(self.numbers.curves[curve].switching);
        let model_line = &self.model.lines[self.now.lines[line].line];
        let what = (Account::Transition, model_line.service, trace);
        self.book.post(month, model_line.buyer, Ledger::OUTSIDE, amount, what);
        let shares = self.shares(CostKind::Transition, kind, month);
        let parts = apportion(amount, &[shares.leaver, shares.remaining, shares.unit, shares.centre]);
        self.book.post(month, self.model.centre, model_line.buyer, parts[3], what);
        let Some(cell) = self.now.lines[line].cell else { return };
        let unit = self.model.cells[cell].unit;
        // What the remaining buyers bear is advanced by the unit and gathered for the next review.
        self.book.post(month, self.model.units[unit].body, model_line.buyer, parts[1] + parts[2], what);
        self.now.units[unit].gathered += amount.as_f64() * shares.remaining;
    }
}
