use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use store::{
    Address, Id, NewAudit, NewCaseLine, NewEntry, NewImport, NewMail, NewPerson, NewResult, NewRole,
    NewSignature, NewSnapshot, Options, Said, Session, Setting, Store, Tx, latest_schema,
};
use vocabulary::Code;

use crate::rounds;
use crate::support::{Kind, Place, at, code_of, draft, is_sound, person};

both!(
    a_backup_goes_to_either_database_and_comes_back_the_same,
    a_backup_during_writes_is_of_one_moment,
    a_damaged_backup_is_refused_and_nothing_kept,
    only_an_empty_database_is_restored_into,
    a_backup_replaces_nothing,
    no_table_is_left_out,
);

/// Something in every table.
pub async fn fill(store: &Store) {
    let body = Code::new("06K");
    let mut tx = store.tx().await.unwrap();
    let odd = NewPerson {
        email: "ö\u{1F9EE}@example.org",
        name: "\"quoted\"\n\u{202e}\u{7f}",
        password_hash: Some("$"),
    };
    let who = tx.add_person(&odd, at(-3_000_000_000)).await.unwrap();
    let role =
        NewRole { person: &who, body: &body, role: "author", from: at(1), until: None, given_by: Some(&who) };
    tx.give_role(&role, at(1)).await.unwrap();
    let session = Session { id_hash: "s".into(), person: Some(who.clone()), data: vec![1], expires: at(9) };
    tx.save_session(&session).await.unwrap();
    let token = store::NewApiToken { token_hash: "t", person: &who, label: "", scope: "", expires: at(9) };
    tx.add_api_token(&token, at(1)).await.unwrap();
    tx.note_attempt("x", "y", at(1)).await.unwrap();
    let every_byte: Vec<u8> = (0..=255).collect();
    let pack = NewSnapshot { hash: "h1", pack: &every_byte, name: "n", as_of: None, created_by: Some(&who) };
    tx.add_snapshot(&pack, at(2)).await.unwrap();
    let import = NewImport {
        body: &body,
        register: "r",
        seen: 0,
        snapshot_hash: "h1",
        title: "t",
        imported_by: Some(&who),
    };
    tx.add_import(&import, at(2)).await.unwrap();
    let draft = draft(&mut tx, &who, "{}").await;
    tx.put_draft_file(&draft, "f", b"", at(2)).await.unwrap();
    let result = NewResult {
        kind: "appraisal",
        body: &body,
        person: &who,
        title: "t",
        snapshot_hash: "h1",
        scenario: "s",
        options: "",
    };
    let result = tx.add_result(&result, at(3)).await.unwrap();
    tx.take_run("w", at(0), at(4)).await.unwrap();
    tx.finish_run(&result, "w", &[("a", b"A"), ("b", &[0; 100_000])], at(5)).await.unwrap();
    tx.claim_key(&who, "k", "h", at(9), at(1)).await.unwrap();
    let setting = Setting {
        name: "n".into(),
        body: None,
        from: at(i64::from(u16::MAX)),
        value: "v".into(),
        set_by: None,
    };
    tx.set_setting(&setting).await.unwrap();
    let word = NewSignature {
        unit: &body,
        body: &body,
        register: "r",
        figure: "units/06K/opening_reserve_gbp",
        seen: 0,
        said: Said::Corrected,
        seen_value: "0.00",
        corrected_value: Some("-1.00"),
        reason: "“so”",
        person: &who,
    };
    tx.add_signature(&word, at(6)).await.unwrap();
    record(&mut tx).await;
    case(&mut tx, &who, &result).await;
    rounds::opens(&mut tx, "R", &["06K"], &who, 6).await;
    tx.concern_round(&body, &Code::new("R"), &Code::new("06K")).await.unwrap();
    rounds::attaches_and_types(&mut tx, "R", "06K", &who).await;
    tx.keep_case_file(&Code::new("A"), b"%PDF-\0\xff", at(7)).await.unwrap();
    let mail = NewMail { person: &who, subject: "“Turn”", text: "It is\nyour turn.", link: "/cases/A" };
    tx.queue_mail(&mail, at(7)).await.unwrap();
    for n in 0..3 {
        let act = NewAudit {
            person: Some(&who),
            body: Some(&body),
            act: "a",
            on_kind: "k",
            on_id: "i",
            ..NewAudit::default()
        };
        tx.append_audit(&act, at(n)).await.unwrap();
    }
    tx.commit().await.unwrap();
}

