use super::*;

const GOOD: &str = r#"
title = "East and North Hertfordshire brings services back"
register = "england-2013"
start = 2013-04-01
reluctance = { low = 0.05, likely = 0.10, high = 0.25 }
draws = 2000
closes = "0CG"

[[move]]
buyer = "06K"
supplier = "0CG"
services = ["communications", "contracting"]
date = "2013-05-01"
to = "in_house"
transfer_share = 0.4

[[move]]
buyer = "06N"
supplier = "0CG"
services = "*"
date = 2013-06-01
to = "shared:06K"

[[assume]]
at = "cost_pools/POOL-ID/annual_gbp"
low = 0.9
likely = 1
high = 1.2
scale = true
reason = "unit's own estimate"
"#;

/// Code, row and column of each finding of a scenario.
fn found(text: &str) -> Vec<(&'static str, String, String)> {
    let (_, findings) = read_scenario("s.toml", text);
    assert!(findings.iter().all(|finding| finding.place.table == "s.toml" && !finding.action.is_empty()));
    findings.into_iter().map(|finding| (finding.code, finding.place.row, finding.place.column)).collect()
}

fn one(code: &'static str, row: &str, column: &str) -> Vec<(&'static str, String, String)> {
    vec![(code, row.to_string(), column.to_string())]
}

/// The good scenario with one piece of it replaced.
fn with(from: &str, to: &str) -> String {
    assert!(GOOD.contains(from), "{from}");
    GOOD.replacen(from, to, 1)
}

#[test]
fn a_good_scenario_is_read_with_its_defaults() {
    let (scenario, findings) = read_scenario("s.toml", GOOD);
    assert!(findings.is_empty(), "{findings:?}");
    let scenario = scenario.unwrap();
    assert_eq!((scenario.months, scenario.seed, scenario.draws, scenario.reaction), (60, 1, 2000, true));
    assert_eq!(scenario.payer_rule.as_str(), "unit-bears");
    assert_eq!(scenario.closes.as_ref().map(|code| code.as_str()), Some("0CG"));
    assert_eq!(scenario.moves[0].transfer_share, Some(0.4));
    assert_eq!(scenario.moves[1].to.to_string(), "shared:06K");
    assert_eq!(scenario.moves[1].transfer_share, None);
    assert_eq!(scenario.assumptions[0].value.high(), 1.2);
    let (least, findings) = read_scenario("least.toml", "start = 2013-04-01");
    let least = least.unwrap();
    assert!(findings.is_empty());
    assert_eq!((least.title.as_str(), least.reluctance.likely()), ("least", 0.10));
}

#[test]
fn what_is_written_is_read() {
    let scenario = read_scenario("s.toml", GOOD).0.unwrap();
    let text = write_scenario(&scenario);
    let (again, findings) = read_scenario("s.toml", &text);
    assert_eq!((again.as_ref(), findings.len()), (Some(&scenario), 0));
    assert_eq!(write_scenario(&again.unwrap()), text);
}

