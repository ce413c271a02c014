//! The record is sealed, its receipts are proved, and nobody learns of an entry without its hash.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)] // A test may stop where it fails.

#[path = "../../store/tests/conformance/support/postgres.rs"]
#[allow(dead_code)] // Each test uses its part.
mod postgres;

use actions::acts::{self, FileToProve, NewAccount, Operator, ReceiptState};
use actions::{Actor, Desk, HashingCost, RecordReceipt, Refusal, Role};
use jiff::{Timestamp, ToSpan};
use record::{Trust, verify};
use store::{Address, Options, Store};
use vocabulary::Code;

fn now() -> Timestamp {
    "2026-11-03T09:00:00Z".parse().unwrap()
}

struct World {
    desk: Desk,
    actor: Actor,
}

impl World {
    async fn new(address: &Address) -> World {
        let (store, _) = Store::init(address, Options::default(), now()).await.unwrap();
        let desk = Desk::with_cost(store, HashingCost::new(8, 1, 1, None).unwrap()).unwrap();
        let first = NewAccount { email: "a@a.example", name: "A", password: "three words and more" };
        let id = acts::first_administrator(&desk, first, &Code::new("A"), now()).await.unwrap();
        let roles = vec![(Code::new("A"), Role::DataSteward), (Code::new("A"), Role::Administrator)];
        World { desk, actor: Actor { person: Some(id), name: "A".into(), roles, scope: None } }
    }

    /// The same with a key.
    async fn keyed(address: &Address) -> World {
        let world = World::new(address).await;
        let key = acts::new_record_key(&world.desk, now()).await.unwrap();
        World { desk: world.desk.with_record_key(key), ..world }
    }

    /// Something is recorded.
    async fn import(&self, name: &str) -> RecordReceipt {
        let rows = format!("body_code,name,roles\nA,{name},commissioner\n");
        let (a, file) = (Code::new("A"), ("bodies.csv", rows.as_bytes()));
        let upload = acts::upload_register(&self.desk, &self.actor, &a, "facts", file, now()).await.unwrap();
        let (draft, version, seen) = (&upload.draft, upload.version, upload.seen);
        acts::confirm_import(&self.desk, &self.actor, draft, version, seen, now()).await.unwrap().receipt
    }

    async fn state(&self, receipt: &RecordReceipt) -> ReceiptState {
        let public = Actor::public();
        acts::see_receipt(&self.desk, &public, &receipt.to_string()).await.unwrap().state
    }
}

/// Runs it on both databases.
async fn on_both(test: impl AsyncFn(Address)) {
    test(Address::Memory).await;
    let cluster = postgres::Cluster::start();
    test(Address::Postgres(cluster.new_database())).await;
}

#[tokio::test]
async fn what_is_recorded_is_sealed_and_proved() {
    on_both(async |address| {
        let world = World::keyed(&address).await;
        let first = world.import("Alder").await;
        assert!(matches!(world.state(&first).await, ReceiptState::Unsealed { .. }));
        let sealed = acts::seal(&world.desk, now()).await.unwrap();
        assert_eq!((sealed.made.len(), sealed.findings.len()), (1, 0));
        let again = acts::seal(&world.desk, now() + 1.minute()).await.unwrap();
        assert!(again.made.is_empty(), "there is nothing left");
        let second = world.import("Alder Town").await;
        assert!(matches!(world.state(&second).await, ReceiptState::Unsealed { .. }));
        acts::seal(&world.desk, now() + 2.minutes()).await.unwrap();
        for receipt in [&first, &second] {
            let ReceiptState::Sealed { entry, proof, head, key } = world.state(receipt).await else {
                panic!("{receipt}");
            };
            assert_eq!((head.size, entry.facts["act"].as_str()), (2, "confirm-import"));
            assert_eq!(Some(&key), world.desk.verifier_key().as_ref());
            assert_eq!(proof.verify(&key).unwrap().0.receipt(), *receipt);
        }
        let heads = acts::see_heads(&world.desk, &Actor::public()).await.unwrap();
        assert_eq!(heads.iter().map(|seen| seen.head.size).collect::<Vec<_>>(), [2]);
    })
    .await;
}

