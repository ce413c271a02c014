use ledger::{LabelId, RowId, TraceId};
use register::rules::CostKind;
use register::tables::DestinationKind;
use vocabulary::Findings;

use super::people::{Payment, PeopleRow};
use super::review::Judgement;
use super::{Outcome, Policy};
use crate::book::Book;
use crate::model::{Model, Numbers};
use crate::plan::Target;
use crate::scenario::Destination;

/// A line as it stands in a run. A line that joins another unit goes on as a second one there.
#[derive(Debug, Clone)]
pub(super) struct LineState {
    /// The line, as an index into [`Model::lines`].
    pub line: usize,
    /// The exit by which it joined this unit.
    pub joined_by: Option<usize>,
    /// The unit's service it belongs to.
    pub cell: Option<usize>,
    /// Whole volume.
    pub volume: f64,
    /// Share of the volume that is in force, 0 to 1.
    pub fraction: f64,
    /// Price a year at the start, for the whole volume, pence.
    pub base_price: f64,
    /// Needed cost per volume that the base price belongs to.
    pub base_kappa: f64,
    /// Price a year now, without surcharge, for the whole volume.
    pub price: f64,
    /// Surcharge a year now, for the whole volume.
    pub surcharge: f64,
    /// Has a review set the price? The trace then names the pools too.
    pub repriced: bool,
    /// A fixed price holds for reviews up to this month; none for ever.
    pub fixed_until: Option<i32>,
    /// In force from this month.
    pub from_month: u32,
    /// When and how it leaves, once that is settled.
    pub leaving: Option<Leaving>,
    /// Rows behind its price: the line alone, and with the pools.
    pub traces: [TraceId; 2],
}

impl LineState {
    pub(super) fn in_force(&self, month: u32) -> bool {
        self.from_month <= month && self.fraction > 0.0
    }

    pub(super) fn is_cost_share(&self, month: u32) -> bool {
        self.fixed_until.is_some_and(|until| month as i32 > until)
    }
}

/// An exit that is settled.
#[derive(Debug, Clone)]
pub(super) struct Leaving {
    pub month: u32,
    pub phase: u32,
    pub target: Target,
    pub transfer: Option<f64>,
    pub redeploy: f64,
    /// The exit in [`Outcome::exits`].
    pub exit: usize,
}

/// A line that left, or will.
#[derive(Debug, Clone, PartialEq)]
pub struct Exit {
    /// The line, as an index into [`Model::lines`].
    pub line: usize,
    /// First month in which it is gone, wholly or in part.
    pub month: u32,
    /// Where to.
    pub to: Destination,
    /// The alternative that it goes to, as an index into [`Model::alternatives`]; none: today's price.
    pub alternative: Option<usize>,
    /// By its own decision at a review (which, counted from 1), not by a move of the scenario.
    pub reaction: Option<u32>,
    /// Price a year when it left, pence.
    pub price: f64,
}

/// A unit's service by month.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CellTrack {
    /// Volume in force.
    pub volume: Vec<f64>,
    /// Registered people of the buyers in force.
    pub people: Vec<f64>,
    /// Needed cost a year per volume, overhead included, pence.
    pub kappa: Vec<f64>,
    /// Needed direct cost a year, pence.
    pub direct: Vec<f64>,
    /// Needed cost per volume before any move.
    pub kappa_start: f64,
}

/// Residual cost that one exit leaves behind, by month, pence.
#[derive(Debug, Clone, PartialEq)]
pub struct Stranded {
    /// The exit in [`Outcome::exits`].
    pub exit: usize,
    /// Months of the horizon.
    pub by_month: Vec<f64>,
}

/// A part of a pool's cost that is no longer needed and still being released.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part {
    pub pool: usize,
    pub departure: usize,
    pub month: u32,
    /// Pence a year.
    pub amount: f64,
}

