//! How long the likely values of a changed assumption take on the national register, as a page asks for them: each
//! time with another value, so that nothing is remembered of the answer.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)] // A benchmark may stop where it fails.

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use actions::acts::{self, NewAccount};
use actions::{Actor, Desk, Role};
use exchange::{Limits, pack_from_files, write_zip};
use jiff::Timestamp;
use register::Rulebook;
use store::{Address, Options, Store};
use vocabulary::Code;

fn now() -> Timestamp {
    "2026-11-21T09:00:00Z".parse().unwrap()
}

fn files(folders: &[&str]) -> Vec<(String, Vec<u8>)> {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data");
    let listed = folders.iter().flat_map(|folder| std::fs::read_dir(data.join(folder)).unwrap());
    let paths = listed.map(|entry| entry.unwrap().path());
    let tables = paths.filter(|path| path.extension().is_some_and(|end| end == "csv"));
    tables
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(&path).unwrap()))
        .collect()
}

fn pack(name: &str, folders: &[&str]) -> register::RawPack {
    let files = files(folders);
    let files: Vec<(&str, &[u8])> =
        files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    pack_from_files(name, &files, &Limits::default()).0
}

async fn desk() -> (Desk, Actor) {
    let (store, _) = Store::init(&Address::Memory, Options::default(), now()).await.unwrap();
    let rulebook = Arc::new(Rulebook::read(&pack("rules", &["rules", "rates"])).0);
    let desk = Desk::new(store).unwrap().with_rulebook(rulebook);
    let new = NewAccount { email: "a@a.example", name: "A", password: "three words and more" };
    let person = acts::first_administrator(&desk, new, &Code::new("06K"), now()).await.unwrap();
    let body = Code::new("06K");
    let roles = vec![(body.clone(), Role::DataSteward), (body.clone(), Role::Author)];
    let actor = Actor { person: Some(person), name: "A".into(), roles, scope: None };
    let zip = write_zip(&pack("england-2013", &["england-2013"])).unwrap();
    let upload =
        acts::upload_register(&desk, &actor, &body, "england-2013", ("e.zip", &zip), now()).await.unwrap();
    acts::confirm_import(&desk, &actor, &upload.draft, upload.version, upload.seen, now()).await.unwrap();
    (desk, actor)
}

async fn measure(desk: &Desk, actor: &Actor, name: &str) {
    let path = format!("{}/../../data/scenarios/{name}.toml", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    let body = Code::new("06K");
    let mut times = Vec::new();
    for run in 0..21 {
        // Another reluctance is another question.
        let likely = format!("likely = 0.{:02}", 10 + 5 * (run % 3));
        let text = text.replacen("likely = 0.10", &likely, 1).replace(
            "payer_rule = \"unit-bears\"",
            ["payer_rule = \"unit-bears\"", "payer_rule = \"leaver-pays\""][run / 3 % 2],
        );
        let text = text.replacen("title = \"", &format!("title = \"{run} "), 1);
        let start = Instant::now();
        let answered = acts::answer_now(desk, actor, &body, &text, now()).await;
        times.push(start.elapsed());
        if let Err(refusal) = answered {
            println!("{name}: {refusal:?}");
            return;
        }
    }
    let first = times.remove(0);
    times.sort();
    println!(
        "{name}: first {first:.1?}, then median {:.1?}, longest {:.1?} of {}",
        times[times.len() / 2],
        times[times.len() - 1],
        times.len()
    );
}

fn main() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let start = Instant::now();
        let (desk, actor) = desk().await;
        println!("register brought in: {:.1?}", start.elapsed());
        for name in [
            "east-and-north-hertfordshire",
            "herts-valleys",
            "five-recorded-moves",
            "west-hampshire",
            "central-eastern-closes",
        ] {
            measure(&desk, &actor, name).await;
        }
    });
}
