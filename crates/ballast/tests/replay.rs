//! `ballast replay`, through the real binary.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::PathBuf;
use std::process::{Command, Output};

fn ballast(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_ballast")).args(arguments).output().expect("the binary runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn result_of(scenario: &str, name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("ballast-replay-{}-{name}", std::process::id()));
    let output = ballast(&["simulate", scenario, "--draws", "5", "--out", folder.to_str().unwrap()]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    folder
}

#[test]
fn the_same_result_is_the_same() {
    let folder = result_of("east-and-north-hertfordshire", "same");
    let output = ballast(&["replay", folder.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stdout));
    assert_eq!(text(&output.stdout), "The same: 18 files, every number.\n");
    let output = ballast(&["replay", folder.to_str().unwrap(), "--format", "json"]);
    let value: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(value["same"], true);
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_file_that_was_changed_is_named_with_its_line() {
    let folder = result_of("great-yarmouth-and-waveney", "changed");
    let path = folder.join("effects.csv");
    let before = std::fs::read_to_string(&path).unwrap();
    let mut lines: Vec<String> = before.lines().map(str::to_string).collect();
    lines[6] = lines[6].replacen(".", "1.", 1);
    std::fs::write(&path, lines.join("\n") + "\n").unwrap();
    let output = ballast(&["replay", folder.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    let shown = text(&output.stdout);
    for part in ["Differs: 1 of 18 files.", "[file-differs] effects.csv, row 7", "expected", "seen"] {
        assert!(shown.contains(part), "{part} in {shown}");
    }
    assert!(shown.lines().all(|line| line.chars().count() <= 100), "{shown}");
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn another_register_or_scenario_is_named() {
    let folder = result_of("great-yarmouth-and-waveney", "register");
    // A copy of the register that ships, with one price changed.
    let shipped = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../data/england-2013");
    let other = folder.with_extension("register");
    std::fs::create_dir_all(&other).unwrap();
    for entry in std::fs::read_dir(shipped).unwrap().flatten() {
        std::fs::copy(entry.path(), other.join(entry.file_name())).unwrap();
    }
    let units = std::fs::read_to_string(other.join("units.csv")).unwrap();
    let row = units.lines().find(|line| line.starts_with("0")).unwrap();
    let cells: Vec<&str> = row.split(',').collect();
    let changed = row.replacen(&format!("{},", cells[1]), "12345.00,", 1);
    std::fs::write(other.join("units.csv"), units.replacen(row, &changed, 1)).unwrap();
    let path = folder.to_str().unwrap();
    let output = ballast(&["replay", path, "--register", other.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stdout).contains("[register-differs]"), "{}", text(&output.stdout));

    let scenario = std::fs::read_to_string(folder.join("scenario.toml")).unwrap();
    std::fs::write(folder.join("scenario.toml"), scenario.replacen("months = 60", "months = 48", 1)).unwrap();
    let output = ballast(&["replay", path]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stdout).contains("[scenario-differs]"), "{}", text(&output.stdout));
    std::fs::remove_dir_all(folder).unwrap();
    std::fs::remove_dir_all(other).unwrap();
}

#[test]
fn what_cannot_be_read_is_neither_yes_nor_no() {
    let folder = result_of("great-yarmouth-and-waveney", "gone");
    std::fs::write(folder.join("result.json"), "{}").unwrap();
    let output = ballast(&["replay", folder.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(3));
    assert!(text(&output.stderr).contains("[not-a-result]"));
    assert_eq!(ballast(&["replay", "/no/such/result"]).status.code(), Some(3));
    std::fs::remove_dir_all(folder).unwrap();
}
