//! The pack that ships, read back: recorded totals to the penny, references, successions, and the same bytes twice.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test may stop where it fails.

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use common::{Row, number, pence, root, table};

/// In pence.
const POUND: i64 = 100;

fn lines() -> Vec<Row> {
    table("agreement_lines")
}

fn sum(rows: &[Row], wanted: impl Fn(&Row) -> bool) -> i64 {
    rows.iter().filter(|row| wanted(row)).map(|row| pence(&row["annual_gbp"])).sum()
}

#[test]
fn the_pack_is_what_its_sources_give() {
    let check = || {
        Command::new(env!("CARGO_BIN_EXE_england-2013"))
            .args(["--check", "--root"])
            .arg(root())
            .output()
            .expect("the program runs")
    };
    let first = check();
    assert!(first.status.success(), "{}", String::from_utf8_lossy(&first.stdout));
    assert_eq!(first.stdout, check().stdout);
}

#[test]
fn recorded_totals_hold_to_the_penny() {
    let lines = lines();
    let national = ["X-NHSE", "X-OTHER"];
    assert_eq!(sum(&lines, |l| !national.contains(&l["buyer_code"].as_str())), 602_000_000 * POUND);
    assert_eq!(sum(&lines, |l| l["buyer_code"] == "X-NHSE"), 125_000_000 * POUND);
    assert_eq!(sum(&lines, |l| l["buyer_code"] == "X-OTHER"), 80_000_000 * POUND);
    let north_west_london =
        |l: &Row| l["supplier_code"] == "0AT" && !national.contains(&l["buyer_code"].as_str());
    assert_eq!(sum(&lines, north_west_london), 31_000_000 * POUND);
}

#[test]
fn the_recorded_moves_find_the_lines_that_they_take() {
    let lines = lines();
    let mut groups: BTreeMap<String, (i64, i64)> = BTreeMap::new();
    for step in table("moves").iter().filter(|m| m["status"] == "done") {
        let services: Vec<&str> = step["services"].split(';').collect();
        let taken = sum(&lines, |l| {
            l["buyer_code"] == step["buyer_code"]
                && l["supplier_code"] == step["from_code"]
                && services.contains(&l["service_code"].as_str())
        });
        let group = if step["group_id"].is_empty() { &step["move_id"] } else { &step["group_id"] };
        let entry = groups.entry(group.clone()).or_default();
        *entry = (entry.0 + taken, pence(&step["annual_gbp"]));
    }
    assert_eq!(groups.len(), 5);
    assert!(groups.values().all(|(taken, printed)| taken == printed), "{groups:?}");
}

#[test]
fn four_units_keep_their_planned_rate_on_lines_without_a_printed_sum() {
    let people: BTreeMap<String, f64> = table("populations")
        .iter()
        .filter(|p| p["as_of"] == "2013-04-01")
        .map(|p| (p["body_code"].clone(), number(&p["people"])))
        .collect();
    for (line_id, weight, rate) in [
        ("10J-X-SOUTH-finance", 0.09, 10.0),
        ("05A-X-ARDEN-finance", 0.09, 12.0),
        ("04K-X-GEM-quality", 0.04, 9.5),
    ] {
        let line = lines().into_iter().find(|l| l["line_id"] == line_id).expect("the line");
        let expected = people[&line["buyer_code"]] * weight * rate;
        assert!((pence(&line["annual_gbp"]) as f64 / 100.0 - expected).abs() <= 0.011, "{line_id}");
    }
}

#[test]
fn there_are_211_commissioners_and_19_units_and_every_commissioner_ends_in_one_of_42_boards() {
    let bodies = table("bodies");
    let of_2013: Vec<&Row> = bodies.iter().filter(|b| b["oversight_code"].starts_with('Q')).collect();
    assert_eq!((of_2013.len(), table("units").len()), (211, 19));
    let boards: BTreeSet<String> = bodies
        .iter()
        .filter(|b| b["valid_from"] == "2022-07-01" && b["roles"] == "commissioner")
        .map(|b| b["body_code"].clone())
        .collect();
    assert_eq!(boards.len(), 42);
    let steps = table("successions");
    let ends: BTreeSet<String> =
        of_2013.iter().flat_map(|body| ends(&steps, &body["body_code"], "", 0)).collect();
    assert_eq!(ends, boards);
}

/// Where a body's parts are in the end; each step must be later than the one before.
fn ends(steps: &[Row], code: &str, after: &str, depth: usize) -> BTreeSet<String> {
    assert!(depth < 9, "{code} goes round in circles");
    let next = steps.iter().filter(|s| s["from_code"] == code && s["effective_date"].as_str() > after);
    let Some(day) = next.clone().map(|s| s["effective_date"].clone()).min() else {
        return BTreeSet::from([code.to_owned()]);
    };
    let parts: Vec<&Row> = next.filter(|s| s["effective_date"] == day).collect();
    let whole: f64 = parts.iter().map(|s| number(&s["share_percent"])).sum();
    assert!((whole - 100.0).abs() < 0.2, "{code} on {day}: {whole} per cent");
    parts.iter().flat_map(|s| ends(steps, &s["to_code"], &day, depth + 1)).collect()
}

#[test]
fn costs_are_income_less_the_printed_surplus() {
    let (income, cost) = (sum(&lines(), |_| true), sum(&table("cost_pools"), |_| true));
    let expected = income as f64 * (1.0 - 45.0 / 808.0);
    assert!((cost as f64 - expected).abs() < 1_000.0, "{cost} against {expected}");
}

#[test]
fn there_are_nine_thousand_posts() {
    assert_eq!(table("post_groups").iter().map(|g| pence(&g["wte"])).sum::<i64>(), 9_000 * 100);
}

#[test]
fn hosting_breaks_even_at_a_mean_of_900_000_people_and_never_under_700_000() {
    let weights = BTreeMap::from([
        ("business-intelligence", 17.0),
        ("communications", 4.0),
        ("continuing-healthcare", 9.0),
        ("contracting", 13.0),
        ("finance", 9.0),
        ("governance", 2.0),
        ("human-resources", 7.0),
        ("individual-funding-requests", 2.0),
        ("information-technology", 8.0),
        ("medicines-management", 6.0),
        ("patient-involvement", 3.0),
        ("personal-health-budgets", 1.0),
        ("procurement", 4.0),
        ("quality", 4.0),
        ("referral-management", 3.0),
        ("service-redesign", 8.0),
    ]);
    let mut mean = 0.0;
    for row in table("alternatives").iter().filter(|a| a["buyer_code"] == "*" && a["kind"] == "in_house") {
        let price = number(&row["per_volume_gbp"]) / 0.75;
        let break_even = pence(&row["fixed_gbp"]) as f64 / 100.0 / (0.25 * price);
        assert!(break_even > 699_990.0, "{}: {break_even}", row["service_code"]);
        mean += break_even * weights[row["service_code"].as_str()] / 100.0;
    }
    assert!((mean - 900_000.0).abs() < 5.0, "{mean}");
}