#[tokio::test]
async fn two_servers_seal_at_once_and_one_head_is_kept() {
    on_both(async |address| {
        let world = World::keyed(&address).await;
        for name in ["Alder", "Alder Town", "Alder City"] {
            world.import(name).await;
            let (one, other) = tokio::join!(acts::seal(&world.desk, now()), acts::seal(&world.desk, now()));
            assert_eq!(one.unwrap().made.len() + other.unwrap().made.len(), 1);
        }
        let mut view = world.desk.store().view().await.unwrap();
        let log = view.record_logs().await.unwrap().remove(0);
        let sizes: Vec<i64> = view.record_heads(&log).await.unwrap().iter().map(|head| head.size).collect();
        assert_eq!(sizes, [1, 2, 3]);
        assert_eq!(verify(&view.record(&log).await.unwrap(), &Trust::default()).unwrap().entries, 3);
    })
    .await;
}

#[tokio::test]
async fn nobody_learns_of_an_entry_without_its_hash() {
    let world = World::keyed(&Address::Memory).await;
    let receipt = world.import("Alder").await;
    acts::seal(&world.desk, now()).await.unwrap();
    let hash = receipt.leaf.to_string();
    let flipped = format!("{}{}", if hash.starts_with('0') { "1" } else { "0" }, &hash[1..]);
    let known = receipt.to_string();
    let guesses = [
        known.replace(&hash, &flipped),
        known.replace("#1:", "#2:"),
        known.replace("ballast/", "other/"),
        known.replace("/2026#", "/2025#"),
        format!("{}#1", receipt.log),
        "anything".to_string(),
    ];
    for guess in guesses {
        for actor in [&Actor::public(), &world.actor] {
            let told = acts::see_receipt(&world.desk, actor, &guess).await;
            assert!(matches!(told, Err(Refusal::NotFound)), "{guess}: {told:?}");
        }
    }
}

#[tokio::test]
async fn a_log_keeps_its_key_and_another_key_needs_another_log() {
    let world = World::keyed(&Address::Memory).await;
    world.import("Alder").await;
    acts::seal(&world.desk, now()).await.unwrap();
    let old = world.import("Alder Town").await;
    let key = acts::new_record_key(&world.desk, now()).await.unwrap();
    let other = World { desk: world.desk.clone().with_record_key(key), actor: world.actor.clone() };
    let refused = acts::seal(&other.desk, now()).await.unwrap();
    assert!(refused.made.is_empty() && refused.findings[0].code == "record-key-differs", "{refused:?}");
    let codes = |findings: &[vocabulary::Finding]| findings.iter().map(|f| f.code).collect::<Vec<_>>();
    let told = acts::see_sealing(&other.desk).await.unwrap();
    assert_eq!(codes(&told), ["record-unsealed", "record-key-differs"]);

    let later = now() + 1.hour();
    let operator = Operator::at_the_machine(&other.desk, later).await.unwrap();
    let name = acts::begin_log(&other.desk, &operator, later).await.unwrap();
    let rows = "body_code,name,roles\nA,Elder,commissioner\n";
    let (a, file) = (Code::new("A"), ("bodies.csv", rows.as_bytes()));
    let upload = acts::upload_register(&other.desk, &other.actor, &a, "facts", file, later).await.unwrap();
    let (draft, version, seen) = (&upload.draft, upload.version, upload.seen);
    let done = acts::confirm_import(&other.desk, &other.actor, draft, version, seen, later).await.unwrap();
    assert_eq!((done.receipt.log.as_str(), done.receipt.number), (format!("{name}/2026").as_str(), 1));
    assert_eq!(acts::seal(&other.desk, later).await.unwrap().made.len(), 1, "the new log, with the new key");
    assert!(matches!(other.state(&old).await, ReceiptState::Unsealed { .. }));
    assert_eq!(acts::seal(&world.desk, later).await.unwrap().made.len(), 1, "the old one, with the old key");
    assert!(matches!(other.state(&old).await, ReceiptState::Sealed { .. }));
    assert!(acts::see_sealing(&other.desk).await.unwrap().is_empty());
}

