//! Somebody reaches into the database of a sealed record, and the product's own doors find it: `doctor`, `export record` and `verify`
//! at the terminal, and `/prove` of a server at work. On both databases.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)] // A test may stop where it fails.

#[path = "../common/mod.rs"]
mod common;
#[path = "../../../store/tests/conformance/support/postgres.rs"]
#[allow(dead_code, reason = "shared with the tests of the store")]
mod postgres;
mod reach;
mod server;

use std::process::Output;

use common::database::Place;
use common::folder;
use reach::{meddle, refused, rewritten};
use serde_json::Value;
use server::Server;

/// A sealed record of four entries, and what somebody outside has of it.
struct Sealed {
    place: Place,
    /// A backup of it, from which each attack begins.
    backup: String,
    key: String,
    /// The receipt of each entry.
    receipts: Vec<String>,
    /// The head over two entries, and that over all four.
    heads: [String; 2],
}

impl Sealed {
    fn made(name: &str, database: Option<String>) -> Sealed {
        let place = Place::of(folder(name));
        let mut sealed = Sealed {
            backup: place.folder.join("backup.jsonl").display().to_string(),
            heads: [2, 4].map(|size| place.folder.join(format!("head-{size}.txt")).display().to_string()),
            place,
            key: String::new(),
            receipts: Vec::new(),
        };
        sealed.place.database = database.unwrap_or(sealed.place.database);
        let key: Value = serde_json::from_str(&sealed.told(&["init", "--format", "json"])).unwrap();
        sealed.key = key["record_key"].as_str().unwrap().to_string();
        for (at, town) in ["Alder", "Birch", "Cedar", "Damson"].into_iter().enumerate() {
            sealed.import(town);
            if at % 2 == 1 {
                sealed.told(&["seal", "--out", &sealed.heads[at / 2]]);
            }
        }
        sealed.told(&["backup", &sealed.backup]);
        sealed
    }

    fn import(&mut self, town: &str) {
        let path = self.place.folder.join("bodies.csv");
        std::fs::write(&path, format!("body_code,name,roles\nA,{town},commissioner\n")).unwrap();
        let path = path.display().to_string();
        let words = ["import", &path, "--body", "A", "--name", "facts", "--apply", "--format", "json"];
        let told: Value = serde_json::from_str(&self.told(&words)).unwrap();
        let receipt = told["sentence"].as_str().unwrap().rsplit("receipt ").next().unwrap();
        self.receipts.push(receipt.trim_end_matches('.').to_string());
    }

    fn run(&self, words: &[&str]) -> Output {
        let key = self.place.folder.join("record-key");
        self.place.command(words).env("BALLAST_RECORD_KEY", key).output().unwrap()
    }

