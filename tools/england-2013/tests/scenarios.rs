//! The scenarios of this register that ship speak of lines, rules and figures that exist.

#![allow(clippy::expect_used, clippy::panic)]

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use common::{read, root, table};

fn scenarios() -> Vec<(PathBuf, toml::Table)> {
    let folder = fs::read_dir(root().join("data/scenarios")).expect("scenarios");
    let paths = folder.map(|entry| entry.expect("a scenario").path());
    let all = paths.map(|path| {
        let text = fs::read_to_string(&path).expect("text");
        let scenario = text.parse().unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        (path, scenario)
    });
    all.filter(|(_, scenario): &(PathBuf, toml::Table)| scenario["register"].as_str() == Some("england-2013"))
        .collect()
}

/// Does a pattern with `*` for any text match?
fn matches(pattern: &str, key: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == key,
        Some((start, rest)) => key.strip_prefix(start).is_some_and(|tail| {
            (0..=tail.len()).filter(|at| tail.is_char_boundary(*at)).any(|at| matches(rest, &tail[at..]))
        }),
    }
}

#[test]
fn every_assumption_finds_figures() {
    for (path, scenario) in scenarios() {
        for assumption in scenario["assume"].as_array().expect("assumptions") {
            let at = assumption["at"].as_str().expect("text");
            let [name, pattern, column] = at.split('/').collect::<Vec<_>>()[..] else { panic!("{at}") };
            let key = match name {
                "agreement_lines" => "line_id",
                "cost_pools" => "pool_id",
                _ => "alternative_id",
            };
            let found = table(name)
                .iter()
                .filter(|row| matches(pattern, &row[key]))
                .any(|row| !row[column].is_empty());
            assert!(found, "{}: {at} finds nothing", path.display());
        }
    }
}

#[test]
fn scenarios_move_lines_that_exist_under_a_rule_in_force() {
    let lines: BTreeSet<(String, String, String)> = table("agreement_lines")
        .into_iter()
        .map(|l| (l["buyer_code"].clone(), l["supplier_code"].clone(), l["service_code"].clone()))
        .collect();
    let rules = read("rules/payer_rules.csv");
    let mut count = 0;
    for (path, scenario) in scenarios() {
        let rule = scenario["payer_rule"].as_str().expect("a rule");
        for step in scenario["move"].as_array().expect("moves") {
            let word = |key: &str| step[key].as_str().expect("text").to_owned();
            let (buyer, supplier, date) = (word("buyer"), word("supplier"), step["date"].to_string());
            let in_force = rules.iter().any(|r| {
                r["rule_id"] == rule
                    && r["valid_from"] <= date
                    && (r["valid_to"].is_empty() || r["valid_to"] >= date)
            });
            assert!(in_force, "{}: {rule} is not in force on {date}", path.display());
            let joins = buyer == supplier;
            for service in step["services"].as_array().into_iter().flatten() {
                let line = (buyer.clone(), supplier.clone(), service.as_str().expect("text").to_owned());
                assert!(joins || lines.contains(&line), "{}: no line {line:?}", path.display());
            }
            let any = lines.iter().any(|(b, s, _)| *b == buyer && *s == supplier);
            assert!(joins || any, "{}: {buyer} has nothing from {supplier}", path.display());
        }
        count += 1;
    }
    assert_eq!(count, 15);
}

#[test]
fn the_two_north_west_london_scenarios_set_the_two_recorded_shares() {
    let national: i64 = table("agreement_lines")
        .iter()
        .filter(|l| l["supplier_code"] == "0AT" && l["buyer_code"].starts_with("X-"))
        .map(|l| common::pence(&l["annual_gbp"]))
        .sum();
    for (name, share) in [("third", 0.33), ("three-quarters", 0.75)] {
        let file = format!("north-west-london-eight-{name}.toml");
        let (_, scenario) =
            scenarios().into_iter().find(|(path, _)| path.ends_with(&file)).expect("the file");
        let assumptions = scenario["assume"].as_array().expect("assumptions");
        let income = assumptions
            .iter()
            .find(|a| a["at"].as_str() == Some("agreement_lines/X-*-0AT-*/annual_gbp"))
            .and_then(|a| a["likely"].as_float())
            .expect("a factor");
        let seen = 31e8 / (31e8 + national as f64 * income);
        assert!((seen - share).abs() < 1e-6, "{name}: {seen}");
    }
}