#[tokio::test]
async fn the_record_goes_out_up_to_its_last_head_with_contents_for_the_operator_alone() {
    let world = World::keyed(&Address::Memory).await;
    let receipt = world.import("Alder").await;
    let log = receipt.log.clone();
    let operator = Operator::at_the_machine(&world.desk, now()).await.unwrap();
    let early = acts::export_record(&world.desk, &operator, &log).await;
    assert!(matches!(early, Err(Refusal::Invalid(findings)) if findings[0].code == "not-sealed"));
    acts::seal(&world.desk, now()).await.unwrap();
    world.import("Alder Town").await;
    let whole = acts::export_record(&world.desk, &operator, &log).await.unwrap();
    let bare = acts::download_record(&world.desk, &world.actor, &log).await.unwrap();
    assert_eq!((whole.unsealed, bare.unsealed), (1, 1));
    let trust = Trust { key: world.desk.verifier_key(), receipts: vec![receipt], ..Trust::default() };
    let holds = |text: &str| verify(&record::read_file(text.as_bytes()).unwrap(), &trust).unwrap();
    assert_eq!((holds(&whole.text).entries, holds(&whole.text).gone), (1, 0));
    assert_eq!((holds(&bare.text).entries, holds(&bare.text).gone), (1, 2), "hash and register's name");
    let unknown = acts::download_record(&world.desk, &world.actor, "nothing/2026").await;
    assert!(matches!(unknown, Err(Refusal::NotFound)));
}

#[tokio::test]
async fn a_file_is_looked_at_with_the_key_that_is_known() {
    let world = World::keyed(&Address::Memory).await;
    let receipt = world.import("Alder").await;
    acts::seal(&world.desk, now()).await.unwrap();
    let ReceiptState::Sealed { proof, .. } = world.state(&receipt).await else { panic!() };
    let (public, proof) = (Actor::public(), proof.to_string());
    let look = async |bytes: &str, key: &str, receipt: &str| {
        let (bytes, key, receipt) = (bytes.as_bytes().to_vec(), key.to_string(), receipt.to_string());
        acts::prove_file(&world.desk, &public, FileToProve { bytes, key, receipt }).await
    };
    let ours = look(&proof, "", &receipt.to_string()).await.unwrap();
    assert_eq!(ours.sentence(), "Verified: 1 entry.");
    assert!(ours.notes.iter().any(|note| note.contains("the key of this server")), "{ours:?}");
    let stranger = World::keyed(&Address::Memory).await;
    let their_key = stranger.desk.verifier_key().unwrap().to_string();
    let other = look(&proof, &their_key, "").await.unwrap();
    assert!(other.sentence().starts_with("Not verified: not signed with the key"), "{other:?}");
    let of_another = World::keyed(&Address::Memory).await.import("Alder").await.to_string();
    assert!(look(&proof, "", &of_another).await.unwrap().differs.is_some());
    for (bytes, key, of, column) in [("x", "", "", ""), (&proof, "x", "", "key"), (&proof, "", "x", "of")] {
        let told = look(bytes, key, of).await;
        assert!(matches!(&told, Err(Refusal::Invalid(f)) if f[0].place.column == column), "{told:?}");
    }
}

#[tokio::test]
async fn a_line_of_the_audit_leads_to_its_entry_for_its_own_body_alone() {
    let world = World::keyed(&Address::Memory).await;
    let first = world.import("Alder").await;
    let audit = acts::see_audit(&world.desk, &world.actor, &Code::new("A"), i64::MAX, 10).await.unwrap();
    let line = audit.iter().find(|line| line.act == "confirm-import").unwrap();
    let found = acts::audit_receipt(&world.desk, &world.actor, &Code::new("A"), &line.receipt).await;
    assert_eq!(found.unwrap(), first);
    let elsewhere = Actor { roles: vec![(Code::new("B"), Role::Administrator)], ..world.actor.clone() };
    let found = acts::audit_receipt(&world.desk, &elsewhere, &Code::new("B"), &line.receipt).await;
    assert!(matches!(found, Err(Refusal::NotFound)), "an act of another body");
}

#[tokio::test]
async fn without_a_key_nothing_is_sealed_and_it_is_said() {
    let world = World::new(&Address::Memory).await;
    world.import("Alder").await;
    let refused = acts::seal(&world.desk, now()).await;
    assert!(matches!(refused, Err(Refusal::Invalid(f)) if f[0].code == "record-key-missing"));
    let told = acts::see_sealing(&world.desk).await.unwrap();
    assert_eq!(told.iter().map(|f| f.code).collect::<Vec<_>>(), ["record-not-sealed", "record-unsealed"]);
}
