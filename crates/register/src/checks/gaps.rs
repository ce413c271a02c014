use std::collections::{BTreeMap, BTreeSet};

use vocabulary::{Code, Finding, Findings, Pence, Place};

use crate::snapshot::Snapshot;
use crate::tables::Role;

/// What isn't known: commissioners without lines, lines without cost, income that isn't the cost.
pub(super) fn check(snapshot: &Snapshot, findings: &mut Findings) {
    commissioners_without_lines(snapshot, findings);
    income_against_cost(snapshot, findings);
}

/// Only bodies with people in the register and alive when the lines run are expected to buy.
fn commissioners_without_lines(snapshot: &Snapshot, findings: &mut Findings) {
    let rows = &snapshot.rows;
    let buyers: BTreeSet<&Code> = rows.agreement_lines.iter().map(|row| &row.buyer_code).collect();
    let starts = rows.agreement_lines.iter().filter_map(|row| row.start_date);
    let (Some(first), Some(last)) = (starts.clone().min(), starts.max()) else { return };
    for (line, body) in rows.bodies.numbered() {
        let alive =
            body.valid_from.is_none_or(|from| from <= last) && body.valid_to.is_none_or(|to| to >= first);
        if !body.roles.0.contains(&Role::Commissioner) || !alive || buyers.contains(&body.body_code) {
            continue;
        }
        let seen = format!(
            "{} ({}) buys nothing in this register: its unit is not known",
            body.name.0, body.body_code
        );
        findings.push(
            Finding::note("commissioner-without-lines", Place::row("bodies", line), seen)
                .expected("agreement lines")
                .action("Add its lines if they are known; until then it has none."),
        );
    }
}

/// Recorded income and recorded cost differ: said, never smeared over the lines.
fn income_against_cost(snapshot: &Snapshot, findings: &mut Findings) {
    let rows = &snapshot.rows;
    let mut books: BTreeMap<&Code, (Pence, Pence)> = BTreeMap::new();
    for line in rows.agreement_lines.iter() {
        books.entry(&line.supplier_code).or_default().0 += line.annual_gbp;
    }
    for pool in rows.cost_pools.iter() {
        books.entry(&pool.unit_code).or_default().1 += pool.annual_gbp;
    }
    for (unit, (income, cost)) in books {
        let is_unit = snapshot.body(unit).is_some_and(|body| body.roles.0.contains(&Role::Unit));
        if !is_unit || income == cost {
            continue;
        }
        if cost == Pence::ZERO {
            let seen = format!("{unit} has income of {income} a year and no cost pools");
            findings.push(
                Finding::warning("no-cost-pools", Place::row("units", unit), seen)
                    .expected("cost pools")
                    .action("Add them: without cost nobody's price can change."),
            );
            continue;
        }
        let seen =
            format!("{unit}: income {income} a year, cost {cost} a year, difference {}", income - cost);
        findings.push(
            Finding::note("income-is-not-cost", Place::row("units", unit), seen)
                .expected("the same, or a surplus that is meant"),
        );
    }
}
