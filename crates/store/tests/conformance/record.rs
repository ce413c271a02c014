use record::{Entry, Head, How, Receipt, SigningKey, Trust, Verified, VerifierKey, root, verify};
use store::{NewEntry, Store, StoreError};

use crate::support::{Kind, Place, at, is_sound};

both!(
    entries_are_numbered_and_hold_what_was_recorded,
    an_act_that_does_not_happen_records_nothing,
    many_writers_leave_no_gap,
    a_head_that_is_not_of_these_entries_is_refused,
    a_content_can_go_and_the_proof_stays,
    the_record_can_not_be_changed,
    any_byte_of_any_row_that_is_changed_is_found,
    rows_that_are_gone_added_or_moved_are_found,
);

const LOG: &str = "ballast.example/2026";

fn key() -> SigningKey {
    SigningKey::new("ballast.example", &[7; 32]).unwrap()
}

async fn append(store: &Store, log: &str, act: &str, seconds: i64) -> Receipt {
    let mut tx = store.tx().await.unwrap();
    let (facts, contents) =
        ([("act", act), ("body", "06K")], [("reason", b"so".as_slice()), ("why", b"".as_slice())]);
    let receipt =
        tx.append_record(&NewEntry { log, facts: &facts, contents: &contents }, at(seconds)).await.unwrap();
    tx.commit().await.unwrap();
    receipt
}

async fn seal(store: &Store, key: &SigningKey) -> Result<(), StoreError> {
    let mut tx = store.tx().await.unwrap();
    let leaves = tx.record_leaves(LOG).await.unwrap();
    let head = Head { origin: LOG.to_string(), size: leaves.len() as u64, root: root(&leaves) };
    tx.add_record_head(LOG, &head.sign(key), &key.verifier(), at(50)).await?;
    tx.commit().await
}

/// Two entries and a head over them; with a third that isn't sealed.
async fn recorded(place: &Place) -> Store {
    let store = place.store().await;
    append(&store, LOG, "lock-weights", 1).await;
    append(&store, LOG, "share-answer", 2).await;
    seal(&store, &key()).await.unwrap();
    append(&store, LOG, "undo-import", 3).await;
    store
}

async fn looked_at(store: &Store) -> Result<Verified, (Option<u64>, How)> {
    let kept = store.view().await.unwrap().record(LOG).await.unwrap();
    let trust = Trust { key: Some(key().verifier()), may_go_on: true, ..Trust::default() };
    verify(&kept, &trust).map_err(|difference| (difference.number, difference.how))
}

async fn entries_are_numbered_and_hold_what_was_recorded(place: Place) {
    let store = recorded(&place).await;
    let other = append(&store, "ballast.example/2027", "share-answer", 9).await;
    assert_eq!(other.number, 1, "each year begins anew");
    let mut view = store.view().await.unwrap();
    assert_eq!(view.record_logs().await.unwrap(), [LOG, "ballast.example/2027"]);
    let entry = Entry::parse(&view.record_entry(LOG, 2).await.unwrap().unwrap().0).unwrap();
    assert_eq!((entry.number, entry.log.as_str(), entry.facts["act"].as_str()), (2, LOG, "share-answer"));
    assert_eq!(entry.at, at(2).strftime("%Y-%m-%dT%H:%M:%SZ").to_string());
    let first = Entry::parse(&view.record_entry(LOG, 1).await.unwrap().unwrap().0).unwrap();
    assert_ne!(first.contents["reason"], entry.contents["reason"], "each content has a salt of its own");
    assert_ne!(first.contents["reason"], first.contents["why"]);
    assert_eq!(view.record_entry(LOG, 4).await.unwrap(), None);
    assert_eq!((view.record_size(LOG).await.unwrap(), view.record_size("none").await.unwrap()), (3, 0));
    let heads = view.record_heads(LOG).await.unwrap();
    assert_eq!(view.last_record_head(LOG).await.unwrap().as_ref(), heads.last());
    assert_eq!(heads.iter().map(|head| head.size).collect::<Vec<_>>(), [2]);
    assert_eq!(VerifierKey::parse(&heads[0].verifier_key).unwrap(), key().verifier());
    drop(view);
    let holds = looked_at(&store).await.unwrap();
    assert_eq!((holds.entries, holds.sealed, holds.gone), (3, 2, 0));
    is_sound(&store).await;
}

