//! What may be asked and what may not.

use stability::answer::{Depth, answer};
use stability::scenario::{Assumption, Destination, Scenario};
use stability::setup::{Options, prepare};
use vocabulary::{Code, Estimate};

use crate::common::{codes, in_words, moved, posted, pounds, run_case, try_run};
use crate::{leaves_on, rules, shipped, town};

/// The errors that forbid an answer.
fn forbidden(town: &crate::Town, asked: &Scenario) -> Vec<&'static str> {
    let findings = try_run(&town.snapshot(), &rules(), asked).expect_err("no answer");
    codes(&findings.into_iter().filter(|finding| finding.is_error()).collect::<Vec<_>>())
}

/// The errors that an answer states.
fn stated(town: &crate::Town, asked: &Scenario) -> Vec<&'static str> {
    let impact = run_case(&town.snapshot(), &rules(), asked);
    codes(&impact.findings.into_iter().filter(|finding| finding.is_error()).collect::<Vec<_>>())
}

#[test]
fn dates_within_a_month_or_outside_of_the_horizon() {
    for date in ["2013-10-02", "2013-10-31", "2013-03-01", "2015-04-01", "9999-12-01", "-000500-01-01"] {
        let Ok(date) = date.parse::<vocabulary::Date>() else { continue };
        let mut asked = leaves_on("2013-10-01");
        asked.moves[0].date = date;
        assert_eq!(forbidden(&town(), &asked), ["date-outside-horizon"], "{date}");
    }
    let start = Scenario { start: "2013-04-02".parse().expect("a date"), ..leaves_on("2013-10-01") };
    assert_eq!(forbidden(&town(), &start), ["not-first-of-month"]);
    for months in [0, 601, u32::MAX] {
        assert_eq!(
            forbidden(&town(), &Scenario { months, ..leaves_on("2013-10-01") }),
            ["horizon-out-of-range"]
        );
    }
}

#[test]
fn a_line_that_is_moved_twice() {
    let mut asked = leaves_on("2013-10-01");
    asked.moves.push(moved("B", "U", "*", "2014-01-01", "stop"));
    assert_eq!(forbidden(&town(), &asked), ["moved-twice"]);
    let mut named_twice = leaves_on("2013-10-01");
    named_twice.moves[0] = moved("B", "U", "fin;fin", "2013-10-01", "stop");
    assert_eq!(forbidden(&town(), &named_twice), ["moved-twice"]);
}

#[test]
fn codes_that_name_nothing() {
    let one = |buyer, supplier, services, to| {
        let mut asked = leaves_on("2013-10-01");
        asked.moves = vec![moved(buyer, supplier, services, "2013-10-01", to)];
        forbidden(&town(), &asked)
    };
    assert!(one("X", "U", "fin", "stop").contains(&"unknown-code"));
    assert!(one("B", "X", "fin", "stop").contains(&"unknown-code"));
    assert!(one("B", "U", "fin", "supplier:X").contains(&"unknown-code"));
    assert_eq!(one("B", "U", "cooking", "stop"), ["nothing-to-move"]);
    assert_eq!(one("C", "U", "*", "stop"), ["nothing-to-move"]);
    assert_eq!(one("B", "U", "fin", "unit:V"), ["no-price-there"]);
    assert_eq!(one("B", "U", "fin", "unit:U"), ["moved-to-itself"]);
    let rule = Scenario { payer_rule: Code::new("nobody-pays"), ..leaves_on("2013-10-01") };
    assert_eq!(forbidden(&town(), &rule), ["unknown-rule"]);
}

#[test]
fn a_unit_destination_without_a_code_is_said() {
    let mut asked = leaves_on("2013-10-01");
    asked.moves[0].to = Destination { kind: "unit".parse().expect("a kind"), code: None };
    assert!(!forbidden(&town(), &asked).is_empty());
}

#[test]
fn a_move_before_the_line_starts() {
    let town = town().adding("agreement_lines", "C-fin,C,U,fin,200.00,cost_share,2014-01-01,,0");
    let mut asked = leaves_on("2013-10-01");
    asked.moves = vec![moved("C", "U", "fin", "2013-12-01", "stop")];
    assert_eq!(forbidden(&town, &asked), ["moved-before-start"]);
    asked.moves = vec![moved("C", "U", "fin", "2014-01-01", "stop")];
    assert!(posted(&run_case(&town.snapshot(), &rules(), &asked).moved, "C", "U", "price", "fin").is_empty());
}

#[test]
fn stopping_what_the_law_demands() {
    let town = town()
        .adding("agreement_lines", "A-law,A,U,law,120.00,cost_share,,,0")
        .adding("cost_pools", "law-people,U,law,variable,60.00,,yes,0,0");
    let mut asked = leaves_on("2013-10-01");
    asked.moves = vec![moved("A", "U", "law", "2013-10-01", "stop")];
    assert_eq!(stated(&town, &asked), ["statutory-service-stopped"]);
}

