//! A register comes in: upload, findings, what it would change, confirm, undo; and two people at once.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)] // A test may stop where it fails.

use actions::acts::{self, NewAccount, Upload};
use actions::{Actor, Desk, Refusal, Role};
use jiff::{Timestamp, ToSpan};
use register::Change;
use store::{Address, Options, Store};
use vocabulary::Code;

fn now() -> Timestamp {
    "2026-11-21T09:00:00Z".parse().unwrap()
}

async fn world() -> (Desk, Actor) {
    let (store, _) = Store::init(&Address::Memory, Options::default(), now()).await.unwrap();
    let desk = Desk::new(store).unwrap();
    let first = NewAccount { email: "first@a.example", name: "First", password: "three words and more" };
    let id = acts::first_administrator(&desk, first, &Code::new("A"), now()).await.unwrap();
    let roles = vec![(Code::new("A"), Role::DataSteward)];
    (desk, Actor { person: Some(id), name: "First".into(), roles, scope: None })
}

async fn upload(desk: &Desk, actor: &Actor, rows: &str) -> Upload {
    let file = format!("body_code,name,roles\n{rows}");
    let name = ("bodies.csv", file.as_bytes());
    acts::upload_register(desk, actor, &Code::new("A"), "facts", name, now()).await.unwrap()
}

async fn confirm(desk: &Desk, actor: &Actor, upload: &Upload) -> Result<i64, Refusal> {
    let confirmed =
        acts::confirm_import(desk, actor, &upload.draft, upload.version, upload.seen, now()).await?;
    Ok(confirmed.number)
}

#[tokio::test]
async fn an_upload_says_what_it_would_change_and_counts_only_once_confirmed() {
    let (desk, actor) = world().await;
    let body = Code::new("A");
    let first = upload(&desk, &actor, "A,Alder,commissioner\n").await;
    assert!(first.can_be_confirmed(), "{:?}", first.findings);
    let see = acts::see_register(&desk, &actor, &body, "facts", now()).await;
    assert!(matches!(see, Err(Refusal::NotFound)), "nothing is saved yet");
    assert_eq!(confirm(&desk, &actor, &first).await.unwrap(), 1);

    let second = upload(&desk, &actor, "A,Alder Town,commissioner\nB,Birch,commissioner\n").await;
    let changes: Vec<_> = second.differences.iter().map(|found| &found.change).collect();
    assert!(matches!(changes[..], [Change::Changed(_), Change::Added(_)]), "{changes:?}");
    assert_eq!(confirm(&desk, &actor, &second).await.unwrap(), 2);
    let again = confirm(&desk, &actor, &second).await;
    assert!(matches!(again, Err(Refusal::NotFound)), "an upload is confirmed once");

    acts::undo_import(&desk, &actor, &body, "facts", 1, 2, now() + 1.second()).await.unwrap();
    let now_again = acts::see_register(&desk, &actor, &body, "facts", now() + 2.seconds()).await.unwrap();
    assert_eq!(now_again.snapshot.hash, first.snapshot.hash);
    assert_eq!(now_again.import.number, 3);
}

#[tokio::test]
async fn an_upload_with_an_error_can_be_seen_and_not_confirmed() {
    let (desk, actor) = world().await;
    let broken = upload(&desk, &actor, "A,,no-such-role\n").await;
    assert!(!broken.can_be_confirmed());
    assert!(
        matches!(confirm(&desk, &actor, &broken).await, Err(Refusal::Invalid(findings)) if !findings.is_empty())
    );
}

#[tokio::test]
async fn of_two_people_who_looked_at_the_same_register_one_is_told_to_look_again() {
    let (desk, actor) = world().await;
    let one = upload(&desk, &actor, "A,Alder,commissioner\n").await;
    let other = upload(&desk, &actor, "A,Alder,commissioner\nB,Birch,commissioner\n").await;
    confirm(&desk, &actor, &one).await.unwrap();
    assert!(matches!(confirm(&desk, &actor, &other).await, Err(Refusal::Stale { current_version: 1 })));
    let looked_again = acts::see_upload(&desk, &actor, &other.draft, now()).await.unwrap();
    assert_eq!(confirm(&desk, &actor, &looked_again).await.unwrap(), 2, "nothing was lost");
}

#[tokio::test]
async fn each_confirmed_act_has_its_line_in_the_audit() {
    let (desk, actor) = world().await;
    let first = upload(&desk, &actor, "A,Alder,commissioner\n").await;
    confirm(&desk, &actor, &first).await.unwrap();
    let lines = acts::see_audit(&desk, &actor, &Code::new("A"), i64::MAX, 10).await.unwrap();
    let told: Vec<&str> = lines.iter().map(|line| line.act.as_str()).collect();
    assert_eq!(told, ["confirm-import", "upload-register", "give-role"]);
    assert_eq!(lines[0].after.as_deref(), Some(first.snapshot.hash.as_str()));
}

#[tokio::test]
async fn a_market_that_was_read_a_moment_ago_waits_for_no_connection() {
    let (desk, actor) = world().await;
    let facts = upload(&desk, &actor, "A,Alder,commissioner\n").await;
    confirm(&desk, &actor, &facts).await.unwrap();
    let first = acts::see_market(&desk, &actor, now()).await.unwrap().unwrap();
    // A database in memory has one connection, and here it is taken.
    let _taken = desk.store().view().await.unwrap();
    let again = acts::see_market(&desk, &actor, now());
    let again = tokio::time::timeout(std::time::Duration::from_secs(5), again).await;
    assert_eq!(again.expect("it waits").unwrap().unwrap().snapshot.hash, first.snapshot.hash);
}
