//! The closure map: when a unit closes, every agreement line, post group and cost pool of it goes to exactly one place
//! on one date. What goes nowhere and what goes to two places is listed, and what receivers then run is put beside
//! the money that they may spend.

use std::collections::BTreeMap;

use register::Snapshot;
use vocabulary::{Code, Date, Finding, Findings, Pence, Place};

use crate::input::{Appraisal, ClosureTable, Destined};

/// Where everything of a closing unit goes.
#[derive(Debug, Clone, PartialEq)]
pub struct Closure {
    /// The unit.
    pub unit: Code,
    /// Everything of it, in the order of tables and keys.
    pub rows: Vec<ClosureRow>,
    /// What each receiver takes over.
    pub receivers: Vec<Receiver>,
    /// Orphans and double counts.
    pub findings: Findings,
}

/// One agreement line, post group or cost pool of the unit.
#[derive(Debug, Clone, PartialEq)]
pub struct ClosureRow {
    /// What it is.
    pub table: ClosureTable,
    /// Its key in the register.
    pub key: String,
    /// The service; `overhead` for what all share.
    pub service: Code,
    /// Pounds a year of lines and pools; none of posts.
    pub annual: Option<Pence>,
    /// Whole-time equivalents of posts.
    pub wte: Option<f64>,
    /// Where it goes: exactly one in a sound map.
    pub to: Vec<(Code, Date)>,
}

/// What a receiver takes over, a year.
#[derive(Debug, Clone, PartialEq)]
pub struct Receiver {
    /// The body.
    pub body: Code,
    /// Lines that it takes over, priced as today.
    pub lines: Pence,
    /// Cost pools that it takes over.
    pub pools: Pence,
    /// Posts that it takes over, whole-time equivalents.
    pub wte: f64,
    /// What it pays the closing unit today.
    pub paid_today: Pence,
    /// The running-cost money that it may spend in the year of the first date; none where the register has none.
    pub envelope: Option<Pence>,
}

/// The map of an appraisal; none where nothing closes.
pub fn closure(snapshot: &Snapshot, appraisal: &Appraisal) -> Option<Closure> {
    if appraisal.closure.is_empty() {
        return None;
    }
    let unit = &appraisal.supplier;
    let mut rows = everything(snapshot, unit);
    for row in &mut rows {
        row.row.to = destinations(&appraisal.closure, row);
    }
    let mut findings: Findings = rows.iter().filter_map(|row| unsound(unit, &row.row)).collect();
    for (number, destined) in (1..).zip(&appraisal.closure) {
        if destined.to.as_str() != STOP && snapshot.body(&destined.to).is_none() {
            let place = Place::cell("appraisal", format!("closure {number}"), "to");
            findings.push(
                Finding::error("unknown-code", place, format!("{:?} names no body", destined.to.as_str()))
                    .expected("a code of the table bodies, or stop")
                    .action("Correct the code."),
            );
        }
        if !rows.iter().any(|row| fits(destined, row)) {
            let place = Place::row("appraisal", format!("closure {number}"));
            findings.push(
                Finding::warning("closure-unused", place, "nothing of the unit fits this line of the map")
                    .expected("a line, post group or pool of the unit")
                    .action("Correct it, or take it out."),
            );
        }
    }
    let rows: Vec<ClosureRow> = rows.into_iter().map(|row| row.row).collect();
    Some(Closure { unit: unit.clone(), receivers: receivers(snapshot, appraisal, &rows), rows, findings })
}

/// The word for what ends.
const STOP: &str = "stop";

/// Something of the unit, with what the map's lines are compared with.
struct Something {
    row: ClosureRow,
    buyer: Option<Code>,
    band: Option<Code>,
}

impl std::ops::Deref for Something {
    type Target = ClosureRow;
    fn deref(&self) -> &ClosureRow {
        &self.row
    }
}

