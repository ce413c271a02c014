use std::collections::BTreeSet;

use register::tables::DestinationKind;

use super::decide::Judgement;
use super::run::Run;
use super::state::{Exit, Leaving};
use crate::book::Book;
use crate::plan::Target;
use crate::scenario::Destination;

impl<B: Book> Run<'_, B> {
    /// The yearly review of every unit whose month it is: new prices, then the decisions of those who pay them.
    pub(super) fn review(&mut self, month: u32) {
        let (scope, model) = (self.scope, self.model);
        if self.frame.rounds[month as usize] == 0 {
            return;
        }
        let of_year = model.month(month).month_of_year();
        let reviewing = || scope.units.iter().filter(|unit| model.units[**unit].review_month == of_year);
        for unit in reviewing() {
            self.reprice(*unit, month);
        }
        if !self.policy.reaction {
            return;
        }
        let mut judged: Vec<(usize, Judgement)> = Vec::new();
        for unit in reviewing() {
            self.judge_unit(*unit, month, &mut judged);
        }
        // Notices are given in the order of lines, whatever the unit.
        judged.sort_unstable_by_key(|(line, _)| *line);
        let mut leaving = Vec::new();
        for (line, judgement) in judged {
            if judgement.leaves {
                leaving.extend(self.give_notice(line, &judgement));
            }
            if B::ITEMISED {
                self.told.judgements.push(judgement);
            }
        }
        if !leaving.is_empty() {
            self.take_out(month, &leaving, BTreeSet::new());
        }
    }

    /// Prices of cost-share lines follow needed cost per volume; what was gathered is added in proportion to
    /// price. What finds no line stays with the unit.
    fn reprice(&mut self, unit: usize, month: u32) {
        let state = &mut self.now.units[unit];
        let gathered = std::mem::take(&mut state.gathered);
        let surcharges = gathered != 0.0 || state.surcharged;
        state.surcharged = false;
        let stands = !self.note_kappas(unit, surcharges);
        self.now.units[unit].stands = stands;
        if stands {
            return;
        }
        let mut total = 0.0;
        for line in self.around_unit(unit) {
            let state = &mut self.now.lines[line];
            let Some(cell) = state.cell.filter(|cell| self.frame.unit_of[*cell] == unit) else { continue };
            let cell = &self.now.cells[cell];
            let Some(kappa) = cell.priced_at.filter(|_| !cell.stands) else { continue };
            let paid = (state.price, std::mem::take(&mut state.surcharge));
            if !state.in_force(month) || !state.is_cost_share(month) {
                continue;
            }
            if state.base_kappa > 0.0 {
                state.price = state.base_price * kappa / state.base_kappa;
                state.repriced = true;
            }
            total += state.price * state.fraction;
            if paid != (state.price, 0.0) {
                self.now.stirred.lines.push(line);
            }
        }
        if gathered != 0.0 && total > 0.0 {
            self.surcharge(unit, month, gathered, total);
        }
    }

    /// Notes the cost per volume that each service of a unit is priced at from now on. Where it is what it was,
    /// prices stand. Answers whether any service is priced anew.
    fn note_kappas(&mut self, unit: usize, surcharges: bool) -> bool {
        let mut any = false;
        for cell in &self.model.units[unit].cells {
            let kappa = Some(self.kappa(*cell));
            let state = &mut self.now.cells[*cell];
            state.stands = !surcharges && self.frame.steady[*cell] && state.priced_at == kappa;
            state.priced_at = kappa;
            any |= !state.stands;
        }
        any
    }

    fn surcharge(&mut self, unit: usize, month: u32, gathered: f64, total: f64) {
        self.now.units[unit].surcharged = true;
        for line in self.around_unit(unit) {
            let state = &mut self.now.lines[line];
            let of_unit = state.cell.is_some_and(|cell| self.frame.unit_of[cell] == unit);
            if of_unit && state.in_force(month) && state.is_cost_share(month) {
                state.surcharge = gathered * state.price / total;
                state.repriced = true;
                self.now.stirred.lines.push(line);
            }
        }
    }

    /// Notice is irrevocable; the line leaves when it has run. Answers the line when that is at once.
    fn give_notice(&mut self, line: usize, judgement: &Judgement) -> Option<usize> {
        let row = &self.model.alternatives[judgement.alternative];
        let month = judgement.month + self.numbers.notice(judgement.line);
        let to = Destination { kind: row.kind, code: row.supplier_code.clone() };
        let place = self.frame.leads_to[judgement.alternative];
        let cell = place.filter(|_| row.kind == DestinationKind::Unit).map(|(_, cell)| cell);
        let exit = Exit {
            line: judgement.line,
            month,
            to: to.clone(),
            alternative: Some(judgement.alternative),
            reaction: Some(judgement.round),
            price: judgement.price,
        };
        let target = Target { to, candidates: vec![judgement.alternative], cell };
        let leaving =
            Leaving { month, phase: 1, target, transfer: None, redeploy: 0.0, elsewhere: None, joined: None };
        self.settle_exit(line, exit, leaving);
        if month == judgement.month {
            return Some(line);
        }
        self.now.due.entry(month).or_default().push(line);
        None
    }
}
