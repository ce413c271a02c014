use std::collections::BTreeMap;

use assurance::{Judged, Why, tally};
use vocabulary::{Code, Pence, Severity};

use super::{read_checkpoint, read_intentions, read_outcomes, read_plan};
use crate::Limits;

fn shipped(name: &str) -> String {
    let path = format!("{}/../../data/checkpoints/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).unwrap()
}

#[test]
fn what_ships_is_read_without_an_error() {
    // Of three ratings in three (four) domains: exactly one fails, the others don't: 3 × 2² (4 × 2³) ways.
    for (name, open, is_ours) in [
        ("2012-checkpoint-2.toml", 12, false),
        ("2012-checkpoint-3.toml", 32, false),
        ("shared-unit.toml", 0, true),
    ] {
        let (definition, findings) = read_checkpoint(name, &shipped(name));
        let definition = definition.unwrap_or_else(|| panic!("{name}: {findings:?}"));
        let found = definition.consistency().unwrap();
        assert_eq!(found.open_ways(), open, "{name}");
        let [recorded, reconstructed, ours] = definition.known();
        assert_eq!((recorded > 0, reconstructed > 0, ours > 0), (!is_ours, !is_ours, is_ours), "{name}");
        assert!(found.contradictions.is_empty() && found.unused_rules.is_empty(), "{name}");
        assert!(definition.outcomes.iter().all(|outcome| found.reaches(&outcome.id)), "{name}");
        let asked: Vec<&str> = definition.questions().map(|question| question.id.as_str()).collect();
        // The two key factors of 2012.
        assert!(
            asked.contains(&"committed-customers") && asked.contains(&"leaders-with-customers"),
            "{name}"
        );
        let rules: Vec<&str> = findings.iter().map(|finding| finding.code).collect();
        assert!(rules.contains(&"checkpoint-unchecked"), "{name}: {rules:?}");
        assert_eq!(rules.contains(&"rule-leaves-open"), open > 0, "{name}");
    }
}

/// What is said of a definition after a change.
fn said(from: &str, to: &str) -> Vec<(&'static str, Severity)> {
    let text = shipped("2012-checkpoint-2.toml");
    assert!(text.contains(from), "{from}");
    let (definition, findings) = read_checkpoint("x.toml", &text.replacen(from, to, 1));
    let errors = findings.iter().any(|finding| finding.is_error());
    assert_eq!(definition.is_none(), errors);
    findings.iter().map(|finding| (finding.code, finding.severity)).collect()
}

#[test]
fn each_fault_has_its_finding() {
    let faults = [
        ("known = \"recorded\"", "known = \"certain\"", "wrong-setting"),
        ("checked_by", "checkedby", "unknown-setting"),
        ("valid_from = 2012-03-31", "", "missing-setting"),
        ("review_date = 2027-11-30", "review_date = 2027-13-30", "not-toml"),
        ("at_most = 0", "at_most = -1", "out-of-range"),
        ("ratings = [\"fails\"]", "ratings = [\"falls\"]", "checkpoint-unknown-name"),
        ("outcome = \"stops\"", "outcome = \"ends\"", "checkpoint-unknown-name"),
        ("id = \"customer-focus\"", "id = \"leadership\"", "checkpoint-name-twice"),
        ("source = \"hsj-cusp\"", "source = \"hearsay\"", "checkpoint-unsourced"),
    ];
    for (from, to, code) in faults {
        let found = said(from, to);
        assert!(found.contains(&(code, Severity::Error)), "{from} → {to}: {found:?}");
    }
}

#[test]
fn a_rule_is_tried_on_every_way_to_rate() {
    // Exactly one failing domain now both proceeds with rigorous management and, with two, stops.
    let text = shipped("2012-checkpoint-2.toml");
    let wide = text.replace("ratings = [\"fails\"]\nat_most = 0", "ratings = [\"fails\"]\nat_most = 2");
    let (definition, findings) = read_checkpoint("x.toml", &wide);
    assert!(definition.is_none());
    assert!(findings.iter().any(|finding| finding.code == "rule-contradicts"), "{findings:?}");
    // Four of three domains can't fail: the rule is unused, and its outcome unreached.
    let never = said("at_least = 2", "at_least = 4");
    assert!(never.contains(&("rule-unused", Severity::Warning)));
    assert!(never.contains(&("outcome-unreached", Severity::Warning)));
    let empty = read_checkpoint(
        "x.toml",
        "title = \"t\"\nabout = \"a\"\nauthor = \"b\"\nvalid_from = 2012-01-01\nreview_date = 2012-01-01\n",
    )
    .1;
    assert!(empty.iter().any(|finding| finding.code == "checkpoint-incomplete"));
}

#[test]
fn exactly_one_failing_domain_is_open_in_2012() {
    let (definition, _) = read_checkpoint("2012-checkpoint-2.toml", &shipped("2012-checkpoint-2.toml"));
    let definition = definition.unwrap();
    let judged = |ratings: [&str; 3]| {
        let domains = ["leadership", "business-plan", "customer-focus"];
        let pairs =
            domains.into_iter().zip(ratings).map(|(domain, rating)| (Code::new(domain), Code::new(rating)));
        definition.judge(&pairs.collect())
    };
    let (low, high, fails) = ("medium-to-low-issues", "rigorous-management", "fails");
    assert_eq!(judged([low, low, low]), Judged::Outcome(Code::new("proceeds")));
    assert_eq!(judged([low, high, low]), Judged::Outcome(Code::new("rigorous-management")));
    assert_eq!(judged([fails, high, fails]), Judged::Outcome(Code::new("stops")));
    assert_eq!(judged([low, low, fails]), Judged::Open(Why::NoRule));
    assert_eq!(
        judged([low, "unheard-of", fails]),
        Judged::Open(Why::NotRated(vec![Code::new("business-plan")]))
    );
}

#[test]
fn may_2012_is_26_plans_14_and_9_and_3() {
    let (definition, _) = read_checkpoint("2012-checkpoint-2.toml", &shipped("2012-checkpoint-2.toml"));
    let definition = definition.unwrap();
    let text = shipped("2012-checkpoint-2-outcomes.csv");
    let (recorded, findings) = read_outcomes("outcomes.csv", text.as_bytes(), &Limits::default());
    assert!(findings.is_empty(), "{findings:?}");
    assert!(
        recorded.iter().all(|row| definition.sources.iter().any(|source| source.id.as_str() == row.source))
    );
    let (counts, findings) = tally(&definition, &recorded);
    assert!(findings.is_empty(), "{findings:?}");
    let of = |outcome: &str| counts.outcomes[outcome];
    let line =
        format!("{} = {} + {} + {}", counts.total(), of("proceeds"), of("rigorous-management"), of("stops"));
    println!(
        "{line}; through the rule: {}; as recorded, without ratings: {}",
        counts.by_rule, counts.as_recorded
    );
    assert_eq!(line, "26 = 14 + 9 + 3");
    // Nobody published ratings: no outcome goes through the rule, and none is invented.
    assert_eq!((counts.named, counts.by_rule, counts.as_recorded), (26, 0, 26));
}

#[test]
fn ratings_on_record_go_through_the_rule() {
    let (definition, _) = read_checkpoint("2012-checkpoint-2.toml", &shipped("2012-checkpoint-2.toml"));
    let definition = definition.unwrap();
    let rows = "unit,unit_code,outcome,ratings,source\n\
                ,,stops,leadership=fails;business-plan=fails;customer-focus=fails,\n\
                A,,proceeds,leadership=fails;business-plan=fails;customer-focus=fails,\n\
                B,,vanishes,,\n\
                C,,stops,leadership,\n";
    let (recorded, findings) = read_outcomes("x.csv", rows.as_bytes(), &Limits::default());
    let codes: Vec<&str> = findings.iter().map(|finding| finding.code).collect();
    assert_eq!((recorded.len(), codes), (3, vec!["outcome-row"]));
    let (counts, findings) = tally(&definition, &recorded);
    let codes: Vec<&str> = findings.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["outcome-not-by-rule", "outcome-unknown"]);
    assert_eq!((counts.total(), counts.by_rule, counts.named), (2, 1, 1));
    assert_eq!(counts.outcomes, BTreeMap::from([(Code::new("stops"), 1), (Code::new("proceeds"), 1)]));
    let (none, findings) = read_outcomes("x.csv", b"a,b\n1,2\n", &Limits::default());
    assert!(none.is_empty() && findings.iter().any(|finding| finding.code == "outcome-columns"));
}

