//! The files of `docs/spec/record` are what this program makes and accepts. `BALLAST_WRITE_VECTORS=1` writes them anew.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::path::PathBuf;
use std::process::Command;

use common::{entries, entry, heads, key, log, proof};
use record::{Line, Proof, RecordFile, Trust, consistency, read_file, verify, write_file};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/spec/record")
}

/// Files that hold, by name.
fn whole() -> Vec<(&'static str, String)> {
    let log = log();
    let entries = entries(&log);
    let leaves: Vec<_> = entries.iter().map(|entry| entry.leaf).collect();
    let receipt =
        |line: &record::EntryLine| record::Entry::parse(&line.text).unwrap().receipt().to_string() + "\n";
    let steps: String = consistency(&leaves, 2).unwrap().iter().map(|hash| hash.base64() + "\n").collect();
    vec![
        ("record.jsonl", write_file(&log)),
        ("entry-1.json", entries[0].text.clone()),
        ("receipts.txt", entries.iter().map(receipt).collect()),
        ("entry-3.tlog-proof", proof(&log, 3).to_string()),
        ("head-2.txt", heads(&log)[0].clone()),
        ("head-5.txt", heads(&log)[1].clone()),
        ("consistency-2-5.txt", steps),
        ("keys.txt", format!("{}\n{}\n", key().reveal(), key().verifier())),
    ]
}

/// Records that don't hold, and what is to be said of each.
fn damaged() -> Vec<(&'static str, String)> {
    let with = |change: &dyn Fn(&mut RecordFile)| {
        let mut log = log();
        change(&mut log);
        write_file(&log)
    };
    let content = |log: &mut RecordFile| {
        let Ok(Line::Entry(line)) = &mut log.lines[1] else { panic!() };
        line.contents.get_mut("weights").unwrap().content[9] = b'7';
    };
    let text = |log: &mut RecordFile| {
        let Ok(Line::Entry(line)) = &mut log.lines[3] else { panic!() };
        line.text = line.text.replace("06K", "06L");
    };
    let anew = |log: &mut RecordFile| {
        log.lines[3] = Ok(Line::Entry(entry(3, "share-answer", &[("exhibit", "another")]).1))
    };
    vec![
        ("content.jsonl", with(&content)),
        ("entry.jsonl", with(&text)),
        ("order.jsonl", with(&|log| log.lines.swap(3, 4))),
        ("missing.jsonl", with(&|log| drop(log.lines.remove(3)))),
        ("added.jsonl", with(&|log| log.lines.push(Ok(Line::Entry(entry(6, "share-answer", &[]).1))))),
        ("head.jsonl", with(&anew)),
    ]
}

fn said() -> String {
    let say = |(name, text): (&str, String)| {
        let log = read_file(text.as_bytes()).unwrap();
        format!("{name}: {}\n", verify(&log, &Trust::default()).unwrap_err())
    };
    damaged().into_iter().map(say).collect()
}

#[test]
fn the_vectors_are_what_this_program_writes() {
    let mut files = whole();
    files.extend(damaged());
    files.push(("damaged.txt", said()));
    for (name, text) in &files {
        let folder = if damaged().iter().any(|(known, _)| known == name) {
            folder().join("damaged")
        } else {
            folder()
        };
        let path = folder.join(name);
        if std::env::var_os("BALLAST_WRITE_VECTORS").is_some() {
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(&path, text).unwrap();
        }
        assert_eq!(std::fs::read_to_string(&path).unwrap(), *text, "{name}");
    }
}

#[test]
fn the_vectors_hold() {
    let read = |name: &str| std::fs::read_to_string(folder().join(name)).unwrap();
    let verifier = key().verifier();
    let log = read_file(read("record.jsonl").as_bytes()).unwrap();
    let trust = Trust {
        key: Some(verifier.clone()),
        receipts: read("receipts.txt").lines().map(|line| line.parse().unwrap()).collect(),
        heads: vec![read("head-2.txt"), read("head-5.txt")],
        may_go_on: false,
    };
    assert_eq!(verify(&log, &trust).unwrap().entries, 5);
    let proof: Proof = read("entry-3.tlog-proof").parse().unwrap();
    assert_eq!(proof.verify(&verifier).unwrap().0.receipt(), trust.receipts[2]);
    let expected = read("damaged.txt");
    let kinds = ["content", "entry", "order", "missing", "added", "head"];
    for (line, kind) in expected.lines().zip(kinds) {
        assert!(line.contains(&format!("({kind})")), "{line}");
    }
}

/// Another program, written from the specification with nothing but Python's own library, says the same.
#[test]
fn a_second_implementation_says_the_same() {
    let script = folder().join("../../../tools/peers/record/verify.py");
    let run = |file: PathBuf| {
        Command::new("python3").arg(&script).arg(file).arg(key().verifier().to_string()).output()
    };
    let Ok(whole) = run(folder().join("record.jsonl")) else {
        eprintln!("left out: there is no python3");
        return;
    };
    assert!(whole.status.success(), "{}", String::from_utf8_lossy(&whole.stderr));
    let proof = run(folder().join("entry-3.tlog-proof")).unwrap();
    assert!(proof.status.success(), "{}", String::from_utf8_lossy(&proof.stdout));
    for line in said().lines() {
        let (name, said) = line.split_once(": ").unwrap();
        let seen = run(folder().join("damaged").join(name)).unwrap();
        assert_eq!(seen.status.code(), Some(1), "{name}");
        let told = String::from_utf8(seen.stdout).unwrap();
        let begin = said.split(')').next().unwrap();
        assert!(told.starts_with(begin), "{name}: {told} and not {said}");
    }
}
