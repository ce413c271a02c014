use costing::{PayerShares, RedundancyTerms, redundancy_for_one};
use ledger::{LabelId, TraceId};
use register::rules::CostKind;
use register::tables::{DestinationKind, Tier};
use vocabulary::{Finding, Pence, Place};

use super::state::Run;
use crate::book::Book;

/// Posts of one group that one exit moves, redeploys or loses.
#[derive(Debug, Clone, PartialEq)]
pub struct PeopleRow {
    /// The exit in [`super::Outcome::exits`].
    pub exit: usize,
    /// The unit, as an index into the model's units.
    pub unit: usize,
    /// The service, as an index into the model's services.
    pub cell: usize,
    /// The group of posts, as an index into the model's posts.
    pub posts: usize,
    /// Whole-time equivalents that transfer.
    pub transfer_wte: f64,
    /// Whole-time equivalents that are redeployed.
    pub redeploy_wte: f64,
    /// Whole-time equivalents that are made redundant.
    pub redundant_wte: f64,
    /// What redundancy costs.
    pub cost: Pence,
    /// Month of the horizon in which it is paid; may lie beyond the horizon.
    pub month: u32,
    /// Who pays.
    pub shares: PayerShares,
}

/// A redundancy payment that is due.
#[derive(Debug, Clone)]
pub(super) struct Payment {
    pub month: u32,
    pub unit: usize,
    pub line: usize,
    pub label: LabelId,
    pub cost: Pence,
    pub shares: PayerShares,
    pub trace: TraceId,
}

/// How the posts behind a departure split.
struct Split {
    transfer: f64,
    redeploy: f64,
    redundant: f64,
}

impl<B: Book> Run<'_, B> {
    /// Splits the posts behind this month's departures of a unit, and notes what redundancy will cost.
    ///
    /// Posts attributable to a line are the service's posts in proportion to its volume. Without a share in
    /// the scenario nobody transfers, unless the whole service moves: then frontline posts move with it.
    pub(super) fn settle_people(&mut self, month: u32, departures: &[usize]) {
        for index in departures {
            let departure = self.departures[*index].clone();
            let Some(leaving) = self.lines[departure.line].leaving.clone() else { continue };
            let cell = &self.model.cells[departure.cell];
            let start = self.cells[departure.cell].volume_start;
            let whole =
                self.lines.iter().all(|state| state.cell != Some(departure.cell) || !state.in_force(month));
            let moves = leaving.target.to.kind != DestinationKind::Stop;
            let (mut transferred, mut all) = (0.0, 0.0);
            for posts in cell.posts.clone() {
                let share = if start > 0.0 { departure.volume / start } else { 0.0 };
                let wte = self.numbers.posts_wte[posts] * share;
                let frontline = self.model.posts[posts].tier == Tier::Frontline;
                let default = if whole && moves && frontline { 1.0 } else { 0.0 };
                let transfer = wte * leaving.transfer.unwrap_or(default);
                let redeploy = (wte - transfer) * leaving.redeploy;
                transferred += transfer;
                all += wte;
                let split = Split { transfer, redeploy, redundant: wte - transfer - redeploy };
                self.note_people(*index, month, posts, &split, leaving.target.to.kind);
            }
            let by_posts = if all > 0.0 { transferred / all } else { 0.0 };
            self.departures[*index].transfer = leaving.transfer.unwrap_or(by_posts);
        }
    }

    fn note_people(&mut self, index: usize, month: u32, posts: usize, split: &Split, kind: DestinationKind) {
        let departure = self.departures[index].clone();
        let cell = &self.model.cells[departure.cell];
        let label = cell.service;
        let paid = month + self.release_delay(departure.cell);
        let each = self.redundancy_each(posts, paid);
        let shares = self.shares(CostKind::Redundancy, kind, month);
        let cost = Pence::round(each * split.redundant);
        self.people.push(PeopleRow {
            exit: departure.exit,
            unit: departure.unit,
            cell: departure.cell,
            posts,
            transfer_wte: split.transfer,
            redeploy_wte: split.redeploy,
            redundant_wte: split.redundant,
            cost,
            month: paid,
            shares,
        });
        if cost == Pence::ZERO {
            return;
        }
        if paid >= self.model.months {
            let seen =
                "redundancy that is paid after the end of the horizon, and isn't in the figures".to_string();
            let place = Place::row("post_groups", self.model.names.name_of(self.model.posts[posts].row));
            self.findings
                .push(Finding::warning("after-horizon", place, seen).action("Lengthen the horizon."));
            return;
        }
        let rows = [self.model.posts[posts].row, self.model.lines[self.lines[departure.line].line].row];
        let trace = self.book.trace(&rows);
        let payment =
            Payment { month: paid, unit: departure.unit, line: departure.line, label, cost, shares, trace };
        self.payments.push(payment);
    }

    /// Months before a service's posts are released: the delay of its staff pool, the largest if several.
    pub(super) fn release_delay(&self, cell: usize) -> u32 {
        let pools = self.model.cells[cell].pools.iter().copied();
        let staff = pools.filter(|pool| self.model.pools[*pool].is_staff);
        let annual = |pool: usize| self.numbers.pool_annual[pool];
        let largest = staff.max_by(|a, b| annual(*a).total_cmp(&annual(*b)).then(b.cmp(a)));
        largest.map_or(0, |pool| self.numbers.release(pool).delay_months)
    }

    /// What one post of a group made redundant in a month costs, pence.
    pub(super) fn redundancy_each(&mut self, posts: usize, month: u32) -> f64 {
        let rulebook = self.policy.rulebook;
        let tables = RedundancyTerms { terms: &rulebook.redundancy, pay: &rulebook.pay };
        let band = &self.model.posts[posts].band;
        let found = redundancy_for_one(tables, band, self.numbers.posts_years[posts], self.model.date(month));
        match found {
            Ok(redundancy) => redundancy.cost,
            Err(table) => {
                let seen = format!(
                    "no row in force for band {band} in {}; its redundancy is not in the figures",
                    self.model.month(month).words()
                );
                self.findings.push(
                    Finding::warning("no-rate", Place::table(table), seen)
                        .expected("a row with a date on or before the payment")
                        .action("Add the row."),
                );
                0.0
            }
        }
    }
}
