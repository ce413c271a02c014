//! `ballast verify`, through the real binary, on the vectors of the specification.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::PathBuf;
use std::process::{Command, Output};

fn vector(name: &str) -> String {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/spec/record");
    folder.join(name).to_str().unwrap().to_string()
}

fn read(name: &str) -> String {
    std::fs::read_to_string(vector(name)).unwrap()
}

fn verify(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_ballast"))
        .arg("verify")
        .args(arguments)
        .output()
        .expect("the binary runs")
}

fn told(arguments: &[&str]) -> (i32, String) {
    let output = verify(arguments);
    (output.status.code().unwrap(), String::from_utf8_lossy(&output.stdout).into_owned())
}

fn key() -> String {
    read("keys.txt").lines().nth(1).unwrap().to_string()
}

#[test]
fn a_record_that_holds_is_verified() {
    let (record, key) = (vector("record.jsonl"), key());
    let (code, text) = told(&[&record, "--key", &key]);
    assert_eq!((code, text.lines().next().unwrap()), (0, "Verified: 5 entries."));
    assert!(text.contains("1 of its contents are no longer there"), "{text}");
    assert!(!text.contains("another way"), "{text}");
    let (code, text) = told(&[&record]);
    assert!(code == 0 && text.contains("the key that the file itself names"), "{text}");
    let receipts = read("receipts.txt");
    let mut arguments = vec![record.as_str(), "--key", &key];
    receipts.lines().for_each(|receipt| arguments.extend(["--receipt", receipt]));
    let (two, five) = (vector("head-2.txt"), vector("head-5.txt"));
    arguments.extend(["--head", &two, "--head", &five, "--format", "json"]);
    let (code, text) = told(&arguments);
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!((code, &value["verified"], &value["entries"]), (0, &true.into(), &5.into()));
}

#[test]
fn each_damaged_record_is_named() {
    for line in read("damaged.txt").lines() {
        let (name, why) = line.split_once(": ").unwrap();
        let (code, text) = told(&[&vector(&format!("damaged/{name}"))]);
        assert_eq!((code, text), (1, format!("Not verified: {why}.\n")), "{name}");
    }
    let other = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    let (code, text) = told(&[&vector("record.jsonl"), "--key", other]);
    assert!(code == 1 && text.contains("it names the key"), "{text}");
    let receipt = read("receipts.txt").lines().nth(2).unwrap().replace("#3:", "#4:");
    let (code, text) = told(&[&vector("record.jsonl"), "--receipt", &receipt, "--format", "csv"]);
    assert_eq!((code, text.as_str()), (1, "verified,entry,how\nfalse,4,entry\n"));
}

#[test]
fn a_proof_needs_a_key_from_elsewhere() {
    let (proof, key) = (vector("entry-3.tlog-proof"), key());
    let (code, text) = told(&[&proof, "--key", &key]);
    assert!(code == 0 && text.starts_with("Verified: 1 entry.\n") && text.contains("#3:"), "{text}");
    assert_eq!(told(&[&proof]).0, 2);
    let receipts = read("receipts.txt");
    let receipts: Vec<&str> = receipts.lines().collect();
    assert_eq!(told(&[&proof, "--key", &key, "--receipt", receipts[2]]).0, 0);
    let (code, text) = told(&[&proof, "--key", &key, "--receipt", receipts[1]]);
    assert_eq!((code, text.as_str()), (1, "Not verified: entry 3 isn't the one of the receipt.\n"));
}

#[test]
fn what_can_not_be_looked_at_is_no_answer() {
    assert_eq!(told(&[&vector("no-such-file")]).0, 3);
    assert_eq!(told(&[&vector("entry-1.json")]).0, 3);
    assert_eq!(told(&[&vector("record.jsonl"), "--key", "x"]).0, 2);
    assert_eq!(told(&[&vector("record.jsonl"), "--receipt", "x"]).0, 2);
}
