//! `show`: one row with its source, other versions of it and what belongs to it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Helpers outside of tests.

mod common;

use common::{ballast, code, flat, prints, register, rows};
use serde_json::Value;

#[test]
fn every_line_of_text_fits_the_page() {
    for args in [
        &["show", "body", "06K"][..],
        &["show", "unit", "0CG"],
        &["show", "line", "04K-X-GEM-contracting"],
        &["show", "source", "csu-history"],
        &["show", "fact", "F16"],
        &["show", "move", "2013-corby"],
        &["show", "allowance", "99P/2013/14"],
        &["show", "alternatives"],
        &["show", "lines"],
    ] {
        for line in prints(args).lines() {
            assert!(line.chars().count() <= 100, "{args:?}: {line}");
        }
    }
}

#[test]
fn a_body_is_shown_as_it_was_and_as_it_is_now() {
    let text = flat(&prints(&["show", "body", "06K"]));
    for words in [
        "NHS East and North Hertfordshire CCG",
        "As it was: NHS East and North Hertfordshire CCG (06K), from 1 April 2013 to 30 June 2022.",
        "As it is now: NHS Hertfordshire and West Essex Integrated Care Board (QM7).",
        "Hertfordshire and the South Midlands Area Team (Q58) → Midlands and East of England (Y55) → NHS England (X-NHSE)",
        "574,350",
        "£13,811,000",
        "NHS Central Eastern CSU 16 £6,960,720",
        "NHS Herts Valleys CCG",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
}

#[test]
fn the_chain_goes_on_to_those_of_today() {
    // Darlington → Tees Valley → North East and North Cumbria.
    let text = flat(&prints(&["show", "body", "00C"]));
    let last =
        register("successions").into_iter().find(|row| row["from_code"] == "16C").expect("a second step");
    assert!(text.contains(&format!("({})", last["to_code"])), "{text}");
    let unit = flat(&prints(&["show", "body", "0CG"]));
    assert!(unit.contains("50.6%") && unit.contains("49.4%"), "{unit}");
}

#[test]
fn conflicting_versions_stand_side_by_side() {
    let text = flat(&prints(&["show", "allowance", "99P/2013/14"]));
    assert!(text.contains("£21,750,000") && text.contains("£21,697,000"), "{text}");
    let csv = rows(prints(&["show", "allowance", "99P/2013/14", "--format", "csv"]).as_bytes());
    let amounts: Vec<&str> = csv.iter().map(|row| row["amount_gbp"].as_str()).collect();
    assert_eq!(amounts, ["21750000.00", "21697000.00"], "the one that is used comes first");
}

#[test]
fn a_line_has_its_alternatives_and_its_units_pools() {
    let text = flat(&prints(&["show", "line", "06K-0CG-contracting"]));
    for words in [
        "What it would cost elsewhere",
        "in house",
        "What the service costs the unit",
        "0CG-contracting-team",
        "Known",
        "rank",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
}

#[test]
fn any_table_can_be_shown_by_its_name_or_a_word_for_one() {
    for (kind, id, words) in [
        ("pool", "0CG-contracting-team", "release_delay_months"),
        ("fact", "F16", "not fit to proceed"),
        ("source", "hsj-2012-05", "What rests on it"),
        ("move", "2013-corby", "2013-nene"),
        ("ratings", "X-PENINSULA", "stops"),
        ("services", "finance", "1000000"),
        ("population", "06K", "574350"),
    ] {
        let text = prints(&["show", kind, id]);
        assert!(text.contains(words), "{kind} {id}: {text}");
    }
    let list = prints(&["show", "ratings"]);
    assert!(list.contains("X-PENINSULA/second-2012") && list.contains("3 rows"), "{list}");
}

#[test]
fn programs_get_the_row_as_an_object() {
    let value: Value =
        serde_json::from_str(&prints(&["show", "body", "06K", "--format", "json"])).expect("JSON");
    assert_eq!(value["table"], "bodies");
    assert_eq!(value["items"][0]["row"]["oversight_code"], "Q58");
    assert_eq!(value["sections"]["buys_from"]["rows"][0]["supplier_code"], "0CG");
    let all = rows(prints(&["show", "bodies", "--format", "csv"]).as_bytes());
    assert_eq!(all.len(), register("bodies").len());
}

#[test]
fn what_is_not_there_is_answered_plainly() {
    let unknown = ballast(&["show", "body", "06k"]);
    assert_eq!(code(&unknown), 1);
    assert!(String::from_utf8_lossy(&unknown.stderr).contains("06K (NHS East and North Hertfordshire CCG)"));
    let kind = ballast(&["show", "finding", "x"]);
    assert_eq!(code(&kind), 2);
    assert!(String::from_utf8_lossy(&kind.stderr).contains("agreement_lines"));
    let nowhere = ballast(&["show", "body", "06K", "--register", "/no/such/pack"]);
    assert_eq!(code(&nowhere), 3);
}
