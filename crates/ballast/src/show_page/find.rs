use register::tables::Table;
use register::{Snapshot, TABLES};

/// A row of a table as text, with its key.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Found {
    /// Its key, parts joined by `/`.
    pub key: String,
    /// Its cells, in the order of the columns.
    pub cells: Vec<String>,
    /// Is it the version that is used?
    pub used: bool,
}

/// Words for one row of a table that aren't its name without an `s`.
const SINGULARS: [(&str, &str); 14] = [
    ("body", "bodies"),
    ("line", "agreement_lines"),
    ("lines", "agreement_lines"),
    ("agreement", "agreement_lines"),
    ("pool", "cost_pools"),
    ("pools", "cost_pools"),
    ("people", "populations"),
    ("post", "post_groups"),
    ("posts", "post_groups"),
    ("adjacency", "neighbours"),
    ("commissioner", "bodies"),
    ("quality", "quality"),
    ("satisfaction", "satisfaction"),
    ("buyer", "bodies"),
];

/// The table that a kind names: a table's own name, its singular, or a usual short word.
pub(crate) fn table_of(kind: &str) -> Option<&'static Table> {
    let kind = kind.to_lowercase().replace('-', "_");
    let short = SINGULARS.iter().find(|(word, _)| *word == kind).map(|(_, table)| *table);
    let is_it = |table: &&Table| {
        short == Some(table.name) || table.name == kind || table.name.strip_suffix('s') == Some(kind.as_str())
    };
    TABLES.iter().find(is_it)
}

/// The names of all tables, for messages.
pub(crate) fn kinds() -> String {
    TABLES.iter().map(|table| table.name).collect::<Vec<_>>().join(", ")
}

/// The rows of a table: all, or those whose key is `id` or begins with `id/`; every version of them, the used
/// one first.
pub(crate) fn find(snapshot: &Snapshot, table: &Table, id: Option<&str>) -> Vec<Found> {
    let used = rows(&snapshot.rows, table, true);
    let all = rows(&snapshot.all, table, false);
    let wanted = |row: &&Found| {
        id.is_none_or(|id| {
            row.key == id || row.key.strip_prefix(id).is_some_and(|rest| rest.starts_with('/'))
        })
    };
    let mut found = Vec::new();
    let exact = id.is_some_and(|id| used.iter().any(|row| row.key == id));
    for row in used.iter().filter(wanted).filter(|row| !exact || Some(row.key.as_str()) == id) {
        found.push(row.clone());
        // Only where sources disagree are there other versions.
        if snapshot.conflicts.iter().any(|conflict| conflict.table == table.name && conflict.key == row.key) {
            found
                .extend(all.iter().filter(|other| other.key == row.key && other.cells != row.cells).cloned());
        }
    }
    found
}

fn rows(register: &register::Register, table: &Table, used: bool) -> Vec<Found> {
    let pack = register.to_raw("");
    let raw = pack.tables.into_iter().find(|raw| raw.name == table.name).unwrap_or_default();
    let key_at: Vec<usize> = table.key.iter().filter_map(|column| table.position(column)).collect();
    raw.rows
        .into_iter()
        .map(|row| {
            let parts = key_at.iter().filter_map(|column| row.cells.get(*column)).cloned();
            Found { key: parts.collect::<Vec<_>>().join("/"), cells: row.cells, used }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_has_its_name_and_a_word_for_one() {
        for table in TABLES {
            assert_eq!(table_of(table.name), Some(table));
        }
        let name = |kind: &str| table_of(kind).map(|table| table.name);
        assert_eq!(name("body"), Some("bodies"));
        assert_eq!(name("unit"), Some("units"));
        assert_eq!(name("line"), Some("agreement_lines"));
        assert_eq!(name("pool"), Some("cost_pools"));
        assert_eq!(name("cost-pool"), Some("cost_pools"));
        assert_eq!(name("finding"), None);
    }
}