#[test]
fn a_closure_with_an_orphan() {
    let asked = Scenario { closes: Some(Code::new("U")), ..leaves_on("2013-10-01") };
    assert_eq!(stated(&town(), &asked), ["orphan-line"]);
    let mut whole = asked.clone();
    whole.moves.push(moved("A", "U", "fin", "2013-10-01", "supplier:S"));
    assert_eq!(stated(&town(), &whole), Vec::<&str>::new());
    let nobody = Scenario { closes: Some(Code::new("S")), ..leaves_on("2013-10-01") };
    assert_eq!(forbidden(&town(), &nobody), ["unknown-code"]);
}

#[test]
fn joining_from_in_house() {
    // Cedar does finance itself at 9 × 20 = 180 a year; at U it pays 1,000 ÷ 100 × 20 = 200.
    let mut asked = leaves_on("2013-10-01");
    asked.moves = vec![moved("C", "C", "fin", "2013-10-01", "unit:U")];
    let impact = run_case(&town().snapshot(), &rules(), &asked);
    let own = posted(&impact.moved, "C", "outside", "running_cost", "fin");
    assert_eq!((own.len(), own[0].1), (6, pounds("15.00")));
    let there = posted(&impact.moved, "C", "U", "price", "fin");
    assert_eq!((there.len(), there[0].1), (18, pounds("16.67")));
    assert_eq!(posted(&impact.baseline, "C", "outside", "running_cost", "fin").len(), 24);
    // Those who are there gain: (720 + 240) ÷ 120 = 8.00 a head instead of 8.40.
    assert_eq!(posted(&impact.moved, "A", "U", "price", "fin")[12].1, pounds("47.62"));
    // What it costs today isn't known: an error.
    let unknown = town()
        .with("alternatives", "alternative_id,buyer_code,service_code,kind,fixed_gbp\nx,A,fin,in_house,5.00");
    assert_eq!(forbidden(&unknown, &asked), ["cost-not-known"]);
}

#[test]
fn several_bodies_join_from_in_house_in_any_order() {
    let town = town()
        .adding("bodies", "D,Dale,commissioner\nE,Elm,commissioner")
        .adding("populations", "D,2013-04-01,30,registered\nE,2013-04-01,10,registered");
    let joins = |body| moved(body, body, "fin", "2013-10-01", "unit:U");
    let forth = Scenario { moves: vec![joins("C"), joins("D"), joins("E")], ..leaves_on("2013-10-01") };
    let back = Scenario { moves: vec![joins("E"), joins("D"), joins("C")], ..forth.clone() };
    let run = |asked: &Scenario| in_words(&run_case(&town.snapshot(), &rules(), asked).moved);
    assert_eq!(run(&forth), run(&back));
}

#[test]
fn two_lines_to_one_host_in_different_months() {
    let curve = "alternative_id,buyer_code,service_code,kind,fixed_gbp,per_volume_gbp\nhost,A,fin,in_house,120.00,3.00\nown,B,fin,in_house,999.00,";
    let mut asked = leaves_on("2013-10-01");
    asked.moves = vec![
        moved("B", "U", "fin", "2013-10-01", "shared:A"),
        moved("A", "U", "fin", "2013-12-01", "shared:A"),
    ];
    let impact = run_case(&town().with("alternatives", curve).snapshot(), &rules(), &asked);
    // Birch alone: 120 + 3 × 40 = 240 a year. Both: 120 + 300 = 420, of which Birch 40%, Alder 60%.
    let birch = posted(&impact.moved, "B", "outside", "running_cost", "fin");
    assert!(birch[..2].iter().all(|(_, paid)| *paid == pounds("20.00")), "{birch:?}");
    assert!(birch[2..].iter().all(|(_, paid)| *paid == pounds("14.00")), "{birch:?}");
    let alder = posted(&impact.moved, "A", "outside", "running_cost", "fin");
    assert!(alder.len() == 16 && alder.iter().all(|(_, paid)| *paid == pounds("21.00")), "{alder:?}");
}

#[test]
fn what_joins_in_the_month_before_is_what_is_counted() {
    // Birch joins V in the month in which V's dear line leaves: "before that month" it was still there.
    let town = town()
        .adding(
            "agreement_lines",
            "C-fin,C,V,fin,300.00,cost_share,,,0\nC-fin-2,C,V,fin,100.00,cost_share,,,0",
        )
        .adding("cost_pools", "v-people,V,fin,variable,300.00,,yes,0,0");
    let mut asked = leaves_on("2013-10-01");
    asked.moves =
        vec![moved("B", "U", "fin", "2013-10-01", "unit:V"), moved("C", "V", "*", "2013-10-01", "in_house")];
    let impact = run_case(&town.snapshot(), &rules(), &asked);
    // Σ price ÷ Σ volume = 400 ÷ 40 = 10.00; 40 people: 400 a year.
    assert_eq!(posted(&impact.moved, "B", "V", "price", "fin")[0], (6, pounds("33.33")));
}

