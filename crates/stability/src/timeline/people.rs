use costing::{PayerShares, RedundancyTerms, redundancy_for_one};
use ledger::{LabelId, TraceId};
use register::rules::CostKind;
use register::tables::{DestinationKind, Tier};
use vocabulary::{Finding, Pence, Place};

use super::run::Run;
use super::state::Departure;
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
        let model = self.model;
        for index in departures {
            let departure = &self.now.departures[*index];
            let (cell, volume) = (departure.cell, departure.volume);
            let leaving = &self.now.leaving[departure.exit];
            let (wanted, redeploy, kind) = (leaving.transfer, leaving.redeploy, leaving.target.to.kind);
            let start = self.now.cells[cell].volume_start;
            let whole = !self.lines_of_cell(cell).any(|line| self.now.lines[line].in_force(month));
            let moves = kind != DestinationKind::Stop;
            let (mut transferred, mut all) = (0.0, 0.0);
            for posts in &model.cells[cell].posts {
                let share = if start > 0.0 { volume / start } else { 0.0 };
                let wte = self.numbers.posts_wte[*posts] * share;
                let frontline = model.posts[*posts].tier == Tier::Frontline;
                let default = if whole && moves && frontline { 1.0 } else { 0.0 };
                let transfer = wte * wanted.unwrap_or(default);
                let redeploy = (wte - transfer) * redeploy;
                transferred += transfer;
                all += wte;
                let split = Split { transfer, redeploy, redundant: wte - transfer - redeploy };
                self.note_people(*index, month, *posts, &split);
            }
            let by_posts = if all > 0.0 { transferred / all } else { 0.0 };
            self.now.departures[*index].transfer = wanted.unwrap_or(by_posts);
        }
    }

    fn note_people(&mut self, index: usize, month: u32, posts: usize, split: &Split) {
        let Departure { exit, unit, cell, line, .. } = self.now.departures[index];
        let paid = month + self.release_delay(cell);
        let each = self.redundancy_each(posts, paid);
        let shares = self.shares(CostKind::Redundancy, self.now.goes_to(exit), month);
        let cost = Pence::round(each * split.redundant);
        if B::ITEMISED {
            self.told.people.push(PeopleRow {
                exit,
                unit,
                cell,
                posts,
                transfer_wte: split.transfer,
                redeploy_wte: split.redeploy,
                redundant_wte: split.redundant,
                cost,
                month: paid,
                shares,
            });
        }
        if cost == Pence::ZERO {
            return;
        }
        if paid >= self.model.months {
            self.say_after_horizon(posts);
            return;
        }
        let (model, model_line) = (self.model, self.now.lines[line].line);
        let trace = self.book.trace(|| vec![model.posts[posts].row, model.lines[model_line].row]);
        let label = model.cells[cell].service;
        self.now.payments.push(Payment { month: paid, unit, line, label, cost, shares, trace });
    }

    fn say_after_horizon(&mut self, posts: usize) {
        if !B::ITEMISED {
            return;
        }
        let seen = "redundancy that is paid after the end of the horizon, and isn't in the figures";
        let place = Place::row("post_groups", self.model.names.name_of(self.model.posts[posts].row));
        let finding = Finding::warning("after-horizon", place, seen.to_string());
        self.told.findings.push(finding.action("Lengthen the horizon."));
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
        let years = self.numbers.posts_years[posts];
        match self.known.redundancy.get(&(posts, month)) {
            Some((of, cost)) if *of == years => *cost,
            _ => {
                let cost = self.look_up_redundancy(posts, years, month);
                self.known.redundancy.insert((posts, month), (years, cost));
                cost
            }
        }
    }

    fn look_up_redundancy(&mut self, posts: usize, years: f64, month: u32) -> f64 {
        let rulebook = self.policy.rulebook;
        let tables = RedundancyTerms { terms: &rulebook.redundancy, pay: &rulebook.pay };
        let band = &self.model.posts[posts].band;
        match redundancy_for_one(tables, band, years, self.model.date(month)) {
            Ok(redundancy) => redundancy.cost,
            Err(table) => {
                let seen = format!(
                    "no row in force for band {band} in {}; its redundancy is not in the figures",
                    self.model.month(month).words()
                );
                self.told.findings.push(
                    Finding::warning("no-rate", Place::table(table), seen)
                        .expected("a row with a date on or before the payment")
                        .action("Add the row."),
                );
                0.0
            }
        }
    }
}