/// An entry with a content, and a head.
async fn record(tx: &mut Tx) {
    let new = NewEntry { log: "x/2026", facts: &[("act", "a")], contents: &[("c", b"\0\xff")] };
    let receipt = tx.append_record(&new, at(6)).await.unwrap();
    let key = record::SigningKey::new("x", &[1; 32]).unwrap();
    let head = record::Head { origin: receipt.log, size: 1, root: receipt.leaf };
    tx.add_record_head("x/2026", &head.sign(&key), &key.verifier(), at(6)).await.unwrap();
}

/// A case that was opened, and half a sentence.
async fn case(tx: &mut Tx, who: &Id, result: &Id) {
    let (reference, body) = (Code::new("A"), Code::new("06K"));
    let line = NewCaseLine {
        reference: &reference,
        act: "{}",
        on: "2013-10-21".parse().unwrap(),
        body: &body,
        office: "author",
        person: who,
        receipt: "x/2026#1:aa",
    };
    tx.open_case(&line, at(6)).await.unwrap();
    tx.concern(&body, &reference).await.unwrap();
    tx.add_case_exhibit(&reference, "aa11", result).await.unwrap();
    tx.keep_typing((&reference, who), ("options", "half a “sen"), "0", at(7)).await.unwrap();
}

pub fn file(place: &Place, name: &str) -> PathBuf {
    place.folder.path().join(name)
}

pub async fn empty(place: &Place) -> Store {
    if let Address::File(path) = &place.address {
        std::fs::write(path, b"").unwrap();
    }
    Store::connect(&place.address, Options::default()).await.unwrap()
}

async fn a_backup_goes_to_either_database_and_comes_back_the_same(place: Place) {
    let store = place.store().await;
    fill(&store).await;
    let first = file(&place, "first.jsonl");
    let counts = store.backup(&first, at(7)).await.unwrap();
    assert!(counts.iter().all(|count| count.rows > 0), "{counts:?}");
    for kind in [Kind::Sqlite, Kind::Postgres] {
        let other = Place::new(kind);
        let restored_into = empty(&other).await;
        let restored = restored_into.restore(&first, at(8)).await.unwrap();
        assert_eq!((restored.made, &restored.tables), (at(7), &counts));
        is_sound(&restored_into).await;
        let again = file(&other, "again.jsonl");
        restored_into.backup(&again, at(7)).await.unwrap();
        assert!(std::fs::read(&first).unwrap() == std::fs::read(&again).unwrap(), "{kind:?}");
        let view = &mut restored_into.view().await.unwrap();
        assert_eq!(view.session("s", at(0)).await.unwrap(), None, "everybody signs in again");
    }
}

/// Each act writes a draft and a line of the audit; a backup never has one without the other.
async fn a_backup_during_writes_is_of_one_moment(place: Place) {
    let store = place.store().await;
    let mut tx = store.tx().await.unwrap();
    let who = person(&mut tx, "a@example.org").await;
    tx.commit().await.unwrap();
    let stop = Arc::new(AtomicBool::new(false));
    let writers: Vec<_> = (0..3)
        .map(|_| {
            let (store, who, stop) = (store.clone(), who.clone(), Arc::clone(&stop));
            tokio::spawn(async move {
                while !stop.load(Ordering::Relaxed) {
                    let mut tx = store.tx().await.unwrap();
                    let id = draft(&mut tx, &who, "content").await;
                    let act =
                        NewAudit { act: "a", on_kind: "draft", on_id: id.as_str(), ..NewAudit::default() };
                    tx.append_audit(&act, at(1)).await.unwrap();
                    tx.commit().await.unwrap();
                }
            })
        })
        .collect();
    let mut grew = Vec::new();
    for n in 0..5 {
        let backup = file(&place, &format!("{n}.jsonl"));
        let counts = store.backup(&backup, at(2)).await.unwrap();
        let rows = |name: &str| counts.iter().find(|count| count.table == name).unwrap().rows;
        assert_eq!(rows("drafts"), rows("audit"));
        grew.push(rows("audit"));
        tokio::time::sleep(std::time::Duration::from_millis(30)).await;
    }
    stop.store(true, Ordering::Relaxed);
    for writer in writers {
        writer.await.unwrap();
    }
    assert!(grew[0] < grew[4], "others went on writing: {grew:?}");
    let other = Place::new(place.kind);
    let restored = empty(&other).await;
    restored.restore(&file(&place, "4.jsonl"), at(3)).await.unwrap();
    is_sound(&restored).await;
    if place.kind == Kind::Sqlite {
        let copy = file(&place, "copy.db");
        store.copy_file(&copy).await.unwrap();
        is_sound(&Store::open(&Address::File(copy), Options::default()).await.unwrap()).await;
    } else {
        assert!(store.copy_file(&file(&place, "copy.db")).await.is_err());
        assert!(!file(&place, "copy.db").exists());
    }
}

