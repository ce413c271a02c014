//! Every code in the pack names something, keys are unique, facts are verbatim.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test may stop where it fails.

mod common;

use std::collections::BTreeSet;
use std::fs;

use common::{Row, read, root, table};

/// Table and the columns of its key.
const KEYS: [(&str, &str); 19] = [
    ("sources", "source_id"),
    ("facts", "fact_id"),
    ("bodies", "body_code"),
    ("labels", "role"),
    ("successions", "from_code,to_code,effective_date"),
    ("populations", "body_code,as_of,measure"),
    ("neighbours", "body_code,neighbour_code,kind"),
    ("allowances", "body_code,financial_year"),
    ("services", "service_code"),
    ("words", "fact_id,press_words,service_code"),
    ("units", "unit_code"),
    ("agreement_lines", "line_id"),
    ("cost_pools", "pool_id"),
    ("post_groups", "unit_code,service_code,band,tier,place"),
    ("alternatives", "alternative_id"),
    ("intentions", "buyer_code,supplier_code,service_code,financial_year"),
    ("plans", "unit_code,service_code,buyer_code,financial_year"),
    ("moves", "move_id"),
    ("ratings", "unit_code,checkpoint"),
];

const BODY_COLUMNS: [&str; 13] = [
    "body_code",
    "neighbour_code",
    "region_code",
    "oversight_code",
    "buyer_code",
    "supplier_code",
    "unit_code",
    "from_code",
    "to_code",
    "subject_code",
    "to",
    "buyer",
    "supplier",
];

fn codes(name: &str, column: &str) -> BTreeSet<String> {
    table(name).into_iter().map(|row| row[column].clone()).collect()
}

fn cells<'a>(row: &'a Row, columns: &'a [&str]) -> impl Iterator<Item = &'a str> {
    let named = columns.iter().filter_map(|column| row.get(*column));
    named.flat_map(|cell| cell.split(';')).filter(|code| !code.is_empty() && *code != "*")
}

#[test]
fn every_body_service_source_and_fact_exists() {
    let (bodies, services) = (codes("bodies", "body_code"), codes("services", "service_code"));
    let (sources, facts) = (codes("sources", "source_id"), codes("facts", "fact_id"));
    for (name, _) in KEYS {
        for row in table(name) {
            for body in cells(&row, &BODY_COLUMNS) {
                assert!(bodies.contains(body), "{name}: no body {body}");
            }
            for service in cells(&row, &["service_code", "services"]).filter(|s| *s != "overhead") {
                assert!(services.contains(service), "{name}: no service {service}");
            }
            for source in cells(&row, &["source"]) {
                assert!(sources.contains(source), "{name}: no source {source}");
            }
            for fact in cells(&row, &["fact_id"]).filter(|_| name == "words") {
                assert!(facts.contains(fact), "{name}: no fact {fact}");
            }
        }
    }
}

#[test]
fn keys_with_their_source_are_unique_and_two_conflicts_are_kept() {
    let mut conflicts = 0;
    for (name, key) in KEYS {
        let key: Vec<&str> = key.split(',').collect();
        let (mut keys, mut with_source) = (BTreeSet::new(), BTreeSet::new());
        for row in table(name) {
            let this: Vec<String> = key.iter().map(|column| row[*column].clone()).collect();
            assert!(with_source.insert((this.clone(), row.get("source").cloned())), "{name}: {this:?} twice");
            conflicts += usize::from(!keys.insert(this));
        }
    }
    assert_eq!(conflicts, 2, "the two allowances that a paper printed, beside the estimates");
}

#[test]
fn the_press_facts_are_verbatim() {
    let facts = table("facts");
    let as_found = read("sources/csu/recorded_facts.csv");
    assert_eq!(as_found.len(), 36);
    for found in as_found {
        let fact = facts.iter().find(|f| f["fact_id"] == found["fact_id"]).expect("the fact");
        for column in ["measure", "low", "high", "unit", "period", "as_printed"] {
            assert_eq!(fact[column], found[column], "{}", fact["fact_id"]);
        }
    }
}

#[test]
fn boundaries_are_of_the_commissioners() {
    let text = fs::read_to_string(root().join("data/england-2013/boundaries.topojson")).expect("the map");
    let map: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let shapes = map["objects"]["ccg_2013"]["geometries"].as_array().expect("shapes");
    let ids: BTreeSet<String> =
        shapes.iter().map(|shape| shape["id"].as_str().expect("an id").to_owned()).collect();
    let bodies = table("bodies");
    let of_2013 = bodies.iter().filter(|b| b["oversight_code"].starts_with('Q'));
    assert_eq!(ids, of_2013.map(|b| b["body_code"].clone()).collect());
}
