//! The tables of a backup, in an order in which each names only rows of those before it.

use crate::error::{Result, StoreError};
use crate::link::Kind;
use crate::tx::View;

/// Table, and how many of its first columns are its key. A table that came with a later schema stands at the end: a
/// backup of an earlier one ends before it.
pub(crate) const TABLES: &[(&str, usize)] = &[
    ("people", 1),
    ("roles", 1),
    ("api_tokens", 1),
    ("sign_in_attempts", 1),
    ("blobs", 1),
    ("snapshots", 1),
    ("imports", 3),
    ("drafts", 1),
    ("draft_files", 2),
    ("results", 1),
    ("result_files", 2),
    ("request_keys", 2),
    ("audit", 1),
    ("audit_head", 1),
    ("settings", 3),
    ("signatures", 5),
    ("record_entries", 2),
    ("record_contents", 3),
    ("record_heads", 2),
    ("cases", 1),
    ("case_acts", 2),
    ("case_bodies", 2),
    ("case_typing", 3),
    ("case_exhibits", 2),
    ("mails", 1),
    ("case_files", 2),
    ("rounds", 1),
    ("round_units", 2),
    ("round_acts", 3),
    ("round_bodies", 3),
    ("round_files", 3),
    ("round_typing", 4),
];

/// Of the last tables, the schema that each came with.
const LATER: [i64; 17] = [6, 7, 7, 7, 8, 8, 8, 8, 8, 9, 10, 11, 11, 11, 11, 12, 12];

/// How many of [`TABLES`] a schema has.
pub(super) fn tables_at(schema: i64) -> usize {
    let later = LATER.iter().filter(|since| **since > schema).count();
    TABLES.len() - later
}

/// A table as the database has it.
pub(super) struct Table {
    pub name: &'static str,
    pub columns: Vec<(String, Kind)>,
    keys: usize,
}

impl Table {
    /// Reads the columns of a table from the database.
    pub(super) async fn of(view: &mut View, name: &'static str, keys: usize) -> Result<Table> {
        let columns = view.columns(format!("SELECT * FROM {name}")).await?;
        let known = |(column, kind): (String, Option<Kind>)| match kind {
            Some(kind) => Ok((column, kind)),
            None => Err(StoreError::failed(format!("`{name}.{column}` is of a kind that isn't kept"))),
        };
        Ok(Table { name, columns: columns.into_iter().map(known).collect::<Result<_>>()?, keys })
    }

    pub(super) fn select(&self) -> String {
        let keys: Vec<_> = (1..=self.keys).map(|at| at.to_string()).collect();
        format!("SELECT {} FROM {} ORDER BY {}", self.names().join(", "), self.name, keys.join(", "))
    }

    pub(super) fn insert(&self) -> String {
        let places: Vec<_> = (1..=self.columns.len()).map(|at| format!("${at}")).collect();
        format!("INSERT INTO {} ({}) VALUES ({})", self.name, self.names().join(", "), places.join(", "))
    }

    pub(super) fn names(&self) -> Vec<&str> {
        self.columns.iter().map(|(name, _)| name.as_str()).collect()
    }

    pub(super) async fn count(&self, view: &mut View) -> Result<u64> {
        let mut count = 0;
        let text = format!("SELECT COUNT(*) FROM {}", self.name);
        view.each_row(text, vec![], |mut cells| {
            count = u64::try_from(cells.int()?).unwrap_or(0);
            Ok(())
        })
        .await?;
        Ok(count)
    }
}