fn everything(snapshot: &Snapshot, unit: &Code) -> Vec<Something> {
    let rows = &snapshot.rows;
    let row = |table, key: String, service: &Code, annual, wte| ClosureRow {
        table,
        key,
        service: service.clone(),
        annual,
        wte,
        to: Vec::new(),
    };
    let mut all = Vec::new();
    for line in rows.agreement_lines.iter().filter(|line| line.supplier_code == *unit) {
        let of = row(
            ClosureTable::Lines,
            line.line_id.to_string(),
            &line.service_code,
            Some(line.annual_gbp),
            None,
        );
        all.push(Something { row: of, buyer: Some(line.buyer_code.clone()), band: None });
    }
    for posts in rows.post_groups.iter().filter(|posts| posts.unit_code == *unit) {
        let key = format!(
            "{}-{}-{}-{}-{}",
            posts.unit_code, posts.service_code, posts.band, posts.tier, posts.place
        );
        let of = row(ClosureTable::Posts, key, &posts.service_code, None, Some(posts.wte.0));
        all.push(Something { row: of, buyer: None, band: Some(posts.band.clone()) });
    }
    for pool in rows.cost_pools.iter().filter(|pool| pool.unit_code == *unit) {
        let of = row(
            ClosureTable::Pools,
            pool.pool_id.to_string(),
            &pool.service_code,
            Some(pool.annual_gbp),
            None,
        );
        all.push(Something { row: of, buyer: None, band: None });
    }
    all
}

fn fits(destined: &Destined, row: &Something) -> bool {
    let is = |wanted: &Code, have: Option<&Code>| wanted.is_any() || have == Some(wanted);
    destined.table == row.table
        && is(&destined.service, Some(&row.service))
        && (row.table != ClosureTable::Lines || is(&destined.buyer, row.buyer.as_ref()))
        && (row.table != ClosureTable::Posts || is(&destined.band, row.band.as_ref()))
}

fn destinations(map: &[Destined], row: &Something) -> Vec<(Code, Date)> {
    map.iter()
        .filter(|destined| fits(destined, row))
        .map(|destined| (destined.to.clone(), destined.date))
        .collect()
}

fn unsound(unit: &Code, row: &ClosureRow) -> Option<Finding> {
    let place = Place::row(row.table.word(), &row.key);
    match row.to.as_slice() {
        [] => Some(
            Finding::error(
                "closure-orphan",
                place,
                format!("nobody takes {} over when {unit} closes", row.key),
            )
            .expected("one destination and one date")
            .action("Add a line to the closure map."),
        ),
        [_] => None,
        several => {
            let names: Vec<String> = several.iter().map(|(to, date)| format!("{to} on {date}")).collect();
            let seen = format!("{} goes to {}", row.key, names.join(" and to "));
            Some(
                Finding::error("closure-counted-twice", place, seen)
                    .expected("one destination and one date")
                    .action("Narrow one of the lines of the closure map."),
            )
        }
    }
}

fn receivers(snapshot: &Snapshot, appraisal: &Appraisal, rows: &[ClosureRow]) -> Vec<Receiver> {
    let mut taken: BTreeMap<&Code, (Pence, Pence, f64)> = BTreeMap::new();
    for row in rows {
        let [(to, _)] = row.to.as_slice() else { continue };
        if to.as_str() == STOP {
            continue;
        }
        let held = taken.entry(to).or_default();
        match row.table {
            ClosureTable::Lines => held.0 += row.annual.unwrap_or_default(),
            ClosureTable::Pools => held.1 += row.annual.unwrap_or_default(),
            ClosureTable::Posts => held.2 += row.wte.unwrap_or(0.0),
        }
    }
    let first = appraisal.closure.iter().map(|destined| destined.date).min().unwrap_or(appraisal.start);
    let year = vocabulary::Month::of(first).financial_year();
    let receiver = |(body, (lines, pools, wte)): (&Code, (Pence, Pence, f64))| Receiver {
        body: body.clone(),
        lines,
        pools,
        wte,
        paid_today: snapshot
            .rows
            .agreement_lines
            .iter()
            .filter(|line| line.buyer_code == *body && line.supplier_code == appraisal.supplier)
            .map(|line| line.annual_gbp)
            .sum(),
        envelope: snapshot
            .rows
            .allowances
            .iter()
            .find(|row| row.body_code == *body && row.financial_year == year)
            .map(|row| row.amount_gbp),
    };
    taken.into_iter().map(receiver).collect()
}
