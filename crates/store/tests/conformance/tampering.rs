//! Somebody reaches into the database: what it refuses, and what `doctor` sees.

use store::{NewAudit, NewSnapshot, Store};

use crate::support::{Kind, Place, at, person_and_draft};

both!(
    every_statement_prepares_and_nothing_is_found,
    the_audit_can_not_be_changed,
    doctor_sees_what_was_changed,
    doctor_sees_a_changed_table,
    doctor_checks_packs_with_what_it_is_handed,
    a_gap_at_the_end_is_seen,
    doctor_sees_broken_references,
);

async fn some_acts(place: &Place) -> Store {
    let store = place.store().await;
    let (person, id) = person_and_draft(&store).await;
    for n in 0..4 {
        let mut tx = store.tx().await.unwrap();
        let on_id = id.as_str();
        let act = NewAudit {
            person: Some(&person),
            act: "change_draft",
            on_kind: "draft",
            on_id,
            ..NewAudit::default()
        };
        tx.append_audit(&act, at(10 + n)).await.unwrap();
        tx.put_draft_file(&id, &format!("{n}"), &[n as u8; 9], at(10)).await.unwrap();
        tx.commit().await.unwrap();
    }
    store
}

async fn codes(store: &Store) -> Vec<&'static str> {
    let mut codes: Vec<_> =
        store.doctor(None).await.unwrap().into_iter().map(|finding| finding.code).collect();
    codes.dedup();
    codes
}

async fn every_statement_prepares_and_nothing_is_found(place: Place) {
    let store = some_acts(&place).await;
    assert_eq!(store.doctor(None).await.unwrap(), []);
}

async fn the_audit_can_not_be_changed(place: Place) {
    let _store = some_acts(&place).await;
    let mut attempts = vec!["UPDATE audit SET act = 'x'", "DELETE FROM audit"];
    if place.kind == Kind::Postgres {
        attempts.push("TRUNCATE audit");
    }
    for sql in attempts {
        assert!(place.try_sql(sql).await.unwrap_err().contains("never"), "{sql}");
    }
}

/// Whoever owns the database can take the guards away first.
async fn unguard(place: &Place) {
    let sql = match place.kind {
        Kind::Sqlite => "DROP TRIGGER audit_stays; DROP TRIGGER audit_remains; DROP TRIGGER blobs_stay;",
        Kind::Postgres => "DROP TRIGGER audit_stays ON audit; DROP TRIGGER blobs_stay ON blobs;",
    };
    place.meddle(sql).await;
}

async fn doctor_sees_what_was_changed(place: Place) {
    let store = some_acts(&place).await;
    unguard(&place).await;
    assert_eq!(codes(&store).await, [""; 0]);
    place.meddle("UPDATE blobs SET size_bytes = 8 WHERE hash = (SELECT MIN(hash) FROM blobs)").await;
    assert_eq!(codes(&store).await, ["blob-differs"]);
    place.meddle("UPDATE blobs SET size_bytes = 9").await;
    place.meddle("UPDATE audit SET act = 'something_else' WHERE number = 2").await;
    assert_eq!(codes(&store).await, ["audit-differs"]);
    place.meddle("UPDATE audit SET act = 'change_draft'").await;
    assert_eq!(codes(&store).await, [""; 0]);
    place.meddle("DELETE FROM audit WHERE number = 2").await;
    assert_eq!(codes(&store).await, ["audit-gap"]);
}

async fn a_gap_at_the_end_is_seen(place: Place) {
    let store = some_acts(&place).await;
    unguard(&place).await;
    place.meddle("DELETE FROM audit WHERE number >= 3").await;
    let findings = store.doctor(None).await.unwrap();
    assert_eq!(findings[0].seen, "lines 3 to 4 are missing");
    place.meddle("UPDATE audit_head SET number = 2").await;
    assert_eq!(codes(&store).await, ["audit-differs"], "the head still holds the hash of the fourth");
}

async fn doctor_sees_a_changed_table(place: Place) {
    let store = some_acts(&place).await;
    place.meddle("ALTER TABLE settings RENAME COLUMN value TO valu").await;
    let findings = store.doctor(None).await.unwrap();
    assert!(findings.iter().all(|finding| finding.code == "statement-refused"), "{findings:#?}");
    assert_eq!(findings.len(), 3, "each statement on settings, and no other");
}

async fn doctor_checks_packs_with_what_it_is_handed(place: Place) {
    let store = place.store().await;
    let mut tx = store.tx().await.unwrap();
    for hash in ["one", "two"] {
        let new = NewSnapshot { hash, pack: hash.as_bytes(), name: "n", as_of: None, created_by: None };
        tx.add_snapshot(&new, at(1)).await.unwrap();
    }
    tx.commit().await.unwrap();
    let as_text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).ok();
    assert_eq!(store.doctor(Some(as_text)).await.unwrap(), []);
    let findings = store.doctor(Some(|_| Some("one".into()))).await.unwrap();
    assert_eq!(findings.len(), 1);
    assert_eq!((findings[0].code, findings[0].place.row.as_str()), ("snapshot-differs", "two"));
    assert_eq!(store.doctor(Some(|_| None)).await.unwrap().len(), 2);
}

async fn doctor_sees_broken_references(place: Place) {
    let store = some_acts(&place).await;
    place
        .meddle(match place.kind {
            Kind::Sqlite => "DELETE FROM people",
            Kind::Postgres => "ALTER TABLE drafts DISABLE TRIGGER ALL",
        })
        .await;
    assert_eq!(codes(&store).await, ["broken-reference"]);
}

/// A setting that somebody made for the whole database is set right for our own connections.
#[test]
fn a_server_that_confirms_too_early_is_told_to_wait() {
    crate::support::run(Kind::Postgres, async |place| {
        place.meddle(
            "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET synchronous_commit = off', current_database()); END $$",
        )
        .await;
        let store = some_acts(&place).await;
        assert_eq!(store.doctor(None).await.unwrap(), []);
    });
}

#[test]
fn a_damaged_file_is_seen() {
    crate::support::run(Kind::Sqlite, async |place| {
        some_acts(&place).await.close().await;
        let store::Address::File(path) = &place.address else { unreachable!() };
        let mut bytes = std::fs::read(path).unwrap();
        let middle = bytes.len() / 2 / 4096 * 4096;
        bytes[middle..middle + 4096].fill(0xa5);
        std::fs::write(path, bytes).unwrap();
        let store = Store::open(&place.address, store::Options::default()).await;
        let told = match store {
            Ok(store) => match store.doctor(None).await {
                Ok(findings) => findings.first().map(|finding| finding.code),
                Err(error) => error.finding().map(|finding| finding.code),
            },
            Err(error) => error.finding().map(|finding| finding.code),
        };
        assert_eq!(told, Some("database-damaged"));
    });
}
