//! `joint`, through the binary.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test may stop where it fails.

mod common;

use std::path::Path;

use common::{ballast, change, code, flat, folder, pence, prints, rows, simulated};
use serde_json::Value;

const FIVE: [&str; 5] = [
    "herts-valleys",
    "pending-bedfordshire",
    "pending-luton",
    "pending-west-essex",
    "pending-north-east-essex",
];

fn joint(cases: &[&str], more: &[&str]) -> String {
    let mut args = vec!["joint"];
    args.extend(cases);
    args.extend(more);
    prints(&args)
}

fn json(cases: &[&str], more: &[&str]) -> Value {
    let mut all = vec!["--format", "json"];
    all.extend(more);
    serde_json::from_str(&joint(cases, &all)).expect("JSON")
}

/// A scenario of one file with the moves of several that ship: what `simulate` says of them together.
fn together(test: &str, cases: &[&str]) -> String {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/scenarios");
    let text = |name: &str| std::fs::read_to_string(data.join(format!("{name}.toml"))).expect("a scenario");
    let (head, _) =
        text(cases[0]).split_once("[[move]]").map(|(head, _)| (head.to_string(), ())).expect("moves");
    let moves = |name: &&str| {
        let text = text(name);
        let from = text.find("[[move]]").expect("a move");
        let to = text.find("[[assume]]").unwrap_or(text.len());
        text[from..to].to_string()
    };
    let file = folder(test).with_extension("toml");
    std::fs::write(&file, head + &cases.iter().map(moves).collect::<String>()).expect("a file");
    file.display().to_string()
}

fn sets(answer: &Value, failure: &str, kind: &str) -> Vec<Vec<String>> {
    let question = answer["failures"].as_array().unwrap().iter().find(|q| q["failure"] == failure).unwrap();
    let names = |set: &Value| {
        let cases = if set.is_array() { set } else { &set["cases"] };
        cases.as_array().unwrap().iter().map(|name| name.as_str().unwrap().to_string()).collect()
    };
    question[kind].as_array().unwrap().iter().map(names).collect()
}

#[test]
fn simulate_says_the_same_of_a_smallest_set_and_of_it_without_a_member() {
    let answer = json(&FIVE, &["--failure", "fails"]);
    let smallest = sets(&answer, "fails", "smallest");
    assert!(!smallest.is_empty() && smallest.iter().all(|set| set.len() > 1), "{smallest:?}");
    let fails = |name: &str, cases: &[&str]| {
        let result = simulated(name, &together(&format!("{name}-file"), cases), &[]);
        let tests = common::table(&result.join("tests.csv"));
        tests.iter().any(|row| {
            row["unit_code"] == "0CG" && row["test"] == "cannot_fund_itself" && row["verdict"] == "not met"
        })
    };
    let first: Vec<&str> = smallest[0].iter().map(String::as_str).collect();
    assert!(fails("joint-set", &first), "{first:?}");
    for (number, out) in first.iter().enumerate() {
        let without: Vec<&str> = first.iter().copied().filter(|case| case != out).collect();
        assert!(!fails(&format!("joint-without-{number}"), &without), "{without:?}");
    }
    for safe in sets(&answer, "fails", "largest_safe") {
        let safe: Vec<&str> = safe.iter().map(String::as_str).collect();
        assert!(!fails(&format!("joint-safe-{}", safe.join("-")), &safe), "{safe:?}");
    }
}

#[test]
fn what_a_case_costs_alone_is_what_simulate_says_and_shares_add_up() {
    let answer = json(&FIVE, &["--failure", "leaves"]);
    let blame = &answer["blame"];
    assert_eq!(blame["kind"], "exact");
    let shares = blame["shares"].as_array().unwrap();
    let amount = |share: &Value, key: &str| pence(share[key].as_str().unwrap());
    let total: i64 = shares.iter().map(|share| amount(share, "amount_gbp")).sum();
    assert_eq!(total, pence(blame["total_gbp"].as_str().unwrap()));
    for share in shares {
        let name = share["case"].as_str().unwrap();
        let result = simulated(&format!("joint-alone-{name}"), name, &[]);
        assert_eq!(change(&result, "system"), amount(share, "alone_gbp"), "{name}");
    }
    let all = simulated("joint-all", &together("joint-all-file", &FIVE), &[]);
    assert_eq!(change(&all, "system"), total);
}

