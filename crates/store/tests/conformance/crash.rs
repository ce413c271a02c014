//! The process is killed, or the server's machine loses power: what was confirmed is there, and whole.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::Duration;

use store::{Address, Id, NewAudit, Options, Store};

use crate::support::{Cluster, Place, at, draft, is_sound, person};

both!(what_was_confirmed_survives_a_kill);

const VARIABLE: &str = "BALLAST_STORE_CRASH_TEST";

/// The process that is killed. Each act writes a draft, a file and a line of the audit; then it says so.
#[test]
#[ignore = "started by the tests of this file"]
fn writes_until_it_is_killed() {
    let address: Address = std::env::var(VARIABLE).unwrap().parse().unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let store = Store::open(&address, Options::default()).await.unwrap();
        let who = store.view().await.unwrap().people().await.unwrap().remove(0).id;
        loop {
            println!("confirmed {}", one_act(&store, &who).await);
        }
    });
}

async fn one_act(store: &Store, who: &Id) -> Id {
    let mut tx = store.tx().await.unwrap();
    let id = draft(&mut tx, who, "content").await;
    tx.put_draft_file(&id, "file", id.as_str().as_bytes(), at(3)).await.unwrap();
    let act = NewAudit { act: "a", on_kind: "draft", on_id: id.as_str(), ..NewAudit::default() };
    tx.append_audit(&act, at(3)).await.unwrap();
    tx.commit().await.unwrap();
    id
}

/// Starts the writer, lets it confirm so many acts, waits a little longer, kills it. What it had confirmed.
fn write_and_kill(address: &str, acts: usize, longer: Duration) -> Vec<Id> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "crash::writes_until_it_is_killed", "--ignored", "--nocapture"])
        .env(VARIABLE, address)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let confirmed = |line: std::io::Result<String>| line.ok()?.split_once("confirmed ")?.1.parse().ok();
    let mut ids: Vec<Id> = lines.by_ref().filter_map(confirmed).take(acts).collect();
    std::thread::sleep(longer);
    // On Unix this is SIGKILL: nothing is tidied up.
    child.kill().unwrap();
    child.wait().unwrap();
    ids.extend(lines.filter_map(confirmed));
    ids
}

async fn check(store: &Store, confirmed: &[Id]) {
    let mut view = store.view().await.unwrap();
    for id in confirmed {
        assert!(view.draft(id).await.unwrap().is_some(), "{id} was confirmed");
        assert_eq!(view.draft_files(id).await.unwrap().len(), 1);
        assert_eq!(view.audit_of("draft", id.as_str()).await.unwrap().len(), 1);
    }
    // At most the act that was under way when it was killed is there as well, and then all of it.
    let who = view.people().await.unwrap().remove(0).id;
    let drafts = view.drafts_of_person(&who).await.unwrap().len();
    let lines = view.audit_after(0, i64::MAX).await.unwrap().len();
    assert_eq!(drafts, lines);
    drop(view);
    is_sound(store).await;
}

async fn what_was_confirmed_survives_a_kill(place: Place) {
    let store = place.store().await;
    let mut tx = store.tx().await.unwrap();
    person(&mut tx, "a@example.org").await;
    tx.commit().await.unwrap();
    store.close().await;
    let address = match &place.address {
        Address::Postgres(url) => url.clone(),
        other => other.to_string(),
    };
    let mut confirmed = Vec::new();
    for round in 0_u64..6 {
        let id = Id::new(at(0)).unwrap();
        // From the id's random part: another moment each time.
        let chance = u64::from_str_radix(&id.as_str()[24..32], 16).unwrap();
        let new = write_and_kill(&address, 1 + (chance % 15) as usize, Duration::from_micros(chance % 4000));
        assert!(!new.is_empty(), "round {round}");
        confirmed.extend(new);
        let reopened = Store::open(&place.address, Options::default()).await.unwrap();
        check(&reopened, &confirmed).await;
        reopened.close().await;
    }
}

/// Only PostgreSQL has a server that can go by itself.
#[test]
fn what_was_confirmed_survives_the_crash_of_the_server() {
    let cluster = Cluster::start();
    let address = Address::Postgres(cluster.new_database());
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let (store, _) = Store::init(&address, Options::default(), at(0)).await.unwrap();
        let mut tx = store.tx().await.unwrap();
        let who = person(&mut tx, "a@example.org").await;
        tx.commit().await.unwrap();
        let mut confirmed = Vec::new();
        for _ in 0..2 {
            for _ in 0..20 {
                confirmed.push(one_act(&store, &who).await);
            }
            let mut unconfirmed = store.tx().await.unwrap();
            draft(&mut unconfirmed, &who, "never confirmed").await;
            cluster.crash_and_recover();
            assert!(unconfirmed.commit().await.is_err());
            // The very same store goes on: broken connections are replaced.
            check(&store, &confirmed).await;
        }
        let drafts = store.view().await.unwrap().drafts_of_person(&who).await.unwrap();
        assert_eq!(drafts.len(), confirmed.len());
    });
}
