//! Imports: the numbered history of a register. The last one says which snapshot counts; undo is one more line.

use jiff::Timestamp;
use vocabulary::Code;

use crate::cell::Cells;
use crate::error::{Result, StoreError};
use crate::id::Id;
use crate::statement::statements;
use crate::tx::{Tx, View};
use crate::value::values;

statements! {
    CURRENT = "SELECT body_code, register_name, number, snapshot_hash, title, imported_us, imported_by FROM imports
        WHERE body_code = $1 AND register_name = $2 AND imported_us <= $3 ORDER BY number DESC LIMIT 1";
    LAST = "SELECT CAST(COALESCE(MAX(number), 0) AS BIGINT) FROM imports WHERE body_code = $1 AND register_name = $2";
    HISTORY = "SELECT body_code, register_name, number, snapshot_hash, title, imported_us, imported_by FROM imports
        WHERE body_code = $1 AND register_name = $2 ORDER BY number DESC";
    EVERY_CURRENT = "SELECT body_code, register_name, number, snapshot_hash, title, imported_us, imported_by
        FROM imports WHERE number = (SELECT MAX(number) FROM imports AS later
            WHERE later.body_code = imports.body_code AND later.register_name = imports.register_name)
        ORDER BY body_code, register_name";
    ADD = "INSERT INTO imports (body_code, register_name, number, snapshot_hash, title, imported_us, imported_by)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
}

/// One line of a register's history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// Whose register.
    pub body: Code,
    /// Its name there.
    pub register: String,
    /// From 1, without gaps.
    pub number: i64,
    /// The snapshot that counts from then on.
    pub snapshot_hash: String,
    /// What was done, in words.
    pub title: String,
    /// When.
    pub imported: Timestamp,
    /// By whom; nobody if it came with Ballast.
    pub imported_by: Option<Id>,
}

/// A line to be added.
#[derive(Debug, Clone, Copy)]
pub struct NewImport<'a> {
    /// Whose register.
    pub body: &'a Code,
    /// Its name there.
    pub register: &'a str,
    /// The last number that was seen; 0 for the first import.
    pub seen: i64,
    /// The snapshot that counts from now on; it has been kept before.
    pub snapshot_hash: &'a str,
    /// What is done, in words.
    pub title: &'a str,
    /// By whom.
    pub imported_by: Option<&'a Id>,
}

fn read(cells: &mut Cells) -> Result<Import> {
    Ok(Import {
        body: cells.code()?,
        register: cells.text()?,
        number: cells.int()?,
        snapshot_hash: cells.text()?,
        title: cells.text()?,
        imported: cells.time()?,
        imported_by: cells.id_or_none()?,
    })
}

impl View {
    /// The import that counted at a moment.
    pub async fn current_import(
        &mut self,
        body: &Code,
        register: &str,
        at: Timestamp,
    ) -> Result<Option<Import>> {
        self.find(CURRENT, values![body, register, at], read).await
    }

    /// The history of a register, latest first.
    pub async fn imports(&mut self, body: &Code, register: &str) -> Result<Vec<Import>> {
        self.list(HISTORY, values![body, register], read).await
    }

    /// The last import of every register, by body and name.
    pub async fn registers(&mut self) -> Result<Vec<Import>> {
        self.list(EVERY_CURRENT, values![], read).await
    }
}

impl Tx {
    /// Adds a line, if the history is still as it was seen; its number.
    ///
    /// Errors: `Stale` with the last number when somebody imported in between; `Refused` when there is no such
    /// snapshot.
    pub async fn add_import(&mut self, new: &NewImport<'_>, now: Timestamp) -> Result<i64> {
        let NewImport { body, register, seen, snapshot_hash, title, imported_by } = *new;
        let last = self.number(LAST, values![body, register]).await?;
        if last != seen {
            return Err(StoreError::Stale { current_version: last });
        }
        let number = last + 1;
        self.rows(ADD, values![body, register, number, snapshot_hash, title, now, imported_by]).await?;
        Ok(number)
    }
}
