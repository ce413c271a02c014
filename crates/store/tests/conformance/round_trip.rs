//! What is stored reads back equal, whatever it is.

use jiff::Timestamp;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use store::{Draft, NewDraft, NewPerson, Session, Setting, Store};
use vocabulary::Code;

use crate::support::{Kind, Place, at, person};

/// Any text but NUL: every script, emoji, what turns direction, unassigned characters, line ends, quotes.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        proptest::collection::vec(any::<char>(), 0..40)
            .prop_map(|chars| chars.into_iter().filter(|c| *c != '\0').collect::<String>()),
        "[ \t\r\n'\"\\\\;$%_-]{0,20}",
        Just("e\u{301}\u{200d}\u{feff}\u{202e}\u{10ffff}".to_string()),
    ]
}

/// Text of any length.
fn long_text() -> impl Strategy<Value = String> {
    prop_oneof![text(), (1_usize..100_000).prop_map(|pairs| "ß🧮".repeat(pairs))]
}

/// Every moment that is kept, to the microsecond.
fn moment() -> impl Strategy<Value = Timestamp> {
    let (min, max) = (Timestamp::MIN.as_microsecond() + 1, Timestamp::MAX.as_microsecond());
    prop_oneof![min..=max, Just(min), Just(max), Just(0_i64), Just(-1_i64)]
        .prop_map(|us| Timestamp::new(us / 1_000_000, (us % 1_000_000 * 1_000) as i32).unwrap())
}

async fn keep(store: &Store, words: &[String], moments: &[Timestamp], bytes: Vec<u8>) {
    let mut tx = store.tx().await.unwrap();
    let who = person(&mut tx, &format!("{}@example.org", store::Id::new(at(0)).unwrap())).await;
    let body = Code::new(&format!("c{}", words[0].replace('\0', "")));
    let new = NewDraft { kind: &words[1], body: &body, person: &who, title: &words[2], content: &words[3] };
    let id = tx.add_draft(&new, moments[0]).await.unwrap();
    let draft = Draft {
        id: id.clone(),
        kind: words[1].clone(),
        body: body.clone(),
        person: who.clone(),
        title: words[2].clone(),
        content: words[3].clone(),
        version: 1,
        created: moments[0],
        changed: moments[0],
    };
    let hash = tx.put_draft_file(&id, &words[2], &bytes, moments[1]).await.unwrap();
    let name = format!("{}{id}", words[1]);
    let setting =
        Setting { name, body: None, from: moments[1], value: words[3].clone(), set_by: Some(who.clone()) };
    tx.set_setting(&setting).await.unwrap();
    let session =
        Session { id_hash: id.to_string(), person: Some(who), data: bytes.clone(), expires: moments[2] };
    tx.save_session(&session).await.unwrap();
    let email = format!("{}{id}", words[0]);
    let odd = NewPerson { email: &email, name: &words[2], password_hash: Some(&words[3]) };
    let odd_id = tx.add_person(&odd, moments[2]).await.unwrap();
    tx.close_person(&odd_id, Some(moments[0])).await.unwrap();
    tx.commit().await.unwrap();

    let mut view = store.view().await.unwrap();
    assert_eq!(view.draft(&id).await.unwrap().unwrap(), draft);
    assert!(view.drafts_of_body(&body, &words[1]).await.unwrap().contains(&draft));
    let blob = view.blob(&hash).await.unwrap().unwrap();
    assert_eq!(blob.bytes, bytes);
    assert_eq!(view.draft_files(&id).await.unwrap()[0].name, words[2]);
    assert_eq!(view.setting_history(&setting.name).await.unwrap(), [setting]);
    let found = view.person_by_email(&email.to_uppercase().to_lowercase()).await.unwrap();
    if email.to_uppercase().to_lowercase() == email.to_lowercase() {
        let found = found.unwrap();
        assert_eq!(
            (found.email.as_str(), found.name, found.created),
            (email.trim(), words[2].clone(), moments[2])
        );
        assert_eq!((found.password_hash.unwrap(), found.closed), (words[3].clone(), Some(moments[0])));
    }
    let just_before = moments[2] - std::time::Duration::from_micros(1);
    assert_eq!(view.session(id.as_str(), just_before).await.unwrap(), Some(session));
    assert_eq!(view.session(id.as_str(), moments[2]).await.unwrap(), None);
}

fn everything_reads_back_equal(kind: Kind) {
    let place = Place::new(kind);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let store = runtime.block_on(place.store());
    let words = (text(), text(), text(), long_text()).prop_map(|(a, b, c, long)| [a, b, c, long]);
    let moments = proptest::collection::vec(moment(), 3);
    let bytes = proptest::collection::vec(any::<u8>(), 0..2000);
    let mut runner = TestRunner::new(Config { failure_persistence: None, ..Config::with_cases(60) });
    let tried = runner.run(&(words, moments, bytes), |(words, moments, bytes)| {
        runtime.block_on(keep(&store, &words, &moments, bytes));
        Ok(())
    });
    tried.unwrap();
    runtime.block_on(crate::support::is_sound(&store));
    let backup = place.folder.path().join("all.jsonl");
    runtime.block_on(store.backup(&backup, at(1))).unwrap();
    let other = Place::new(if kind == Kind::Sqlite { Kind::Postgres } else { Kind::Sqlite });
    let into = runtime.block_on(other.store());
    runtime.block_on(into.restore(&backup, at(2))).unwrap();
    let again = other.folder.path().join("again.jsonl");
    runtime.block_on(into.backup(&again, at(1))).unwrap();
    assert!(std::fs::read(&backup).unwrap() == std::fs::read(&again).unwrap());
}

#[test]
fn everything_reads_back_equal_on_sqlite() {
    everything_reads_back_equal(Kind::Sqlite);
}

#[test]
fn everything_reads_back_equal_on_postgres() {
    everything_reads_back_equal(Kind::Postgres);
}