    fn told(&self, words: &[&str]) -> String {
        let output = self.run(words);
        assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// That it fails, and what it says.
    fn fails(&self, words: &[&str]) -> String {
        let output = self.run(words);
        assert_eq!(output.status.code(), Some(1), "{words:?}");
        String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned()
    }

    /// The record as it was sealed, in a database of its own, with something done to it.
    fn attacked(&mut self, database: String, sql: impl Fn(&str) -> String) {
        self.place.database = database;
        self.told(&["restore", &self.backup]);
        let sql = sql(&self.place.database);
        meddle(&self.place.database, &sql);
    }

    /// The record as the operator exports it now.
    fn exported(&self) -> String {
        let out = self.place.folder.join("record.jsonl").display().to_string();
        let _ = std::fs::remove_file(&out);
        self.told(&["export", "record", "--out", &out]);
        out
    }
}

/// What is done to one row or two, and what each door then says differs.
const ATTACKS: [(&str, &str); 6] = [
    (
        "UPDATE record_contents SET content = salt WHERE number = 2 AND name = 'which'",
        "entry 2 differs (content): its `which` isn't what was recorded",
    ),
    (
        "UPDATE record_entries SET entry = REPLACE(entry, 'confirm-import', 'undo-import') WHERE number = 3",
        "entry 3 differs (entry): it isn't as it was made",
    ),
    (
        "DELETE FROM record_contents WHERE number = 2; DELETE FROM record_entries WHERE number = 2",
        "entry 2 differs (missing): it isn't there; entry 3 stands in its place",
    ),
    (
        "DELETE FROM record_contents WHERE number = 4; DELETE FROM record_entries WHERE number = 4",
        "entry 4 differs (missing): a head is over 4 entries",
    ),
    (
        "UPDATE record_heads SET note = REPLACE(note, '— ballast/', '— Ballast/') WHERE size = 2",
        "it differs (head): the head after entry 2",
    ),
    (
        "UPDATE record_heads SET note = (SELECT note FROM record_heads WHERE size = 4) WHERE size = 2",
        "entry 3 differs (missing): a head is over 4 entries",
    ),
];

/// Runs it on both databases, with addresses of new ones.
fn on_both(name: &str, test: impl Fn(Sealed, &dyn Fn() -> String)) {
    let sealed = Sealed::made(name, None);
    let (folder, next) = (sealed.place.folder.clone(), std::cell::Cell::new(0));
    test(sealed, &|| {
        next.set(next.get() + 1);
        folder.join(format!("attacked-{}.db", next.get())).display().to_string()
    });
    let cluster = postgres::Cluster::start();
    test(Sealed::made(&format!("{name}-postgresql"), Some(cluster.new_database())), &|| {
        cluster.new_database()
    });
}

#[test]
fn a_row_that_was_changed_is_named_by_every_door() {
    on_both("tampered-rows", |mut sealed, new_database| {
        assert!(refused(&sealed.place.database, ATTACKS[1].0).contains("never"), "the database guards it");
        let (key, receipts) = (sealed.key.clone(), sealed.receipts.clone());
        for (sql, differs) in ATTACKS {
            sealed.attacked(new_database(), |_| sql.to_string());
            let doctor = sealed.fails(&["doctor", "--format", "csv"]);
            assert!(doctor.contains("record-differs") && doctor.contains(differs), "{sql}: {doctor}");
            let record = sealed.exported();
            let verified = sealed.fails(&["verify", &record, "--key", &key, "--receipt", &receipts[0]]);
            assert!(verified.contains(differs), "{sql}: {verified}");
            let server = Server::begin(&sealed.place);
            let page = server.proves(&record, &receipts[0]);
            assert!(page.contains(&format!("Not verified: {}", server::escaped(differs))), "{sql}: {page}");
        }
    });
}

#[test]
fn entries_that_changed_places_are_not_exported_and_their_receipts_are_not_verified() {
    on_both("tampered-order", |mut sealed, new_database| {
        let swap = "UPDATE record_entries SET number = 9 WHERE number = 2;
            UPDATE record_entries SET number = 2 WHERE number = 3; UPDATE record_entries SET number = 3 WHERE number = 9";
        sealed.attacked(new_database(), |_| swap.to_string());
        let differs = "it is kept as entry 2, and says that it is 3";
        for words in [&["doctor", "--format", "csv"][..], &["export", "record"]] {
            let said = sealed.fails(words);
            assert!(said.contains("record-differs") && said.contains(differs), "{words:?}: {said}");
        }
        let server = Server::begin(&sealed.place);
        assert!(server.looks_up(&sealed.receipts[1]).contains("Not verified: "));
    });
}

#[test]
fn a_record_written_anew_without_the_key_does_not_fit_its_heads() {
    on_both("tampered-anew", |mut sealed, new_database| {
        let (key, receipts) = (sealed.key.clone(), sealed.receipts.clone());
        sealed.attacked(new_database(), |database| rewritten(database, 2, "confirm-import", "undo-import"));
        let differs = "the head over 2 entries isn't of these: one of the entries 1 to 2 differs";
        let doctor = sealed.fails(&["doctor", "--format", "csv"]);
        assert!(doctor.contains("record-differs") && doctor.contains(differs), "{doctor}");
        let record = sealed.exported();
        assert!(sealed.fails(&["verify", &record, "--key", &key]).contains(differs));
        let server = Server::begin(&sealed.place);
        assert!(server.proves(&record, "").contains(&server::escaped(differs)));
        assert!(
            server.looks_up(&receipts[1]).contains("Not verified: the record of this server has no entry")
        );
        assert!(server.looks_up(&receipts[0]).contains("Not verified: "), "no head holds any more");
    });
}

/// Whoever reaches into the database takes the heads away too, and the server, which has the key, seals what it finds. Then only who
/// kept something finds it: a receipt or a head.
#[test]
fn a_record_that_was_sealed_anew_is_found_by_who_kept_a_receipt_or_a_head() {
    on_both("tampered-sealed", |mut sealed, new_database| {
        let (key, receipts) = (sealed.key.clone(), sealed.receipts.clone());
        sealed.attacked(new_database(), |database| {
            let entry = rewritten(database, 2, "confirm-import", "undo-import");
            format!("DELETE FROM record_heads; {entry}")
        });
        let server = Server::begin(&sealed.place);
        let record = sealed.exported();
        assert_eq!(sealed.told(&["verify", &record, "--key", &key]), "Verified: 4 entries.\n");
        assert!(server.proves(&record, &receipts[0]).contains("Verified: 4 entries."), "by itself it holds");
        let looked_up = server.looks_up(&receipts[1]);
        assert!(looked_up.contains("Not verified: the record of this server has no entry"), "{looked_up}");
        let page = server.proves(&record, &receipts[1]);
        assert!(page.contains("Not verified: entry 2 differs (entry)"), "{page}");
        let told = sealed.fails(&["verify", &record, "--key", &key, "--receipt", &receipts[1]]);
        assert!(told.contains("entry 2 differs (entry)"), "{told}");
        for (head, size) in sealed.heads.iter().zip([2, 4]) {
            let told = sealed.fails(&["verify", &record, "--key", &key, "--head", head]);
            assert!(told.contains(&format!("the known head over {size} entries isn't of these")), "{told}");
        }
    });
}
