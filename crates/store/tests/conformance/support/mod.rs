//! Where tests get empty databases from.

mod folder;
mod postgres;

use std::time::Duration;

pub use folder::Folder;
use jiff::Timestamp;
pub use postgres::Cluster;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection, PgConnection, SqliteConnection};
use store::{Address, Id, NewDraft, NewPerson, Options, Store, Tx};
use vocabulary::Code;

/// One of the two databases.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Kind {
    Sqlite,
    Postgres,
}

/// An empty database of its own for one test.
pub struct Place {
    pub kind: Kind,
    pub address: Address,
    /// For the database, if it is a file, and for what else a test writes.
    pub folder: Folder,
}

impl Place {
    pub fn new(kind: Kind) -> Place {
        let folder = Folder::new();
        let address = match kind {
            Kind::Sqlite => Address::File(folder.path().join("ballast.db")),
            Kind::Postgres => Address::Postgres(postgres::shared().new_database()),
        };
        Place { kind, address, folder }
    }

    /// The database with its schema.
    pub async fn store(&self) -> Store {
        Store::init(&self.address, Options::default(), at(0)).await.unwrap().0
    }

    /// Runs statements behind the store's back.
    pub async fn meddle(&self, sql: &'static str) {
        self.try_sql(sql).await.unwrap();
    }

    /// Runs statements behind the store's back; what the database says if it refuses.
    pub async fn try_sql(&self, sql: &'static str) -> Result<(), String> {
        let done = match &self.address {
            Address::File(path) => {
                let options = SqliteConnectOptions::new().filename(path).foreign_keys(false);
                let mut link: SqliteConnection = options.connect().await.unwrap();
                sqlx::raw_sql(sql).execute(&mut link).await.map(|_| ())
            }
            Address::Postgres(url) => {
                let mut link = PgConnection::connect(url).await.unwrap();
                sqlx::raw_sql(sql).execute(&mut link).await.map(|_| ())
            }
            Address::Memory => unreachable!(),
        };
        done.map_err(|e| e.to_string())
    }
}

/// Runs a test on a runtime with several threads.
pub fn run(kind: Kind, test: impl AsyncFnOnce(Place)) {
    let mut builder = tokio::runtime::Builder::new_multi_thread();
    builder.worker_threads(4).enable_all().build().unwrap().block_on(test(Place::new(kind)));
}

/// Names the tests of a file, so that each runs on both databases.
macro_rules! both {
    ($($name:ident),* $(,)?) => {
        mod sqlite {
            $(#[test] fn $name() { $crate::support::run($crate::support::Kind::Sqlite, super::$name); })*
        }
        mod postgres {
            $(#[test] fn $name() { $crate::support::run($crate::support::Kind::Postgres, super::$name); })*
        }
    };
}

/// A moment: so many seconds after the tests' own beginning.
pub fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_795_255_200 + seconds).unwrap()
}

/// Impatient options, for what is expected to be locked.
pub fn impatient() -> Options {
    Options { wait: Duration::from_millis(300), ..Options::default() }
}

pub async fn person(tx: &mut Tx, email: &str) -> Id {
    tx.add_person(&NewPerson { email, name: "A person", password_hash: None }, at(1)).await.unwrap()
}

pub async fn draft(tx: &mut Tx, person: &Id, content: &str) -> Id {
    let body = Code::new("06K");
    let new = NewDraft { kind: "scenario", body: &body, person, title: "A draft", content };
    tx.add_draft(&new, at(2)).await.unwrap()
}

/// One person and one draft of theirs, confirmed.
pub async fn person_and_draft(store: &Store) -> (Id, Id) {
    let mut tx = store.tx().await.unwrap();
    let somebody = person(&mut tx, "a@example.org").await;
    let draft = draft(&mut tx, &somebody, "one").await;
    tx.commit().await.unwrap();
    (somebody, draft)
}

/// The code of the finding that an error is.
pub fn code_of<T>(answer: store::Result<T>) -> &'static str {
    match answer {
        Ok(_) => panic!("it went well"),
        Err(error) => match error.finding() {
            Some(finding) => finding.code,
            None => panic!("not a finding: {error:?}"),
        },
    }
}

/// `doctor` has no error to tell.
pub async fn is_sound(store: &Store) {
    let findings = store.doctor(None).await.unwrap();
    assert!(findings.iter().all(|finding| !finding.is_error()), "{findings:#?}");
}