/// One line (or a phased part of one) that left in one month.
#[derive(Debug, Clone)]
pub(super) struct Departure {
    pub exit: usize,
    pub line: usize,
    pub unit: usize,
    pub cell: usize,
    pub volume: f64,
    /// Share of staff cost released at once.
    pub transfer: f64,
    pub shares: costing::PayerShares,
    pub trace: TraceId,
}

/// What a leaver now runs or buys instead.
#[derive(Debug, Clone)]
pub(super) struct Elsewhere {
    pub line: usize,
    pub exit: usize,
    /// Index into the alternatives; none: today's price.
    pub curve: Option<usize>,
    /// Price a year when it left, for when no curve is known.
    pub price: f64,
    pub volume: f64,
    pub fraction: f64,
    /// Lines at the same host for the same service are costed together.
    pub shared: Option<(vocabulary::Code, LabelId)>,
    pub trace: TraceId,
}

/// A unit as it stands in a run.
#[derive(Debug, Clone, Default)]
pub(super) struct UnitState {
    /// What remaining buyers bear, gathered since the last review, pence.
    pub gathered: f64,
    /// Needed direct cost a year at the baseline, and now.
    pub direct_start: f64,
    pub direct: f64,
    /// Overhead needed a year now.
    pub overhead: f64,
}

/// A unit's service as it stands in a run.
#[derive(Debug, Clone, Default)]
pub(super) struct CellState {
    pub volume_start: f64,
    pub volume: f64,
    pub direct: f64,
    pub kappa_start: f64,
}

/// A run under way.
pub(super) struct Run<'a, B: Book> {
    pub model: &'a Model,
    pub numbers: &'a Numbers,
    pub policy: Policy<'a>,
    pub book: &'a mut B,
    pub lines: Vec<LineState>,
    pub units: Vec<UnitState>,
    pub cells: Vec<CellState>,
    /// Needed cost a year by pool.
    pub needed: Vec<f64>,
    pub parts: Vec<Part>,
    pub departures: Vec<Departure>,
    pub elsewhere: Vec<Elsewhere>,
    pub payments: Vec<Payment>,
    pub pool_traces: Vec<TraceId>,
    /// Lines that leave, by the month in which they start to; settled exits only.
    pub due: std::collections::BTreeMap<u32, Vec<usize>>,
    /// Lines that are phasing out.
    pub phasing: Vec<usize>,
    pub people: Vec<PeopleRow>,
    pub exits: Vec<Exit>,
    pub judgements: Vec<Judgement>,
    pub reviews: u32,
    pub tracks: Vec<CellTrack>,
    pub residual: Vec<Vec<f64>>,
    pub stranded: Vec<Vec<f64>>,
    pub findings: Findings,
    /// Shares of the payer rule that were looked up already.
    pub shares: std::collections::BTreeMap<(CostKind, DestinationKind, u32), costing::PayerShares>,
    /// Bills that a charge holds; see [`crate::plan::Plan::held`].
    pub held: std::collections::BTreeMap<(u32, usize), f64>,
}

impl<B: Book> Run<'_, B> {
    /// The rows of a line and of every pool that its price follows.
    pub(super) fn rows_behind(&self, line: usize, cell: Option<usize>) -> Vec<RowId> {
        let mut rows = vec![self.model.lines[line].row];
        if let Some(cell) = cell {
            let unit = &self.model.units[self.model.cells[cell].unit];
            let pools = self.model.cells[cell].pools.iter().chain(&unit.overhead);
            rows.extend(pools.map(|pool| self.model.pools[*pool].row));
        }
        rows
    }

    pub(super) fn finish(self) -> Outcome {
        let stranded = self.stranded.into_iter().enumerate();
        let stranded = stranded
            .filter(|(_, by_month)| by_month.iter().any(|pence| *pence != 0.0))
            .map(|(exit, by_month)| Stranded { exit, by_month });
        let mut findings = self.findings;
        findings.sort();
        findings.dedup();
        Outcome {
            exits: self.exits,
            judgements: self.judgements,
            cells: self.tracks,
            residual: self.residual,
            stranded: stranded.collect(),
            people: self.people,
            findings,
        }
    }
}
