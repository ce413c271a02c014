//! The record's key, its heads, and a log taken out of the database and verified without it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)] // A test may stop where it fails.

mod common;

use std::path::Path;

use common::database::Place;
use common::folder;
use serde_json::Value;

const PASSWORD: &str = "three words and more";

/// A database with a key and an import that is recorded; the import's receipt.
fn recorded(name: &str) -> (Place, String) {
    let place = Place::of(folder(name));
    let made = place.run_with(&["init", "--administrator", "a@a.example", "--body", "A"], PASSWORD);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let told = import(&place, "Alder");
    let receipt = told.trim_end().rsplit("receipt ").next().unwrap().trim_end_matches('.').to_string();
    (place, receipt)
}

fn import(place: &Place, name: &str) -> String {
    let path = place.folder.join("bodies.csv");
    std::fs::write(&path, format!("body_code,name,roles\nA,{name},commissioner\n")).unwrap();
    let path = path.display().to_string();
    let words = ["import", &path, "--body", "A", "--name", "facts", "--apply", "--format", "json"];
    sentence(&place.told(&words))
}

/// The sentence of an answer in JSON.
fn sentence(told: &str) -> String {
    let told: Value = serde_json::from_str(told).unwrap();
    told["sentence"].as_str().unwrap().to_string()
}

fn key_file(place: &Place) -> String {
    format!("{}.record-key", place.database)
}

#[test]
fn init_makes_a_key_that_its_owner_alone_reads_and_leaves_it_when_done_again() {
    let place = Place::of(folder("sealed-init"));
    let first: Value = serde_json::from_str(&place.told(&["init", "--format", "json"])).unwrap();
    let verifier = first["record_key"].as_str().unwrap();
    assert!(verifier.starts_with("ballast/"), "{verifier}");
    let secret = std::fs::read_to_string(key_file(&place)).unwrap();
    assert!(secret.starts_with("PRIVATE+KEY+ballast/"));
    #[cfg(unix)]
    {
        let mode = std::os::unix::fs::PermissionsExt::mode(
            &std::fs::metadata(key_file(&place)).unwrap().permissions(),
        );
        assert_eq!(mode & 0o777, 0o600);
    }
    let again: Value = serde_json::from_str(&place.told(&["init", "--format", "json"])).unwrap();
    assert_eq!(again["record_key"], first["record_key"]);
    assert_eq!(std::fs::read_to_string(key_file(&place)).unwrap(), secret);
    let backup = place.folder.join("backup.jsonl").display().to_string();
    let said = sentence(&place.told(&["backup", &backup, "--format", "json"]));
    assert!(said.contains("The key of the record isn't in it"), "{said}");
    // PRIVATE+KEY+NAME+ID+SECRET: a secret in base64 may have a plus of its own.
    let secret = secret.trim_end().splitn(5, '+').nth(4).unwrap();
    assert!(secret.len() > 40);
    assert!(!std::fs::read_to_string(&backup).unwrap().contains(secret));
    for asked in [vec!["doctor"], vec!["seal"]] {
        assert!(!place.told(&asked).contains(secret));
    }
}

#[test]
fn a_log_is_sealed_exported_and_verified_with_files_alone() {
    let (place, receipt) = recorded("sealed-export");
    let doctor = place.told(&["doctor", "--format", "csv"]);
    assert!(doctor.contains("record-unsealed") && doctor.contains("1 of 1 entries"), "{doctor}");
    let (exit, said) = place.refused(&["export", "record"]);
    assert!(exit == 1 && said.contains("[not-sealed]"), "{said}");

    let head = place.folder.join("head.txt").display().to_string();
    let told = place.told(&["seal", "--out", &head]);
    assert!(told.contains("One log was sealed.") && told.contains("\n— ballast/"), "{told}");
    assert!(told.contains(&std::fs::read_to_string(&head).unwrap()));
    assert!(place.told(&["seal"]).contains("Nothing was left to seal."));
    assert!(!place.told(&["doctor", "--format", "csv"]).contains("record-"));

    import(&place, "Alder Town");
    let out = place.folder.join("record.jsonl").display().to_string();
    let output = place.run(&["export", "record", "--out", &out]);
    assert!(output.status.success(), "{output:?}");
    assert!(String::from_utf8_lossy(&output.stderr).contains("1 entries aren't sealed yet"), "{output:?}");
    assert_eq!(place.refused(&["export", "record", "--out", &out]).0, 3, "never written over");
    assert_eq!(place.refused(&["export", "record", "other/2026"]).0, 1);

    let key: Value = serde_json::from_str(&place.told(&["init", "--format", "json"])).unwrap();
    let key = key["record_key"].as_str().unwrap();
    std::fs::remove_file(&place.database).unwrap();
    let verify = ["verify", &out, "--key", key, "--receipt", &receipt, "--head", &head];
    assert_eq!(place.told(&verify), "Verified: 1 entry.\n");
    let text = std::fs::read_to_string(&out).unwrap();
    std::fs::write(&out, text.replacen("confirm-import", "confirm-imports", 1)).unwrap();
    let changed = place.run(&verify);
    assert_eq!(changed.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&changed.stdout).contains("entry 1 differs (entry)"));
}

#[test]
fn another_key_needs_another_log() {
    let (place, _) = recorded("sealed-rotation");
    place.told(&["seal"]);
    import(&place, "Alder Town");
    let other = place.folder.join("other.key").display().to_string();
    place.told(&["init", "--record-key", &other]);
    let refused = place.run(&["seal", "--record-key", &other]);
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(refused.status.code() == Some(1) && said.contains("[record-key-differs]"), "{said}");
    let (exit, said) = place.refused(&["doctor", "--record-key", &other]);
    assert!(exit == 1 && said.contains("[record-key-differs]"), "{said}");
    place.told(&["seal"]);
    place.told(&["seal", "--new-log"]);
    import(&place, "Alder City");
    assert!(place.told(&["seal", "--record-key", &other]).contains("One log was sealed."));
    assert!(place.refused(&["export", "record"]).1.contains("[which-log]"));
    assert_eq!(place.run(&["doctor", "--record-key", &other]).status.code(), Some(0));
}

#[test]
fn without_a_key_nothing_is_sealed_and_a_broken_one_is_refused() {
    let (place, _) = recorded("sealed-without");
    std::fs::remove_file(key_file(&place)).unwrap();
    let (exit, said) = place.refused(&["seal"]);
    assert!(exit == 1 && said.contains("[record-key-missing]"), "{said}");
    let doctor = place.run(&["doctor"]);
    assert!(doctor.status.success(), "a warning");
    assert!(String::from_utf8_lossy(&doctor.stderr).contains("[record-not-sealed]"));
    std::fs::write(key_file(&place), "nothing\n").unwrap();
    for words in [&["seal"][..], &["serve", "--address", "127.0.0.1:0"]] {
        let (exit, said) = place.refused(words);
        assert!(exit == 3 && said.contains("PRIVATE+KEY"), "{words:?}: {said}");
    }
    assert!(place.refused(&["doctor"]).1.contains("[record-key-broken]"));
    let missing = Path::new(&place.database).with_file_name("missing").display().to_string();
    assert_eq!(
        place.refused(&["seal", "--record-key", &missing]).0,
        3,
        "a file that was named has to be there"
    );
}
