//! `import --apply` is killed at random moments: the register is as it was before or after, never between.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)] // A test may stop where it fails.

mod common;
#[path = "../../store/tests/conformance/support/postgres.rs"]
#[allow(dead_code, reason = "shared with the tests of the store")]
mod postgres;

use std::process::Stdio;
use std::time::{Duration, Instant, SystemTime};

use common::database::Place;
use common::folder;
use serde_json::Value;

const KILLS: u32 = 20;
const BODY: [&str; 4] = ["--body", "Y54", "--name", "facts"];

/// Number and hash of the register that counts now; none before the first import.
fn counts(place: &Place) -> Option<(i64, String)> {
    let address: store::Address = place.database.parse().unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let store = store::Store::open(&address, store::Options::default()).await.unwrap();
        let imports = store.view().await.unwrap().imports(&"Y54".into(), "facts").await.unwrap();
        store.close().await;
        imports.first().map(|import| (import.number, import.snapshot_hash.clone()))
    })
}

fn words(pack: &str) -> Vec<&str> {
    [&["import", pack, "--apply", "--format", "json"][..], &BODY].concat()
}

/// Two packs that differ in a row, and their hashes.
fn packs(place: &Place) -> [(String, String); 2] {
    let from = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/england-2013");
    let other = place.folder.join("other");
    std::fs::create_dir_all(&other).unwrap();
    for file in std::fs::read_dir(&from).unwrap().map(|file| file.unwrap().path()) {
        let name = file.file_name().unwrap();
        if file.extension().is_some_and(|ending| ending == "csv") {
            let text = std::fs::read_to_string(&file).unwrap();
            let text = if name == "services.csv" { text.replacen("Finance", "Money", 1) } else { text };
            std::fs::write(other.join(name), text).unwrap();
        }
    }
    let hash = |path: &str| {
        let text = place.told(&["check", path, "--format", "text"]);
        text.split("hash ").nth(1).unwrap().trim().to_string()
    };
    let packs =
        ["england-2013".to_string(), other.display().to_string()].map(|path| (path.clone(), hash(&path)));
    assert_ne!(packs[0].1, packs[1].1);
    packs
}

/// A number below 1 that is another one each time.
fn chance() -> f64 {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap();
    f64::from(now.subsec_nanos() % 10_007) / 10_007.0
}

fn is_killed_again_and_again(place: &Place) {
    place.told(&["init"]);
    let packs = packs(place);
    let begun = Instant::now();
    place.told(&words(&packs[0].0));
    let whole = begun.elapsed();
    let (mut before, mut finished) = (counts(place).unwrap(), 0);
    assert_eq!(before, (1, packs[0].1.clone()));
    for round in 0..KILLS {
        let (path, hash) = packs.iter().find(|(_, hash)| *hash != before.1).unwrap();
        let mut command = place.command(&words(path));
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_secs_f64(whole.as_secs_f64() * 1.2 * chance()));
        // On Unix this is SIGKILL: nothing is tidied up.
        child.kill().unwrap();
        child.wait().unwrap();
        let now = counts(place).unwrap();
        let after = (before.0 + 1, hash.clone());
        assert!(now == before || now == after, "round {round}: {now:?}, before {before:?}, after {after:?}");
        finished += u32::from(now == after);
        before = now;
    }
    println!("{finished} of {KILLS} imports had been confirmed when they were killed");
    assert!(finished < KILLS, "every one was through before it was killed: nothing was tried");
    place.told(&["doctor"]);
    let (path, hash) = packs.iter().find(|(_, hash)| *hash != before.1).unwrap();
    let told: Value = serde_json::from_str(&place.told(&words(path))).unwrap();
    assert!(told["sentence"].as_str().unwrap().contains(hash), "{told}");
    assert_eq!(counts(place).unwrap(), (before.0 + 1, hash.clone()), "and imports go on");
}

#[test]
fn on_sqlite() {
    is_killed_again_and_again(&Place::of(folder("killed-on-sqlite")));
}

#[test]
fn on_postgresql() {
    let cluster = postgres::Cluster::start();
    let place = Place::of(folder("killed-on-postgresql"));
    is_killed_again_and_again(&Place { database: cluster.new_database(), ..place });
}
