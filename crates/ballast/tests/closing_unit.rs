//! The register of 2026 and its closing unit, through the real binary.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{ballast, change, code, flat, json, pence, prints, rows, simulated, table};

#[test]
fn the_register_of_2026_ships_and_has_no_error() {
    let output = ballast(&["check", "england-2026", "closing-unit-2026", "--format", "csv"]);
    assert_eq!(code(&output), 0);
    let findings = rows(&output.stdout);
    assert!(findings.iter().all(|row| row["severity"] == "note"), "{findings:?}");
}

#[test]
fn the_closure_has_an_answer_in_which_every_line_goes() {
    let result = simulated("closing-unit", "closing-unit-2026", &[]);
    let effects = table(&result.join("effects.csv"));
    let movers = ["QJK", "QOX", "QR1", "QSL", "QT6", "QUY", "QVV"];
    let others = ["X-CLOSING", "centre", "exchequer"];
    // Whole pence are written, so that the bodies' changes add up to the system's.
    let all: i64 = movers.iter().chain(&others).map(|body| change(&result, body)).sum();
    assert_eq!(all, change(&result, "system"));
    assert!(movers.iter().all(|body| change(&result, body) != 0));
    // A unit that has closed is paid nothing by its customers.
    let price_after: i64 = effects
        .iter()
        .filter(|row| movers.contains(&row["body_code"].as_str()) && row["account"] == "price")
        .filter(|row| row["financial_year"].as_str() >= "2027/28")
        .map(|row| pence(&row["scenario_gbp"]))
        .sum();
    assert_eq!(price_after, 0);
    let wte: f64 = table(&result.join("people.csv"))
        .iter()
        .flat_map(|row| {
            ["transfer_wte", "redeploy_wte", "redundant_wte"]
                .map(|column| row[column].parse::<f64>().unwrap())
        })
        .sum();
    let posts: f64 = common::register_of("england-2026", "post_groups")
        .iter()
        .map(|row| row["wte"].parse::<f64>().unwrap())
        .sum();
    assert!((wte - posts).abs() < 0.01, "every post goes somewhere: {wte} of {posts}");
}

#[test]
fn rates_past_their_review_are_told_with_an_answer_and_are_no_part_of_it() {
    let told = flat(&prints(&["simulate", "closing-unit-2026", "--draws", "0"]));
    assert!(told.contains(
        "agenda_for_change_pay, 2025-04-01/5/top and 2 more rows: was to be looked at again by 2026-04-01"
    ));
    let output = ballast(&["simulate", "closing-unit-2026", "--draws", "0", "--format", "json"]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("[rate-past-review]"));
    assert!(
        !String::from_utf8_lossy(&output.stdout).contains("rate-past-review"),
        "the same result on every day"
    );
    let result = simulated("closing-unit-findings", "closing-unit-2026", &[]);
    assert!(!json(&result).to_string().contains("rate-past-review"));
}
