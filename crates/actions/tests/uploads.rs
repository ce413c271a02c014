//! One table of a register, headings that have to be matched, mergers that are asked about, and the pack's own door.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)] // A test may stop where it fails.

use actions::acts::{self, NewAccount, Upload};
use actions::{Actor, Desk, FollowedAnswer, HashingCost, Refusal, Role, Sample};
use jiff::Timestamp;
use store::{Address, Options, Store};
use vocabulary::Code;

fn now() -> Timestamp {
    "2026-11-21T09:00:00Z".parse().unwrap()
}

fn a() -> Code {
    Code::new("A")
}

async fn world() -> (Desk, Actor) {
    let (store, _) = Store::init(&Address::Memory, Options::default(), now()).await.unwrap();
    let desk = Desk::with_cost(store, HashingCost::new(8, 1, 1, None).unwrap()).unwrap();
    let first = NewAccount { email: "first@a.example", name: "First", password: "three words and more" };
    let id = acts::first_administrator(&desk, first, &a(), now()).await.unwrap();
    let actor =
        Actor { person: Some(id), name: "First".into(), roles: vec![(a(), Role::DataSteward)], scope: None };
    let pack = "body_code,name,roles\nA,Alder,commissioner\nB,Birch,commissioner\nU,Union,unit\n";
    let file = ("bodies.csv", pack.as_bytes());
    let upload = acts::upload_register(&desk, &actor, &a(), "facts", file, now()).await.unwrap();
    confirm(&desk, &actor, &upload).await.unwrap();
    (desk, actor)
}

async fn confirm(desk: &Desk, actor: &Actor, upload: &Upload) -> Result<i64, Refusal> {
    let done = acts::confirm_import(desk, actor, &upload.draft, upload.version, upload.seen, now()).await?;
    Ok(done.number)
}

async fn table(desk: &Desk, actor: &Actor, table: &str, text: &str) -> Upload {
    let file = ("ours.csv", text.as_bytes());
    acts::upload_table(desk, actor, &a(), "facts", table, file, now()).await.unwrap()
}

#[tokio::test]
async fn one_table_leaves_the_others_and_its_headings_are_remembered() {
    let (desk, actor) = world().await;
    let services = "Code,Called,Scale,Statutory,source\nhr,People,0,no,ours\n";
    let first = table(&desk, &actor, "services", services).await;
    assert!(!first.can_be_confirmed() && first.headers[..2] == ["Code", "Called"]);
    let columns: Vec<(String, String)> =
        [("service_code", "Code"), ("title", "Called"), ("min_people", "Scale"), ("statutory", "Statutory")]
            .map(|(ours, theirs)| (ours.to_string(), theirs.to_string()))
            .to_vec();
    let twice = [columns[0].clone(), ("title".into(), "Code".into())];
    let refused = acts::map_columns(&desk, &actor, &first.draft, first.version, &twice, now()).await;
    assert!(matches!(refused, Err(Refusal::Invalid(_))));
    let mapped =
        acts::map_columns(&desk, &actor, &first.draft, first.version, &columns, now()).await.unwrap();
    assert_eq!(mapped.snapshot.rows.services.len(), 1, "{:?}", mapped.findings);
    assert_eq!(mapped.snapshot.rows.bodies.len(), 3, "the other tables stay");
    let stale = acts::map_columns(&desk, &actor, &first.draft, first.version, &columns, now()).await;
    assert!(matches!(stale, Err(Refusal::Stale { .. })));
    let again = table(&desk, &actor, "services", services).await;
    assert_eq!(again.columns, columns, "offered again the next time");
}

