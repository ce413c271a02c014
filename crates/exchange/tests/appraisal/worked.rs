//! The worked example of `docs/worked/12-appraisal.md`.

use appraisal::answer::{Depth, answer};
use appraisal::input::{ClosureTable, Destined, RankBy};
use register::tables::DestinationKind;
use stability::scenario::{Destination, Move, Services};
use vocabulary::{Code, Estimate, Pence};

use crate::case::case;

#[test]
fn what_each_option_comes_to() {
    let case = case();
    let answer = case.answer();
    for line in case.expect.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let option = answer.options.iter().find(|option| option.id.as_str() == cells[0]).expect("the option");
        let money = option.money;
        let found = [
            money.us,
            money.others,
            money.exchequer,
            money.purse,
            money.net_present,
            money.net_present_unmitigated,
        ];
        for (cell, found) in cells[1..].iter().zip(found) {
            let pounds: f64 = cell.parse().expect("a number");
            assert_eq!(Pence::round(found), Pence::round(pounds * 100.0), "{line}: {found}");
        }
    }
    let council = answer.options.last().expect("the council").money;
    assert!((council.benefit_cost_ratio().expect("a ratio") - 0.1393).abs() < 5e-5);
    assert_eq!(answer.options[2].money.benefit_cost_ratio(), None);
}

#[test]
fn points_and_the_reversal() {
    let case = case();
    let answer = case.answer();
    assert_eq!(answer.points.weighted, vec![Some(66.25), None, Some(72.5), None]);
    assert_eq!(answer.appraisal.options[answer.preferred].id.as_str(), "in-house");
    let of = |shares: &[f64]| (shares[0], shares[2]);
    let (stay, in_house) = of(&answer.points.first_any);
    // 2,000 trials have a standard error of about 0.011.
    assert!((in_house - 0.6).abs() < 0.035 && (stay + in_house - 1.0).abs() < 1e-12, "{in_house}");
    let (_, near) = of(&answer.points.first_near);
    let (a, threshold) = (2.0 * 2.0_f64.ln(), (1.5_f64 * 45.0 / 55.0).ln());
    let exact = 1.0 - (a - threshold).powi(2) / (2.0 * a * a);
    assert!((exact - 0.637).abs() < 5e-4 && (near - exact).abs() < 0.035, "{near} {exact}");
    assert_eq!(answer.points.places[2], Some((1, 2)));
    assert!(answer.findings.iter().any(|finding| finding.code == "not-scored"));
}

#[test]
fn size_dates_and_the_switching_value() {
    let case = case();
    let answer = case.answer();
    assert_eq!(answer.hosting.people, 100_000);
    assert_eq!(answer.hosting.rows[0].smallest, Some(75_000.0));
    assert_eq!(answer.hosting.bundle, Some(75_000.0));
    let in_house = answer.dates.iter().find(|row| row.option.as_str() == "in-house").expect("its dates");
    assert_eq!(in_house.notice_by.map(|date| date.to_string()).as_deref(), Some("2013-10-01"));
    assert!(in_house.gaps.is_empty(), "{:?}", in_house.gaps);

    let mut stated = case.appraisal.clone();
    let fixed = |value: f64| Estimate::fixed(value).ok();
    stated.options.retain(|option| ["stay", "in-house"].contains(&option.id.as_str()));
    stated.scores.clear();
    stated.criteria.clear();
    stated.rank_by = Some(RankBy::Money);
    stated.options[1].choices[0].running_gbp = fixed(540_000.0);
    stated.options[1].choices[0].one_off_gbp = fixed(24_000.0);
    let answer = case.answer_of(&stated);
    assert_eq!(answer.options[1].money.net_present.round(), -19_710_145.0);
    assert_eq!(answer.preferred, 0, "staying is worth most");
    let row = answer.switching.iter().find(|row| row.name.contains("fixed_gbp")).expect("the running cost");
    let switched = row.switched.expect("a switching value");
    assert!(
        (switched.at - 336_000.0).abs() < 1.0 && !switched.is_above && !switched.preferred_leads,
        "{switched:?}"
    );
    assert!(answer.dates[0].gaps.is_empty());
}

#[test]
fn an_option_that_costs_what_today_does_changes_nothing_but_who_is_paid() {
    let case = case();
    let mut same = case.appraisal.clone();
    same.options[2].choices[0].running_gbp = Estimate::fixed(600_000.0).ok();
    same.options[2].choices[0].one_off_gbp = Estimate::fixed(0.0).ok();
    let money = case.answer_of(&same).options[2].money;
    assert_eq!((money.us, money.purse), (0.0, 24_000_000.0), "£600,000 again, less the £360,000 that goes");
}

#[test]
fn what_is_wrong_is_told_at_once() {
    let case = case();
    let mut wrong = case.appraisal.clone();
    wrong.lock = None;
    wrong.options[2].choices[0].date = "2016-04-01".parse().unwrap();
    wrong.options[3].choices[0].to = None;
    wrong.options[3].items[2].criterion = Some("b".into());
    wrong.scores[0].option = "council".into();
    wrong.scores[0].criterion = "b".into();
    wrong.scores[1].reason.clear();
    wrong.options[3].choices[0].optimism = Some("hope".into());
    wrong.options[3].items[0].from = vocabulary::FinancialYear::starting(2020);
    wrong.options[3].items[0].to = vocabulary::FinancialYear::starting(2021);
    let findings = answer(&case.snapshot, &case.rulebook, &wrong, Depth::default()).expect_err("an answer");
    let codes: Vec<&str> = findings.iter().map(|finding| finding.code).collect();
    for code in [
        "scored-before-lock",
        "date-outside-horizon",
        "missing-setting",
        "benefit-counted-twice",
        "score-without-reason",
        "unknown-category",
        "item-outside-horizon",
    ] {
        assert!(codes.contains(&code), "{code} of {codes:?}");
    }
}

