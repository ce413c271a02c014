//! A snapshot made ready for the engine: indices instead of codes, pence in `f64`, rows sorted by key.
//!
//! The structure ([`Model`]) is built once a scenario; the numbers that an assumption may change
//! ([`Numbers`]) are apart from it, so that a draw copies a few plain vectors and nothing else.

mod alternatives;
mod assume;
mod build;
mod scope;

use costing::{CostCurve, Release};
use ledger::{BodyId, LabelId, Ledger, RowId};
use register::tables::{DestinationKind, PoolKind, PriceBasis, Tier};
use vocabulary::{Code, Date, Month};

pub(crate) use assume::matches;
pub use assume::{Slot, Slots};
pub use build::build;
pub use scope::scope_of;

/// A body that supplies shared services and keeps books of its own.
#[derive(Debug, Clone)]
pub struct Unit {
    /// Its code.
    pub code: Code,
    /// The body in the ledger.
    pub body: BodyId,
    /// Its services, as indices into [`Model::cells`].
    pub cells: Vec<usize>,
    /// Its overhead pools, as indices into [`Model::pools`].
    pub overhead: Vec<usize>,
    /// Month of its yearly price review, 1 to 12.
    pub review_month: u8,
    /// Surplus that it must make, per cent of turnover, where the register says one.
    pub required_margin_percent: Option<f64>,
}

/// One service of one unit: what prices and volumes belong to.
#[derive(Debug, Clone)]
pub struct ServiceCell {
    /// The unit, as an index into [`Model::units`].
    pub unit: usize,
    /// The service.
    pub service: LabelId,
    /// Its code.
    pub code: Code,
    /// Its cost pools, as indices into [`Model::pools`].
    pub pools: Vec<usize>,
    /// Its agreement lines, as indices into [`Model::lines`].
    pub lines: Vec<usize>,
    /// Its posts, as indices into [`Model::posts`].
    pub posts: Vec<usize>,
    /// Fewest people that it can serve economically.
    pub min_people: Option<u32>,
}

/// One buyer, one supplier, one service.
#[derive(Debug, Clone)]
pub struct Line {
    /// Its id in the register.
    pub id: Code,
    /// Who buys.
    pub buyer: BodyId,
    /// Code of the buyer.
    pub buyer_code: Code,
    /// Who supplies.
    pub supplier: BodyId,
    /// Code of the supplier.
    pub supplier_code: Code,
    /// The service.
    pub service: LabelId,
    /// Code of the service.
    pub service_code: Code,
    /// The unit's service it belongs to; none when the supplier keeps no books here.
    pub cell: Option<usize>,
    /// How its price is made.
    pub basis: PriceBasis,
    /// Month from which it is in force; 0 for the start.
    pub from_month: u32,
    /// A fixed price holds for reviews up to this month; none for the whole horizon.
    pub fixed_until: Option<i32>,
    /// Registered people of the buyer, for tests of scale; 0 when it has none.
    pub people: f64,
    /// Where it could go, as indices into [`Model::alternatives`].
    pub alternatives: Vec<usize>,
    /// Its row in the register.
    pub row: RowId,
}

/// One cost of a unit.
#[derive(Debug, Clone)]
pub struct Pool {
    /// Its id in the register.
    pub id: Code,
    /// The unit, as an index into [`Model::units`].
    pub unit: usize,
    /// The service, or overhead.
    pub label: LabelId,
    /// How it follows volume.
    pub kind: PoolKind,
    /// Is it people?
    pub is_staff: bool,
    /// Its row in the register.
    pub row: RowId,
}

/// A place where a service could come from instead.
#[derive(Debug, Clone)]
pub struct Alternative {
    /// Its id in the register.
    pub id: Code,
    /// For one buyer only, not for any (`*`)?
    pub own: bool,
    /// The buyer, or `*`.
    pub buyer_code: Code,
    /// The service.
    pub service_code: Code,
    /// Kind of destination.
    pub kind: DestinationKind,
    /// Host, unit or supplier.
    pub supplier_code: Option<Code>,
    /// Months before it can supply.
    pub lead_months: u32,
    /// Its row in the register.
    pub row: RowId,
}

