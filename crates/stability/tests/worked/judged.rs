//! Documents whose answer is a judgement: does the unit stand, does it spread, what is owed, who must be asked.

use std::collections::BTreeMap;

use stability::charge_paid::charge_paid;
use stability::exit_charge::exit_charge;
use stability::impact::Impact;
use stability::resting::{Holds, RestingPoint, resting_charges, resting_points};
use stability::scenario::Steps;
use stability::significance::significance;
use stability::timeline::Policy;
use stability::viability::{Verdict, break_even_loss};
use vocabulary::Pence;

use crate::case::Case;
use crate::common::pounds;

fn near(seen: f64, expected: f64, within: f64, what: &str) {
    assert!((seen - expected).abs() <= within, "{what}: {seen}, by hand {expected}");
}

/// Every test of the one unit, by test and service: value, month, met.
fn tests(rows: &[stability::viability::TestRow], impact: &Impact) -> BTreeMap<String, (f64, u32, bool)> {
    let service = |cell: Option<usize>| cell.map_or("-", |cell| impact.setup.model.cells[cell].code.as_str());
    rows.iter()
        .map(|row| {
            let of_month =
                if row.test.word() == "margin" { format!(" {}", row.month) } else { String::new() };
            (format!("{} {}{of_month}", row.test.word(), service(row.cell)), (row.value, row.month, row.met))
        })
        .collect()
}

/// docs/worked/06-viability.md
#[test]
fn worked_06_viability() {
    let impact = Case::of("06-viability", "").check();
    let (before, after) = (&impact.baseline.verdicts[0], &impact.moved.verdicts[0]);
    assert_eq!(before.verdict, Verdict::Stands, "{:#?}", impact.baseline.tests);
    assert_eq!(before.reserve[35], pounds("319999.88"));
    assert_eq!(break_even_loss(&impact.setup.model, &before.reserve), pounds("106666.63"));
    assert_eq!((after.verdict, after.fails_from), (Verdict::Fails, Some(9)));
    assert_eq!(after.lowest_reserve, (pounds("-42809.87"), 12));
    for (month, reserve) in
        [(5, "69999.98"), (8, "4999.97"), (9, "-13750.03"), (11, "-42500.04"), (13, "-40619.70")]
    {
        assert_eq!(after.reserve[month], pounds(reserve), "month {month}");
    }
    let found = tests(&impact.moved.tests, &impact);
    let expect = |name: &str, value: f64, month: u32, met: bool| {
        let (seen, at, ok) = found.get(name).unwrap_or_else(|| panic!("{name} of {found:#?}"));
        near(*seen, value, 0.005, name);
        assert_eq!((*at, *ok), (month, met), "{name}");
    };
    expect("cannot_fund_itself -", -42_809.87, 9, false);
    expect("margin - 0", -5.12, 0, false);
    expect("margin - 12", 4.97, 12, true);
    expect("minimum_scale fin", 140_000.0, 6, false);
    expect("critical_mass fin", 5.5556, 6, false);
    expect("critical_mass com", 2.3077, 6, true);
    expect("concentration_largest -", 67.4107, 35, false);
    expect("concentration_hhi -", 5302.92, 35, false);
    let richer = Case::of("06-viability", "richer").check();
    assert_eq!(richer.moved.verdicts[0].verdict, Verdict::Strained);
    assert_eq!(richer.moved.verdicts[0].lowest_reserve, (pounds("137190.13"), 12));
    let loss = break_even_loss(&richer.setup.model, &richer.baseline.verdicts[0].reserve);
    assert_eq!(loss, pounds("166666.63"));
    let plan = Case::of("06-viability", "plan").check();
    assert_eq!(plan.baseline.verdicts[0].verdict, Verdict::Strained);
    let (value, _, met) = tests(&plan.baseline.tests, &plan)["plan_not_backed -"];
    near(value, 109.0909, 0.0001, "plan");
    assert!(!met);
}