async fn a_damaged_backup_is_refused_and_nothing_kept(place: Place) {
    let store = place.store().await;
    fill(&store).await;
    let good = file(&place, "good.jsonl");
    store.backup(&good, at(7)).await.unwrap();
    let text = std::fs::read_to_string(&good).unwrap();
    let other = Place::new(place.kind);
    let into = empty(&other).await;
    let (first_line, rest) = text.split_once('\n').unwrap();
    let last = text.trim_end().rfind('\n').unwrap();
    let schema = |number: i64| format!("\"schema\":{number}");
    let damages = [
        ("", "backup-damaged"),
        ("a,b,c\n", "backup-damaged"),
        (&text[..text.len() / 2], "backup-damaged"),
        (&text[..=last], "backup-damaged"),
        (&text.replace("author", "certifier"), "backup-damaged"),
        (&format!("{text}[]\n"), "backup-damaged"),
        (&format!("{first_line}\n[1]\n{rest}"), "backup-damaged"),
        (&text.replacen(&schema(latest_schema()), &schema(latest_schema() + 1), 1), "backup-newer"),
        (&text.replacen("\"ballast-backup\":1", "\"ballast-backup\":2", 1), "backup-newer"),
    ];
    for (n, (damaged, code)) in damages.into_iter().enumerate() {
        let bad = file(&place, "bad.jsonl");
        std::fs::write(&bad, damaged).unwrap();
        assert_eq!(code_of(into.restore(&bad, at(8)).await), code, "damage {n}");
    }
    if let Address::File(path) = &place.address {
        assert_eq!(code_of(into.restore(path, at(8)).await), "backup-damaged");
    }
    assert_eq!(code_of(into.restore(&file(&place, "absent"), at(8)).await), "backup-not-read");
    // After all this it is still empty, and a good one goes in.
    assert_eq!(into.view().await.unwrap().people().await.unwrap(), []);
    into.restore(&good, at(9)).await.unwrap();
    is_sound(&into).await;
}

async fn only_an_empty_database_is_restored_into(place: Place) {
    let store = place.store().await;
    fill(&store).await;
    let backup = file(&place, "b.jsonl");
    store.backup(&backup, at(7)).await.unwrap();
    assert_eq!(code_of(store.restore(&backup, at(8)).await), "database-not-empty");
    is_sound(&store).await;
    let other = Place::new(place.kind);
    let with_schema = other.store().await;
    with_schema.restore(&backup, at(8)).await.unwrap();
}

async fn a_backup_replaces_nothing(place: Place) {
    let store = place.store().await;
    let taken = file(&place, "taken");
    std::fs::write(&taken, "mine").unwrap();
    assert_eq!(code_of(store.backup(&taken, at(1)).await), "backup-exists");
    assert_eq!(code_of(store.copy_file(&taken).await), "backup-exists");
    assert_eq!(std::fs::read_to_string(&taken).unwrap(), "mine");
    assert_eq!(code_of(store.backup(&file(&place, "no/folder"), at(1)).await), "backup-not-written");
}

async fn no_table_is_left_out(place: Place) {
    let store = place.store().await;
    let backup = file(&place, "b.jsonl");
    let counts = store.backup(&backup, at(1)).await.unwrap();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations");
    let mut made = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        let names = text.lines().filter_map(|line| line.strip_prefix("CREATE TABLE "));
        made.extend(names.map(|rest| rest.split(' ').next().unwrap().to_string()));
    }
    let mut kept: Vec<_> =
        counts.into_iter().map(|count| count.table).chain(["sessions".to_string()]).collect();
    made.sort();
    kept.sort();
    assert_eq!(kept, made);
}
