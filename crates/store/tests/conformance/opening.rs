//! What somebody can get wrong, told so that they can mend it.

use store::{Address, Options, Schema, Store, latest_schema};

use crate::support::{Folder, Kind, Place, at, code_of, impatient};

both!(
    an_empty_database_says_init,
    a_newer_schema_is_left_alone,
    a_changed_step_is_seen,
    tables_of_others_are_left_alone,
    an_older_schema_says_migrate,
);

async fn an_empty_database_says_init(place: Place) {
    if let Address::File(path) = &place.address {
        assert_eq!(code_of(Store::open(&place.address, impatient()).await), "database-not-found");
        std::fs::write(path, b"").unwrap();
    }
    let error = Store::open(&place.address, impatient()).await.err().unwrap();
    let finding = error.finding().unwrap();
    assert_eq!((finding.code, finding.action.as_str()), ("schema-missing", "Run `init`."));
    let store = place.store().await;
    assert_eq!(store.schema().await.unwrap(), Schema::Current);
    Store::open(&place.address, impatient()).await.unwrap();
}

async fn a_newer_schema_is_left_alone(place: Place) {
    place.store().await.close().await;
    place.meddle("INSERT INTO schema_migrations VALUES (99, 'later', 'checksum', 0)").await;
    assert_eq!(code_of(Store::open(&place.address, impatient()).await), "schema-newer");
    assert_eq!(code_of(Store::init(&place.address, impatient(), at(1)).await), "schema-newer");
    let store = Store::connect(&place.address, impatient()).await.unwrap();
    assert_eq!(store.schema().await.unwrap(), Schema::Newer { at: 99 });
    assert_eq!(store.doctor(None).await.unwrap()[0].code, "schema-newer");
    assert_eq!(code_of(store.backup(&place.folder.path().join("b"), at(2)).await), "schema-newer");
}

async fn an_older_schema_says_migrate(place: Place) {
    place.store().await.close().await;
    place.meddle("DELETE FROM schema_migrations WHERE number > 2").await;
    let error = Store::open(&place.address, impatient()).await.err().unwrap();
    let finding = error.finding().unwrap();
    assert_eq!((finding.code, finding.seen.as_str()), ("schema-older", "the schema 2"));
}

async fn a_changed_step_is_seen(place: Place) {
    place.store().await.close().await;
    place.meddle("UPDATE schema_migrations SET checksum = 'x' WHERE number = 2").await;
    assert_eq!(code_of(Store::open(&place.address, impatient()).await), "schema-changed");
    let store = Store::connect(&place.address, impatient()).await.unwrap();
    assert_eq!(store.schema().await.unwrap(), Schema::Changed { number: 2 });
    assert_eq!(code_of(store.migrate(at(3)).await), "schema-changed");
}

async fn tables_of_others_are_left_alone(place: Place) {
    if let Address::File(path) = &place.address {
        std::fs::write(path, b"").unwrap();
    }
    place.meddle("CREATE TABLE invoices (n BIGINT)").await;
    assert_eq!(code_of(Store::init(&place.address, impatient(), at(1)).await), "schema-foreign");
    let store = Store::connect(&place.address, impatient()).await.unwrap();
    assert_eq!(store.schema().await.unwrap(), Schema::Foreign { tables: vec!["invoices".into()] });
}

fn block_on<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap().block_on(work)
}

fn opened(address: &str) -> store::Result<Store> {
    block_on(async { Store::open(&address.parse()?, impatient()).await })
}

#[test]
fn a_server_that_is_not_there() {
    assert_eq!(code_of(opened("postgres://app:secret@no-such-host.invalid/ballast")), "database-not-reached");
    // Port 9 of this machine: nothing listens.
    let error = opened("postgres://app:secret@127.0.0.1:9/ballast").err().unwrap();
    assert_eq!(error.finding().unwrap().code, "database-not-reached");
    assert!(!format!("{error} {error:?}").contains("secret"));
}

#[test]
fn a_database_or_user_that_is_not_there() {
    let place = Place::new(Kind::Postgres);
    let Address::Postgres(url) = &place.address else { unreachable!() };
    let (server, _) = url.rsplit_once('/').unwrap();
    assert_eq!(code_of(opened(&format!("{server}/no_such_database"))), "database-not-found");
    assert_eq!(code_of(opened(&url.replace("app@", "nobody@"))), "database-forbidden");
    assert_eq!(code_of(opened(&format!("{url}?sslmode=require"))), "database-no-tls");
    assert_eq!(code_of(opened(&format!("{url}?sslmode=perhaps"))), "database-address");
}

#[test]
fn files_that_are_no_database() {
    let folder = Folder::new();
    let path = |name: &str| folder.path().join(name).display().to_string();
    assert_eq!(code_of(opened(&path("absent.db"))), "database-not-found");
    std::fs::write(folder.path().join("text.db"), "a,b\n".repeat(1000)).unwrap();
    assert_eq!(code_of(opened(&path("text.db"))), "not-a-database");
    std::fs::create_dir(folder.path().join("folder.db")).unwrap();
    assert_eq!(code_of(opened(&path("folder.db"))), "database-not-reached");
    let deep: Address = path("no/such/folder.db").parse().unwrap();
    assert_eq!(code_of(block_on(Store::init(&deep, impatient(), at(0)))), "database-not-reached");
}

#[test]
fn in_memory_and_gone_when_closed() {
    block_on(async {
        for _ in 0..2 {
            let (store, migrated) = Store::init(&Address::Memory, Options::default(), at(0)).await.unwrap();
            assert_eq!((migrated.from, migrated.to), (0, latest_schema()));
            let mut tx = store.tx().await.unwrap();
            crate::support::person(&mut tx, "a@example.org").await;
            tx.commit().await.unwrap();
            assert_eq!(store.view().await.unwrap().people().await.unwrap().len(), 1);
            store.close().await;
        }
    });
}

#[cfg(unix)]
#[test]
fn the_file_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new(Kind::Sqlite);
    block_on(async {
        let store = place.store().await;
        let backup = place.folder.path().join("b.jsonl");
        store.backup(&backup, at(1)).await.unwrap();
        store.copy_file(&place.folder.path().join("c.db")).await.unwrap();
        for entry in std::fs::read_dir(place.folder.path()).unwrap() {
            let entry = entry.unwrap();
            let mode = entry.metadata().unwrap().permissions().mode();
            assert_eq!(mode & 0o077, 0, "{:?}", entry.path());
        }
    });
}
