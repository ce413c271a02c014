//! `prices`, through the binary: of a table of groups, and of a unit of the register that ships.
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

/// Pounds as whole pence.
fn pence(text: &str) -> i64 {
    let (pounds, pence) = text.split_once('.').expect("pounds and pence");
    let pence: i64 = pence.parse().expect("pence");
    pounds.parse::<i64>().expect("pounds") * 100 + if pounds.starts_with('-') { -pence } else { pence }
}

#[test]
fn a_unit_whose_prices_hold() {
    let text = flat(&prints(&["prices", "0CG"]));
    for phrase in [
        "Is there a price that holds? NHS Central Eastern CSU",
        "Yes: today's prices, scaled to what the unit costs, are prices nobody gains by leaving.",
        "Today's prices are £3,032,451 a year more than the unit costs in the long run.",
        "These answers are exact",
        "Today's prices, scaled, are those nearest to today's that hold. No group whatever gains",
        "Added up again, in whole pence, by a second routine",
    ] {
        assert!(text.contains(phrase), "{phrase}: {text}");
    }
    assert!(!text.contains(" NO "), "{text}");
    let before = text.split("How this was worked out").next().unwrap_or_default().to_lowercase();
    for word in ["core", "nucleolus", "shapley", "coalition"] {
        assert!(!before.split(|c: char| !c.is_alphabetic()).any(|w| w == word), "{word}");
    }
}

#[test]
fn a_unit_where_a_group_gains_by_the_empty_places() {
    let answer = json(&["0AE"]);
    assert_eq!((answer["verdict"].as_str(), answer["kind"].as_str()), (Some("prices-hold"), Some("exact")));
    let group = &answer["scaled"]["in_pounds"];
    // Everybody but one.
    assert_eq!(group["group"].as_array().map(Vec::len), answer["names"].as_object().map(|n| n.len() - 1));
    let gain = group["gain"].as_f64().expect("a gain");
    let why = answer["scaled"]["why"].as_object().expect("reasons");
    let together: f64 = why.values().filter_map(Value::as_f64).sum();
    assert!(gain > 0.0 && (together - gain).abs() < 0.05, "{why:?}");
    let main = why.iter().max_by(|a, b| a.1.as_f64().partial_cmp(&b.1.as_f64()).expect("numbers"));
    assert_eq!(main.map(|(name, _)| name.as_str()), Some("empty_steps"));
    assert_eq!(answer["epsilon"].as_f64(), Some(0.0));
    assert_eq!(answer["certificate"]["verified"].as_bool(), Some(true));
    let shares = answer["allocation"].as_object().expect("shares");
    let sum: f64 = shares.values().filter_map(Value::as_f64).sum();
    assert!((sum - answer["total"].as_f64().expect("a total")).abs() < 0.01);
}

#[test]
fn a_spreadsheet_can_add_the_certificate_up() {
    let table = rows(prints(&["prices", "0CG", "--service", "finance", "--format", "csv"]).as_bytes());
    let (cost, buyers) = table.split_last().expect("rows");
    assert_eq!(cost["buyer_code"], "cost");
    let costs: Vec<&String> = cost.keys().filter(|key| key.starts_with("0CG-")).collect();
    assert!(costs.iter().any(|key| key.ends_with(":empty_gbp")), "{costs:?}");
    for key in costs.iter().copied().chain([&"nearest_gbp".to_string()]) {
        let sum: i64 = buyers.iter().map(|row| pence(&row[key])).sum();
        assert_eq!(sum, pence(&cost[key]), "{key}");
    }
    for row in &table {
        let sum: i64 = costs.iter().map(|key| pence(&row[*key])).sum();
        assert_eq!(sum, pence(&row["nearest_gbp"]), "{row:?}");
    }
}

#[test]
fn a_wrong_question_is_said() {
    let output = ballast(&["prices", "0CGX"]);
    assert_eq!(code(&output), 1);
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(errors.contains("[unknown-name]") && errors.contains("0CG (NHS Central Eastern CSU"), "{errors}");
    let output = ballast(&["prices", "0CX"]);
    assert_eq!(code(&output), 1);
    assert!(String::from_utf8_lossy(&output.stderr).contains("[unit-without-lines]"));
    let output = ballast(&["prices", "0CG", "--service", "finances"]);
    assert_eq!(code(&output), 1);
    assert!(String::from_utf8_lossy(&output.stderr).contains("finance"));
    for wrong in [
        vec!["prices"],
        vec!["prices", "0CG", "--coalitions", "x.csv"],
        vec!["prices", "0CG", "--method", "scrb"],
        vec!["prices", "--coalitions", "x.csv", "--service", "finance"],
    ] {
        assert_eq!(code(&ballast(&wrong)), 2, "{wrong:?}");
    }
    assert_eq!(code(&ballast(&["prices", "0CG", "--register", "/no/such"])), 3);
}