/// Posts of a unit's service in one pay band.
#[derive(Debug, Clone)]
pub struct Posts {
    /// Pay band.
    pub band: Code,
    /// Frontline or management.
    pub tier: Tier,
    /// Their row in the register.
    pub row: RowId,
}

/// The numbers that an assumption may change. Money in pence.
#[derive(Debug, Clone, PartialEq)]
pub struct Numbers {
    /// Price a year of each line.
    pub line_annual: Vec<f64>,
    /// Volume of each line.
    pub line_volume: Vec<f64>,
    /// Notice in months of each line.
    pub line_notice: Vec<f64>,
    /// Baseline cost a year of each pool.
    pub pool_annual: Vec<f64>,
    /// Size of a step of each pool: volume, or pence a year for overhead.
    pub pool_step: Vec<f64>,
    /// Months before a pool's cost starts to go.
    pub pool_delay: Vec<f64>,
    /// Months over which it then goes.
    pub pool_over: Vec<f64>,
    /// Cost curve of each alternative.
    pub curves: Vec<CostCurve>,
    /// Opening reserve of each unit.
    pub unit_reserve: Vec<f64>,
    /// Whole-time equivalents of each group of posts.
    pub posts_wte: Vec<f64>,
    /// Mean years of service of each group of posts.
    pub posts_years: Vec<f64>,
    /// Reluctance to leave, as a share.
    pub reluctance: f64,
}

impl Numbers {
    /// How fast a pool's cost goes.
    pub fn release(&self, pool: usize) -> Release {
        let months = |value: f64| value.max(0.0).round() as u32;
        Release { delay_months: months(self.pool_delay[pool]), over_months: months(self.pool_over[pool]) }
    }

    /// Notice of a line in whole months.
    pub fn notice(&self, line: usize) -> u32 {
        self.line_notice[line].max(0.0).round() as u32
    }
}

/// A snapshot made ready for the engine.
#[derive(Debug, Clone)]
pub struct Model {
    /// First month.
    pub start: Month,
    /// Length of the horizon in months.
    pub months: u32,
    /// Units in scope.
    pub units: Vec<Unit>,
    /// Their services.
    pub cells: Vec<ServiceCell>,
    /// Agreement lines in scope, sorted by id.
    pub lines: Vec<Line>,
    /// Cost pools of the units in scope, sorted by id.
    pub pools: Vec<Pool>,
    /// Alternatives for the services in scope, sorted by id.
    pub alternatives: Vec<Alternative>,
    /// Posts of the units in scope.
    pub posts: Vec<Posts>,
    /// Likely values.
    pub numbers: Numbers,
    /// The label of overhead.
    pub overhead: LabelId,
    /// The tax authority.
    pub exchequer: BodyId,
    /// The centre.
    pub centre: BodyId,
    /// An empty ledger with every body, label and row named, in one order for all runs.
    pub names: Ledger,
}

impl Model {
    /// The first day of a month of the horizon.
    pub fn date(&self, month: u32) -> Date {
        self.month(month).first_day()
    }

    /// A month of the horizon.
    pub fn month(&self, month: u32) -> Month {
        self.start.plus(month as i32)
    }

    /// The unit of a code, as an index.
    pub fn unit_of(&self, code: &Code) -> Option<usize> {
        self.units.iter().position(|unit| unit.code == *code)
    }

    /// A unit's service, as an index into [`Model::cells`].
    pub fn cell_of(&self, unit: usize, service: &Code) -> Option<usize> {
        self.units[unit].cells.iter().copied().find(|cell| self.cells[*cell].code == *service)
    }

    /// Room for the postings of one run: one a month for each line and each pool; exits add few.
    pub fn most_postings(&self) -> usize {
        (self.lines.len() + self.pools.len()) * self.months as usize
    }

    /// Years of the horizon.
    pub fn years(&self) -> f64 {
        f64::from(self.months) / 12.0
    }
}
