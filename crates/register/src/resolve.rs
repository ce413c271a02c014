use std::collections::BTreeMap;

use vocabulary::{Code, Finding, Findings, Place};

use crate::rows::Rows;
use crate::tables::Row;

/// Two or more sources that disagree about one row. All are kept and shown; one is used.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    /// Table.
    pub table: &'static str,
    /// Key of the row.
    pub key: String,
    /// Source of the row that is used: the lowest rank, then the first by code.
    pub used: Code,
    /// Every version: source and cells, in the order of the columns, the used one first.
    pub versions: Vec<(Code, Vec<String>)>,
}

/// One row for each key, sorted. The same key from the same source twice is an error; from another source
/// it is a conflict: the lowest rank is used, and the choice is a finding.
pub(crate) fn resolve_table<T: Row + Clone>(
    rows: &Rows<T>,
    rank: &dyn Fn(Option<&Code>) -> u32,
    conflicts: &mut Vec<Conflict>,
    findings: &mut Findings,
) -> Rows<T> {
    let mut by_key: BTreeMap<String, Vec<(u32, &T)>> = BTreeMap::new();
    for (line, row) in rows.sorted() {
        by_key.entry(row.key()).or_default().push((line, row));
    }
    let mut resolved = Rows::default();
    for (key, mut versions) in by_key {
        if versions.len() > 1 {
            duplicates::<T>(&key, &versions, findings);
            versions.sort_by_key(|(line, row)| (rank(row.source()), row.source().cloned(), *line));
            versions.dedup_by(|a, b| a.1.source() == b.1.source());
        }
        if versions.len() > 1 {
            let conflict = conflict_of::<T>(key, &versions);
            findings.push(choice_finding(&conflict));
            conflicts.push(conflict);
        }
        if let Some((line, row)) = versions.first() {
            resolved.push(*line, (*row).clone());
        }
    }
    resolved
}

fn duplicates<T: Row>(key: &str, versions: &[(u32, &T)], findings: &mut Findings) {
    for (i, (line, row)) in versions.iter().enumerate() {
        let first = versions[..i].iter().find(|(_, earlier)| earlier.source() == row.source());
        if let Some((earlier, _)) = first {
            let seen = format!("the key {key} stands on rows {earlier} and {line}, from the same source");
            findings.push(
                Finding::error("duplicate-key", Place::row(T::TABLE.name, line), seen)
                    .expected(format!("one row for each {}", T::TABLE.key.join(" + ")))
                    .action("Keep one of the two, or cite two sources if they disagree."),
            );
        }
    }
}

fn conflict_of<T: Row>(key: String, versions: &[(u32, &T)]) -> Conflict {
    let source = |row: &T| row.source().cloned().unwrap_or_else(|| Code::new("-"));
    Conflict {
        table: T::TABLE.name,
        key,
        used: source(versions[0].1),
        versions: versions.iter().map(|(_, row)| (source(row), row.write())).collect(),
    }
}

fn choice_finding(conflict: &Conflict) -> Finding {
    let others = conflict.versions.iter().skip(1).map(|(source, _)| source.as_str());
    let others = others.collect::<Vec<_>>().join(", ");
    let seen = format!("sources disagree: {} is used, {others} is kept beside it", conflict.used);
    Finding::note("sources-disagree", Place::row(conflict.table, &conflict.key), seen)
        .expected("one number")
        .action("Nothing, if the ranks in `sources` are right: both are shown.")
}
