//! What it costs a unit to serve.

use vocabulary::{Basis, Code, Pence};

use super::cell::Positive;
use super::cell::choice_cell;
use super::declare::table;

vocabulary::choice! {
    /// How a cost follows volume.
    pub enum PoolKind {
        /// In proportion to volume.
        Variable = "variable",
        /// In steps of volume.
        Step = "step",
        /// The same while anyone is served.
        Fixed = "fixed",
    }
}
choice_cell!(PoolKind);

table! {
    /// One cost of a unit, for one service or for all (`overhead`).
    "cost_pools" => CostPool, key [pool_id], source [source] {
        /// Names the pool.
        pool_id: Code,
        /// Unit.
        unit_code: Code,
        /// Service, or `overhead`.
        service_code: Code,
        /// How the cost follows volume.
        kind: PoolKind,
        /// Cost at the baseline, pounds a year.
        annual_gbp: Pence,
        /// Size of a step: volume for a service, pounds a year for overhead.
        step_volume: Option<Positive>,
        /// Is it people?
        is_staff: bool,
        /// Months before cost that is no longer needed starts to go.
        release_delay_months: u32,
        /// Months over which it then goes.
        release_over_months: u32,
        /// Row of `sources`.
        source: Code,
        /// How it is known.
        basis: Basis,
    }
}
