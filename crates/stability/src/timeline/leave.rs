use std::collections::BTreeSet;

use costing::payer_shares;
use ledger::Account;
use register::rules::CostKind;
use register::tables::DestinationKind;
use vocabulary::{Finding, Pence, Place, apportion};

use super::state::{Departure, Elsewhere, LineState, Run};
use crate::book::Book;
use crate::model::{Model, Numbers};

/// The alternative that a buyer would take at a volume: its own before anybody's, then the cheapest with tax,
/// then the first by id. None when there are none.
pub fn best_alternative(
    model: &Model,
    numbers: &Numbers,
    candidates: &[usize],
    volume: f64,
) -> Option<usize> {
    let cost = |index: usize| numbers.curves[index].cost_with_vat(volume);
    let better = |a: &usize, b: &usize| {
        let own = |index: usize| !model.alternatives[index].own;
        own(*a).cmp(&own(*b)).then(cost(*a).total_cmp(&cost(*b))).then(a.cmp(b))
    };
    candidates.iter().copied().min_by(|a, b| better(a, b))
}

impl<B: Book> Run<'_, B> {
    /// Lines that start, leave or go on leaving on the first of a month, and what that does to needed cost.
    pub(super) fn begin_month(&mut self, month: u32) {
        let started: BTreeSet<usize> = self
            .lines
            .iter()
            .filter(|state| state.from_month == month && (month > 0) && state.fraction > 0.0)
            .filter_map(|state| state.cell.map(|cell| self.model.cells[cell].unit))
            .collect();
        let mut leaving = self.due.remove(&month).unwrap_or_default();
        leaving.extend(std::mem::take(&mut self.phasing));
        leaving.sort_unstable();
        leaving.dedup();
        if month == 0 {
            (0..self.model.units.len()).for_each(|unit| self.measure(unit, 0));
        }
        self.take_out(month, &leaving, started);
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
            let of_unit: Vec<usize> =
                departures.iter().copied().filter(|i: &usize| self.departures[*i].unit == unit).collect();
            self.settle_people(month, &of_unit);
            self.remeasure(unit, month, &of_unit);
        }
        self.note_joined(month);
    }

    /// The price per volume a year of a service at the unit that a line joins, pence.
    fn price_there(&self, line: usize, month: u32) -> Option<f64> {
        let leaving = self.lines[line].leaving.as_ref()?;
        let cell = leaving.target.cell.filter(|_| leaving.month == month)?;
        let there = self
            .lines
            .iter()
            .filter(|state| state.cell == Some(cell) && state.in_force(month.saturating_sub(1)));
        let (price, volume) = there.fold((0.0, 0.0), |(price, volume), state| {
            (price + state.price * state.fraction, volume + state.volume * state.fraction)
        });
        (volume > 0.0).then(|| price / volume)
    }

    /// One line leaves, wholly or by a part. Answers the departure, when a unit keeps books about it.
    fn leave(
        &mut self,
        month: u32,
        line: usize,
        joined: Option<f64>,
        touched: &mut BTreeSet<usize>,
    ) -> Option<usize> {
        let leaving = self.lines[line].leaving.clone()?;
        let step = month - leaving.month + 1;
        let fraction =
            if step >= leaving.phase { 0.0 } else { 1.0 - f64::from(step) / f64::from(leaving.phase) };
        let gone = self.lines[line].fraction - fraction;
        if fraction > 0.0 {
            self.phasing.push(line);
        }
        if step == 1 {
            self.arrive(month, line, joined);
        }
        self.lines[line].fraction = fraction;
        for state in self.elsewhere.iter_mut().filter(|state| state.exit == leaving.exit) {
            state.fraction = 1.0 - fraction;
        }
        for state in self.lines.iter_mut().filter(|state| state.joined_by == Some(leaving.exit)) {
            state.fraction = 1.0 - fraction;
        }
        touched.extend(leaving.target.cell.map(|cell| self.model.cells[cell].unit));
        let cell = self.lines[line].cell?;
        let unit = self.model.cells[cell].unit;
        touched.insert(unit);
        let kind = leaving.target.to.kind;
        let shares = self.shares(CostKind::Residual, kind, leaving.month);
        let mut rows = self.rows_behind(self.lines[line].line, Some(cell));
        rows.dedup();
        let trace = self.book.trace(&rows);
        self.departures.push(Departure {
            exit: leaving.exit,
            line,
            unit,
            cell,
            volume: self.lines[line].volume * gone,
            transfer: leaving.transfer.unwrap_or(0.0),
            shares,
            trace,
        });
        Some(self.departures.len() - 1)
    }

    /// A leaver arrives where it goes to: at another unit, or at what it now runs or buys itself.
    fn arrive(&mut self, month: u32, line: usize, joined: Option<f64>) {
        let Some(leaving) = self.lines[line].leaving.clone() else { return };
        let state = &self.lines[line];
        let (volume, price) = (state.volume, state.price);
        self.exits[leaving.exit].price = price;
        if let Some(cell) = leaving.target.cell {
            self.join(month, line, cell, joined, leaving.exit);
            return;
        }
        if leaving.target.to.kind == DestinationKind::Stop {
            return;
        }
        let curve = best_alternative(self.model, self.numbers, &leaving.target.candidates, volume);
        self.exits[leaving.exit].alternative = curve;
        let model_line = self.lines[line].line;
        let mut rows = vec![self.model.lines[model_line].row];
        rows.extend(curve.map(|index| self.model.alternatives[index].row));
        let trace = self.book.trace(&rows);
        let host =
            leaving.target.to.code.clone().filter(|_| leaving.target.to.kind == DestinationKind::Shared);
        self.elsewhere.push(Elsewhere {
            line: model_line,
            exit: leaving.exit,
            curve,
            price,
            volume,
            fraction: 0.0,
            shared: host.map(|host| (host, self.model.lines[model_line].service)),
            trace,
        });
        if let Some(curve) = curve {
            self.switch(month, line, curve, leaving.target.to.kind, trace);
        }
    }

    /// A line that joins another unit goes on there, at the price per volume of those who are there.
    fn join(&mut self, month: u32, line: usize, cell: usize, joined: Option<f64>, exit: usize) {
        let per_volume = joined.unwrap_or(0.0);
        let model_line = self.lines[line].line;
        if joined.is_none() {
            let seen = format!(
                "{} joins when nobody buys the service there any more; no price is known",
                self.model.lines[model_line].id
            );
            let place = Place::row("agreement_lines", &self.model.lines[model_line].id);
            self.findings.push(
                Finding::error("no-price-there", place, seen)
                    .expected("a unit with lines of the service")
                    .action("Choose another destination."),
            );
        }
        let volume = self.lines[line].volume;
        let alone = self.book.trace(&[self.model.lines[model_line].row]);
        let rows = self.rows_behind(model_line, Some(cell));
        let with_pools = self.book.trace(&rows);
        self.lines.push(LineState {
            line: model_line,
            joined_by: Some(exit),
            cell: Some(cell),
            volume,
            fraction: 0.0,
            base_price: per_volume * volume,
            base_kappa: f64::NAN,
            price: per_volume * volume,
            surcharge: 0.0,
            repriced: false,
            fixed_until: Some(i32::MIN),
            from_month: month,
            leaving: None,
            traces: [alone, with_pools],
        });
    }

    /// Prices of lines that joined this month belong to the cost per volume with them in force.
    fn note_joined(&mut self, month: u32) {
        for line in 0..self.lines.len() {
            let state = &self.lines[line];
            if let Some(cell) = state.cell
                && state.from_month == month
                && state.base_kappa.is_nan()
            {
                self.lines[line].base_kappa = self.kappa(cell);
            }
        }
    }

    /// The one-off cost of switching, paid by the leaver and shared by the rule.
    fn switch(
        &mut self,
        month: u32,
        line: usize,
        curve: usize,
        kind: DestinationKind,
        trace: ledger::TraceId,
    ) {
        let amount = Pence::round(self.numbers.curves[curve].switching);
        let model_line = &self.model.lines[self.lines[line].line];
        let what = (Account::Transition, model_line.service, trace);
        self.book.post(month, model_line.buyer, ledger::Ledger::OUTSIDE, amount, what);
        let shares = self.shares(CostKind::Transition, kind, month);
        let parts = apportion(amount, &[shares.leaver, shares.remaining, shares.unit, shares.centre]);
        self.book.post(month, self.model.centre, model_line.buyer, parts[3], what);
        let Some(cell) = self.lines[line].cell else { return };
        let unit = self.model.cells[cell].unit;
        // What the remaining buyers bear is advanced by the unit and gathered for the next review.
        self.book.post(month, self.model.units[unit].body, model_line.buyer, parts[1] + parts[2], what);
        self.units[unit].gathered += amount.as_f64() * shares.remaining;
    }

    /// The shares of the run's payer rule; a rule that says nothing leaves the cost with the unit.
    pub(super) fn shares(
        &mut self,
        cost: CostKind,
        kind: DestinationKind,
        month: u32,
    ) -> costing::PayerShares {
        if let Some(known) = self.shares.get(&(cost, kind, month)) {
            return *known;
        }
        let found = self.look_up_shares(cost, kind, month);
        self.shares.insert((cost, kind, month), found);
        found
    }

    fn look_up_shares(&mut self, cost: CostKind, kind: DestinationKind, month: u32) -> costing::PayerShares {
        let rules = &self.policy.rulebook.payer_rules;
        let found = payer_shares(rules, self.policy.payer_rule, cost, kind, self.model.date(month));
        let place = || Place::row("payer_rules", self.policy.payer_rule);
        match found {
            Some(shares) => {
                if shares.outside_dates {
                    let seen = format!(
                        "the rule {} is used outside of its dates, for {cost} cost",
                        self.policy.payer_rule
                    );
                    self.findings.push(
                        Finding::note("rule-outside-dates", place(), seen)
                            .expected("a rule in force on the month of the move"),
                    );
                }
                shares
            }
            None => {
                let seen = format!(
                    "the rule {} says nothing about {cost} cost; the unit bears it",
                    self.policy.payer_rule
                );
                self.findings.push(
                    Finding::warning("rule-silent", place(), seen)
                        .expected("a row for each kind of cost")
                        .action("Add the row."),
                );
                costing::PayerShares {
                    leaver: 0.0,
                    remaining: 0.0,
                    unit: 1.0,
                    centre: 0.0,
                    outside_dates: false,
                    row: usize::MAX,
                }
            }
        }
    }
}