#[test]
fn people_get_a_sentence_and_the_cases_by_letter() {
    let text = flat(&joint(&FIVE, &[]));
    for phrase in [
        "What 5 pending cases do together",
        "No single one of the 5 pending cases makes NHS Central Eastern CSU fail;",
        "together do",
        "A herts-valleys",
        "Share of blame",
        "is smallest: without",
        "exact: all 32 sets were tried",
    ] {
        assert!(text.contains(phrase), "{phrase}: {text}");
    }
    let before = text.split("How this was worked out").next().unwrap();
    assert!(!before.contains("Shapley"), "{before}");
}

#[test]
fn one_fatal_case_is_named() {
    let text = flat(&joint(&["herts-valleys", "east-and-north-hertfordshire"], &["--failure", "fails"]));
    assert!(text.contains("east-and-north-hertfordshire alone makes NHS Central Eastern CSU fail"), "{text}");
}

#[test]
fn spreadsheets_get_sets_and_cases() {
    let table = rows(joint(&FIVE, &["--format", "csv"]).as_bytes());
    let answer = json(&FIVE, &[]);
    for failure in ["fails", "critical-mass", "leaves"] {
        for (kind, key) in [("smallest", "smallest"), ("largest_safe", "largest_safe")] {
            let of = |row: &&common::Row| row["failure"] == failure && row["kind"] == kind;
            let listed: Vec<String> = table.iter().filter(of).map(|row| row["cases"].clone()).collect();
            let told: Vec<String> = sets(&answer, failure, key).iter().map(|set| set.join("+")).collect();
            assert_eq!(listed, told, "{failure} {kind}");
        }
        assert_eq!(table.iter().filter(|row| row["failure"] == failure && row["kind"] == "case").count(), 5);
    }
}

#[test]
fn the_order_of_cases_changes_no_set() {
    let mut turned = FIVE;
    turned.reverse();
    let sorted = |answer: &Value| {
        let mut sets = sets(answer, "leaves", "smallest");
        sets.iter_mut().for_each(|set| set.sort());
        sets.sort();
        sets
    };
    let failure = ["--failure", "leaves"];
    assert_eq!(sorted(&json(&FIVE, &failure)), sorted(&json(&turned, &failure)));
    assert_eq!(joint(&FIVE, &failure), joint(&FIVE, &failure));
}

#[test]
fn cases_of_different_worlds_are_refused() {
    let output = ballast(&["joint", "herts-valleys", "central-eastern-closes"]);
    assert_eq!(code(&output), 1);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("cases-disagree") && said.contains("payer_rule"), "{said}");
    assert_eq!(code(&ballast(&["joint", "herts-valleys", "--failure", "sinks"])), 2);
    assert_eq!(code(&ballast(&["joint"])), 2);
    assert_eq!(code(&ballast(&["joint", "no-such-case"])), 3);
}

#[test]
fn the_same_case_twice_excludes_itself() {
    let answer = json(&["herts-valleys", "herts-valleys", "pending-luton"], &["--failure", "critical-mass"]);
    assert_eq!(answer["blame"], Value::Null);
    assert_eq!(answer["excluding"][0]["cases"].as_array().unwrap().len(), 2);
    let found = answer["findings"].as_array().unwrap();
    assert!(found.iter().any(|finding| finding["code"] == "cases-exclude-each-other"), "{found:?}");
}

#[test]
fn who_pays_under_every_rule_is_told_when_it_is_asked() {
    let cases = ["pending-bedfordshire", "pending-luton"];
    assert_eq!(json(&cases, &[])["rules"], serde_json::json!([]));
    let answer = json(&cases, &["--all-rules"]);
    let rules = answer["rules"].as_array().unwrap();
    assert!(rules.len() >= 7, "{rules:?}");
    let own = rules.iter().find(|rule| rule["rule_id"] == answer["payer_rule"]).unwrap();
    assert_eq!(own["system_pays_more_gbp"], answer["blame"]["total_gbp"], "{answer}");
    let page = joint(&cases, &["--all-rules"]);
    assert!(page.contains("Who pays, under each payer rule"), "{page}");
}
