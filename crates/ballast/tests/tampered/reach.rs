//! Somebody who has the database, and not the key: statements behind the product's back.

use sqlx::postgres::PgConnection;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions as _, Connection as _};
use store::Address;

/// Takes away what guards the record in the database. Whoever owns it can.
const GUARDS_OF_SQLITE: &str = "DROP TRIGGER record_entries_stay; DROP TRIGGER record_entries_remain;
    DROP TRIGGER record_contents_stay; DROP TRIGGER record_heads_stay; DROP TRIGGER record_heads_remain;";
const GUARDS_OF_POSTGRES: &str = "DROP TRIGGER record_entries_stay ON record_entries;
    DROP TRIGGER record_contents_stay ON record_contents; DROP TRIGGER record_heads_stay ON record_heads;
    ALTER TABLE record_contents DROP CONSTRAINT record_contents_log_number_fkey;
    ALTER TABLE record_heads DROP CONSTRAINT record_heads_log_size_fkey;";

/// What the database says of a statement, with its guards or without them.
async fn tried(database: &str, sql: &str, without_guards: bool) -> Result<(), String> {
    let done = match database.parse().unwrap() {
        Address::File(path) => {
            let options = SqliteConnectOptions::new().filename(path).foreign_keys(false);
            let mut link: SqliteConnection = options.connect().await.unwrap();
            if without_guards {
                sqlx::raw_sql(GUARDS_OF_SQLITE).execute(&mut link).await.unwrap();
            }
            let done = sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(&mut link).await.map(|_| ());
            link.close().await.unwrap();
            done
        }
        Address::Postgres(url) => {
            let mut link = PgConnection::connect(&url).await.unwrap();
            if without_guards {
                sqlx::raw_sql(GUARDS_OF_POSTGRES).execute(&mut link).await.unwrap();
            }
            sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(&mut link).await.map(|_| ())
        }
        Address::Memory => unreachable!(),
    };
    done.map_err(|error| error.to_string())
}

fn run<T>(act: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(act)
}

/// Runs statements without the guards.
pub fn meddle(database: &str, sql: &str) {
    run(tried(database, sql, true)).unwrap_or_else(|why| panic!("{sql}: {why}"));
}

/// What the database says as long as it has its guards.
pub fn refused(database: &str, sql: &str) -> String {
    run(tried(database, sql, false)).expect_err(sql)
}

/// Statements that write entry `number` anew, with `from` put as `to`, and its hash with it.
pub fn rewritten(database: &str, number: i64, from: &str, to: &str) -> String {
    let address: Address = database.parse().unwrap();
    let (text, leaf) = run(async {
        let store = store::Store::open(&address, store::Options::default()).await.unwrap();
        let mut view = store.view().await.unwrap();
        let log = view.record_logs().await.unwrap().remove(0);
        let entry = view.record_entry(&log, number).await.unwrap().unwrap();
        drop(view);
        store.close().await;
        entry
    });
    let text = text.replacen(from, to, 1);
    let now = record::leaf_hash(text.as_bytes()).to_string();
    assert_ne!(now, leaf);
    format!("UPDATE record_entries SET entry = '{text}', leaf = '{now}' WHERE number = {number};")
}