#[test]
fn every_wrong_setting_is_found_in_its_place() {
    for (from, to, code, row, column) in [
        ("draws", "drawz", "unknown-setting", "", "drawz"),
        ("draws = 2000", "draws = 100001", "out-of-range", "", "draws"),
        ("draws = 2000", "draws = \"many\"", "wrong-setting", "", "draws"),
        ("draws = 2000", "months = 0", "out-of-range", "", "months"),
        ("draws = 2000", "steps = \"gone\"", "wrong-setting", "", "steps"),
        ("draws = 2000", "seed = -1", "out-of-range", "", "seed"),
        ("start = 2013-04-01", "", "missing-setting", "", "start"),
        ("start = 2013-04-01", "start = 2013-04-02", "not-first-of-month", "", "start"),
        ("\"2013-05-01\"", "\"1/5/2013\"", "not-a-date", "move 1", "date"),
        ("2013-06-01", "2013-06-01T00:00:00", "not-a-date", "move 2", "date"),
        ("0.4", "1.4", "wrong-share", "move 1", "transfer_share"),
        ("0.4", "inf", "wrong-setting", "move 1", "transfer_share"),
        ("0.25", "2.5", "wrong-share", "", "reluctance"),
        ("0.25", "0.01", "estimate-order", "reluctance", "likely"),
        ("low = 0.05, ", "", "missing-setting", "reluctance", "low"),
        ("shared:06K", "shared", "wrong-destination", "move 2", "to"),
        ("shared:06K", "moon:06K", "wrong-destination", "move 2", "to"),
        ("shared:06K", "shared:", "wrong-destination", "move 2", "to"),
        ("\"in_house\"", "\"in_house:06K\"", "wrong-destination", "move 1", "to"),
        ("buyer = \"06N\"\n", "", "missing-setting", "move 2", "buyer"),
        ("buyer = \"06N\"", "buyer = 6", "wrong-setting", "move 2", "buyer"),
        ("\"*\"", "\"contracting\"", "wrong-setting", "move 2", "services"),
        ("\"*\"", "[]", "wrong-setting", "move 2", "services"),
        ("low = 0.9", "low = -0.9", "negative-scale", "assume 1", "scale"),
        ("low = 0.9", "value = 0.9", "two-values", "assume 1", "value"),
        ("cost_pools/POOL-ID/annual_gbp", "cost_pools/POOL-ID", "wrong-address", "assume 1", "at"),
        ("cost_pools/", "pools/", "wrong-address", "assume 1", "at"),
        ("/annual_gbp", "/kind", "wrong-address", "assume 1", "at"),
        ("reason = \"unit's own estimate\"", "", "missing-reason", "assume 1", "reason"),
        ("[[move]]\nbuyer = \"06K\"", "[[mov]]\nbuyer = \"06K\"", "unknown-setting", "", "mov"),
    ] {
        assert_eq!(found(&with(from, to)), one(code, row, column), "{to}");
    }
}

#[test]
fn all_findings_come_at_once() {
    let text = with("0.4", "1.4").replace("2013-06-01", "2013-06-31x").replace("seed", "sed");
    assert_eq!(found(&text).len(), 1, "a syntax error hides the rest");
    let text = with("0.4", "1.4").replace("shared:06K", "shared").replace("0.9", "\"x\"");
    let codes: Vec<_> = found(&text).into_iter().map(|finding| finding.0).collect();
    assert_eq!(codes, ["wrong-share", "wrong-destination", "wrong-setting"]);
    let (scenario, findings) = read_scenario("s.toml", &text);
    assert_eq!(scenario, None);
    assert_eq!(findings[0].seen, "a share of 140%: 1.4");
}

#[test]
fn a_syntax_error_has_its_line_and_column() {
    let (scenario, findings) = read_scenario("s.toml", "title = \"a\"\nmonths = = 3\n");
    assert_eq!(scenario, None);
    assert_eq!(findings[0].place.row, "2");
    assert!(findings[0].seen.starts_with("line 2, column 10: "), "{}", findings[0].seen);
    assert_eq!(found("move = 3\nstart = 2013-04-01"), one("wrong-setting", "", "move"));
    assert_eq!(found("move = [3]\nstart = 2013-04-01"), one("wrong-setting", "", "move"));
}

#[test]
fn a_warning_leaves_the_scenario() {
    let (scenario, findings) = read_scenario("s.toml", &with("reason = \"unit's own estimate\"", ""));
    assert!(scenario.is_some() && findings.len() == 1);
}

#[test]
fn the_hash_knows_no_title_and_no_order() {
    let scenario = read_scenario("s.toml", GOOD).0.unwrap();
    let mut other = scenario.clone();
    other.title = "Something else".to_string();
    other.moves.reverse();
    assert_eq!(scenario_hash(&scenario), scenario_hash(&other));
    other.moves[0].redeploy_share = 0.5;
    assert_ne!(scenario_hash(&scenario), scenario_hash(&other));
    assert_eq!(scenario_hash(&scenario).len(), 64);
}

proptest::proptest! {
    #[test]
    fn any_text_is_written_and_read(title in "\\PC{0,12}|[\\x00-\\x7f]{0,12}", seed: u64, share in 0.0f64..=1.0) {
        let mut scenario = read_scenario("s.toml", GOOD).0.unwrap();
        scenario.title = title;
        scenario.seed = seed;
        scenario.moves[0].transfer_share = Some(share);
        let (again, findings) = read_scenario("s.toml", &write_scenario(&scenario));
        proptest::prop_assert_eq!(again, Some(scenario), "{:?}", findings);
    }

    #[test]
    fn random_text_never_panics(text in "\\PC{0,80}", cut in 0usize..700) {
        let _ = read_scenario("s.toml", &text);
        let _ = read_scenario("s.toml", GOOD.get(..cut).unwrap_or(GOOD));
    }
}
