//! Which schema a database has, and bringing it to this program's.

mod list;
mod state;

use jiff::Timestamp;

use crate::error::{Result, StoreError};
use crate::open::Store;
use crate::statement::statements;
use crate::tx::{Tx, View};
use crate::value::values;
pub(crate) use list::LIST;
pub use state::Schema;

statements! {
    APPLIED = "SELECT number, checksum FROM schema_migrations ORDER BY number";
    NOTE = "INSERT INTO schema_migrations (number, name, checksum, applied_us) VALUES ($1, $2, $3, $4)";
}

/// What only SQLite reads.
pub(crate) mod sqlite {
    crate::statement::statements! {
        TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name";
    }
}

/// What only PostgreSQL reads.
pub(crate) mod postgres {
    crate::statement::statements! {
        TABLES = "SELECT CAST(table_name AS TEXT) FROM information_schema.tables
            WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' ORDER BY 1";
    }
}

const RECORD: &str = "CREATE TABLE schema_migrations (
    number BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_us BIGINT NOT NULL)";

/// What a migration did: the schema before and after; the same when there was nothing to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Migrated {
    /// 0 when there was none.
    pub from: i64,
    /// This program's.
    pub to: i64,
}

/// The number of this program's schema.
pub fn latest() -> i64 {
    LIST.last().map_or(0, |step| step.number)
}

/// The schema of a database.
pub(crate) async fn schema(view: &mut View) -> Result<Schema> {
    let tables = if view.is_sqlite() { sqlite::TABLES } else { postgres::TABLES };
    let tables = view.list(tables, vec![], |cells| cells.text()).await?;
    if !tables.iter().any(|name| name == "schema_migrations") {
        return Ok(if tables.is_empty() { Schema::None } else { Schema::Foreign { tables } });
    }
    let applied = view.list(APPLIED, vec![], |cells| Ok((cells.int()?, cells.text()?))).await?;
    let ours = |at: usize| LIST.get(at).map(|step| (step.number, step.checksum()));
    let differs =
        applied.iter().enumerate().take(LIST.len()).find(|(at, row)| ours(*at).as_ref() != Some(row));
    let at = applied.last().map_or(0, |(number, _)| *number);
    Ok(match differs {
        Some((_, (number, _))) => Schema::Changed { number: *number },
        None if at > latest() => Schema::Newer { at },
        None if at < latest() => Schema::Older { at },
        None => Schema::Current,
    })
}

impl Store {
    /// Brings the database to this program's schema, all steps or none. Two programs may do it at once: one waits.
    ///
    /// Errors: `schema-newer`, `schema-changed`, `schema-foreign`.
    pub async fn migrate(&self, now: Timestamp) -> Result<Migrated> {
        self.migrate_to(latest(), now).await
    }

    /// The same, up to a step: a backup of an older schema is read into that schema first.
    pub(crate) async fn migrate_to(&self, target: i64, now: Timestamp) -> Result<Migrated> {
        let mut tx = self.tx().await?;
        let from = match schema(&mut tx).await? {
            Schema::None => {
                tx.script(RECORD.to_string()).await?;
                0
            }
            Schema::Older { at } => at,
            Schema::Current => latest(),
            unusable => {
                let finding = unusable.finding(&self.address().to_string());
                return Err(finding.map_or_else(|| StoreError::failed("no schema"), StoreError::unusable));
            }
        };
        let mut to = from;
        for step in LIST.iter().filter(|step| step.number > from && step.number <= target) {
            tx.apply(step, now).await?;
            to = step.number;
        }
        tx.commit().await?;
        Ok(Migrated { from, to })
    }
}

impl Tx {
    async fn apply(&mut self, step: &list::Migration, now: Timestamp) -> Result<()> {
        let script = step.script(self.is_sqlite());
        self.script(script).await?;
        self.rows(NOTE, values![step.number, step.name, step.checksum(), now]).await?;
        Ok(())
    }
}
