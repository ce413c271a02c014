use ledger::Account;
use vocabulary::{Pence, apportion, twelfth};

use super::people::Payment;
use super::run::Run;
use super::state::State;
use crate::book::Book;

impl<B: Book> Run<'_, B> {
    /// Works out what is still carried and no longer needed this month: by pool a year, and by departure in the
    /// month. Parts are dropped once nothing of them is left.
    pub(super) fn carry(&mut self, month: u32) {
        let State { parts, departures, trailing, residual, stirred, .. } = &mut *self.now;
        if parts.is_empty() {
            return;
        }
        trailing.sort_unstable();
        trailing.dedup();
        for part in parts.iter() {
            // Pools with new parts were stirred when their unit was measured.
            if std::mem::take(&mut residual[part.pool]) != 0.0 {
                stirred.pools.push(part.pool);
            }
            departures[part.departure].carried = 0.0;
        }
        parts.retain(|part| {
            let still = part.still_carried(month);
            let carried = part.amount * still;
            if still > 0.0 {
                residual[part.pool] += carried;
                departures[part.departure].carried += twelfth(carried);
            }
            still > 0.0
        });
        trailing.retain(|departure| departures[*departure].carried > 0.0);
    }

    /// Shares each leaver's residual among leaver, centre, unit and those who remain. What the unit bears it
    /// has paid already; what the others bear is gathered for the next review.
    pub(super) fn post_residual(&mut self, month: u32) {
        for position in 0..self.now.trailing.len() {
            let departure = &self.now.departures[self.now.trailing[position]];
            let (amount, shares) = (departure.carried, departure.shares);
            if B::ITEMISED {
                self.told.stranded[departure.exit][month as usize] += amount;
            }
            let weights = [shares.leaver, shares.remaining, shares.unit, shares.centre];
            let body = self.model.units[departure.unit].body;
            // The unit alone: it has paid already.
            if weights[2] <= 0.0 || [0, 1, 3].into_iter().any(|i| weights[i] != 0.0) {
                let parts = apportion(Pence::round(amount), &weights);
                let label = self.model.cells[departure.cell].service;
                let buyer = self.model.lines[self.now.lines[departure.line].line].buyer;
                let (charge, support) = (Account::ExitCharge, Account::ResidualSupport);
                self.book.post(month, buyer, body, parts[0], (charge, label, departure.trace));
                self.book.post(month, self.model.centre, body, parts[3], (support, label, departure.trace));
            }
            self.now.units[departure.unit].gathered += amount * shares.remaining;
        }
    }

    pub(super) fn post_redundancy(&mut self, month: u32) {
        if !self.now.payments.iter().any(|payment| payment.month == month) {
            return;
        }
        let payments = std::mem::take(&mut self.now.payments);
        let (due, later): (Vec<Payment>, Vec<Payment>) =
            payments.into_iter().partition(|payment| payment.month == month);
        self.now.payments = later;
        for payment in due {
            let unit = self.model.units[payment.unit].body;
            let buyer = self.model.lines[self.now.lines[payment.line].line].buyer;
            let what = (Account::Redundancy, payment.label, payment.trace);
            self.book.post(month, unit, ledger::Ledger::OUTSIDE, payment.cost, what);
            let shares = payment.shares;
            let parts =
                apportion(payment.cost, &[shares.leaver, shares.remaining, shares.unit, shares.centre]);
            self.book.post(month, buyer, unit, parts[0], what);
            self.book.post(month, self.model.centre, unit, parts[3], what);
            self.now.units[payment.unit].gathered += payment.cost.as_f64() * shares.remaining;
        }
    }
}
