use std::collections::BTreeSet;

use vocabulary::{Finding, Findings, Place};

use crate::snapshot::Snapshot;
use crate::tables::{DestinationKind, PoolKind};

/// Cost pools without steps or lines, and alternatives that lead nowhere.
pub(super) fn check(snapshot: &Snapshot, findings: &mut Findings) {
    let rows = &snapshot.rows;
    let served: BTreeSet<_> =
        rows.agreement_lines.iter().map(|row| (&row.supplier_code, &row.service_code)).collect();
    let suppliers: BTreeSet<_> = rows.agreement_lines.iter().map(|row| &row.supplier_code).collect();
    for (line, pool) in rows.cost_pools.numbered() {
        let cell = |column| Place::cell("cost_pools", line, column);
        if pool.kind == PoolKind::Step && pool.step_volume.is_none() {
            findings.push(
                Finding::error(
                    "step-without-size",
                    cell("step_volume"),
                    "a step pool without the size of its step",
                )
                .expected("a number above zero")
                .action("Give the size, or make the pool variable or fixed."),
            );
        }
        let overhead = pool.service_code.as_str() == "overhead";
        let used = if overhead {
            suppliers.contains(&pool.unit_code)
        } else {
            served.contains(&(&pool.unit_code, &pool.service_code))
        };
        if !used {
            let seen =
                format!("nobody buys {} from {}: the pool costs nothing", pool.service_code, pool.unit_code);
            findings.push(
                Finding::warning("pool-without-lines", cell("service_code"), seen)
                    .expected("an agreement line for the service")
                    .action("Add the lines, or take the pool out."),
            );
        }
    }
    for (line, row) in rows.alternatives.numbered() {
        let needs_supplier = !matches!(row.kind, DestinationKind::InHouse | DestinationKind::Stop);
        if needs_supplier && row.supplier_code.is_none() {
            findings.push(
                Finding::error(
                    "no-supplier",
                    Place::cell("alternatives", line, "supplier_code"),
                    format!("{} without saying from whom", row.kind),
                )
                .expected("a code of the table bodies")
                .action("Name the host, unit or supplier."),
            );
        }
        if row.step_gbp.is_some() != row.step_volume.is_some() {
            findings.push(
                Finding::error(
                    "step-without-size",
                    Place::cell("alternatives", line, "step_volume"),
                    "half of a step: a cost without a size, or a size without a cost",
                )
                .expected("both or none of step_gbp and step_volume")
                .action("Give the other half."),
            );
        }
    }
}