#[tokio::test]
async fn a_merger_is_asked_about_and_its_answer_becomes_rows() {
    let (desk, actor) = world().await;
    let text = "body_code,name,roles,valid_from\nC,Alder and Birch,commissioner,2020-04-01\nU,Union,unit,\n";
    let upload = table(&desk, &actor, "bodies", text).await;
    let asked: Vec<&str> = upload.questions.iter().map(|question| question.from.as_str()).collect();
    assert_eq!(asked, ["A", "B"]);
    assert!(upload.findings.iter().any(|finding| finding.code == "succession-unsaid"));
    assert_eq!(upload.questions[0].date.unwrap().to_string(), "2020-04-01");
    let answer = |from: &str, to: &str| FollowedAnswer {
        from: from.into(),
        to: Some(to.into()),
        date: "2020-04-01".into(),
    };
    let wrong = [answer("A", "U")];
    let refused = acts::answer_successions(&desk, &actor, &upload.draft, upload.version, &wrong, now()).await;
    assert!(matches!(refused, Err(Refusal::Invalid(_))), "a unit is no commissioner");
    let answers = [answer("A", "C"), answer("B", "C")];
    let said = acts::answer_successions(&desk, &actor, &upload.draft, upload.version, &answers, now())
        .await
        .unwrap();
    assert!(said.questions.is_empty() && said.can_be_confirmed(), "{:?}", said.findings);
    let rows: Vec<String> = said
        .snapshot
        .rows
        .successions
        .iter()
        .map(|row| format!("{}>{} {} {}", row.from_code, row.to_code, row.effective_date, row.kind))
        .collect();
    assert_eq!(rows, ["A>C 2020-04-01 merge", "B>C 2020-04-01 merge"]);
    let alder = said.snapshot.body(&a()).unwrap();
    assert_eq!(alder.valid_to.unwrap().to_string(), "2020-03-31", "its row stays, with its last day");
    assert_eq!(confirm(&desk, &actor, &said).await.unwrap(), 2);
}

#[tokio::test]
async fn an_upload_of_another_body_is_not_there() {
    let (desk, actor) = world().await;
    let upload = table(&desk, &actor, "bodies", "body_code,name,roles\nA,Alder,commissioner\n").await;
    let other = Actor { roles: vec![(Code::new("B"), Role::DataSteward)], ..actor.clone() };
    let seen = acts::see_upload(&desk, &other, &upload.draft, now()).await;
    assert!(matches!(seen, Err(Refusal::NotFound)));
    let thrown = acts::discard_upload(&desk, &other, &upload.draft, upload.version, now()).await;
    assert!(matches!(thrown, Err(Refusal::NotFound)));
    acts::discard_upload(&desk, &actor, &upload.draft, upload.version, now()).await.unwrap();
    assert!(acts::see_uploads(&desk, &actor, &a(), "facts").await.unwrap().is_empty());
}

#[tokio::test]
async fn each_import_of_a_history_has_its_receipt() {
    let (desk, actor) = world().await;
    acts::undo_import(&desk, &actor, &a(), "facts", 1, 1, now()).await.unwrap();
    let history = acts::see_history(&desk, &actor, &a(), "facts").await.unwrap();
    let lines = acts::read_audit(&desk, &actor, &a(), i64::MAX, 10).await.unwrap();
    let of = |act: &str| lines.iter().find(|told| told.line.act == act).unwrap();
    assert_eq!(history[0].receipt.as_ref(), Some(&of("undo-import").line.receipt));
    assert_eq!(history[1].receipt.as_ref(), Some(&of("confirm-import").line.receipt));
    assert_eq!(of("undo-import").by.as_deref(), Some("First"));
}

#[tokio::test]
async fn nobody_becomes_somebody_but_in_the_demonstration() {
    let (desk, _) = world().await;
    assert!(matches!(acts::who_is_sample(&desk, 0, now()).await, Err(Refusal::NotFound)));
    let (store, _) = Store::init(&Address::Memory, Options::default(), now()).await.unwrap();
    let steward = Sample { title: "Steward".into(), name: "S".into(), roles: vec![(a(), Role::DataSteward)] };
    let public = Sample { title: "The public".into(), name: String::new(), roles: Vec::new() };
    let desk = Desk::demonstration(store, &[steward, public], now()).await.unwrap();
    assert!(acts::who_is_sample(&desk, 0, now()).await.unwrap().is(Role::DataSteward, &a()));
    assert_eq!(acts::who_is_sample(&desk, 1, now()).await.unwrap(), Actor::public());
    assert!(matches!(acts::who_is_sample(&desk, 2, now()).await, Err(Refusal::NotFound)));
}
