//! `ballast verify` of the bundle of a case, through the real binary.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, dead_code)]

#[path = "../../exchange/tests/documents/bundled.rs"]
mod bundled;
#[path = "../../exchange/tests/documents/files.rs"]
mod files;
#[path = "../../exchange/tests/documents/world.rs"]
mod world;

use std::path::PathBuf;
use std::process::Command;

fn folder() -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("verify-bundle");
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn told(arguments: &[&str]) -> (i32, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_ballast"))
        .arg("verify")
        .args(arguments)
        .current_dir(folder())
        .output()
        .expect("the binary runs");
    (output.status.code().unwrap(), String::from_utf8_lossy(&output.stdout).into_owned())
}

#[test]
fn a_bundle_is_verified_without_a_server_and_what_differs_is_named() {
    let bundle = bundled::public();
    std::fs::write(folder().join("case-CASE-2013-1.zip"), bundled::zipped(&bundle)).unwrap();
    let key = bundled::key().verifier().to_string();
    let (code, text) = told(&["case-CASE-2013-1.zip", "--key", &key]);
    assert_eq!(code, 0, "{text}");
    assert!(text.starts_with("Verified: ") && text.contains("Public version"), "{text}");
    assert!(text.contains("Proved against a signed head over") && !text.contains("another way"), "{text}");
    assert!(told(&["case-CASE-2013-1.zip"]).1.contains("the key that the bundle itself names"));
    for (file, named) in [("case.html", "case.html differs: "), ("record.jsonl", "entry 2 differs: ")] {
        let mut changed = bundle.clone();
        let bytes = &mut changed.iter_mut().find(|(name, _)| name == file).unwrap().1;
        let words: &[u8] = if file == "case.html" { b"<h1>" } else { b"\"content\":\"" };
        let at = bytes.windows(words.len()).position(|part| part == words).unwrap() + words.len() + 2;
        bytes[at] = if bytes[at] == b'b' { b'c' } else { b'b' };
        std::fs::write(folder().join("changed.zip"), bundled::zipped(&changed)).unwrap();
        let (code, text) = told(&["changed.zip", "--key", &key]);
        assert!(code == 1 && text.starts_with(&format!("Not verified: {named}")), "{file}: {text}");
    }
    std::fs::write(folder().join("other.zip"), bundled::zipped(&vec![("x".to_string(), vec![1])])).unwrap();
    assert_eq!(told(&["other.zip"]).0, 3);
}
