//! The pack that ships, read back: the same bytes twice, what is recorded to the penny, and what must be marked.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test may stop where it fails.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::process::Command;

type Row = BTreeMap<String, String>;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn read(path: &str) -> Vec<Row> {
    let path = root().join("data").join(path);
    let mut reader = csv::Reader::from_path(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    reader.deserialize().collect::<Result<_, _>>().unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn table(name: &str) -> Vec<Row> {
    read(&format!("england-2026/{name}.csv"))
}

/// `1234.56` as 123456; exactly two decimals.
fn pence(text: &str) -> i64 {
    let (whole, part) = text.split_once('.').expect("decimals");
    assert_eq!(part.len(), 2, "{text:?}");
    format!("{whole}{part}").parse().expect("money")
}

fn number(text: &str) -> f64 {
    text.parse().expect("a number")
}

/// The registered people of each board.
fn people() -> BTreeMap<String, i64> {
    let rows = table("populations");
    rows.iter().map(|row| (row["body_code"].clone(), row["people"].parse().expect("people"))).collect()
}

#[test]
fn the_pack_is_what_its_sources_give() {
    let check = || {
        Command::new(env!("CARGO_BIN_EXE_england-2026"))
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
fn there_are_42_boards_in_seven_regions_with_all_their_people() {
    let bodies = table("bodies");
    let boards: Vec<&Row> = bodies.iter().filter(|body| body["roles"] == "commissioner").collect();
    let regions: BTreeSet<&str> = boards.iter().map(|board| board["oversight_code"].as_str()).collect();
    assert_eq!((boards.len(), regions.len()), (42, 7));
    let regional =
        |code: &&str| bodies.iter().any(|body| body["body_code"] == *code && body["roles"] == "oversight");
    assert!(regions.iter().all(regional));
    assert_eq!(people().values().sum::<i64>(), 63_849_321);
    let touched: BTreeSet<String> =
        table("neighbours").into_iter().map(|row| row["body_code"].clone()).collect();
    assert_eq!(touched.len(), 42, "each board has a neighbour");
}

#[test]
fn an_allowance_is_the_envelope_a_head() {
    let (people, allowances) = (people(), table("allowances"));
    assert_eq!(allowances.len(), 42);
    for row in allowances {
        assert_eq!(pence(&row["amount_gbp"]), people[&row["body_code"]] * 1876);
        assert_eq!((row["financial_year"].as_str(), row["basis"].as_str()), ("2026/27", "derived"));
    }
}

#[test]
fn all_that_hangs_on_the_unit_is_marked_as_assumed() {
    let unit = table("bodies").into_iter().find(|body| body["body_code"] == "X-CLOSING").expect("the unit");
    assert!(unit["name"].contains("modelled"));
    let sources: BTreeSet<String> =
        table("sources").into_iter().map(|row| row["source_id"].clone()).collect();
    for name in ["units", "agreement_lines", "cost_pools", "post_groups", "alternatives", "moves"] {
        let rows = table(name);
        assert!(!rows.is_empty(), "{name}");
        for row in rows {
            assert_eq!(row["basis"], "assumed", "{name}: {row:?}");
            assert!(
                row["source"].starts_with("ballast-2026-") && sources.contains(&row["source"]),
                "{row:?}"
            );
        }
    }
}

#[test]
fn every_line_costs_the_same_a_head_for_its_service_and_costs_come_to_income_less_the_surplus_of_2013() {
    let (people, lines) = (people(), table("agreement_lines"));
    assert_eq!(lines.len(), 7 * 8);
    let mut rates: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    for line in &lines {
        let a_head = pence(&line["annual_gbp"]) as f64 / people[&line["buyer_code"]] as f64;
        rates.entry(&line["service_code"]).or_default().push(a_head);
    }
    for (service, rates) in &rates {
        let spread = rates.iter().fold(0.0f64, |most, rate| most.max((rate - rates[0]).abs()));
        assert!(spread < 1e-5, "{service}: {rates:?}");
    }
    let sum = |rows: &[Row]| rows.iter().map(|row| pence(&row["annual_gbp"])).sum::<i64>() as f64;
    let (income, cost) = (sum(&lines), sum(&table("cost_pools")));
    assert!((cost - income * (1.0 - 45.0 / 808.0)).abs() < 100.0, "{cost} of {income}");
}

#[test]
fn smaller_boards_lose_by_doing_it_themselves_and_a_host_is_nearer_the_price() {
    let (people, lines, offers) = (people(), table("agreement_lines"), table("alternatives"));
    for line in &lines {
        let volume = people[&line["buyer_code"]] as f64;
        let price = number(&line["annual_gbp"]);
        let cost = |kind: &str| {
            let fits = |row: &&Row| {
                row["buyer_code"] == line["buyer_code"]
                    && row["service_code"] == line["service_code"]
                    && row["kind"] == kind
            };
            let found = offers.iter().find(fits)?;
            Some(number(&found["fixed_gbp"]) + number(&found["per_volume_gbp"]) * volume)
        };
        let own = cost("in_house").expect("each line can be done in house");
        assert!(cost("framework").expect("each line has a framework") > price);
        assert!(volume > 700_000.0 || own > price, "{}", line["line_id"]);
        assert!(
            cost("shared").is_none_or(|shared| shared < own || volume > 1_000_000.0),
            "{}",
            line["line_id"]
        );
    }
}

#[test]
fn each_board_says_where_each_service_goes_and_the_scenario_does_the_same() {
    let path = root().join("data/scenarios/closing-unit-2026.toml");
    let text = std::fs::read_to_string(path).expect("the scenario");
    let scenario: toml::Table = text.parse().expect("a scenario");
    let mut there = BTreeSet::new();
    for step in scenario["move"].as_array().expect("moves") {
        let to = step["to"]
            .as_str()
            .expect("a destination")
            .replace("shared:QJK", "QJK")
            .replace("shared:QUY", "QUY");
        for service in step["services"].as_array().expect("services") {
            let (buyer, service) =
                (step["buyer"].as_str().expect("a board"), service.as_str().expect("a service"));
            assert!(there.insert((buyer.to_owned(), service.to_owned(), to.replace("framework:", ""))));
        }
    }
    assert_eq!(there.len(), 7 * 8);
    for row in table("moves") {
        for service in row["services"].split(';') {
            // A host's own lines move with those that it hosts; on record it takes them in house.
            let to = match (row["to_kind"].as_str(), row["buyer_code"].as_str()) {
                ("in_house", "QVV") => "in_house",
                ("in_house", host) => host,
                _ => &row["to_code"],
            };
            let place = (row["buyer_code"].clone(), service.to_owned(), to.to_owned());
            assert!(there.remove(&place), "{place:?}");
        }
    }
    assert!(there.is_empty(), "{there:?}");
}

#[test]
fn every_assumption_of_the_scenario_finds_figures() {
    let path = root().join("data/scenarios/closing-unit-2026.toml");
    let scenario: toml::Table = std::fs::read_to_string(path).expect("text").parse().expect("a scenario");
    for assumption in scenario["assume"].as_array().expect("assumptions") {
        let at = assumption["at"].as_str().expect("text");
        let [name, pattern, column] = at.split('/').collect::<Vec<_>>()[..] else { panic!("{at}") };
        let (start, end) = pattern.split_once('*').expect("a pattern");
        let end = end.trim_start_matches('*');
        let id = if name == "cost_pools" { "pool_id" } else { "alternative_id" };
        let fits =
            |row: &Row| row[id].starts_with(start) && row[id].ends_with(end) && !row[column].is_empty();
        assert!(table(name).iter().any(fits), "{at} finds nothing");
    }
}
