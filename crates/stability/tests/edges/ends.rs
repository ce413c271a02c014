//! What ends, begins, or never comes.

use stability::scenario::Scenario;
use stability::viability::Verdict;
use vocabulary::{Code, Pence};

use crate::common::{What, codes, moved, posted, pounds, run_case};
use crate::{leaves_on, rules, town};

/// The same amount in a span of months, and nothing else.
fn is_each(seen: &[(u32, Pence)], months: std::ops::Range<u32>, gbp: &str) {
    let expected: Vec<(u32, Pence)> = months.map(|month| (month, pounds(gbp))).collect();
    assert_eq!(seen, expected);
}

#[test]
fn a_move_in_mid_year() {
    // October 2013 is month 6: Birch pays 400 ÷ 12 until then, 9 × 40 ÷ 12 = 30.00 after.
    let impact = run_case(&town().snapshot(), &rules(), &leaves_on("2013-10-01"));
    is_each(&posted(&impact.moved, "B", "U", "price", "fin"), 0..6, "33.33");
    is_each(&posted(&impact.moved, "B", "outside", "running_cost", "fin"), 6..24, "30.00");
    // Of 50.00 a month for people 20.00 are freed, and gone two months later.
    let people =
        What { from: "U", to: "outside", account: "running_cost", service: "fin", row: "cost_pools/people" };
    for (month, carried) in [(5, "50.00"), (6, "50.00"), (7, "50.00"), (8, "30.00"), (23, "30.00")] {
        assert_eq!(people.in_month(&impact.moved, month), pounds(carried), "month {month}");
    }
    // At the review 60 people cost 360 + 240: 10.00 a head instead of 840 ÷ 100 = 8.40.
    let price = posted(&impact.moved, "A", "U", "price", "fin");
    assert_eq!((price[11].1, price[12].1), (pounds("50.00"), pounds("59.52")));
}

#[test]
fn a_move_in_the_first_and_in_the_last_month() {
    let impact = run_case(&town().snapshot(), &rules(), &leaves_on("2013-04-01"));
    assert!(posted(&impact.moved, "B", "U", "price", "fin").is_empty());
    is_each(&posted(&impact.moved, "B", "outside", "running_cost", "fin"), 0..24, "30.00");
    let people =
        What { from: "U", to: "outside", account: "running_cost", service: "fin", row: "cost_pools/people" };
    for (month, carried) in [(0, "50.00"), (1, "50.00"), (2, "30.00")] {
        assert_eq!(people.in_month(&impact.moved, month), pounds(carried), "month {month}");
    }
    // κ(0) is before any move, so Alder's price rises at the review as in the case above.
    assert_eq!(posted(&impact.moved, "A", "U", "price", "fin")[12].1, pounds("59.52"));
    let last = run_case(&town().snapshot(), &rules(), &leaves_on("2015-03-01"));
    is_each(&posted(&last.moved, "B", "U", "price", "fin"), 0..23, "33.33");
    is_each(&posted(&last.moved, "B", "outside", "running_cost", "fin"), 23..24, "30.00");
}

#[test]
fn a_notice_of_nothing_and_of_more() {
    // Birch moves; at the review Alder would pay 500 × 10 ÷ 8.40 = 595.24, above 1.1 × 540 = 594: it leaves.
    for (notice, month) in [("0", 12), ("1", 13), ("11", 23)] {
        let lines = format!(
            "line_id,buyer_code,supplier_code,service_code,annual_gbp,price_basis,notice_months\nA-fin,A,U,fin,500.00,cost_share,{notice}\nB-fin,B,U,fin,390.00,cost_share,0"
        );
        let town = town().with("agreement_lines", &lines);
        let asked = Scenario { reaction: true, ..leaves_on("2013-10-01") };
        let impact = run_case(&town.snapshot(), &rules(), &asked);
        assert!(impact.anyway().is_empty(), "500 is not above 594, nor 390 above 1.1 × 360 = 396");
        let price = posted(&impact.moved, "A", "U", "price", "fin");
        assert_eq!(price.len(), month, "notice {notice}");
        // While the notice runs the new price is paid: 500 × 10 ÷ 8.40 ÷ 12 = 49.60.
        assert!(price[12.min(month)..].iter().all(|(_, paid)| *paid == pounds("49.60")), "{price:?}");
        is_each(&posted(&impact.moved, "A", "outside", "running_cost", "fin"), month as u32..24, "45.00");
    }
}

