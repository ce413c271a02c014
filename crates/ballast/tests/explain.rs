//! `ballast explain`, through the real binary.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

fn ballast(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_ballast")).args(arguments).output().expect("the binary runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The result of a scenario in a new folder of its own.
fn result_of(scenario: &str, name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("ballast-explain-{}-{name}", std::process::id()));
    let out = folder.to_str().expect("a path in UTF-8");
    let output = ballast(&["simulate", scenario, "--draws", "5", "--out", out]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    folder
}

fn explained(folder: &Path, figure: &str) -> (Option<i32>, Value) {
    let output = ballast(&["explain", folder.to_str().unwrap(), figure, "--format", "json"]);
    let value = serde_json::from_slice(&output.stdout).unwrap_or(Value::Null);
    assert!(!value.is_null(), "{figure}: {}", text(&output.stderr));
    (output.status.code(), value)
}

fn figure<'a>(told: &'a Value, name: &str) -> &'a str {
    let figures = told["figures"].as_array().unwrap();
    figures.iter().find(|figure| figure["name"] == name).and_then(|figure| figure["value"].as_str()).unwrap()
}

#[test]
fn sums_of_postings_are_the_headline_and_the_effects() {
    let folder = result_of("east-and-north-hertfordshire", "sums");
    let summary: Value = serde_json::from_slice(&std::fs::read(folder.join("result.json")).unwrap()).unwrap();
    for number in summary["numbers"].as_array().unwrap() {
        let (code, told) = explained(&folder, number["id"].as_str().unwrap());
        assert_eq!((code, &told["same"]), (Some(0), &Value::Bool(true)), "{told}");
        assert_eq!(figure(&told, "value"), number["value_gbp"]);
        assert!(!told["checks"].as_array().unwrap().is_empty());
    }
    let effects = std::fs::read_to_string(folder.join("effects.csv")).unwrap();
    let rows: Vec<Vec<&str>> = effects.lines().skip(1).map(|line| line.split(',').collect()).collect();
    // Names with commas would break this simple reading.
    let rows: Vec<&Vec<&str>> = rows.iter().filter(|row| row.len() == 11).collect();
    assert!(rows.len() > 50);
    let mut tried = 0;
    for row in rows.iter().step_by(rows.len() / 12) {
        let parts = ["effects", row[0], &row[3].replace('/', "-"), row[4]].map(str::to_string);
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let (code, told) = explained(&folder, &parts.join("/"));
        assert_eq!((code, figure(&told, "change")), (Some(0), row[7]), "{told}");
        assert_eq!(told["checks"].as_array().unwrap().len(), 3);
        tried += 1;
    }
    assert!(tried >= 10);
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn every_figure_that_is_listed_can_be_explained() {
    let folder = result_of("great-yarmouth-and-waveney", "listed");
    let output = ballast(&["explain", folder.to_str().unwrap(), "--format", "json"]);
    let list: Value = serde_json::from_slice(&output.stdout).unwrap();
    let addresses: Vec<&str> =
        list["figures"].as_array().unwrap().iter().filter_map(|row| row["address"].as_str()).collect();
    let mut kinds: Vec<&str> = addresses.iter().map(|address| address.split('/').next().unwrap()).collect();
    kinds.dedup();
    for kind in ["effects", "lowest_reserve", "exit_charge", "tests", "cascade", "posting", "people"] {
        assert!(kinds.contains(&kind), "{kind} in {kinds:?}");
    }
    // One of each kind, and every fortieth.
    let mut last = "";
    for (at, address) in addresses.iter().enumerate() {
        let kind = address.split('/').next().unwrap();
        if kind != last || at % 40 == 0 {
            let (code, told) = explained(&folder, address);
            assert_eq!((code, &told["same"]), (Some(0), &Value::Bool(true)), "{told}");
            assert_eq!(told["address"], *address);
        }
        last = kind;
    }
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn the_text_fits_the_page_and_names_rows_and_sources() {
    let folder = result_of("great-yarmouth-and-waveney", "text");
    for address in ["effects/system", "leaver_saving", "exit_charge", "lowest_reserve", "people"] {
        let output = ballast(&["explain", folder.to_str().unwrap(), address]);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        let shown = text(&output.stdout);
        for part in [
            "How it is made",
            "The postings behind it",
            "The rows of the register behind it",
            "Sources:",
            "assumed",
        ] {
            assert!(shown.contains(part), "{part} in {address}:\n{shown}");
        }
        let wide: Vec<&str> = shown.lines().filter(|line| line.chars().count() > 100).collect();
        assert!(wide.is_empty(), "{address}: {wide:?}");
    }
    let output = ballast(&["explain", folder.to_str().unwrap(), "effects/system", "--format", "csv"]);
    assert!(text(&output.stdout).starts_with("counterparty_code,account,nature,service_code,rows,"));
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn an_amount_that_was_changed_is_found() {
    let folder = result_of("great-yarmouth-and-waveney", "tampered");
    let path = folder.join("postings.csv");
    let before = std::fs::read_to_string(&path).unwrap();
    // The first payment of the body that moves: one penny more.
    let line = before.lines().find(|line| line.contains(",06M,")).expect("a posting of the leaver");
    let amount = line.split(',').nth(5).unwrap();
    let more = format!("{amount}9").replacen('.', "", 1);
    let changed = line.replace(amount, &format!("{}.{}", &more[..more.len() - 2], &more[more.len() - 2..]));
    std::fs::write(&path, before.replacen(line, &changed, 1)).unwrap();
    let output = ballast(&["explain", folder.to_str().unwrap(), "leaver_saving"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("[sum-differs]"), "{}", text(&output.stderr));
    assert!(text(&output.stdout).contains("DIFFERS"));
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn what_is_unknown_missing_or_broken_is_said() {
    let folder = result_of("great-yarmouth-and-waveney", "broken");
    let path = folder.to_str().unwrap();
    let output = ballast(&["explain", path, "effects/06MM"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        text(&output.stderr).contains("[unknown-figure]") && text(&output.stderr).contains("effects/06M")
    );

    let output = ballast(&["explain", path, "leaver_saving", "--register", "no-such-pack"]);
    assert_eq!(output.status.code(), Some(0), "figures stand without the register");
    assert!(text(&output.stderr).contains("[register-not-found]"));
    assert!(text(&output.stdout).contains("agreement_lines/"));

    std::fs::write(folder.join("people.csv"), "unit_code\nx\n").unwrap();
    let tests = std::fs::read_to_string(folder.join("tests.csv")).unwrap();
    std::fs::write(folder.join("tests.csv"), tests.replacen(",margin,5,", ",margin,five,", 1)).unwrap();
    std::fs::remove_file(folder.join("cascade.csv")).unwrap();
    let output = ballast(&["explain", path]);
    assert_eq!(output.status.code(), Some(3));
    let said = text(&output.stderr);
    for code in ["[missing-file] cascade.csv", "[missing-column] people.csv", "[broken-row] tests.csv"] {
        assert!(said.contains(code), "{code} in {said}");
    }
    let output = ballast(&["explain", "/no/such/result"]);
    assert_eq!(output.status.code(), Some(3));
    std::fs::remove_dir_all(folder).unwrap();
}