#[test]
fn one_figure_assumed_twice_is_the_same_in_any_order() {
    let one = |value: f64, scale| Assumption {
        at: "cost_pools/people/annual_gbp".to_string(),
        value: Estimate::fixed(value).expect("a number"),
        scale,
        reason: "tried".to_string(),
    };
    let run = |assumptions| {
        let asked = Scenario { assumptions, ..leaves_on("2013-10-01") };
        try_run(&town().snapshot(), &rules(), &asked)
            .map(|impact| in_words(&impact.moved))
            .map_err(|found| codes(&found))
    };
    assert_eq!(run(vec![one(2.0, true), one(900.0, false)]), run(vec![one(900.0, false), one(2.0, true)]));
}

#[test]
fn the_whole_answer_with_the_rules_that_ship() {
    let mut asked = Scenario { reaction: true, draws: 50, ..leaves_on("2013-10-01") };
    asked.reluctance = Estimate::new(0.05, 0.1, 0.25).expect("in order");
    let depth = Depth { variants: true, ..Depth::default() };
    let answer = answer(&town().snapshot(), &shipped(), &asked, depth).expect("an answer");
    assert!(answer.rules.len() >= 6);
    assert_eq!(answer.mitigations.len(), 8);
    assert_eq!(answer.ensemble.draws.len(), 50);
    assert_eq!(answer.exit_charge.charge, answer.exit_charge.revenue_lost + -answer.exit_charge.cost_avoided);
    assert!(answer.findings.is_sorted_by_key(|finding| std::cmp::Reverse(finding.severity)));
    // A whole transfer with no notice leaves no residual of staff.
    let team = answer.mitigations.iter().find(|variant| variant.title.contains("team")).expect("a variant");
    assert!(team.system <= answer.impact.system_change());
}

#[test]
fn whole_register_and_touched_units_give_the_same_effects() {
    let town = town()
        .adding("agreement_lines", "C-fin,C,V,fin,300.00,cost_share,,,0")
        .adding("cost_pools", "v-people,V,fin,variable,300.00,,yes,0,0");
    let asked = leaves_on("2013-10-01");
    let (snapshot, rules) = (town.snapshot(), rules());
    let run = |whole_register| {
        let setup = prepare(&snapshot, &rules, &asked, Options { whole_register, ..Options::default() })
            .expect("a setup");
        stability::impact::run(&snapshot, &rules, &asked, setup).expect("an answer")
    };
    let (small, whole) = (run(false), run(true));
    assert_eq!(small.system_change(), whole.system_change());
    for body in small.bodies() {
        let there = whole.setup.model.names.find(small.code(body).as_str()).expect("the body");
        assert_eq!(small.change(body), whole.change(there));
    }
}

#[test]
fn a_place_at_another_unit_costs_what_its_customers_pay_now() {
    // V's dear line only starts in month 20: at the review of month 12 V's customers pay 10.00 a head.
    let town = town()
        .adding(
            "agreement_lines",
            "C-fin,C,V,fin,200.00,cost_share,,,0\nC-dear,C,V,fin,900.00,cost_share,2014-12-01,,0",
        )
        .adding("cost_pools", "v-people,V,fin,variable,300.00,,yes,0,0")
        .with(
            "alternatives",
            "alternative_id,buyer_code,service_code,kind,supplier_code,fixed_gbp\nb,B,fin,in_house,,360.00\nv,A,fin,unit,V,",
        );
    let asked = Scenario { reaction: true, ..leaves_on("2013-10-01") };
    let impact = run_case(&town.snapshot(), &rules(), &asked);
    let line = |index: usize| impact.setup.model.lines[index].id.as_str();
    let judged = impact.moved.outcome.judgements.iter();
    let alder = judged.filter(|row| line(row.line) == "A-fin" && row.month == 12).collect::<Vec<_>>();
    assert_eq!(alder.len(), 1);
    assert!((alder[0].running - 60_000.0).abs() < 1e-6, "60 people at 10.00: {:?}", alder[0]);
    // 714.29 is above 1.1 × 600: it goes, and starts at 600 a year there.
    assert_eq!(posted(&impact.moved, "A", "V", "price", "fin")[0], (12, pounds("50.00")));
}

#[test]
fn nobody_who_gave_notice_pays_what_is_gathered_after_it_left() {
    // Birch moves in month 6, Alder gives notice in month 12 and leaves in month 15: of twelve parts it pays three.
    let lines = "line_id,buyer_code,supplier_code,service_code,annual_gbp,price_basis,notice_months\nA-fin,A,U,fin,500.00,cost_share,3\nB-fin,B,U,fin,390.00,cost_share,0";
    let town = town().with("agreement_lines", lines);
    let mut asked = Scenario { reaction: true, ..leaves_on("2013-10-01") };
    asked.payer_rule = Code::new("remaining-bear");
    let impact = run_case(&town.snapshot(), &rules(), &asked);
    // Gathered: 2 × 20.00 in months 6 and 7. Alder pays (595.24 + 40.00) ÷ 12 = 52.94 in months 12 to 14.
    let price = posted(&impact.moved, "A", "U", "price", "fin");
    assert_eq!(price.len(), 15);
    assert!(price[12..].iter().all(|(_, paid)| *paid == pounds("52.94")), "{price:?}");
}
