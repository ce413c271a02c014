//! What changed from one register to the next: rows added, changed and taken out, by key and source.

use std::collections::BTreeMap;

use crate::book::{Register, TABLES};
use crate::tables::Table;

/// One row that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The table.
    pub table: &'static str,
    /// The row's key, parts joined by `/`, with its source behind a space where the table has one.
    pub key: String,
    /// What happened to it.
    pub change: Change,
}

/// What happened to a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// It is new: column and value, blank ones left out.
    Added(Vec<(&'static str, String)>),
    /// Other values: column, before, after.
    Changed(Vec<(&'static str, String, String)>),
    /// It is no longer there: column and value, blank ones left out.
    Ended(Vec<(&'static str, String)>),
}

/// Every row that differs, by table in the order of templates, then by key. Nothing when the two have the same
/// hash.
pub fn differences(before: &Register, after: &Register) -> Vec<Difference> {
    let (before, after) = (before.to_raw(""), after.to_raw(""));
    let rows = |tables: &[crate::RawTable], at: usize, table: &Table| -> BTreeMap<String, Vec<String>> {
        tables[at].rows.iter().map(|row| (key_of(table, &row.cells), row.cells.clone())).collect()
    };
    let mut found = Vec::new();
    for (at, table) in TABLES.iter().enumerate() {
        let (old, new) = (rows(&before.tables, at, table), rows(&after.tables, at, table));
        let keys: std::collections::BTreeSet<&String> = old.keys().chain(new.keys()).collect();
        for key in keys {
            let change = match (old.get(key), new.get(key)) {
                (None, Some(new)) => Change::Added(filled(table, new)),
                (Some(old), None) => Change::Ended(filled(table, old)),
                (Some(old), Some(new)) if old != new => Change::Changed(changed(table, old, new)),
                _ => continue,
            };
            found.push(Difference { table: table.name, key: key.clone(), change });
        }
    }
    found
}

fn key_of(table: &Table, cells: &[String]) -> String {
    let cell = |column: &str| table.position(column).and_then(|at| cells.get(at)).map_or("", String::as_str);
    let key: Vec<&str> = table.key.iter().map(|column| cell(column)).collect();
    match cell("source") {
        "" => key.join("/"),
        source => format!("{} {source}", key.join("/")),
    }
}

fn filled(table: &Table, cells: &[String]) -> Vec<(&'static str, String)> {
    let named = table.columns.iter().zip(cells).filter(|(_, cell)| !cell.is_empty());
    named.map(|(column, cell)| (column.name, cell.clone())).collect()
}

fn changed(table: &Table, old: &[String], new: &[String]) -> Vec<(&'static str, String, String)> {
    let pairs = table.columns.iter().zip(old.iter().zip(new));
    pairs
        .filter(|(_, (old, new))| old != new)
        .map(|(c, (old, new))| (c.name, old.clone(), new.clone()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{RawPack, RawRow, RawTable, Snapshot};

    fn register(rows: &[[&str; 3]]) -> Register {
        let row = |(at, cells): (usize, &[&str; 3])| RawRow {
            line: at as u32 + 2,
            cells: cells.iter().map(|cell| (*cell).to_string()).collect(),
        };
        let table = RawTable {
            name: "bodies".into(),
            columns: ["body_code", "name", "roles"].map(String::from).to_vec(),
            rows: rows.iter().enumerate().map(row).collect(),
        };
        Snapshot::of(&RawPack { name: "p".into(), tables: vec![table] }).0.all
    }

    #[test]
    fn rows_are_added_changed_and_ended_by_key() {
        let before = register(&[["A", "Alder", "commissioner"], ["B", "Birch", "commissioner"]]);
        let after = register(&[["B", "Birch Town", "commissioner"], ["C", "Cedar", "unit"]]);
        let told: Vec<(String, Change)> =
            differences(&before, &after).into_iter().map(|found| (found.key, found.change)).collect();
        assert!(matches!(&told[0], (key, Change::Ended(_)) if key == "A"));
        let name = Change::Changed(vec![("name", "Birch".into(), "Birch Town".into())]);
        assert_eq!(told[1], ("B".to_string(), name));
        assert!(matches!(&told[2], (key, Change::Added(cells)) if key == "C" && cells[1].1 == "Cedar"));
        assert!(differences(&after, &after).is_empty());
    }
}
