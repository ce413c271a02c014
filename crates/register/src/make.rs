//! From a pack as text to a checked snapshot.

use vocabulary::{Finding, Findings, Place};

use crate::book::{Register, TABLES};
use crate::checks;
use crate::raw::RawPack;
use crate::snapshot::Snapshot;

impl Snapshot {
    /// Reads, resolves and checks a pack. The snapshot holds what could be read; whether it may be used is
    /// for the caller to say: the findings tell.
    pub fn of(pack: &RawPack) -> (Snapshot, Findings) {
        let (all, mut findings) = read(pack);
        let (rows, conflicts) = all.resolved(&mut findings);
        let snapshot = Snapshot::new(pack.name.clone(), all, rows, conflicts);
        checks::run(&snapshot, &mut findings);
        (snapshot, findings)
    }
}

/// Reads a pack: everything that can be read, and a finding for everything that can't. Nothing is lost
/// silently: a row that can't be read, and a table or column that isn't known, is a finding.
fn read(pack: &RawPack) -> (Register, Findings) {
    let mut register = Register::default();
    let mut findings = Findings::new();
    let mut known = 0;
    for raw in &pack.tables {
        if register.take(raw, &mut findings) {
            known += 1;
            continue;
        }
        let names = TABLES.iter().map(|table| table.name).collect::<Vec<_>>().join(", ");
        let place = Place::table(&raw.name);
        let seen = format!("a table called {:?}, which is not part of a pack; it was left out", raw.name);
        findings.push(
            Finding::warning("unknown-table", place, seen)
                .expected(names)
                .action("Rename the table, or take it out of the pack."),
        );
    }
    if known == 0 {
        findings.push(
            Finding::error("empty-pack", Place::table(&pack.name), "no table of a register pack")
                .expected("at least one of the tables that `ballast template pack` writes")
                .action("Start from `ballast template pack`."),
        );
    }
    (register, findings)
}