#[test]
fn a_plan_is_read_with_all_that_is_wrong_with_it() {
    let unit = Code::new("U");
    let read = |text: &str| {
        let (rows, findings) = read_plan("plan.csv", text.as_bytes(), &unit, &Limits::default());
        let codes: Vec<&str> = findings.iter().map(|finding| finding.code).collect();
        (rows, codes)
    };
    let head = "unit_code,service_code,buyer_code,financial_year,income_gbp,cost_gbp,source\n";
    let (rows, codes) = read(&format!("{head}U,fin,A,2026/27,1200.50,1000,\nU,*,B,2026/27,10,,s\n"));
    assert_eq!(codes, ["plan-too-short"]);
    assert_eq!((rows[0].income, rows[0].cost, rows[1].cost), (Pence(120_050), Some(Pence(100_000)), None));
    // Four cells of two rows at once; what else is wrong with the plan is told once all can be read.
    let (rows, codes) =
        read(&format!("{head}U,,A,2026,ten,1000,\nU,fin,A,2026/27,1,x,\nU,fin,A,2026/27,1,1,\n"));
    assert_eq!((rows.len(), codes), (1, vec!["plan-cell"; 4]));
    assert_eq!(read("unit_code,service_code\nU,fin\n").1, ["plan-columns"]);
    // What the register has of 2012 can be read as a plan too.
    let text =
        std::fs::read(format!("{}/../../data/england-2013/plans.csv", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let (rows, findings) = read_plan("plans.csv", &text, &Code::new("X-GEM"), &Limits::default());
    assert!(rows.len() > 40 && findings.iter().any(|finding| finding.code == "plan-other-unit"));
}

#[test]
fn intentions_are_pounds_a_year_with_a_low_and_a_high_end() {
    let head = "buyer_code,supplier_code,service_code,financial_year,low_gbp,high_gbp,per_head\n";
    let read = |rows: &str| {
        let (found, findings) =
            read_intentions("x.csv", format!("{head}{rows}").as_bytes(), &Limits::default());
        let columns: Vec<String> = findings.iter().map(|finding| finding.place.column.clone()).collect();
        (found.len(), columns)
    };
    assert_eq!(read("A,U,*,2026/27,1,2,no\n"), (1, vec![]));
    assert_eq!(read("A,U,*,2026/27,5,10,yes\n"), (0, vec!["per_head".to_string()]));
    assert_eq!(read("A,U,*,2026/27,3,2,\n"), (0, vec!["high_gbp".to_string()]));
}