fn check_judgements(case: &Case, impact: &Impact) {
    for row in case.rows("expect-judgements") {
        let month: u32 = row["month"].parse().expect("a month");
        let line = |index: usize| impact.setup.model.lines[index].id.as_str();
        let found = impact.moved.outcome.judgements.iter();
        let found = found
            .filter(|judgement| judgement.month == month && line(judgement.line) == row["line"])
            .collect::<Vec<_>>();
        assert_eq!(found.len(), 1, "{row:?}");
        assert_eq!(Pence::round(found[0].price), pounds(&row["price"]), "{row:?}");
        if !row["alternative"].is_empty() {
            let seen = Pence::round(found[0].alternative_cost());
            assert_eq!(seen, pounds(&row["alternative"]), "{row:?}: {:?}", found[0]);
        }
        assert_eq!(found[0].leaves, row["leaves"] == "yes", "{row:?}: {:?}", found[0]);
    }
}

fn rest(case: &Case, impact: &Impact) -> RestingPoint {
    let policy = Policy { rulebook: &case.rules, payer_rule: &case.scenario.payer_rule, reaction: true };
    let points = resting_points(&impact.setup.model, &impact.setup.likely, &impact.setup.plan, policy);
    assert_eq!(points.len(), 1);
    points.into_iter().next().expect("a unit")
}

fn names(impact: &Impact, lines: &[usize]) -> Vec<String> {
    let mut names: Vec<String> =
        lines.iter().map(|line| impact.setup.model.lines[*line].id.to_string()).collect();
    names.sort();
    names
}

fn indices(impact: &Impact, point: &RestingPoint) -> BTreeMap<String, f64> {
    let buyer = |line: usize| impact.setup.model.lines[line].buyer_code.to_string();
    point.tipping.iter().map(|tipping| (buyer(tipping.line), tipping.index)).collect()
}

/// Conditions that don't simply hold, with the number of rows that each names.
fn holds(impact: &Impact, point: &RestingPoint) -> Vec<(&'static str, &'static str, usize)> {
    let names = &impact.setup.model.names;
    let some = point.conditions.iter().filter(|found| found.holds != Holds::Yes || !found.rows.is_empty());
    some.map(|found| {
        assert!(found.rows.iter().all(|row| names.name_of(*row).contains('/')));
        (found.rule.word(), found.holds.word(), found.rows.len())
    })
    .collect()
}

/// docs/worked/07-spread.md
#[test]
fn worked_07_spread() {
    let case = Case::of("07-spread", "");
    let impact = case.check();
    check_judgements(&case, &impact);
    let spread: Vec<usize> =
        impact.spread().iter().map(|exit| impact.moved.outcome.exits[*exit].line).collect();
    assert_eq!(names(&impact, &spread), ["A-fin", "C-fin"]);
    assert!(impact.anyway().is_empty());
    let point = rest(&case, &impact);
    assert_eq!(names(&impact, &point.greatest), ["A-com", "B-com", "C-com"]);
    assert_eq!(names(&impact, &point.least), ["A-com", "B-com", "C-com"]);
    assert_eq!(point.rounds, 1);
    for (id, price) in [("A-fin", "703082.28"), ("C-fin", "281232.91")] {
        let line = point.lines.iter().find(|row| impact.setup.model.lines[row.line].id.as_str() == id);
        let line = line.expect("a line");
        assert_eq!((Pence::round(line.price), line.leaves), (pounds(price), Some(1)), "{id}");
    }

    assert_eq!(
        holds(&impact, &point),
        [("nothing_fills_up", "not_checked", 0), ("freed_steps_stay", "yes", 2)]
    );
    assert!(!point.order_may_matter());
    let released = point.under(Steps::Released);
    assert!(released.order_may_matter());

    let case = Case::of("07-spread", "fragile");
    let fragile = case.check();
    let point = rest(&case, &fragile);
    assert_eq!(names(&fragile, &point.greatest), ["A-fin", "C-fin"]);
    assert_eq!(names(&fragile, &point.least), Vec::<String>::new());
    assert!(point.is_fragile());
    assert_eq!(
        holds(&fragile, &point),
        [("nothing_fills_up", "not_checked", 0), ("freed_steps_stay", "yes", 2)]
    );
    for buyer in ["A", "B", "C"] {
        near(indices(&fragile, &point)[buyer], 360.0 / 336.0, 1e-9, buyer);
    }

    let case = Case::of("07-spread", "tipping");
    let tipping = case.check();
    let found = indices(&tipping, &rest(&case, &tipping));
    for (buyer, index) in [("A", 662.5 / 750.0), ("B", 662.5 / 750.0), ("C", 240.0 / 260.0)] {
        near(found[buyer], index, 1e-9, buyer);
    }
}

