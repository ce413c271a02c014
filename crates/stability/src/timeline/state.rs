use costing::{PayerShares, Release};
use ledger::{LabelId, TraceId};
use register::tables::DestinationKind;
use vocabulary::Pence;

use super::people::Payment;
use super::window::Window;
use crate::model::{Model, Numbers};
use crate::plan::{AgreedPrice, Target};
use crate::scenario::Destination;

/// A line as it stands in a run. A line that joins another unit goes on as a second one there.
#[derive(Debug, Clone, Copy)]
pub(super) struct LineState {
    /// The line, as an index into [`Model::lines`].
    pub line: usize,
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
    /// What it pays a month.
    pub pays: Pence,
    /// A fixed price holds for reviews up to this month; none for ever.
    pub fixed_until: Option<i32>,
    /// In force from this month.
    pub from_month: u32,
    /// The exit by which it leaves, once that is settled.
    pub exit: Option<usize>,
    /// Has a review set the price? The trace then names the pools too.
    pub repriced: bool,
}

impl LineState {
    /// The same with the price and the volume of a draw.
    pub(super) fn with(self, numbers: &Numbers) -> Self {
        let (price, volume) = (numbers.line_annual[self.line], numbers.line_volume[self.line]);
        LineState { volume, base_price: price, price, ..self }
    }

    /// A line before the first month, without price and volume.
    pub(super) fn blank(model: &Model, index: usize) -> Self {
        let line = &model.lines[index];
        LineState {
            line: index,
            cell: line.cell,
            volume: 0.0,
            fraction: 1.0,
            base_price: 0.0,
            base_kappa: 0.0,
            price: 0.0,
            surcharge: 0.0,
            pays: Pence::ZERO,
            fixed_until: line.fixed_until,
            from_month: line.from_month,
            exit: None,
            repriced: false,
        }
    }

    pub(super) fn in_force(&self, month: u32) -> bool {
        self.from_month <= month && self.fraction > 0.0
    }

    pub(super) fn is_cost_share(&self, month: u32) -> bool {
        self.fixed_until.is_some_and(|until| month as i32 > until)
    }
}

/// When and how a line leaves; beside the [`Exit`] of the same index.
#[derive(Debug, Clone)]
pub(super) struct Leaving {
    pub month: u32,
    pub phase: u32,
    pub target: Target,
    pub transfer: Option<f64>,
    pub redeploy: f64,
    /// What it now runs or buys instead, as an index into [`State::elsewhere`].
    pub elsewhere: Option<usize>,
    /// Where it goes on at another unit, as an index into [`State::lines`].
    pub joined: Option<usize>,
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

/// A part of a pool's cost that is no longer needed and still being released.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part {
    pub pool: usize,
    pub departure: usize,
    pub month: u32,
    /// Pence a year.
    pub amount: f64,
    pub release: Release,
}

impl Part {
    /// The share of it that is still carried in a month.
    pub(super) fn still_carried(&self, month: u32) -> f64 {
        1.0 - self.release.released(month - self.month)
    }
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
    pub shares: PayerShares,
    /// What of its cost the unit still carries this month, pence.
    pub carried: f64,
    pub trace: TraceId,
}

/// What a leaver now runs or buys instead.
#[derive(Debug, Clone)]
pub(super) struct Elsewhere {
    pub line: usize,
    /// Index into the alternatives; none: today's price.
    pub curve: Option<usize>,
    /// Price a year when it left, for when no curve is known.
    pub price: f64,
    pub volume: f64,
    pub fraction: f64,
    /// Lines at the same host for the same service are costed together.
    pub shared: Option<(vocabulary::Code, LabelId)>,
    /// What it costs a month, and the tax on it.
    pub pays: Pence,
    pub tax: Pence,
    pub trace: TraceId,
}

