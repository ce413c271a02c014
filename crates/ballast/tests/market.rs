//! `market`: the whole of it, one buyer, one unit, one service; text, CSV and JSON.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Helpers outside of tests.

mod common;

use common::{ballast, code, flat, one, pence, prints, register, rows};
use serde_json::Value;

fn json(args: &[&str]) -> Value {
    let args: Vec<&str> = args.iter().copied().chain(["--format", "json"]).collect();
    serde_json::from_str(&prints(&args)).expect("JSON")
}

fn row<'a>(value: &'a Value, section: &str, key: &str, wanted: &str) -> &'a Value {
    let rows = value["sections"][section]["rows"].as_array().expect("rows");
    rows.iter().find(|row| row[key] == wanted).unwrap_or_else(|| panic!("{section}: {key} = {wanted}"))
}

#[test]
fn every_line_of_text_fits_the_page_without_colour() {
    for args in [
        &["market"][..],
        &["market", "--unit", "0CG"],
        &["market", "--buyer", "04K"],
        &["market", "--buyer", "X-NHSE"],
        &["market", "--service", "finance"],
        &["market", "--buyer", "06K", "--service", "finance"],
    ] {
        let text = prints(args);
        assert!(!text.contains('\u{1b}'), "{args:?} has colour");
        for line in text.lines() {
            assert!(line.chars().count() <= 100, "{args:?}: {line}");
        }
    }
}

#[test]
fn the_whole_market_is_the_sum_of_its_lines() {
    let lines = register("agreement_lines");
    let sum: i64 = lines.iter().map(|row| pence(&row["annual_gbp"])).sum();
    let market = json(&["market"]);
    assert_eq!(pence(market["numbers"][0]["value"].as_str().unwrap()), sum);
    for section in ["by_unit", "by_service"] {
        let parts = market["sections"][section]["rows"].as_array().unwrap();
        let parts: i64 = parts.iter().map(|row| pence(row["annual_gbp"].as_str().unwrap())).sum();
        assert_eq!(parts, sum, "{section}");
    }
    assert_eq!(market["sections"]["by_unit"]["rows"].as_array().unwrap().len(), 19);
    assert!(market["findings"].as_array().unwrap().iter().all(|finding| finding["severity"] == "note"));
}

#[test]
fn recorded_totals_show_the_million_that_is_left_over() {
    let text = flat(&prints(&["market"]));
    assert!(text.contains("turnover of 2013-14: £808m"), "{text}");
    assert!(text.contains("add up to £807m, so the printed total is £1m more than its parts"), "{text}");
    let market = json(&["market"]);
    let total = row(&market, "reconciliation", "what", "turnover");
    assert_eq!(total["difference_gbp"], "1000000.00");
    for part in ["income from CCGs", "income from NHS England", "income from other customers"] {
        assert_eq!(row(&market, "reconciliation", "what", part)["difference_gbp"], "0.00", "{part}");
    }
}