/// docs/worked/07-spread.md, variation `charged`
#[test]
fn worked_07_spread_charged() {
    let case = Case::of("07-spread", "charged");
    let impact = case.check();
    assert!(impact.spread().is_empty());
    check_judgements(&case, &impact);
}

/// docs/worked/07-spread.md, variation `charged`: the resting point counts the charge too.
#[test]
fn worked_07_spread_charged_rest() {
    let case = Case::of("07-spread", "charged");
    let impact = case.check();
    let point = rest(&case, &impact);
    assert_eq!(names(&impact, &point.greatest), ["A-com", "A-fin", "B-com", "C-com", "C-fin"]);
    for (id, price, tips) in [("A-fin", "703082.28", "751208.33"), ("C-fin", "281232.91", "296839.58")] {
        let line = point.lines.iter().find(|row| impact.setup.model.lines[row.line].id.as_str() == id);
        let line = line.expect("a line");
        assert_eq!((Pence::round(line.price), line.leaves), (pounds(price), None), "{id}");
        assert_eq!(line.tipping_price.map(Pence::round), Some(pounds(tips)), "{id}");
    }
}

/// docs/worked/10-exit-charge.md
#[test]
fn worked_10_exit_charge() {
    for variation in ["", "leaver-pays"] {
        let case = Case::of("10-exit-charge", variation);
        let charge = exit_charge(&case.check());
        for row in case.rows("expect-charge") {
            let seen = match row["term"].as_str() {
                "revenue_lost" => charge.revenue_lost,
                "cost_avoided" => charge.cost_avoided,
                "others_pay_more" => charge.others_pay_more,
                "unit_loses" => charge.unit_loses,
                "charge" => charge.charge,
                "paid_already" => charge.paid_already,
                "leaver_saving" => charge.leaver_saving,
                other => panic!("no term {other}"),
            };
            assert_eq!(seen, pounds(&row["gbp"]), "{variation}: {row:?}");
        }
    }
}

/// docs/worked/10-exit-charge.md, variation `at-rest`
#[test]
fn worked_10_exit_charge_stops_the_spread() {
    let case = Case::of("10-exit-charge", "at-rest");
    let impact = case.check();
    let (model, likely, plan) = (&impact.setup.model, &impact.setup.likely, &impact.setup.plan);
    let policy = Policy { rulebook: &case.rules, payer_rule: &case.scenario.payer_rule, reaction: true };
    let charges = resting_charges(model, likely, plan, policy);
    let rest = &charges[0];
    for row in case.rows("expect-rest") {
        let seen = match row["term"].as_str() {
            "revenue_lost" => rest.revenue_lost,
            "cost_avoided" => rest.cost_avoided,
            "others_pay_more" => rest.others_pay_more,
            "unit_loses" => rest.unit_loses,
            "charge" => rest.charge(),
            "gain_when_paid" => rest.gain_when_paid().expect("an alternative"),
            other => panic!("no term {other}"),
        };
        assert_eq!(Pence::round(seen), pounds(&row["gbp"]), "{row:?}");
    }
    assert_eq!(names(&impact, &rest.follow), ["A-fin", "C-fin"]);
    assert!(rest.follow_paid.is_empty() && rest.is_efficient() == Some(false));

    // In the timeline: without the charge both follow, with it neither does.
    let paid = charge_paid(&case.snapshot, &case.rules, &case.scenario, &impact).expect("it balances");
    let paid = paid.expect("something spreads");
    assert!(paid.stops_the_spread());
    assert_eq!(names(&impact, &paid.kept), ["A-fin", "C-fin"]);
    // What it then comes to is the charge when nobody else decides anew.
    let mut alone = Case::of("10-exit-charge", "at-rest");
    alone.scenario.reaction = false;
    assert_eq!(paid.charge, exit_charge(&alone.check()));
}