async fn an_act_that_does_not_happen_records_nothing(place: Place) {
    let store = recorded(&place).await;
    let mut tx = store.tx().await.unwrap();
    let new = NewEntry { log: LOG, facts: &[("act", "never")], contents: &[] };
    assert_eq!(tx.append_record(&new, at(4)).await.unwrap().number, 4);
    tx.rollback().await.unwrap();
    assert_eq!(append(&store, LOG, "again", 5).await.number, 4);
    is_sound(&store).await;
}

async fn many_writers_leave_no_gap(place: Place) {
    let stores = [place.store().await, place.store().await];
    let writers: Vec<_> = (0..24)
        .map(|n| {
            let store = stores[n % 2].clone();
            tokio::spawn(async move { append(&store, LOG, "act", 1).await.number })
        })
        .collect();
    let mut numbers = Vec::new();
    for writer in writers {
        numbers.push(writer.await.unwrap());
    }
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=24).collect::<Vec<_>>());
    is_sound(&stores[0]).await;
}

async fn a_head_that_is_not_of_these_entries_is_refused(place: Place) {
    let store = recorded(&place).await;
    let other = SigningKey::new("ballast.example", &[8; 32]).unwrap();
    let mut tx = store.tx().await.unwrap();
    let leaves = tx.record_leaves(LOG).await.unwrap();
    drop(tx);
    let right = Head { origin: LOG.to_string(), size: 3, root: root(&leaves) };
    let wrong = [
        Head { origin: "ballast.example/2027".to_string(), ..right.clone() }.sign(&key()),
        Head { size: 2, ..right.clone() }.sign(&key()),
        Head { size: 4, ..right.clone() }.sign(&key()),
        right.sign(&other),
    ];
    for note in wrong {
        let mut tx = store.tx().await.unwrap();
        let refused = tx.add_record_head(LOG, &note, &key().verifier(), at(9)).await;
        assert!(matches!(refused, Err(StoreError::Refused { .. })), "{note}");
    }
    seal(&store, &key()).await.unwrap();
    assert_eq!(looked_at(&store).await.unwrap().sealed, 3);
}

async fn a_content_can_go_and_the_proof_stays(place: Place) {
    let store = recorded(&place).await;
    let mut tx = store.tx().await.unwrap();
    assert!(tx.forget_record_content(LOG, 1, "reason").await.unwrap());
    assert!(!tx.forget_record_content(LOG, 1, "reason").await.unwrap());
    tx.commit().await.unwrap();
    let holds = looked_at(&store).await.unwrap();
    assert_eq!((holds.entries, holds.sealed, holds.gone), (3, 2, 1));
    is_sound(&store).await;
}

async fn the_record_can_not_be_changed(place: Place) {
    let _store = recorded(&place).await;
    let mut attempts = vec![
        "UPDATE record_entries SET entry = 'x'",
        "UPDATE record_contents SET content = salt",
        "UPDATE record_heads SET note = 'x'",
        "DELETE FROM record_entries",
        "DELETE FROM record_heads",
    ];
    if place.kind == Kind::Postgres {
        attempts.extend(["TRUNCATE record_heads", "TRUNCATE record_contents"]);
    }
    for sql in attempts {
        assert!(place.try_sql(sql).await.unwrap_err().contains("never"), "{sql}");
    }
}

/// Whoever owns the database can take the guards away first.
async fn unguard(place: &Place) {
    let mut sql = String::new();
    let guards = [
        ("entries", "stay"),
        ("entries", "remain"),
        ("contents", "stay"),
        ("heads", "stay"),
        ("heads", "remain"),
    ];
    for (table, name) in guards {
        match place.kind {
            Kind::Sqlite => sql += &format!("DROP TRIGGER record_{table}_{name};"),
            Kind::Postgres if name == "stay" => {
                sql += &format!("DROP TRIGGER record_{table}_stay ON record_{table};");
            }
            Kind::Postgres => {}
        }
    }
    if place.kind == Kind::Postgres {
        sql += "ALTER TABLE record_contents DROP CONSTRAINT record_contents_log_number_fkey;
            ALTER TABLE record_heads DROP CONSTRAINT record_heads_log_size_fkey;";
    }
    place.meddle(sql.leak()).await;
}

fn literal(place: &Place, bytes: &[u8]) -> String {
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    match place.kind {
        Kind::Sqlite => format!("X'{hex}'"),
        Kind::Postgres => format!("CAST('\\x{hex}' AS BYTEA)"),
    }
}

