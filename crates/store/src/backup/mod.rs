//! Backups: one file that both databases write alike and both can read, so that it is also the way from one to the
//! other. The same contents give the same lines.
//!
//! The file is lines of JSON. The first names the format, the schema and the moment; then for each table a line
//! with its name and columns, and a line for each row (text, numbers, `null`, bytes as `{"hex": …}`); the last
//! has the number of rows of each table and the SHA-256 of every byte before it. Sessions are left out: after a restore
//! everybody signs in again.

mod read;
mod table;
mod write;

use std::path::Path;

use jiff::Timestamp;
use vocabulary::{Finding, Place};

use crate::error::{Result, StoreError};
use crate::open::{Store, make_file};

/// How many rows of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableCount {
    /// The table.
    pub table: String,
    /// Its rows.
    pub rows: u64,
}

/// What was read from a backup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// The schema of the backup; the database is at this program's now.
    pub schema: i64,
    /// When the backup was made.
    pub made: Timestamp,
    /// What it held.
    pub tables: Vec<TableCount>,
}

impl Store {
    /// Writes everything, as it is at one moment, to a new file that only its owner may read. Others go on reading
    /// and writing meanwhile. The file is there whole or not at all.
    ///
    /// Errors: `backup-exists`, `backup-not-written`; `schema-*` unless the schema is this program's.
    pub async fn backup(&self, to: &Path, now: Timestamp) -> Result<Vec<TableCount>> {
        self.must_be_current().await?;
        write::backup(self, to, now).await
    }

    /// Reads a backup of either database into this one, which has to be empty. All of it or nothing is kept; before
    /// it is kept, the file's hash, the numbers of rows, the hashes of all contents and the audit have been checked.
    ///
    /// Errors: `backup-not-read`, `backup-damaged`, `backup-newer`, `database-not-empty`; what `doctor` finds.
    pub async fn restore(&self, from: &Path, now: Timestamp) -> Result<Restored> {
        read::restore(self, from, now).await
    }

    /// Copies a database of SQLite, as it is at one moment, to a new file that can be opened at once, sessions and all.
    ///
    /// Errors: `backup-exists`, `backup-not-written`; `Refused` for PostgreSQL.
    pub async fn copy_file(&self, to: &Path) -> Result<()> {
        if to.exists() {
            return Err(exists(to));
        }
        make_file(to).map_err(|e| not_written(to, &e))?;
        let copied = self.vacuum_into(to).await;
        if !matches!(copied, Ok(true)) {
            let _ = std::fs::remove_file(to);
        }
        match copied? {
            true => Ok(()),
            false => Err(StoreError::refused("only a database of SQLite is one file; make a backup")),
        }
    }

    async fn must_be_current(&self) -> Result<()> {
        match self.schema().await?.finding(&self.address().to_string()) {
            Some(finding) => Err(StoreError::unusable(finding)),
            None => Ok(()),
        }
    }
}

fn place(path: &Path) -> Place {
    Place::table(&path.display().to_string())
}

pub(crate) fn exists(path: &Path) -> StoreError {
    StoreError::unusable(
        Finding::error("backup-exists", place(path), "there is a file of that name")
            .expected("a new name")
            .action("Choose another name; a backup never replaces a file."),
    )
}

pub(crate) fn not_written(path: &Path, error: &std::io::Error) -> StoreError {
    StoreError::unusable(
        Finding::error("backup-not-written", place(path), error.to_string())
            .expected("a folder that may be written and has room")
            .action("Choose another place, or make room."),
    )
}

pub(crate) fn not_read(path: &Path, error: &std::io::Error) -> StoreError {
    StoreError::unusable(
        Finding::error("backup-not-read", place(path), error.to_string())
            .expected("a backup that may be read")
            .action("Check the path and who may read it."),
    )
}

pub(crate) fn damaged(path: &Path, line: u64, seen: &str) -> StoreError {
    let place = Place::row(&path.display().to_string(), line);
    StoreError::unusable(
        Finding::error("backup-damaged", place, seen)
            .expected("a backup as it was written, whole")
            .action("Take another backup. A file of SQLite isn't one: open it as it is."),
    )
}

pub(crate) fn newer(path: &Path, seen: &str) -> StoreError {
    StoreError::unusable(
        Finding::error("backup-newer", place(path), seen)
            .expected("a backup of this version or an earlier one")
            .action("Restore it with the version that wrote it, or a later one."),
    )
}

pub(crate) fn not_empty(place: &str, seen: &str) -> StoreError {
    StoreError::unusable(
        Finding::error("database-not-empty", Place::table(place), seen)
            .expected("a database without any content")
            .action("Restore into a new database; nothing is ever mixed or replaced."),
    )
}
