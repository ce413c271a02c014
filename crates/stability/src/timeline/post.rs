use ledger::{Account, BodyId, Ledger};
use vocabulary::{Pence, twelfth};

use super::run::Run;
use super::state::LineState;
use crate::book::Book;
use crate::model::Model;

/// Tells a book that what recurs between two bodies is now another amount, if it is.
fn recur<B: Book>(
    book: &mut B,
    month: u32,
    between: impl FnOnce() -> (BodyId, BodyId),
    amount: &mut Pence,
    now: Pence,
) {
    if *amount != now {
        let (from, to) = between();
        book.recurs(month, from, to, now - *amount);
        *amount = now;
    }
}

/// Who a line pays: its unit, or somebody without books here (a supplier, or the buyer itself), and then the
/// money leaves the system.
fn paid_by(model: &Model, state: &LineState) -> (BodyId, BodyId) {
    let to = state.cell.map(|cell| model.units[model.cells[cell].unit].body);
    (model.lines[state.line].buyer, to.unwrap_or(Ledger::OUTSIDE))
}

impl<B: Book> Run<'_, B> {
    /// Posts one month: what units carry, what buyers pay, what leavers now pay instead, who pays for what
    /// was left behind, and redundancy.
    pub(super) fn post(&mut self, month: u32) {
        self.carry(month);
        self.set_spending(month);
        self.set_prices(month);
        self.set_elsewhere(month);
        if B::ITEMISED {
            self.post_spending(month);
            self.post_prices(month);
            self.post_elsewhere(month);
        }
        self.post_residual(month);
        self.post_redundancy(month);
        if B::ITEMISED {
            self.track(month);
        }
    }

    /// What is spent on the pools that something has happened to: needed and residual cost.
    fn set_spending(&mut self, month: u32) {
        let stirred = std::mem::take(&mut self.now.stirred.pools);
        for pool in &stirred {
            let amount = Pence::round(twelfth(self.now.needed[*pool] + self.now.residual[*pool]));
            let model = self.model;
            let between = || (model.units[model.pools[*pool].unit].body, Ledger::OUTSIDE);
            recur(self.book, month, between, &mut self.now.spent[*pool], amount);
        }
        self.now.stirred.pools = stirred;
        self.now.stirred.pools.clear();
    }

    fn post_spending(&mut self, month: u32) {
        for index in &self.scope.pools {
            let pool = &self.model.pools[*index];
            self.told.residual[pool.unit][month as usize] += twelfth(self.now.residual[*index]);
            let what = (Account::RunningCost, pool.label, self.told.of_pools[*index]);
            let body = self.model.units[pool.unit].body;
            self.book.post(month, body, Ledger::OUTSIDE, self.now.spent[*index], what);
        }
    }

    /// What the lines pay whose price or volume may have changed.
    fn set_prices(&mut self, month: u32) {
        let stirred = std::mem::take(&mut self.now.stirred.lines);
        for line in &stirred {
            let state = &mut self.now.lines[*line];
            let annual =
                if state.in_force(month) { (state.price + state.surcharge) * state.fraction } else { 0.0 };
            let mut pays = state.pays;
            recur(self.book, month, || paid_by(self.model, state), &mut pays, Pence::round(twelfth(annual)));
            self.now.lines[*line].pays = pays;
        }
        self.now.stirred.lines = stirred;
        self.now.stirred.lines.clear();
    }

    fn post_prices(&mut self, month: u32) {
        let joined = self.model.lines.len()..self.now.lines.len();
        for line in self.scope.lines.iter().copied().chain(joined) {
            let state = &self.now.lines[line];
            let (from, to) = paid_by(self.model, state);
            let trace = self.told.of_lines[line][usize::from(state.repriced)];
            let account = if state.cell.is_some() { Account::Price } else { Account::RunningCost };
            let what = (account, self.model.lines[state.line].service, trace);
            self.book.post(month, from, to, state.pays, what);
        }
    }

    /// Notes that a place elsewhere, and every other that it shares a host with, may cost another sum.
    pub(super) fn stir_elsewhere(&mut self, index: usize) {
        let all = &self.now.elsewhere;
        match &all[index].shared {
            None => self.now.stirred.elsewhere.push(index),
            shared => {
                let together = (0..all.len()).filter(|other| all[*other].shared == *shared);
                self.now.stirred.elsewhere.extend(together);
            }
        }
    }

    fn set_elsewhere(&mut self, month: u32) {
        let stirred = std::mem::take(&mut self.now.stirred.elsewhere);
        for index in &stirred {
            let state = &self.now.elsewhere[*index];
            let volume = state.volume * state.fraction;
            let cost = self.cost_elsewhere(*index, volume).filter(|_| state.fraction > 0.0).unwrap_or(0.0);
            let vat = state.curve.map_or(0.0, |curve| self.numbers.curves[curve].vat_share);
            let buyer = self.model.lines[state.line].buyer;
            let state = &mut self.now.elsewhere[*index];
            let (amount, tax) = (Pence::round(twelfth(cost)), Pence::round(twelfth(cost * vat)));
            recur(self.book, month, || (buyer, Ledger::OUTSIDE), &mut state.pays, amount);
            recur(self.book, month, || (buyer, self.model.exchequer), &mut state.tax, tax);
        }
        self.now.stirred.elsewhere = stirred;
        self.now.stirred.elsewhere.clear();
    }

    /// What a leaver pays a year for the volume that has moved. Lines at one host are costed at their joint
    /// volume and share the cost by volume.
    fn cost_elsewhere(&self, index: usize, volume: f64) -> Option<f64> {
        let state = &self.now.elsewhere[index];
        let Some(curve) = state.curve else { return Some(state.price * state.fraction) };
        let curve = &self.numbers.curves[curve];
        let Some(shared) = &state.shared else { return Some(curve.cost(volume)) };
        let together = self
            .now
            .elsewhere
            .iter()
            .filter(|other| other.shared.as_ref() == Some(shared) && other.curve.is_some());
        let joint: f64 = together.map(|other| other.volume * other.fraction).sum();
        (joint > 0.0).then(|| curve.cost(joint) * volume / joint)
    }

    fn post_elsewhere(&mut self, month: u32) {
        for state in &self.now.elsewhere {
            let line = &self.model.lines[state.line];
            let what = |account| (account, line.service, state.trace);
            self.book.post(month, line.buyer, Ledger::OUTSIDE, state.pays, what(Account::RunningCost));
            self.book.post(month, line.buyer, self.model.exchequer, state.tax, what(Account::Vat));
        }
    }

    fn track(&mut self, month: u32) {
        for cell in &self.scope.cells {
            let kappa = self.kappa(*cell);
            let (state, track) = (&self.now.cells[*cell], &mut self.told.tracks[*cell]);
            track.volume.push(state.volume);
            track.direct.push(state.direct);
            track.kappa.push(kappa);
            track.people.push(0.0);
        }
        for state in self.now.lines.iter().filter(|state| state.in_force(month)) {
            let Some(cell) = state.cell else { continue };
            if let Some(people) = self.told.tracks[cell].people.last_mut() {
                *people += self.model.lines[state.line].people * state.fraction;
            }
        }
    }
}
