use store::{NewImport, NewSnapshot, Store, StoreError, content_hash};
use vocabulary::Code;

use crate::support::{Place, at};

both!(
    a_snapshot_is_kept_once_and_as_it_came,
    imports_are_numbered_and_undone_by_one_more,
    of_many_imports_of_one_state_exactly_one_wins,
    a_snapshot_and_its_bytes_can_not_be_changed,
);

async fn keep(store: &Store, hash: &str, pack: &[u8]) -> bool {
    let as_of = Some("2013-04-01".parse().unwrap());
    let mut tx = store.tx().await.unwrap();
    let new = NewSnapshot { hash, pack, name: "England", as_of, created_by: None };
    let is_new = tx.add_snapshot(&new, at(5)).await.unwrap();
    tx.commit().await.unwrap();
    is_new
}

async fn a_snapshot_is_kept_once_and_as_it_came(place: Place) {
    let store = place.store().await;
    assert!(keep(&store, "h1", b"pack one").await);
    assert!(!keep(&store, "h1", b"other bytes of the same facts").await);
    assert!(keep(&store, "h0", b"pack nought").await);
    let mut view = store.view().await.unwrap();
    let found = view.snapshot("h1").await.unwrap().unwrap();
    assert_eq!((found.name.as_str(), found.as_of.unwrap().to_string().as_str()), ("England", "2013-04-01"));
    assert_eq!(found.pack_hash, content_hash(b"pack one"));
    assert_eq!(view.blob(&found.pack_hash).await.unwrap().unwrap().bytes, b"pack one");
    assert_eq!(view.snapshots().await.unwrap().len(), 2);
    assert_eq!(view.snapshot("h2").await.unwrap(), None);
}

fn import<'a>(body: &'a Code, seen: i64, snapshot_hash: &'a str) -> NewImport<'a> {
    NewImport { body, register: "england", seen, snapshot_hash, title: "t", imported_by: None }
}

async fn imports_are_numbered_and_undone_by_one_more(place: Place) {
    let store = place.store().await;
    keep(&store, "h1", b"1").await;
    keep(&store, "h2", b"2").await;
    let (body, other) = (Code::new("X24"), Code::new("a body, in lower case"));
    let mut tx = store.tx().await.unwrap();
    assert_eq!(tx.add_import(&import(&body, 0, "h1"), at(10)).await.unwrap(), 1);
    assert_eq!(tx.add_import(&import(&body, 1, "h2"), at(20)).await.unwrap(), 2);
    let stale = tx.add_import(&import(&body, 1, "h1"), at(25)).await;
    assert!(matches!(stale, Err(StoreError::Stale { current_version: 2 })), "{stale:?}");
    assert_eq!(tx.add_import(&import(&body, 2, "h1"), at(30)).await.unwrap(), 3, "undo");
    assert_eq!(tx.add_import(&import(&other, 0, "h2"), at(30)).await.unwrap(), 1, "its own numbers");
    let mut told = Vec::new();
    for second in [9, 10, 29, 30] {
        let current = tx.current_import(&body, "england", at(second)).await.unwrap();
        told.push(current.map(|import| import.snapshot_hash).unwrap_or_default());
    }
    assert_eq!(told, ["", "h1", "h2", "h1"]);
    let numbers: Vec<_> =
        tx.imports(&body, "england").await.unwrap().iter().map(|line| line.number).collect();
    assert_eq!(numbers, [3, 2, 1]);
    let registers = tx.registers().await.unwrap();
    let current: Vec<_> = registers.iter().map(|line| (line.body.as_str(), line.number)).collect();
    assert_eq!(current, [("X24", 3), ("a body, in lower case", 1)], "sorted by bytes on both");
    tx.commit().await.unwrap();
    let mut tx = store.tx().await.unwrap();
    let unknown = tx.add_import(&import(&body, 3, "not there"), at(40)).await;
    assert!(matches!(unknown, Err(StoreError::Refused { .. })), "{unknown:?}");
}

async fn of_many_imports_of_one_state_exactly_one_wins(place: Place) {
    let stores = [place.store().await, place.store().await];
    keep(&stores[0], "h1", b"1").await;
    let tasks: Vec<_> = (0..16)
        .map(|n| {
            let store = stores[n % 2].clone();
            tokio::spawn(async move {
                let mut tx = store.tx().await.unwrap();
                let answer = tx.add_import(&import(&Code::new("X24"), 0, "h1"), at(10)).await;
                tx.commit().await.unwrap();
                answer.is_ok()
            })
        })
        .collect();
    let mut won = 0;
    for task in tasks {
        won += usize::from(task.await.unwrap());
    }
    assert_eq!(won, 1);
}

async fn a_snapshot_and_its_bytes_can_not_be_changed(place: Place) {
    let store = place.store().await;
    keep(&store, "h1", b"1").await;
    let mut tx = store.tx().await.unwrap();
    tx.add_import(&import(&Code::new("X24"), 0, "h1"), at(10)).await.unwrap();
    assert_eq!(tx.sweep_blobs(at(1_000)).await.unwrap(), 0, "what is named stays");
    tx.commit().await.unwrap();
    for sql in [
        "UPDATE blobs SET bytes = bytes",
        "UPDATE snapshots SET name = 'x'",
        "DELETE FROM snapshots",
        "UPDATE imports SET title = 'x'",
        "DELETE FROM imports",
    ] {
        let refused = place.try_sql(sql).await;
        assert!(refused.unwrap_err().contains("never"), "{sql}");
    }
}