#[test]
fn notice_that_runs_beyond_the_horizon_changes_nothing_within_it() {
    let lines = "line_id,buyer_code,supplier_code,service_code,annual_gbp,price_basis,notice_months\nA-fin,A,U,fin,500.00,cost_share,12\nB-fin,B,U,fin,390.00,cost_share,0";
    let town = town().with("agreement_lines", lines);
    let asked = Scenario { reaction: true, ..leaves_on("2013-10-01") };
    let impact = run_case(&town.snapshot(), &rules(), &asked);
    assert_eq!(posted(&impact.moved, "A", "U", "price", "fin").len(), 24);
    assert_eq!(impact.spread().len(), 1, "it has given notice");
}

#[test]
fn a_fixed_price_that_ends_inside_the_horizon() {
    let lines = "line_id,buyer_code,supplier_code,service_code,annual_gbp,price_basis,end_date,notice_months\nA-fin,A,U,fin,600.00,fixed,2013-12-31,0\nB-fin,B,U,fin,400.00,cost_share,,0";
    let town = town().with("agreement_lines", lines);
    let impact = run_case(&town.snapshot(), &rules(), &leaves_on("2013-10-01"));
    let price = posted(&impact.moved, "A", "U", "price", "fin");
    assert!(price[..12].iter().all(|(_, paid)| *paid == pounds("50.00")), "on to the next review");
    assert!(price[12..].iter().all(|(_, paid)| *paid == pounds("59.52")), "then a share of the cost");
    assert!(codes(&impact.findings).contains(&"taken-as-renewed"));
}

#[test]
fn a_line_whose_service_loses_its_last_buyer() {
    // Alder alone buys communications: all of its cost is left behind, then goes; finance bears no part of it.
    let town = town().adding("agreement_lines", "A-com,A,U,com,120.00,cost_share,,,0").adding(
        "cost_pools",
        "com-people,U,com,variable,60.00,,yes,2,2\ncom-system,U,com,fixed,36.00,,no,30,0",
    );
    let mut asked = leaves_on("2013-10-01");
    asked.moves = vec![moved("A", "U", "com", "2013-10-01", "stop")];
    let impact = run_case(&town.snapshot(), &rules(), &asked);
    let pool = |row| What { from: "U", to: "outside", account: "running_cost", service: "com", row };
    for (month, people, system) in [
        (5, "5.00", "3.00"),
        (7, "5.00", "3.00"),
        (8, "2.50", "3.00"),
        (9, "0.00", "3.00"),
        (23, "0.00", "3.00"),
    ] {
        assert_eq!(pool("cost_pools/com-people").in_month(&impact.moved, month), pounds(people), "{month}");
        assert_eq!(pool("cost_pools/com-system").in_month(&impact.moved, month), pounds(system), "{month}");
    }
    is_each(&posted(&impact.moved, "A", "U", "price", "fin"), 0..24, "50.00");
}

