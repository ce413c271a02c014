//! `prices --coalitions`, through the binary.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test may stop where it fails.

mod common;

use std::path::PathBuf;

use common::{ballast, code, flat, prints, rows};
use serde_json::Value;

const THREE: &str =
    "group,cost_gbp\nA,90000\nB,80000\nC,70000\nA+B,130000\nC+A,110000\nB+C,105000\nA+B+C,150000\n";

/// A file of this test process.
fn file(name: &str, text: &str) -> String {
    let path: PathBuf =
        std::env::temp_dir().join(format!("ballast-prices-{}-{name}.csv", std::process::id()));
    std::fs::write(&path, text).expect("a file");
    path.to_string_lossy().into_owned()
}

fn json(args: &[&str]) -> Value {
    let mut all = vec!["prices", "--format", "json"];
    all.extend(args);
    serde_json::from_str(&prints(&all)).expect("JSON")
}

#[test]
fn programs_get_shares_levels_and_weights() {
    let path = file("three", THREE);
    let answer = json(&["--coalitions", &path, "--method", "prenucleolus"]);
    assert_eq!((answer["method"].as_str(), answer["kind"].as_str()), (Some("prenucleolus"), Some("exact")));
    assert_eq!(answer["total"].as_f64(), Some(150_000.0));
    let shares = ["A", "B", "C"].map(|member| answer["allocation"][member].as_f64());
    assert_eq!(shares, [Some(60_000.0), Some(55_000.0), Some(35_000.0)]);
    assert_eq!(answer["epsilon"].as_f64(), Some(-15_000.0));
    assert_eq!(answer["levels"][0]["groups"], serde_json::json!([["A", "B"], ["A", "C"], ["B", "C"]]));
    assert_eq!(answer["certificate"]["core"]["empty"].as_bool(), Some(false));
    assert_eq!(answer["certificate"]["verified"].as_bool(), Some(true));
    let cover = answer["certificate"]["core"]["cover"].as_array().expect("a cover");
    assert!(cover.iter().all(|part| part["weight"].as_f64() == Some(0.5)), "{cover:?}");
    assert_eq!(answer["findings"], serde_json::json!([]));
}

#[test]
fn people_get_a_page_and_spreadsheets_a_table() {
    let path = file("page", THREE);
    let text = flat(&prints(&["prices", "--coalitions", &path]));
    for phrase in [
        "Sharing £150,000.00 among 3 members",
        "prices nobody gains by leaving",
        "A+B pays £115,000.00; alone it would pay £130,000.00. It would lose £15,000.00 by leaving",
        "The core is not empty",
    ] {
        assert!(text.contains(phrase), "{phrase}: {text}");
    }
    let before = text.split("How this was worked out").next().unwrap_or_default();
    assert!(!before.contains("core") && !before.contains("nucleolus"));
    let table =
        rows(prints(&["prices", "--coalitions", &path, "--method", "scrb", "--format", "csv"]).as_bytes());
    assert_eq!((table[1]["member"].as_str(), table[1]["amount_gbp"].as_str()), ("B", "53333.33"));
}

#[test]
fn savings_and_missing_groups() {
    let path = file("talmud", "group,cost_gbp\nA,0\nB,0\nC,0\nA+B,0\nA+C,0\nB+C,100\nA+B+C,200\n");
    let answer = json(&["--coalitions", &path, "--savings"]);
    let shares = ["A", "B", "C"].map(|member| answer["allocation"][member].as_f64());
    assert_eq!(shares, [Some(50.0), Some(75.0), Some(75.0)]);
    let path = file("additive", "group,cost_gbp\nA,5\nB,4\nC,3\nA+B,7\nA+B+C,9\n");
    assert_eq!(code(&ballast(&["prices", "--coalitions", &path])), 1);
    assert_eq!(json(&["--coalitions", &path, "--additive"])["total"].as_f64(), Some(9.0));
}

#[test]
fn exit_codes_tell_what_happened() {
    let path =
        file("empty-core", "group,cost_gbp\nA,180\nB,180\nC,180\nA+B,180\nA+C,180\nB+C,180\nA+B+C,300\n");
    let output = ballast(&["prices", "--coalitions", &path]);
    assert_eq!(code(&output), 0);
    assert!(String::from_utf8_lossy(&output.stderr).contains("[coalition-no-price-holds]"));
    assert_eq!(code(&ballast(&["prices", "--coalitions", &path, "--method", "best"])), 2);
    assert_eq!(code(&ballast(&["prices", "--coalitions", "/no/such.csv"])), 3);
    let path = file("negative", "group,cost_gbp\nA,-1\n");
    let output = ballast(&["prices", "--coalitions", &path]);
    assert_eq!(code(&output), 1);
    assert!(String::from_utf8_lossy(&output.stderr).contains("[coalition-amount]"));
    let path = file("dear", "group,cost_gbp\nA,1\nB,1\nA+B,3\n");
    let output = ballast(&["prices", "--coalitions", &path, "--format", "json"]);
    assert_eq!(code(&output), 1);
    let answer: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert!(answer["allocation"].is_null());
    assert_eq!(answer["findings"][0]["code"].as_str(), Some("coalition-no-imputation"));
}
