use std::fs::{File, OpenOptions};
use std::io::ErrorKind;
use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use jiff::Timestamp;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{AssertSqlSafe, ConnectOptions, PgPool, SqlitePool, raw_sql};
use tokio::sync::Semaphore;

use crate::address::Address;
use crate::error::{Result, StoreError, locked, not_an_address, not_found, told, told_at};
use crate::link::Link;
use crate::migrate::{self, Migrated};
use crate::tx::{Tx, View};

/// How to open a database.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Connections at most. SQLite in memory has one, whatever this says.
    pub connections: u32,
    /// How long to wait for a lock or a free connection before `database-locked` is answered.
    pub wait: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Options { connections: 8, wait: Duration::from_secs(30) }
    }
}

/// An open database. Cheap to copy; all copies share its connections.
#[derive(Clone)]
pub struct Store {
    pool: Pool,
    address: Address,
    /// Acts of this process queue here, in the order in which they came, so that only one of them holds a connection.
    turn: Arc<Semaphore>,
    wait: Duration,
    /// How many acts this process has confirmed.
    confirmed: Arc<AtomicU64>,
}

#[derive(Clone)]
enum Pool {
    Sqlite(SqlitePool),
    Postgres(PgPool),
}

/// Writers of PostgreSQL take this lock for the length of their transaction: one act at a time over all replicas,
/// as with SQLite. Then no two acts can each rely on what the other is about to change.
const ONE_ACT_AT_A_TIME: &str = "SELECT pg_advisory_xact_lock(7163367446577181793)";

impl Store {
    /// Makes the database if need be and brings it to this program's schema. Doing it again does nothing.
    ///
    /// Errors: when it can't be reached or made, or holds other tables or a newer schema.
    pub async fn init(address: &Address, options: Options, now: Timestamp) -> Result<(Store, Migrated)> {
        let store = Store::make(address, options).await?;
        let migrated = store.migrate(now).await?;
        Ok((store, migrated))
    }

    /// Makes the file of a database if need be, and opens it whatever its schema: to restore into it.
    ///
    /// Errors: when it can't be reached or made.
    pub async fn make(address: &Address, options: Options) -> Result<Store> {
        if let Address::File(path) = address {
            match make_file(path) {
                Err(e) if e.kind() != ErrorKind::AlreadyExists => {
                    return Err(told_at(&address.to_string(), sqlx::Error::Io(e)));
                }
                _ => {}
            }
        }
        Store::connect(address, options).await
    }

    /// Opens a database that has this program's schema.
    ///
    /// Errors: what [`Store::connect`] says; `schema-missing`, `schema-older`, `schema-newer`, `schema-changed`,
    /// `schema-foreign`.
    pub async fn open(address: &Address, options: Options) -> Result<Store> {
        let store = Store::connect(address, options).await?;
        match store.schema().await?.finding(&address.to_string()) {
            Some(finding) => Err(StoreError::unusable(finding)),
            None => Ok(store),
        }
    }

    /// Opens a database whatever its schema: to migrate, to restore or to see what is wrong. Never makes one.
    ///
    /// Errors: `database-not-found`, `database-not-reached`, `database-forbidden`, `database-locked`,
    /// `not-a-database`, `database-no-tls`, `database-address`.
    pub async fn connect(address: &Address, options: Options) -> Result<Store> {
        let pool = match address {
            Address::File(path) if !path.exists() => {
                return Err(StoreError::unusable(not_found(&address.to_string(), "there is no such file")));
            }
            Address::File(path) => {
                Pool::Sqlite(sqlite(SqliteConnectOptions::new().filename(path), options, address).await?)
            }
            Address::Memory => {
                let memory = SqliteConnectOptions::new().in_memory(true);
                Pool::Sqlite(sqlite(memory, Options { connections: 1, ..options }, address).await?)
            }
            Address::Postgres(url) => Pool::Postgres(postgres(url, options, address).await?),
        };
        Ok(Store {
            pool,
            address: address.clone(),
            turn: Arc::new(Semaphore::new(1)),
            wait: options.wait,
            confirmed: Arc::default(),
        })
    }

    /// How many acts this process has confirmed. While it stays, nothing that this process wrote has changed.
    pub fn confirmed(&self) -> u64 {
        self.confirmed.load(Ordering::SeqCst)
    }

    /// Where it is.
    pub fn address(&self) -> &Address {
        &self.address
    }

    /// One state of the database, to read.
    ///
    /// Errors: when no connection becomes free in time, or the database can't be reached.
    pub async fn view(&self) -> Result<View> {
        Ok(View::new(match &self.pool {
            Pool::Sqlite(pool) => Link::Sqlite(pool.begin_with("BEGIN DEFERRED").await.map_err(told)?),
            Pool::Postgres(pool) => {
                let begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
                Link::Postgres(pool.begin_with(begin).await.map_err(told)?)
            }
        }))
    }

