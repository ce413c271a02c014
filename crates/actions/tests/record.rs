//! What is decided or frozen stands in the record, in the act's own transaction, and nothing personal with it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)] // A test may stop where it fails.

use actions::acts::{self, NewAccount, Upload};
use actions::{Actor, Desk, Role};
use jiff::{Timestamp, ToSpan};
use record::{Entry, Kept, Line, RecordFile, Trust, verify};
use store::{Address, Options, Store};
use vocabulary::Code;

fn now() -> Timestamp {
    "2026-12-31T23:59:00Z".parse().unwrap()
}

const NAME: &str = "Rosalind Quenby";
const EMAIL: &str = "rosalind@a.example";

async fn world() -> (Desk, Actor) {
    let (store, _) = Store::init(&Address::Memory, Options::default(), now()).await.unwrap();
    let desk = Desk::new(store).unwrap();
    let first = NewAccount { email: EMAIL, name: NAME, password: "three words and more" };
    let id = acts::first_administrator(&desk, first, &Code::new("A"), now()).await.unwrap();
    let roles = vec![(Code::new("A"), Role::Viewer), (Code::new("A"), Role::DataSteward)];
    (desk, Actor { person: Some(id), name: NAME.into(), roles, scope: None })
}

async fn upload(desk: &Desk, actor: &Actor, rows: &str) -> Upload {
    let file = format!("body_code,name,roles\n{rows}");
    let name = ("bodies.csv", file.as_bytes());
    acts::upload_register(desk, actor, &Code::new("A"), "facts", name, now()).await.unwrap()
}

async fn logs(desk: &Desk) -> Vec<RecordFile> {
    let mut view = desk.store().view().await.unwrap();
    let mut logs = Vec::new();
    for log in view.record_logs().await.unwrap() {
        logs.push(view.record(&log).await.unwrap());
    }
    logs
}

fn entries(log: &RecordFile) -> Vec<Entry> {
    let trust = Trust { may_go_on: true, ..Trust::default() };
    verify(log, &trust).unwrap();
    let entry = |line: &Result<Line, String>| match line {
        Ok(Line::Entry(line)) => Entry::parse(&line.text).unwrap(),
        other => panic!("{other:?}"),
    };
    log.lines.iter().map(entry).collect()
}

#[tokio::test]
async fn an_import_and_its_undoing_are_recorded_by_role_and_body_and_without_a_name() {
    let (desk, actor) = world().await;
    let body = Code::new("A");
    let mut hashes = Vec::new();
    let mut receipts = Vec::new();
    for rows in ["A,Alder,commissioner\n", "A,Alder Town,commissioner\n"] {
        let upload = upload(&desk, &actor, rows).await;
        let (draft, version, seen) = (&upload.draft, upload.version, upload.seen);
        let done = acts::confirm_import(&desk, &actor, draft, version, seen, now()).await.unwrap();
        hashes.push(done.snapshot_hash);
        receipts.push(done.audit.to_string());
    }
    let undone = acts::undo_import(&desk, &actor, &body, "facts", 1, 2, now() + 2.minutes()).await.unwrap();
    let logs = logs(&desk).await;
    let [old, new] = logs.as_slice() else { panic!("a log a year: {logs:?}") };
    let name = old.origin.strip_suffix("/2026").unwrap();
    assert_eq!(new.origin, format!("{name}/2027"));
    let told: Vec<_> = entries(old).iter().map(|entry| entry.facts.clone()).collect();
    assert_eq!(told.len(), 2);
    for (facts, receipt) in told.iter().zip(&receipts) {
        let facts: Vec<_> = facts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let expected = [
            ("act", "confirm-import"),
            ("body", "A"),
            ("on", "register"),
            ("receipt", receipt),
            ("role", "data-steward"),
        ];
        assert_eq!(facts, expected);
    }
    let undo = &entries(new)[0];
    assert_eq!((undo.number, undo.facts["act"].as_str()), (1, "undo-import"));
    assert_eq!(undo.facts["receipt"], undone.audit.to_string());
    let Ok(Line::Entry(line)) = &new.lines[0] else { panic!() };
    let content = |name: &str| String::from_utf8(line.contents[name].content.clone()).unwrap();
    assert_eq!((content("before"), content("after")), (hashes[1].clone(), hashes[0].clone()));
    assert_eq!(content("which"), "A/facts");

    let whole: String = logs.iter().map(record::write_file).collect();
    let person = actor.person.unwrap().to_string();
    for personal in [NAME, "Rosalind", "Quenby", EMAIL, &person] {
        assert!(!whole.contains(personal), "{personal}");
    }
    for Kept { content, .. } in logs.iter().flat_map(contents) {
        let text = String::from_utf8(content).unwrap();
        assert!(!text.contains("Quenby") && !text.contains(&person), "{text}");
    }
}

fn contents(log: &RecordFile) -> Vec<Kept> {
    let of_line = |line: &Result<Line, String>| match line {
        Ok(Line::Entry(line)) => line.contents.values().cloned().collect(),
        _ => Vec::new(),
    };
    log.lines.iter().flat_map(of_line).collect()
}

#[tokio::test]
async fn what_is_refused_is_not_recorded() {
    let (desk, actor) = world().await;
    let one = upload(&desk, &actor, "A,Alder,commissioner\n").await;
    let other = upload(&desk, &actor, "B,Birch,commissioner\n").await;
    acts::confirm_import(&desk, &actor, &one.draft, one.version, one.seen, now()).await.unwrap();
    acts::confirm_import(&desk, &actor, &other.draft, other.version, other.seen, now()).await.unwrap_err();
    let viewer = Actor { roles: vec![(Code::new("A"), Role::Viewer)], ..actor.clone() };
    acts::undo_import(&desk, &viewer, &Code::new("A"), "facts", 1, 1, now()).await.unwrap_err();
    let logs = logs(&desk).await;
    assert_eq!(logs.iter().map(|log| entries(log).len()).collect::<Vec<_>>(), [1]);
}
