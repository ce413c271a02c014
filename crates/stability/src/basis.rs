//! How much of an answer rests on recorded, derived and assumed rows.

use std::collections::HashMap;

use ledger::{Ledger, RowId};
use register::Snapshot;
use register::tables::Row;
use vocabulary::Basis;

use crate::impact::Impact;

/// Shares of all money that the scenario changes, by the weakest row that it comes from. They add up to 1,
/// or are all 0 when nothing changes.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Resting {
    /// Only recorded rows.
    pub recorded: f64,
    /// A derived row, none assumed.
    pub derived: f64,
    /// An assumed row.
    pub assumed: f64,
}

/// The basis of every row that postings can come from, by `table/key`.
pub fn basis_of_rows(snapshot: &Snapshot) -> HashMap<String, Basis> {
    let mut bases = HashMap::new();
    macro_rules! note {
        ($($table:ident),+) => { $(
            for row in snapshot.rows.$table.iter() {
                bases.insert(format!("{}/{}", stringify!($table), row.key()), row.basis);
            }
        )+ };
    }
    note!(agreement_lines, cost_pools, alternatives, post_groups, units);
    bases
}

/// Sums the changes of an impact by the weakest row behind them.
pub fn resting(snapshot: &Snapshot, impact: &Impact) -> Resting {
    let bases = basis_of_rows(snapshot);
    let mut changes: HashMap<Vec<RowId>, i64> = HashMap::new();
    for (ledger, sign) in [(&impact.moved.ledger, 1), (&impact.baseline.ledger, -1)] {
        for (rows, pence) in by_rows(ledger) {
            *changes.entry(rows).or_default() += sign * pence;
        }
    }
    let names = &impact.setup.model.names;
    let mut sums = [0.0; 3];
    for (rows, pence) in changes {
        let weakest = rows.iter().filter_map(|row| bases.get(names.name_of(*row))).max();
        sums[weakest.map_or(0, |basis| *basis as usize)] += pence.unsigned_abs() as f64;
    }
    let total: f64 = sums.iter().sum();
    if total == 0.0 {
        return Resting::default();
    }
    Resting { recorded: sums[0] / total, derived: sums[1] / total, assumed: sums[2] / total }
}

fn by_rows(ledger: &Ledger) -> HashMap<Vec<RowId>, i64> {
    // By trace first: there are far fewer traces than postings.
    let mut by_trace: HashMap<ledger::TraceId, i64> = HashMap::new();
    for posting in ledger.postings() {
        *by_trace.entry(posting.trace).or_default() += posting.amount.0;
    }
    let mut sums: HashMap<Vec<RowId>, i64> = HashMap::new();
    for (trace, pence) in by_trace {
        *sums.entry(ledger.row_set(trace).to_vec()).or_default() += pence;
    }
    sums
}