#[test]
fn what_units_expected_stands_beside_the_allowance_and_the_customer() {
    let market = json(&["market"]);
    for (unit, share) in [("X-SOUTH", 40.0), ("X-ARDEN", 48.0), ("0AX", 32.0), ("X-GEM", 38.0)] {
        assert_eq!(row(&market, "budgets_a_head", "unit_code", unit)["share_percent"], share, "{unit}");
    }
    let text = flat(&prints(&["market"]));
    for words in [
        "5 of 7",
        "£25 a head",
        "04K: £5–£10",
        "11.25%",
        "other 2 are not named",
        "£9.50 beside £5.00 to £10.00",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let plan = row(&market, "plans_against_intentions", "buyer_code", "04K");
    assert_eq!((plan["planned_gbp"].as_str(), plan["backed"].as_str()), (Some("3353044.00"), Some("no")));
}

#[test]
fn checkpoints_moves_and_conflicts_are_shown_as_they_are_known() {
    let text = flat(&prints(&["market"]));
    for words in ["Plans scrapped: 3 units", "a further nine", "not a whole list", "£1,000,000*"] {
        assert!(text.contains(words), "{words}");
    }
    let market = json(&["market"]);
    assert_eq!(market["sections"]["checkpoints"]["rows"].as_array().unwrap().len(), 3);
    let conflicts = market["sections"]["conflicts"]["rows"].as_array().unwrap();
    let said = |row: &str| {
        let of_it = conflicts.iter().filter(|version| version["row"] == row);
        of_it.map(|version| version["value"].as_str().unwrap().to_string()).collect::<Vec<_>>()
    };
    assert_eq!(said("allowances/99P/2013/14"), ["21750000.00", "21697000.00"]);
    assert_eq!(
        (said("facts/F26"), said("facts/F27")),
        (vec!["33% (almost a third)".into()], vec!["75% (three-quarters)".into()])
    );
}

#[test]
fn a_buyer_sees_its_share_its_neighbours_and_how_its_unit_is_known() {
    let text = flat(&prints(&["market", "--buyer", "04K"]));
    for words in [
        "NHS Nottingham City CCG buys 16 services",
        "£9.50 a head",
        "35.6% of its running-cost allowance of £8,487,000 in 2013/14",
        "How its CSU is known",
        "That this CCG used this unit is recorded",
        "Neighbours: who shares its CSU",
        "NHS Rushcliffe CCG",
        "no end",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let value = json(&["market", "--buyer", "04K"]);
    assert_eq!(value["sections"]["neighbours"]["rows"].as_array().unwrap().len(), 21);
}

#[test]
fn a_unit_sees_its_customers_and_its_scale() {
    let value = json(&["market", "--unit", "0CG"]);
    let customers = value["sections"]["by_buyer"]["rows"].as_array().unwrap();
    let lines = register("agreement_lines");
    let income: i64 =
        lines.iter().filter(|row| row["supplier_code"] == "0CG").map(|row| pence(&row["annual_gbp"])).sum();
    let sum: i64 = customers.iter().map(|row| pence(row["annual_gbp"].as_str().unwrap())).sum();
    assert_eq!((customers.len(), sum), (13, income));
    assert_eq!(row(&value, "scale", "service_code", "business-intelligence")["under"], "yes");
    assert_eq!(row(&value, "scale", "service_code", "finance")["under"], "no");
}

#[test]
fn a_unit_whose_plan_was_stopped_has_what_is_on_record() {
    let text = flat(&prints(&["market", "--unit", "X-PENINSULA"]));
    for words in ["has no agreement lines", "11.25%", "stops", "NHS North, East, West Devon CCG"] {
        assert!(text.contains(words), "{words}: {text}");
    }
}

#[test]
fn a_service_is_shown_by_unit() {
    let value = json(&["market", "--service", "finance"]);
    assert_eq!(value["sections"]["by_unit"]["rows"].as_array().unwrap().len(), 19);
    let narrowed = json(&["market", "--service", "finance", "--unit", "0CG"]);
    assert_eq!(narrowed["title"], "NHS Central Eastern CSU (0CG), only service finance");
}

#[test]
fn the_table_of_lines_is_what_was_asked_for() {
    let all = rows(prints(&["market", "--format", "csv"]).as_bytes());
    assert_eq!(all.len(), register("agreement_lines").len());
    let lines = rows(prints(&["market", "--buyer", "04K", "--format", "csv"]).as_bytes());
    assert_eq!(lines.len(), 16);
    let line = one(&lines, |row| row["service_code"] == "contracting");
    assert_eq!(
        (line["supplier_name"].as_str(), line["per_head_gbp"].as_str()),
        ("NHS Greater East Midlands CSU (local code)", "1.24")
    );
    assert_eq!((line["allowance_share_percent"].as_str(), line["notice_months"].as_str()), ("5.14", "6"));
    let programme = one(&lines, |row| row["service_code"] == "continuing-healthcare");
    assert_eq!(programme["allowance_share_percent"], "", "programme money takes nothing of the allowance");
}

#[test]
fn a_code_that_names_nothing_is_answered_with_those_near() {
    for (args, near) in [
        (["market", "--buyer", "04k"], "04K (NHS Nottingham City CCG)"),
        (["market", "--unit", "central eastern"], "0CG"),
        (["market", "--service", "finanse"], "finance (Finance)"),
        (["market", "--unit", "devon"], "X-GEM"),
    ] {
        let output = ballast(&args);
        let messages = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(code(&output), 1, "{args:?}");
        assert!(output.stdout.is_empty() && messages.contains(near), "{args:?}: {messages}");
    }
}

#[test]
fn a_buyer_without_lines_buys_nothing() {
    let text = flat(&prints(&["market", "--buyer", "07K"]));
    assert!(text.contains("buys nothing in this register"), "{text}");
}