/// docs/worked/11-people.md
#[test]
fn worked_11_people() {
    for variation in ["", "remaining-bear", "capped", "short-and-long"] {
        let case = Case::of("11-people", variation);
        let impact = case.check();
        for row in case.rows("expect-people") {
            let model = &impact.setup.model;
            let people = impact.moved.outcome.people.iter();
            let found = people
                .filter(|people| model.posts[people.posts].band.as_str() == row["band"])
                .collect::<Vec<_>>();
            assert_eq!(found.len(), 1, "{row:?}");
            let number = |column: &str| row[column].parse::<f64>().expect("a number");
            near(found[0].transfer_wte, number("transfer_wte"), 1e-9, "transfer");
            near(found[0].redeploy_wte, number("redeploy_wte"), 1e-9, "redeploy");
            near(found[0].redundant_wte, number("redundant_wte"), 1e-9, "redundant");
            assert_eq!(found[0].cost, pounds(&row["cost_gbp"]), "{row:?}");
            assert_eq!(found[0].month.to_string(), row["month"], "{row:?}");
        }
    }
    let whole = Case::of("11-people", "whole").check();
    let people = &whole.moved.outcome.people;
    let sum = |of: &dyn Fn(&stability::timeline::PeopleRow) -> f64| people.iter().map(of).sum::<f64>();
    near(sum(&|row| row.transfer_wte), 3.0, 1e-9, "transfer");
    near(sum(&|row| row.redundant_wte), 1.0, 1e-9, "redundant");
}

/// docs/worked/14-significance.md
#[test]
fn worked_14_significance() {
    for (variation, significant) in [("", true), ("small", false), ("destinations", false)] {
        check_tests(variation, significant);
    }
    let case = Case::of("14-significance", "");
    let answer = significance(&case.snapshot, &case.rules, &case.check());
    let asked: Vec<(String, Vec<String>, bool)> = answer
        .asked
        .iter()
        .map(|row| {
            (row.oversight.to_string(), row.about.iter().map(|c| c.to_string()).collect(), row.of_leaver)
        })
        .collect();
    let about = |codes: &[&str]| codes.iter().map(|code| code.to_string()).collect::<Vec<_>>();
    assert_eq!(asked, [("T".to_string(), about(&["A", "B"]), true), ("R".to_string(), about(&["C"]), false)]);
}

/// docs/worked/14-significance.md, variation `dated`
#[test]
fn worked_14_significance_dated() {
    check_tests("dated", true);
}

fn check_tests(variation: &str, significant: bool) {
    let case = Case::of("14-significance", variation);
    let impact = case.check();
    let answer = significance(&case.snapshot, &case.rules, &impact);
    for row in case.rows("expect-tests") {
        let found = answer.rows.iter().filter(|found| found.test.word() == row["test"]).collect::<Vec<_>>();
        assert_eq!(found.len(), 1, "{variation}: {row:?}");
        near(found[0].value, row["value"].parse().expect("a number"), 0.0005, &row["test"]);
        assert_eq!(found[0].bites, row["bites"] == "yes", "{variation}: {row:?} {:?}", found[0]);
    }
    assert_eq!(answer.is_significant(), significant, "{variation}: {:#?}", answer.rows);
}
