//! Which units don't stand although nobody moves, worked by hand. U is paid £1,080 a year for costs of £960: a surplus of
//! 11.1%, more than the 5% that is asked for. V is paid £500 for costs of £500: no surplus, strained. W is paid £100 for
//! costs of £220: £10 short a month, so that its £50 last for five months, and in the sixth it has less than nothing. N supplies
//! nobody, and isn't asked about.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)] // A test may stop where it fails.

mod common;

use std::collections::BTreeMap;

use common::{rulebook, snapshot};
use register::rules::ViabilityTest;
use register::{Rulebook, Snapshot};
use stability::at_risk::unit_stands;
use stability::viability::Verdict;
use vocabulary::{Basis, Pence};

fn case(lines: &str) -> Snapshot {
    let lines = format!(
        "line_id,buyer_code,supplier_code,service_code,annual_gbp,volume,price_basis,funding,start_date,end_date,notice_months\n{lines}"
    );
    snapshot(&[
        ("bodies", "body_code,name,roles\nB,B,commissioner\nU,U,unit\nV,V,unit\nW,W,unit\nN,Nobody's,unit"),
        ("services", "service_code,title,parent_code,component,min_people,statutory\nfin,Finance,,,,no"),
        (
            "units",
            "unit_code,opening_reserve_gbp,required_margin_percent,review_month\nU,1000.00,,4\nV,0.00,,4\nW,50.00,,4\nN,-9.00,,4",
        ),
        ("agreement_lines", &lines),
        (
            "cost_pools",
            "pool_id,unit_code,service_code,kind,annual_gbp,step_volume,is_staff,release_delay_months,release_over_months
U-fin,U,fin,fixed,960.00,,no,6,6
V-fin,V,fin,fixed,500.00,,no,6,6
W-fin,W,fin,fixed,220.00,,no,6,6",
        ),
    ])
}

const LINES: &str =
    "B-u,B,U,fin,1080.00,6,fixed,,,,3\nB-v,B,V,fin,500.00,5,fixed,,,,3\nB-w,B,W,fin,100.00,5,fixed,,,,3";

fn rules() -> Rulebook {
    rulebook(&[
        (
            "payer_rules",
            "rule_id,title,valid_from,valid_to,cost_kind,destination,leaver_percent,remaining_percent,unit_percent,centre_percent
unit-bears,Unit,2013-04-01,,residual,*,0,0,100,0",
        ),
        (
            "viability",
            "test,threshold,unit,valid_from,valid_to\ncannot_fund_itself,0,GBP,2013-04-01,\nmargin,5,percent,2013-04-01,",
        ),
    ])
}

#[test]
fn who_fails_stands_first_and_the_tests_say_why() {
    let stands = unit_stands(&case(LINES), &rules(), "2013-04-01".parse().unwrap()).unwrap();
    let order: Vec<(&str, Verdict)> =
        stands.iter().map(|stand| (stand.unit.as_str(), stand.verdict)).collect();
    assert_eq!(order, [("W", Verdict::Fails), ("V", Verdict::Strained), ("U", Verdict::Stands)]);
    let [w, v, u] = &stands[..] else { panic!("three units") };
    assert_eq!(w.fails_from, Some("2013-09-01".parse().unwrap()));
    assert_eq!(w.lowest_reserve, Pence(5_000 - 60 * 1_000));
    assert_eq!((w.income, v.income, u.income), (Pence(10_000), Pence(50_000), Pence(108_000)));
    assert_eq!(w.unmet[0].test, ViabilityTest::CannotFundItself);
    assert!(
        w.unmet[1..]
            .iter()
            .all(|unmet| unmet.test == ViabilityTest::Margin && (unmet.value + 120.0).abs() < 0.1)
    );
    assert!(v.unmet.iter().all(|unmet| unmet.test == ViabilityTest::Margin && unmet.value == 0.0));
    assert_eq!((w.unmet.len(), v.unmet.len()), (6, 5), "the reserve, and each of five years");
    assert_eq!(u.rests_on, BTreeMap::from([(Basis::Assumed, 3)]), "a line, a cost and the reserve");
    assert!(v.is_at_risk() && !u.is_at_risk() && u.unmet.is_empty());
    // £1,000 and £120 a year for five years: £320 a year.
    assert_eq!((u.break_even_loss, w.break_even_loss), (Pence(32_000), Pence::ZERO));
}

#[test]
fn the_order_of_rows_says_nothing_and_the_codes_stand_last() {
    let on = "2013-04-01".parse().unwrap();
    let turned: Vec<&str> = LINES.lines().rev().collect();
    let one = unit_stands(&case(LINES), &rules(), on).unwrap();
    assert_eq!(one, unit_stands(&case(&turned.join("\n")), &rules(), on).unwrap());
    assert!(unit_stands(&case(LINES), &Rulebook::default(), on).is_err(), "without rules there is no answer");
}