#[test]
fn draws_are_the_same_whatever_else_is_assumed() {
    let case = case();
    let mut uncertain = case.appraisal.clone();
    uncertain.draws = 64;
    uncertain.options[3].choices[0].running_gbp = Estimate::new(480_000.0, 528_000.0, 600_000.0).ok();
    let first = case.answer_of(&uncertain);
    let ranges = first.options[3].ranges.expect("ranges");
    assert!(ranges.net_present.p10 < ranges.net_present.p90);
    assert!((ranges.us.mean - first.options[3].money.us).abs() < 2_000_000.0);
    // Another option's uncertainty, and one option more, leave these draws as they are.
    uncertain.options[3].items[0].annual_gbp = Estimate::new(8_000.0, 8_000.0, 8_000.0).ok();
    uncertain.options[2].choices[0].running_gbp = Estimate::new(400_000.0, 450_000.0, 470_000.0).ok();
    let again = case.answer_of(&uncertain);
    assert_eq!(again.options[3].ranges, first.options[3].ranges);
}

#[test]
fn others_who_leave_anyway_leave_the_bias_on_our_cost_alone() {
    let case = case();
    let bias = |appraisal: &appraisal::input::Appraisal| {
        case.answer_of(appraisal).options[3]
            .flows
            .extras
            .bias
            .iter()
            .map(|pence| pence.round())
            .collect::<Vec<f64>>()
    };
    assert_eq!(bias(&case.appraisal), vec![0.0, 10_824_000.0]);
    // Ash's line of the same service stands before ours.
    let mut with = case.appraisal.clone();
    with.anyway.push(Move {
        buyer: "A".into(),
        supplier: "U".into(),
        services: Services::All,
        date: "2014-04-01".parse().unwrap(),
        to: Destination { kind: DestinationKind::Stop, code: None },
        phase_months: 0,
        transfer_share: None,
        redeploy_share: 0.0,
    });
    assert_eq!(bias(&with), vec![0.0, 10_824_000.0]);
    let answer = case.answer_of(&with);
    assert!(answer.options[2].people.iter().all(|row| row.is_ours));
    // Nobody is left to share the unit with: what it needs for us alone goes, and nobody else pays for it.
    assert!(
        answer.options[2].bodies.iter().all(|row| row.body.as_str() != "A"),
        "{:?}",
        answer.options[2].bodies
    );
}

#[test]
fn the_same_half_a_year_later() {
    let answer = case().answer();
    // Half a year in house: 270,000 + 24,000 less 180,000 that goes; Ash's price is only looked at in April.
    let rows: Vec<(Option<u32>, Pence)> =
        answer.timing.iter().map(|row| (row.later_months, Pence::round(row.money.purse))).collect();
    assert_eq!(rows, vec![(Some(0), Pence(20_400_000)), (Some(6), Pence(11_400_000))]);
    assert_eq!(Pence::round(answer.timing[1].money.us), Pence(-600_000));
}

#[test]
fn the_only_uncertain_input_makes_all_of_the_variance() {
    let case = case();
    let mut uncertain = case.appraisal.clone();
    uncertain.preferred = Some("council".into());
    uncertain.options[3].choices[0].running_gbp = Estimate::new(480_000.0, 528_000.0, 600_000.0).ok();
    let found = answer(&case.snapshot, &case.rulebook, &uncertain, Depth { samples: 256 }).unwrap();
    assert_eq!(found.firmness.indices.len(), 1);
    let index = found.firmness.indices[0].index;
    assert!(
        (index.total.value - 1.0).abs() < 0.2 && (index.first_order.value - 1.0).abs() < 0.3,
        "{index:?}"
    );
}

fn destined(table: ClosureTable, buyer: &str, to: &str) -> Destined {
    let any = || Code::new("*");
    let date = "2014-04-01".parse().unwrap();
    Destined { table, buyer: buyer.into(), service: any(), band: any(), place: None, to: to.into(), date }
}

#[test]
fn everything_of_a_closing_unit_goes_to_one_place() {
    let case = case();
    let closed = |map: Vec<Destined>| {
        let mut appraisal = case.appraisal.clone();
        appraisal.closure = map;
        case.answer_of(&appraisal).closure.expect("a map")
    };
    let sound = vec![
        destined(ClosureTable::Lines, "A", "B"),
        destined(ClosureTable::Lines, "B", "B"),
        destined(ClosureTable::Pools, "*", "stop"),
    ];
    let map = closed(sound.clone());
    assert!(map.findings.is_empty(), "{:?}", map.findings);
    assert_eq!(map.rows.len(), 4);
    assert_eq!(map.receivers.len(), 1);
    assert_eq!(
        (map.receivers[0].lines, map.receivers[0].paid_today),
        (Pence(120_000_000), Pence(60_000_000))
    );

    let codes = |map: &appraisal::closure::Closure| -> Vec<(&'static str, String)> {
        map.findings.iter().map(|finding| (finding.code, finding.place.row.clone())).collect()
    };
    let orphan = closed(sound[1..].to_vec());
    assert_eq!(codes(&orphan), vec![("closure-orphan", "A-fin".to_string())]);
    let mut twice = sound.clone();
    twice.push(destined(ClosureTable::Lines, "A", "C"));
    assert_eq!(codes(&closed(twice)), vec![("closure-counted-twice", "A-fin".to_string())]);
    let mut idle = sound;
    idle.push(destined(ClosureTable::Posts, "*", "C"));
    assert_eq!(codes(&closed(idle)), vec![("closure-unused", "closure 4".to_string())]);
}
