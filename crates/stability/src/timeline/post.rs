use ledger::{Account, Ledger};
use vocabulary::{Pence, apportion, twelfth};

use super::state::Run;
use crate::book::Book;

/// The first parts of a cost that is released are months old when they end; a part is dropped after that.
fn still_carried(release: costing::Release, age: u32) -> f64 {
    1.0 - release.released(age)
}

impl<B: Book> Run<'_, B> {
    /// Posts one month: what units carry, what buyers pay, what leavers now pay instead, who pays for what
    /// was left behind, and redundancy.
    pub(super) fn post(&mut self, month: u32) {
        let residual = self.residual_of_pools(month);
        self.post_carried(month, &residual);
        self.post_prices(month);
        self.post_elsewhere(month);
        self.post_residual(month);
        self.post_redundancy(month);
        self.track(month);
    }

    /// Cost a year that each pool still carries and no longer needs.
    fn residual_of_pools(&mut self, month: u32) -> Vec<f64> {
        let numbers = self.numbers;
        self.parts.retain(|part| still_carried(numbers.release(part.pool), month - part.month) > 0.0);
        let mut residual = vec![0.0; self.model.pools.len()];
        for part in &self.parts {
            residual[part.pool] +=
                part.amount * still_carried(numbers.release(part.pool), month - part.month);
        }
        residual
    }

    fn post_carried(&mut self, month: u32, residual: &[f64]) {
        for (index, pool) in self.model.pools.iter().enumerate() {
            self.residual[pool.unit][month as usize] += twelfth(residual[index]);
            let amount = Pence::round(twelfth(self.needed[index] + residual[index]));
            let what = (Account::RunningCost, pool.label, self.pool_traces[index]);
            self.book.post(month, self.model.units[pool.unit].body, Ledger::OUTSIDE, amount, what);
        }
    }

    fn post_prices(&mut self, month: u32) {
        for state in self.lines.iter().filter(|state| state.in_force(month)) {
            let line = &self.model.lines[state.line];
            let amount = Pence::round(twelfth((state.price + state.surcharge) * state.fraction));
            let trace = state.traces[usize::from(state.repriced)];
            match state.cell {
                Some(cell) => {
                    let unit = self.model.units[self.model.cells[cell].unit].body;
                    self.book.post(month, line.buyer, unit, amount, (Account::Price, line.service, trace));
                }
                // A supplier without books, or the buyer itself: the money leaves the system.
                None => {
                    self.book.post(
                        month,
                        line.buyer,
                        Ledger::OUTSIDE,
                        amount,
                        (Account::RunningCost, line.service, trace),
                    );
                }
            }
        }
    }

    fn post_elsewhere(&mut self, month: u32) {
        for index in 0..self.elsewhere.len() {
            let state = &self.elsewhere[index];
            let volume = state.volume * state.fraction;
            let Some(cost) = self.cost_elsewhere(index, volume).filter(|_| state.fraction > 0.0) else {
                continue;
            };
            let line = &self.model.lines[state.line];
            let amount = Pence::round(twelfth(cost));
            self.book.post(
                month,
                line.buyer,
                Ledger::OUTSIDE,
                amount,
                (Account::RunningCost, line.service, state.trace),
            );
            let vat = state.curve.map_or(0.0, |curve| self.numbers.curves[curve].vat_share);
            let tax = Pence::round(twelfth(cost * vat));
            self.book.post(
                month,
                line.buyer,
                self.model.exchequer,
                tax,
                (Account::Vat, line.service, state.trace),
            );
        }
    }

    /// What a leaver pays a year for the volume that has moved. Lines at one host are costed at their joint
    /// volume and share the cost by volume.
    fn cost_elsewhere(&self, index: usize, volume: f64) -> Option<f64> {
        let state = &self.elsewhere[index];
        let Some(curve) = state.curve else { return Some(state.price * state.fraction) };
        let curve = &self.numbers.curves[curve];
        let Some(shared) = &state.shared else { return Some(curve.cost(volume)) };
        let together = self
            .elsewhere
            .iter()
            .filter(|other| other.shared.as_ref() == Some(shared) && other.curve.is_some());
        let joint: f64 = together.map(|other| other.volume * other.fraction).sum();
        (joint > 0.0).then(|| curve.cost(joint) * volume / joint)
    }

    /// Shares each leaver's residual among leaver, centre, unit and those who remain. What the unit bears it
    /// has paid already; what the others bear is gathered for the next review.
    fn post_residual(&mut self, month: u32) {
        let mut by_departure = vec![0.0; self.departures.len()];
        for part in &self.parts {
            let carried = part.amount * still_carried(self.numbers.release(part.pool), month - part.month);
            by_departure[part.departure] += twelfth(carried);
        }
        for (index, amount) in by_departure.into_iter().enumerate().filter(|(_, amount)| *amount > 0.0) {
            let departure = &self.departures[index];
            self.stranded[departure.exit][month as usize] += amount;
            let shares = departure.shares;
            let parts = apportion(
                Pence::round(amount),
                &[shares.leaver, shares.remaining, shares.unit, shares.centre],
            );
            let unit = self.model.units[departure.unit].body;
            let label = self.model.cells[departure.cell].service;
            let buyer = self.model.lines[self.lines[departure.line].line].buyer;
            self.book.post(month, buyer, unit, parts[0], (Account::ExitCharge, label, departure.trace));
            self.book.post(
                month,
                self.model.centre,
                unit,
                parts[3],
                (Account::ResidualSupport, label, departure.trace),
            );
            self.units[departure.unit].gathered += amount * shares.remaining;
        }
    }

    fn post_redundancy(&mut self, month: u32) {
        let (due, later) =
            std::mem::take(&mut self.payments).into_iter().partition(|payment| payment.month == month);
        self.payments = later;
        let due: Vec<super::people::Payment> = due;
        for payment in due {
            let unit = self.model.units[payment.unit].body;
            let buyer = self.model.lines[self.lines[payment.line].line].buyer;
            let what = (Account::Redundancy, payment.label, payment.trace);
            self.book.post(month, unit, Ledger::OUTSIDE, payment.cost, what);
            let shares = payment.shares;
            let parts =
                apportion(payment.cost, &[shares.leaver, shares.remaining, shares.unit, shares.centre]);
            self.book.post(month, buyer, unit, parts[0], what);
            self.book.post(month, self.model.centre, unit, parts[3], what);
            self.units[payment.unit].gathered += payment.cost.as_f64() * shares.remaining;
        }
    }

    fn track(&mut self, month: u32) {
        for cell in 0..self.cells.len() {
            let kappa = self.kappa(cell);
            let track = &mut self.tracks[cell];
            track.volume.push(self.cells[cell].volume);
            track.direct.push(self.cells[cell].direct);
            track.kappa.push(kappa);
            track.people.push(0.0);
        }
        for state in self.lines.iter().filter(|state| state.in_force(month)) {
            let Some(cell) = state.cell else { continue };
            if let Some(people) = self.tracks[cell].people.last_mut() {
                *people += self.model.lines[state.line].people * state.fraction;
            }
        }
    }
}