#[test]
fn a_unit_that_loses_every_buyer() {
    let mut asked = leaves_on("2013-10-01");
    asked.payer_rule = Code::new("remaining-bear");
    asked.moves.push(moved("A", "U", "*", "2014-01-01", "supplier:S"));
    let impact = run_case(&town().snapshot(), &rules(), &asked);
    // Carried to the end of the release of the last, and not a penny after; nobody is left to bear it.
    let carried = posted(&impact.moved, "U", "outside", "running_cost", "*");
    assert_eq!(carried.last().map(|(month, _)| *month), Some(10));
    assert_eq!(carried.iter().find(|(month, _)| *month == 9).map(|(_, paid)| *paid), Some(pounds("50.00")));
    assert!(posted(&impact.moved, "*", "U", "price", "*").iter().all(|(month, _)| *month < 9));
    // 100.00 + 6 × (83.33 − 70.00) + 2 × (50.00 − 70.00) + (50.00 − 50.00) − 2 × 50.00 = 39.98, and so it stays.
    let verdict = &impact.moved.verdicts[0];
    assert!(verdict.reserve[10..].iter().all(|reserve| *reserve == pounds("39.98")), "{:?}", verdict.reserve);
    assert_eq!((verdict.verdict, verdict.lowest_reserve), (Verdict::Stands, (pounds("39.98"), 10)));
}

#[test]
fn release_beyond_the_horizon() {
    let pools = "pool_id,unit_code,service_code,kind,annual_gbp,step_volume,is_staff,release_delay_months,release_over_months\npeople,U,fin,variable,600.00,,yes,600,4294967295\nsystem,U,fin,fixed,240.00,,no,4294967295,4294967295";
    let impact = run_case(&town().with("cost_pools", pools).snapshot(), &rules(), &leaves_on("2013-10-01"));
    is_each(&posted(&impact.moved, "U", "outside", "running_cost", "fin"), 0..24, "70.00");
}

#[test]
fn redundancy_beyond_the_horizon_is_said_and_not_paid() {
    let town = town().adding("post_groups", "U,fin,6,frontline,2,10.5");
    let impact = run_case(&town.snapshot(), &rules(), &leaves_on("2015-02-01"));
    assert!(
        posted(&impact.moved, "*", "*", "redundancy", "*").is_empty(),
        "delay 2 from month 22 is month 24"
    );
    assert!(codes(&impact.findings).contains(&"after-horizon"));
    let sooner = run_case(&town.snapshot(), &rules(), &leaves_on("2015-01-01"));
    // 2 posts × 40% × 10 years × 24,000 ÷ 12 = 16,000.00.
    is_each(&posted(&sooner.moved, "U", "outside", "redundancy", "fin"), 23..24, "16000.00");
}

#[test]
fn a_line_that_starts_later() {
    let town = town().adding("agreement_lines", "C-fin,C,U,fin,200.00,cost_share,2013-07-15,,0");
    let impact = run_case(&town.snapshot(), &rules(), &leaves_on("2013-10-01"));
    // From the first of its month; 120 people instead of the 100 at the start.
    is_each(&posted(&impact.baseline, "C", "U", "price", "fin")[..9], 3..12, "16.67");
    let people =
        What { from: "U", to: "outside", account: "running_cost", service: "fin", row: "cost_pools/people" };
    for (month, carried) in [(2, "50.00"), (3, "60.00"), (6, "60.00"), (7, "60.00"), (8, "40.00")] {
        assert_eq!(people.in_month(&impact.moved, month), pounds(carried), "month {month}");
    }
    // (720 + 240) ÷ 120 = 8.00 a head instead of 8.40 without the move; (480 + 240) ÷ 80 = 9.00 with it.
    let price = |side| posted(side, "A", "U", "price", "fin")[12].1;
    assert_eq!((price(&impact.baseline), price(&impact.moved)), (pounds("47.62"), pounds("53.57")));
}

#[test]
fn a_service_that_starts_later_has_its_start_there() {
    let town = town()
        .adding("agreement_lines", "A-com,A,U,com,120.00,cost_share,2013-07-01,,0")
        .adding("cost_pools", "com-people,U,com,variable,60.00,,yes,0,0");
    let impact = run_case(&town.snapshot(), &rules(), &Scenario { months: 24, ..crate::scenario() });
    is_each(&posted(&impact.baseline, "U", "outside", "running_cost", "com"), 3..24, "5.00");
    is_each(&posted(&impact.baseline, "A", "U", "price", "com"), 3..24, "10.00");
}

