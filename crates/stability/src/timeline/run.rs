use std::collections::{BTreeMap, HashMap};

use costing::PayerShares;
use ledger::RowId;
use register::rules::CostKind;
use register::tables::DestinationKind;

use super::decide::Offer;
use super::frame::{Frame, Scope};
use super::records::Records;
use super::state::State;
use super::{Outcome, Policy};
use crate::book::Book;
use crate::model::{Model, Numbers};

/// A run under way.
///
/// It goes event by event: what nothing has touched since last month needs, costs and pays what it did, and
/// [`State::stirred`] lists the rest.
pub(super) struct Run<'a, B: Book> {
    pub model: &'a Model,
    pub numbers: &'a Numbers,
    pub policy: Policy<'a>,
    pub frame: &'a Frame,
    /// What takes part.
    pub scope: &'a Scope,
    pub book: &'a mut B,
    pub now: &'a mut State,
    pub known: &'a mut Known,
    pub told: Records,
}

/// What was looked up already and is the same for every run of an engine, as long as numbers are.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// By line: what it would take, other units left aside; and whether that was looked up.
    pub offers: Vec<Option<Option<Offer>>>,
    /// Shares of the payer rule.
    pub shares: BTreeMap<(CostKind, DestinationKind, u32), PayerShares>,
    /// Redundancy of one post of a group in a month, with the years of service that it was worked out for.
    pub redundancy: HashMap<(usize, u32), (f64, f64)>,
}

impl<'a, B: Book> Run<'a, B> {
    /// Month after month.
    pub(super) fn play(&mut self) {
        for month in 0..self.model.months {
            self.begin_month(month);
            self.review(month);
            self.agree(month);
            self.post(month);
        }
        self.book.close();
    }

    /// Prices that are agreed from this month on: whatever a review says, they hold to the end.
    fn agree(&mut self, month: u32) {
        for agreed in self.now.agreed.iter().filter(|agreed| agreed.month == month) {
            let state = &mut self.now.lines[agreed.line];
            state.price = agreed.annual;
            state.surcharge = 0.0;
            state.fixed_until = None;
            self.now.stirred.lines.push(agreed.line);
        }
    }

    /// What is left behind. The exits stay where they are as well, for a desk to look at.
    pub(super) fn finish(self) -> Outcome {
        let mut findings = self.told.findings;
        findings.sort();
        findings.dedup();
        Outcome {
            exits: self.now.exits.clone(),
            judgements: self.told.judgements,
            cells: self.told.tracks,
            residual: self.told.residual,
            stranded: Records::stranded(self.told.stranded),
            people: self.told.people,
            findings,
        }
    }

    /// Does a line of the model take part?
    pub(super) fn takes_part(&self, line: usize) -> bool {
        self.scope.lines.len() == self.model.lines.len() || self.scope.lines.binary_search(&line).is_ok()
    }

    /// The lines of a unit: the model's, then all that joined any unit. Whoever asks looks at their service.
    pub(super) fn around_unit(&self, unit: usize) -> impl Iterator<Item = usize> + use<'a, B> {
        let frame: &'a Frame = self.frame;
        frame.lines_of[unit].iter().copied().chain(self.model.lines.len()..self.now.lines.len())
    }

    /// The lines of a service, those that joined it last.
    pub(super) fn lines_of_cell(&self, cell: usize) -> impl Iterator<Item = usize> {
        let joined = self.model.lines.len()..self.now.lines.len();
        let joined = joined.filter(move |line| self.now.lines[*line].cell == Some(cell));
        self.model.cells[cell].lines.iter().copied().chain(joined)
    }

    /// Price a year per volume of a service, as those in force in a month pay it, pence.
    pub(super) fn price_per_volume(&self, cell: usize, month: u32) -> Option<f64> {
        let lines = self.lines_of_cell(cell).map(|line| &self.now.lines[line]);
        let there = lines.filter(|state| state.in_force(month));
        let (price, volume) = there.fold((0.0, 0.0), |(price, volume), state| {
            (price + state.price * state.fraction, volume + state.volume * state.fraction)
        });
        (volume > 0.0).then(|| price / volume)
    }

    /// Names the rows behind the price of a line, in the order of lines.
    pub(super) fn trace_line(&mut self, line: usize) {
        let state = &self.now.lines[line];
        let (model, line, cell) = (self.model, state.line, state.cell);
        let alone = self.book.trace(|| vec![model.lines[line].row]);
        let with_pools = self.book.trace(|| rows_behind(model, line, cell));
        self.told.of_lines.push([alone, with_pools]);
    }
}

/// The rows of a line and of every pool that its price follows.
pub(super) fn rows_behind(model: &Model, line: usize, cell: Option<usize>) -> Vec<RowId> {
    let mut rows = vec![model.lines[line].row];
    if let Some(cell) = cell {
        let unit = &model.units[model.cells[cell].unit];
        let pools = model.cells[cell].pools.iter().chain(&unit.overhead);
        rows.extend(pools.map(|pool| model.pools[*pool].row));
    }
    rows
}
