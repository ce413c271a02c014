use std::collections::BTreeSet;

use register::Snapshot;
use register::tables::{DestinationKind, Role};
use vocabulary::Code;

use crate::scenario::Scenario;

/// The suppliers whose books a scenario can change: those that a move leaves or joins, the one that closes,
/// and units that their buyers' alternatives lead to. Nothing that happens elsewhere can differ from the
/// baseline, so leaving the rest out changes no effect.
///
/// `whole` takes every supplier of the register in.
pub fn scope_of(snapshot: &Snapshot, scenario: &Scenario, whole: bool) -> BTreeSet<Code> {
    let rows = &snapshot.rows;
    if whole {
        let units =
            rows.bodies.iter().filter(|body| body.roles.0.contains(&Role::Unit)).map(|body| &body.body_code);
        return rows.agreement_lines.iter().map(|line| &line.supplier_code).chain(units).cloned().collect();
    }
    let mut scope: BTreeSet<Code> = scenario.closes.iter().cloned().collect();
    for moved in &scenario.moves {
        scope.insert(moved.supplier.clone());
        if moved.to.kind == DestinationKind::Unit {
            scope.extend(moved.to.code.clone());
        }
    }
    if !scenario.reaction {
        return scope;
    }
    loop {
        let buys = |line: &&register::tables::AgreementLine| scope.contains(&line.supplier_code);
        let lines: Vec<_> = rows.agreement_lines.iter().filter(buys).collect();
        let leads_to = rows.alternatives.iter().filter(|row| {
            let fits = |line: &&register::tables::AgreementLine| {
                line.service_code == row.service_code
                    && (row.buyer_code.is_any() || row.buyer_code == line.buyer_code)
            };
            row.kind == DestinationKind::Unit && lines.iter().any(fits)
        });
        let found: BTreeSet<Code> = leads_to.filter_map(|row| row.supplier_code.clone()).collect();
        if found.is_subset(&scope) {
            return scope;
        }
        scope.extend(found);
    }
}