fn quoted(text: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(text).ok()?;
    (!text.contains('\0')).then(|| format!("'{}'", text.replace('\'', "''")))
}

/// Each byte of a column's value in turn, and what is said of it.
async fn each_byte(
    place: &Place,
    store: &Store,
    (update, was): (&str, &[u8]),
    write: impl Fn(&[u8]) -> Option<String>,
    expected: &[(Option<u64>, How)],
) {
    for at in 0..was.len() {
        let mut now = was.to_vec();
        now[at] ^= 1;
        let Some(value) = write(&now) else { continue };
        place.meddle(update.replace("{}", &value).leak()).await;
        let found = looked_at(store).await;
        let said = found.as_ref().err().unwrap_or_else(|| panic!("{update}: byte {at} isn't found"));
        assert!(expected.contains(said), "{update}: byte {at}: {said:?}");
    }
    place.meddle(update.replace("{}", &write(was).unwrap()).leak()).await;
    looked_at(store).await.unwrap();
}

async fn any_byte_of_any_row_that_is_changed_is_found(place: Place) {
    let store = recorded(&place).await;
    let kept = store.view().await.unwrap().record(LOG).await.unwrap();
    unguard(&place).await;
    for (number, line) in [(2, &kept.lines[1]), (3, &kept.lines[3])] {
        let Ok(record::Line::Entry(line)) = line else { panic!("{line:?}") };
        let entry = [(Some(number), How::Entry)];
        let update = format!("UPDATE record_entries SET entry = {{}} WHERE number = {number}");
        each_byte(&place, &store, (&update, line.text.as_bytes()), quoted, &entry).await;
        let update = format!("UPDATE record_entries SET leaf = {{}} WHERE number = {number}");
        each_byte(&place, &store, (&update, line.leaf.to_string().as_bytes()), quoted, &entry).await;
        let content = [(Some(number), How::Content)];
        let kept = &line.contents["reason"];
        for (column, was) in [("salt", kept.salt.as_slice()), ("content", &kept.content)] {
            let update = format!(
                "UPDATE record_contents SET {column} = {{}} WHERE number = {number} AND name = 'reason'"
            );
            each_byte(&place, &store, (&update, was), |bytes| Some(literal(&place, bytes)), &content).await;
        }
    }
    let Ok(record::Line::Head(note)) = &kept.lines[2] else { panic!("{:?}", kept.lines) };
    let update = "UPDATE record_heads SET note = {}";
    each_byte(&place, &store, (update, note.as_bytes()), quoted, &[(None, How::Head)]).await;
    let verifier = key().verifier().to_string();
    let update = "UPDATE record_heads SET verifier_key = {}";
    each_byte(&place, &store, (update, verifier.as_bytes()), quoted, &[(None, How::Head)]).await;
    let found = store.doctor(None).await.unwrap();
    assert!(found.iter().all(|finding| finding.code != "record-differs"), "{found:?}");
}

async fn rows_that_are_gone_added_or_moved_are_found(place: Place) {
    let meddled: [(&str, (Option<u64>, How)); 7] = [
        ("DELETE FROM record_entries WHERE number = 1", (Some(1), How::Missing)),
        ("UPDATE record_entries SET number = number + 10 WHERE number = 2", (Some(2), How::Missing)),
        (
            "UPDATE record_entries SET number = 9 WHERE number = 1; UPDATE record_entries SET number = 1 WHERE number = 2;
             UPDATE record_entries SET number = 2 WHERE number = 9",
            (Some(1), How::Entry),
        ),
        (
            "INSERT INTO record_entries SELECT log, 4, entry, leaf FROM record_entries WHERE number = 3",
            (Some(4), How::Entry),
        ),
        ("UPDATE record_heads SET size = 3", (None, How::Head)),
        ("UPDATE record_contents SET number = 2, name = 'more' WHERE number = 1 AND name = 'why'", (Some(2), How::Content)),
        ("UPDATE record_contents SET number = 7 WHERE number = 1 AND name = 'why'", (Some(4), How::Entry)),
    ];
    for (sql, expected) in meddled {
        let place = Place::new(place.kind);
        let store = recorded(&place).await;
        unguard(&place).await;
        place.meddle(sql).await;
        assert_eq!(looked_at(&store).await.unwrap_err(), expected, "{sql}");
        let found = store.doctor(None).await.unwrap();
        assert!(found.iter().any(|finding| finding.code == "record-differs"), "{sql}: {found:?}");
    }
}