    /// One act, to read and write; waits for the acts before it. With SQLite in memory a [`View`] of the same task
    /// has to be dropped before.
    ///
    /// Errors: `database-locked` when its turn doesn't come in time; when the database can't be reached.
    pub async fn tx(&self) -> Result<Tx> {
        let turn = tokio::time::timeout(self.wait, Arc::clone(&self.turn).acquire_owned()).await;
        let late =
            |_| StoreError::unusable(locked("database", "another act of this program did not end in time"));
        let turn = turn.map_err(late)?.map_err(|_| StoreError::failed("the store is closed"))?;
        let link = match &self.pool {
            Pool::Sqlite(pool) => Link::Sqlite(pool.begin_with("BEGIN IMMEDIATE").await.map_err(told)?),
            Pool::Postgres(pool) => {
                let mut tx = pool.begin_with("BEGIN ISOLATION LEVEL READ COMMITTED").await.map_err(told)?;
                raw_sql(ONE_ACT_AT_A_TIME).execute(&mut *tx).await.map_err(told)?;
                Link::Postgres(tx)
            }
        };
        Ok(Tx::new(link, turn, Arc::clone(&self.confirmed)))
    }

    /// Which schema it has.
    ///
    /// Errors: when it can't be read.
    pub async fn schema(&self) -> Result<migrate::Schema> {
        migrate::schema(&mut self.view().await?).await
    }

    /// Copies the file of SQLite as it is now, while others go on writing. The copy can be opened at once.
    pub(crate) async fn vacuum_into(&self, to: &Path) -> Result<bool> {
        let Pool::Sqlite(pool) = &self.pool else { return Ok(false) };
        let path = to.to_str().ok_or_else(|| StoreError::refused("the path isn't UTF-8"))?;
        sqlx::query("VACUUM INTO $1").bind(path).execute(pool).await.map_err(told)?;
        Ok(true)
    }

    /// Waits for what is under way and closes all connections.
    pub async fn close(self) {
        self.turn.close();
        match &self.pool {
            Pool::Sqlite(pool) => pool.close().await,
            Pool::Postgres(pool) => pool.close().await,
        }
    }
}

async fn sqlite(connect: SqliteConnectOptions, options: Options, address: &Address) -> Result<SqlitePool> {
    let memory = *address == Address::Memory;
    let connect = connect
        .create_if_missing(false)
        .foreign_keys(true)
        .busy_timeout(options.wait)
        .journal_mode(if memory { SqliteJournalMode::Memory } else { SqliteJournalMode::Wal })
        // With a write-ahead log anything less may lose what was confirmed when the machine stops.
        .synchronous(SqliteSynchronous::Full)
        .disable_statement_logging();
    let mut pool =
        SqlitePoolOptions::new().max_connections(options.connections.max(1)).acquire_timeout(options.wait);
    if memory {
        // The database lives as long as its one connection.
        pool = pool.min_connections(1).idle_timeout(None).max_lifetime(None);
    }
    pool.connect_with(connect).await.map_err(|e| told_at(&address.to_string(), e))
}

async fn postgres(url: &str, options: Options, address: &Address) -> Result<PgPool> {
    let place = address.to_string();
    let bad = |e: sqlx::Error| StoreError::unusable(not_an_address(&place, &e.to_string()));
    let connect =
        PgConnectOptions::from_str(url).map_err(bad)?.application_name("ballast").disable_statement_logging();
    // A pool goes on trying for as long as it may wait. Here one refusal is an answer.
    let first = tokio::time::timeout(options.wait, connect.connect()).await;
    let first = first.unwrap_or(Err(sqlx::Error::PoolTimedOut)).map_err(|e| told_at(&place, e))?;
    sqlx::Connection::close(first).await.map_err(|e| told_at(&place, e))?;
    let setup = session_setup(options.wait);
    Ok(PgPoolOptions::new()
        .max_connections(options.connections.max(1))
        .acquire_timeout(options.wait)
        .after_connect(move |connection, _| {
            let setup = setup.clone();
            Box::pin(async move { raw_sql(AssertSqlSafe(setup)).execute(connection).await.map(|_| ()) })
        })
        .connect_lazy_with(connect))
}

/// Nobody waits for a lock for ever; an act that was forgotten gives way; what is confirmed is on disk, whatever
/// the server's default.
fn session_setup(wait: Duration) -> String {
    let wait_ms = wait.as_millis().clamp(1, 3_600_000);
    format!(
        "SET lock_timeout = {wait_ms}; SET idle_in_transaction_session_timeout = '5min'; \
         SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off';"
    )
}

/// A new, empty file that only its owner may read: it will hold password hashes. SQLite's side files take its rights.
pub(crate) fn make_file(path: &Path) -> std::io::Result<File> {
    let mut how = OpenOptions::new();
    how.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut how, 0o600);
    how.open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sqlite_confirms_only_what_is_on_disk_and_guards_references() {
        let path = std::env::temp_dir().join(format!("ballast-pragmas-{}.db", std::process::id()));
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let mut told = Vec::new();
        runtime.block_on(async {
            let address = Address::File(path.clone());
            let (store, _) = Store::init(&address, Options::default(), Timestamp::UNIX_EPOCH).await.unwrap();
            let text = "SELECT journal_mode, synchronous, foreign_keys, timeout
                FROM pragma_journal_mode, pragma_synchronous, pragma_foreign_keys, pragma_busy_timeout";
            let mut view = store.view().await.unwrap();
            let see = |mut cells: crate::cell::Cells| {
                told = vec![cells.text()?, format!("{} {} {}", cells.int()?, cells.int()?, cells.int()?)];
                Ok(())
            };
            view.each_row(text.to_string(), vec![], see).await.unwrap();
            drop(view);
            store.close().await;
        });
        std::fs::remove_file(path).unwrap();
        // 2 is FULL, 1 is on.
        assert_eq!(told, ["wal", "2 1 30000"]);
    }
}