#[test]
fn a_service_with_no_cost_pools() {
    let town = town().with("cost_pools", "pool_id,unit_code,service_code,kind,annual_gbp,step_volume,is_staff,release_delay_months,release_over_months");
    let impact = run_case(&town.snapshot(), &rules(), &leaves_on("2013-10-01"));
    is_each(&posted(&impact.moved, "A", "U", "price", "fin"), 0..24, "50.00");
    assert!(posted(&impact.moved, "U", "outside", "running_cost", "*").is_empty());
    assert!(codes(&impact.findings).contains(&"price-stands"));
}

#[test]
fn a_unit_with_overhead_only_carries_it_while_any_line_is_in_force() {
    // "fixed while any line is in force": the board is needed until both have gone.
    let pools = "pool_id,unit_code,service_code,kind,annual_gbp,step_volume,is_staff,release_delay_months,release_over_months\nboard,U,overhead,fixed,240.00,,no,0,0";
    let impact = run_case(&town().with("cost_pools", pools).snapshot(), &rules(), &leaves_on("2013-10-01"));
    is_each(&posted(&impact.moved, "U", "outside", "running_cost", "overhead"), 0..24, "20.00");
}

#[test]
fn overhead_is_fixed_while_any_line_is_in_force() {
    // Finance has cost, communications has none. When finance has gone a line is still in force.
    let town = town()
        .adding("agreement_lines", "A-com,A,U,com,120.00,cost_share,,,0")
        .adding("cost_pools", "board,U,overhead,fixed,240.00,,no,0,0");
    let mut asked = leaves_on("2013-10-01");
    asked.moves.push(moved("A", "U", "fin", "2013-10-01", "in_house"));
    let impact = run_case(&town.snapshot(), &rules(), &asked);
    is_each(&posted(&impact.moved, "U", "outside", "running_cost", "overhead"), 0..24, "20.00");
}

#[test]
fn a_horizon_that_is_no_whole_number_of_years() {
    for months in [1, 7, 13, 31] {
        let asked = Scenario { months, ..leaves_on("2013-04-01") };
        let impact = run_case(&town().snapshot(), &rules(), &asked);
        is_each(&posted(&impact.moved, "B", "outside", "running_cost", "fin"), 0..months, "30.00");
    }
}

#[test]
fn another_month_of_review() {
    let town = town().with("units", "unit_code,opening_reserve_gbp,review_month\nU,100.00,12\nV,100.00,");
    let impact = run_case(&town.snapshot(), &rules(), &leaves_on("2013-10-01"));
    let price = posted(&impact.moved, "A", "U", "price", "fin");
    assert_eq!((price[7].1, price[8].1), (pounds("50.00"), pounds("59.52")), "December is month 8");
}

/// Reserve 30.00. Without Birch the unit earns 50.00 a month and still carries 70.00 (its people go in month 2):
/// 10.00 is left after month 0, and 10.00 is missing after month 1. Alder's own arrangement takes 6 months to set
/// up, and the first warning is the move itself, in month 0: five months without a supplier.
#[test]
fn months_without_a_supplier_count_from_the_warning() {
    let town = town().with("units", "unit_code,opening_reserve_gbp\nU,30.00\nV,100.00");
    let impact = run_case(&town.snapshot(), &rules(), &leaves_on("2013-04-01"));
    let unit = impact.setup.model.units.iter().position(|unit| unit.code.as_str() == "U").expect("the unit");
    assert_eq!(impact.moved.verdicts[unit].reserve[..2], [pounds("10.00"), pounds("-10.00")]);
    assert_eq!(impact.moved.verdicts[unit].fails_from, Some(1));
    let gaps = stability::continuity::without_supplier(&impact, unit);
    let named: Vec<(&str, u32)> =
        gaps.iter().map(|(line, months)| (impact.setup.model.lines[*line].id.as_str(), *months)).collect();
    assert_eq!(named, [("A-fin", 5)]);
}