/// A unit as it stands in a run.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct UnitState {
    /// What remaining buyers bear, gathered since the last review, pence.
    pub gathered: f64,
    /// Does any line pay a surcharge?
    pub surcharged: bool,
    /// Did all prices stand at the last review?
    pub stands: bool,
    /// Needed direct cost a year at the baseline, and now.
    pub direct_start: f64,
    pub direct: f64,
    /// Overhead needed a year now.
    pub overhead: f64,
}

/// A unit's service as it stands in a run.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct CellState {
    pub volume_start: f64,
    pub volume: f64,
    pub direct: f64,
    pub kappa_start: f64,
    /// The cost per volume at which its lines were last priced; none before their first review, and when
    /// a line has joined since.
    pub priced_at: Option<f64>,
    /// Did its prices stand at the last review?
    pub stands: bool,
}

/// Everything that changes while a run is under way. It can be used again for the next run.
#[derive(Debug, Default)]
pub(super) struct State {
    /// The model's lines, then those that joined another unit.
    pub lines: Vec<LineState>,
    pub units: Vec<UnitState>,
    pub cells: Vec<CellState>,
    /// Needed cost a year by pool.
    pub needed: Vec<f64>,
    /// Cost a year that each pool still carries and no longer needs.
    pub residual: Vec<f64>,
    /// What is spent on each pool a month.
    pub spent: Vec<Pence>,
    /// What is still being released.
    pub parts: Vec<Part>,
    pub departures: Vec<Departure>,
    /// Departures that something is still carried for, in order.
    pub trailing: Vec<usize>,
    pub elsewhere: Vec<Elsewhere>,
    pub payments: Vec<Payment>,
    /// Lines that leave, by the month in which they start to; settled exits only.
    pub due: std::collections::BTreeMap<u32, Vec<usize>>,
    /// Lines that are phasing out.
    pub phasing: Vec<usize>,
    pub exits: Vec<Exit>,
    /// By exit.
    pub leaving: Vec<Leaving>,
    /// How far reluctance could differ without a different decision.
    pub window: Window,
    /// What this month's postings have to look at: everything else is paid as last month.
    pub stirred: Stirred,
    /// Room for needed cost by pool before a change.
    pub before: Vec<f64>,
    /// Bills that a charge holds, by month and line; see [`crate::plan::Plan::held`].
    pub held: std::collections::BTreeMap<(u32, usize), f64>,
    /// Prices that are agreed anew; see [`crate::plan::Plan::agreed`].
    pub agreed: Vec<AgreedPrice>,
}

/// Pools, lines and places elsewhere whose monthly payment may have changed.
#[derive(Debug, Default)]
pub(super) struct Stirred {
    pub pools: Vec<usize>,
    pub lines: Vec<usize>,
    pub elsewhere: Vec<usize>,
}

impl State {
    /// Ready for a run of a model: whatever an earlier run left is taken out.
    pub(super) fn clear(&mut self, model: &Model) {
        let joined = model.lines.len().min(self.lines.len());
        self.lines.truncate(joined);
        self.units.resize(model.units.len(), UnitState::default());
        self.cells.resize(model.cells.len(), CellState::default());
        for by_pool in [&mut self.needed, &mut self.residual, &mut self.before] {
            by_pool.resize(model.pools.len(), 0.0);
        }
        self.spent.resize(model.pools.len(), Pence::ZERO);
        self.parts.clear();
        self.departures.clear();
        self.trailing.clear();
        self.elsewhere.clear();
        self.payments.clear();
        self.due.clear();
        self.phasing.clear();
        self.exits.clear();
        self.leaving.clear();
        self.window = Window::default();
        self.stirred.pools.clear();
        self.stirred.lines.clear();
        self.stirred.elsewhere.clear();
    }

    /// How the exit of a line is settled, if it is.
    pub(super) fn leaving_of(&self, line: usize) -> Option<&Leaving> {
        self.lines[line].exit.map(|exit| &self.leaving[exit])
    }

    /// Where a line that leaves goes to.
    pub(super) fn goes_to(&self, exit: usize) -> DestinationKind {
        self.leaving[exit].target.to.kind
    }
}
