//! Cases on small registers: the search against trying every set with the plain engines, and what forbids an answer.

use stability::joint::sets::Asked;
use stability::joint::sets::{Failure, search};
use stability::joint::{
    AtRestFailure, CaseSet, FailureKind, JointAsked, Pending, RestingUnit, Standing, Timelines, blame, joint,
    on_terms_of_first,
};
use stability::scenario::{Scenario, Steps};
use vocabulary::{Code, Estimate};

use super::brute::{bits, brute};
use super::common::{codes, moved, rulebook, scenario, snapshot};

/// A unit with so many buyers of two services, every buyer with an offer; what each costs differs by a fixed pattern.
fn register(buyers: usize, salt: u64) -> register::Snapshot {
    let spread = |i: usize, step: u64, of: u64| (i as u64 * step + salt) % of;
    let mut tables = [
        ("bodies", "body_code,name,roles\nU,Unit,unit\nS,Supplier,supplier".to_string()),
        ("populations", "body_code,as_of,people,measure".to_string()),
        ("agreement_lines", "line_id,buyer_code,supplier_code,service_code,annual_gbp,price_basis,start_date,notice_months".to_string()),
        ("alternatives", "alternative_id,buyer_code,service_code,kind,supplier_code,per_volume_gbp,switching_gbp,spread_years".to_string()),
    ];
    for i in 0..buyers {
        let people = 20_000 + 5_000 * spread(i, 7, 11);
        tables[0].1 += &format!("\nB{i:02},Buyer {i},commissioner");
        tables[1].1 += &format!("\nB{i:02},2013-04-01,{people},registered");
        for (service, price) in [("fin", 6), ("com", 2)] {
            tables[2].1 += &format!(
                "\nB{i:02}-{service},B{i:02},U,{service},{}.00,cost_share,2013-04-01,0",
                people * price
            );
            let offer = price as f64 * (1.2 + 0.06 * spread(i, 5, 13) as f64);
            tables[3].1 +=
                &format!("\nB{i:02}-{service}-offer,B{i:02},{service},in_house,,{offer:.2},1000.00,4");
        }
    }
    let reserve = format!("unit_code,opening_reserve_gbp\nU,{}.00", 100_000 + 40_000 * (salt % 5));
    let mut all: Vec<(&str, &str)> = tables.iter().map(|(name, text)| (*name, text.as_str())).collect();
    all.push(("units", &reserve));
    all.push((
        "services",
        "service_code,title,min_people,statutory\nfin,Finance,,no\ncom,Communications,,no",
    ));
    all.push((
        "cost_pools",
        "pool_id,unit_code,service_code,kind,annual_gbp,step_volume,is_staff,release_delay_months,release_over_months
         fin-work,U,fin,variable,1200000.00,,yes,3,6
         fin-team,U,fin,step,900000.00,60000,yes,6,6
         fin-system,U,fin,fixed,400000.00,,no,12,0
         com-team,U,com,step,500000.00,90000,yes,3,3
         rent,U,overhead,variable,200000.00,,no,12,12
         board,U,overhead,fixed,300000.00,,yes,6,12",
    ));
    snapshot(&all)
}

const RULES: &str = "rule_id,title,valid_from,valid_to,cost_kind,destination,leaver_percent,remaining_percent,unit_percent,centre_percent
unit-bears,Unit,2013-04-01,,residual,*,0,0,100,0
unit-bears,Unit,2013-04-01,,redundancy,*,0,0,100,0
unit-bears,Unit,2013-04-01,,transition,*,100,0,0,0
leaver-pays,Leaver,2013-04-01,,residual,*,100,0,0,0
leaver-pays,Leaver,2013-04-01,,redundancy,*,100,0,0,0
leaver-pays,Leaver,2013-04-01,,transition,*,100,0,0,0";
const VIABILITY: &str = "test,threshold,unit,valid_from,valid_to
cannot_fund_itself,0,GBP,2013-04-01,
critical_mass,12,percent,2013-04-01,";

fn rules() -> register::Rulebook {
    rulebook(&[("payer_rules", RULES), ("viability", VIABILITY)])
}

/// One case for each of the first buyers: its finance, every third all it has.
fn cases(count: usize, rule: &str, steps: Steps) -> Vec<(String, Scenario)> {
    let case = |i: usize| {
        let services = if i % 3 == 2 { "*" } else { "fin" };
        let mut one = scenario();
        one.payer_rule = Code::new(rule);
        one.reaction = true;
        one.months = 36;
        one.steps = steps;
        one.moves = vec![moved(&format!("B{i:02}"), "U", services, "2013-10-01", "in_house")];
        (format!("case-{i}"), one)
    };
    (0..count).map(case).collect()
}

fn ready(salt: u64, count: usize, rule: &str, steps: Steps) -> Pending {
    let snapshot = register(count + 5, salt);
    Pending::of(&snapshot, &rules(), &cases(count, rule, steps)).unwrap_or_else(|f| panic!("{f:#?}"))
}

#[test]
fn the_quick_way_says_what_the_plain_one_does_for_every_set() {
    let mut failing = 0;
    for salt in 0..8 {
        let pending = ready(salt, 8, "unit-bears", Steps::Sticky);
        let rules = rules();
        let unit = RestingUnit::of(&pending, &rules, 0);
        let all: Vec<usize> = (0..8).collect();
        for watched in [unit.further(), unit.services(12.0), unit.services(30.0)] {
            let fast = AtRestFailure { unit: &unit, watched: &watched, cases: &all };
            let mut scratch = fast.scratch();
            for bits in 0..256 {
                let set = CaseSet::of_bits(bits);
                let plain = watched.happens(&unit.rest(&set));
                assert_eq!(fast.fails(&mut scratch, &set), plain, "{salt}: {set:?}");
                failing += usize::from(plain);
            }
        }
    }
    assert!(failing > 1_000 && failing < 5_000, "the cases must try both answers: {failing}");
}

#[test]
fn the_answer_equals_trying_every_set() {
    for (salt, rule, steps) in [
        (0, "unit-bears", Steps::Sticky),
        (3, "unit-bears", Steps::Sticky),
        (4, "unit-bears", Steps::Released),
        (1, "leaver-pays", Steps::Sticky),
    ] {
        let (count, rules) = (6, rules());
        let joint = joint(ready(salt, count, rule, steps), &rules, &JointAsked::default());
        let timelines = Timelines::of(&joint.pending, &rules);
        let unit = RestingUnit::of(&joint.pending, &rules, 0);
        for question in &joint.questions {
            let watched = match question.failure {
                FailureKind::CriticalMass => unit.services(12.0),
                _ => unit.further(),
            };
            let fails = |bits: u64| {
                let set = CaseSet::of_bits(bits);
                match question.failure {
                    FailureKind::Fails => timelines.checked(&set).reserves[0].fails_from.is_some(),
                    _ => watched.happens(&unit.rest(&set)),
                }
            };
            let Some(found) = &question.found else {
                assert!(fails(0), "{salt} {rule}");
                continue;
            };
            let (smallest, largest) = brute(count, |_| true, fails);
            assert_eq!(bits(&found.smallest), smallest, "{salt} {rule} {}", question.failure);
            assert_eq!(bits(&found.largest), largest, "{salt} {rule} {}", question.failure);
            assert!(question.certificates.iter().all(|certificate| certificate.holds));
        }
    }
}

#[test]
fn sixteen_cases_by_hitting_sets_equal_every_set_tried() {
    let pending = ready(2, 16, "unit-bears", Steps::Sticky);
    let rules = rules();
    let unit = RestingUnit::of(&pending, &rules, 0);
    let all: Vec<usize> = (0..16).collect();
    for watched in [unit.further(), unit.services(12.0), unit.services(30.0)] {
        let failure = AtRestFailure { unit: &unit, watched: &watched, cases: &all };
        let every = search(&failure, &Asked::of(16));
        let hitting = search(&failure, &Asked { exhaustive_max: 0, ..Asked::of(16) });
        assert!(every.every_set_tried && every.is_monotone() && !hitting.every_set_tried);
        assert_eq!((&every.smallest, &every.largest), (&hitting.smallest, &hitting.largest));
        assert!(hitting.smallest_whole && hitting.largest_whole);
        assert!(hitting.smallest.len() > 5 && hitting.smallest.iter().any(|set| set.len() > 2));
    }
}

#[test]
fn shares_of_the_blame_add_up_and_sampling_comes_near() {
    let pending = ready(1, 6, "unit-bears", Steps::Sticky);
    let rules = rules();
    let timelines = Timelines::of(&pending, &rules);
    let exact = blame(&pending, &timelines).expect("shares");
    assert_eq!(exact.shares.iter().map(|share| share.amount).sum::<vocabulary::Pence>(), exact.total);
    let worth = |set: &CaseSet| timelines.state(set).system_cost.as_f64();
    let streams: Vec<_> =
        (0..6).map(|case| stability::draw::Stream::of(1, &format!("joint/case-{case}"))).collect();
    let (means, errors) = stability::joint::blame::sampled(&streams, 200, &worth);
    for (share, (mean, error)) in exact.shares.iter().zip(means.iter().zip(&errors)) {
        assert!((share.amount.as_f64() - mean).abs() <= 5.0 * error + 1.0, "{share:?}: {mean} ± {error}");
    }
    // More than twelve cases are sampled; the shares still add up, and are the same every time.
    let many = ready(1, 13, "unit-bears", Steps::Sticky);
    let once = || blame(&many, &Timelines::of(&many, &rules)).expect("shares");
    let sampled = once();
    assert_eq!(sampled.shares.iter().map(|share| share.amount).sum::<vocabulary::Pence>(), sampled.total);
    assert!(sampled.shares.iter().all(|share| share.standard_error.is_some()));
    assert_eq!(sampled, once());
}

#[test]
fn cases_that_take_one_line_are_never_combined() {
    let mut cases = cases(4, "unit-bears", Steps::Sticky);
    cases[3].1.moves = vec![moved("B00", "U", "*", "2014-01-01", "in_house")];
    let pending = Pending::of(&register(9, 0), &rules(), &cases).unwrap();
    assert_eq!(codes(&pending.findings), ["cases-exclude-each-other"]);
    assert_eq!(pending.excluding.iter().map(|(a, b, _)| (*a, *b)).collect::<Vec<_>>(), [(0, 3)]);
    let joint = joint(pending, &rules(), &JointAsked::default());
    assert!(joint.blame.is_none());
    for found in joint.questions.iter().filter_map(|question| question.found.as_ref()) {
        let both = |set: &CaseSet| set.contains(0) && set.contains(3);
        assert!(!found.smallest.iter().any(both) && !found.largest.iter().any(both));
        assert!(found.largest_whole);
    }
}

#[test]
fn cases_must_agree_on_their_world() {
    let mut cases = cases(6, "unit-bears", Steps::Sticky);
    cases[1].1.months = 24;
    cases[2].1.payer_rule = Code::new("leaver-pays");
    cases[3].1.steps = Steps::Released;
    cases[4].1.reaction = false;
    cases[5].1.reluctance = Estimate::fixed(0.2).unwrap();
    let findings = Pending::of(&register(9, 0), &rules(), &cases).expect_err("an error");
    assert_eq!(codes(&findings), ["cases-disagree"]);
    let settings: Vec<&str> = findings.iter().map(|finding| finding.place.column.as_str()).collect();
    assert_eq!(settings, ["months", "payer_rule", "steps", "reaction", "reluctance"]);
    assert!(Pending::of(&register(9, 0), &rules(), &[]).is_err());
}

#[test]
fn one_figure_is_assumed_to_be_one_thing() {
    let mut cases = cases(2, "unit-bears", Steps::Sticky);
    let assumed = |factor| stability::scenario::Assumption {
        at: "cost_pools/fin-*/annual_gbp".to_string(),
        value: Estimate::fixed(factor).unwrap(),
        scale: true,
        reason: "tried".to_string(),
    };
    cases[0].1.assumptions = vec![assumed(1.5)];
    cases[1].1.assumptions = vec![assumed(1.5)];
    let pending = Pending::of(&register(7, 0), &rules(), &cases).unwrap();
    // Once, not twice.
    let pool = pending.model.pools.iter().position(|pool| pool.id.as_str() == "fin-work").unwrap();
    assert_eq!(pending.numbers.pool_annual[pool], 180_000_000.0);
    cases[1].1.assumptions = vec![assumed(2.0)];
    let findings = Pending::of(&register(7, 0), &rules(), &cases).expect_err("an error");
    assert_eq!(codes(&findings), ["cases-assume-differently"]);
}

#[test]
fn cases_of_several_authors_are_put_on_the_terms_of_the_first() {
    let mut cases = cases(3, "unit-bears", Steps::Sticky);
    let assumed = |at: &str, factor| stability::scenario::Assumption {
        at: at.to_string(),
        value: Estimate::fixed(factor).unwrap(),
        scale: true,
        reason: "tried".to_string(),
    };
    cases[0].1.assumptions = vec![assumed("cost_pools/fin-*/annual_gbp", 1.5)];
    cases[1].1.assumptions =
        vec![assumed("cost_pools/fin-*/annual_gbp", 2.0), assumed("cost_pools/hr-*/annual_gbp", 1.1)];
    cases[2].1.payer_rule = Code::new("leaver-pays");
    cases[2].1.months = 24;
    let (together, said) = on_terms_of_first(&cases);
    let told: Vec<(&str, &str)> =
        said.iter().map(|finding| (finding.place.table.as_str(), finding.place.column.as_str())).collect();
    assert_eq!(
        told,
        [
            (cases[1].0.as_str(), "likely"),
            (cases[2].0.as_str(), "months"),
            (cases[2].0.as_str(), "payer_rule")
        ]
    );
    assert_eq!(codes(&said), ["case-on-other-terms"]);
    assert_eq!(together[1].1.assumptions, [assumed("cost_pools/hr-*/annual_gbp", 1.1)]);
    // The moves are their own, and it can be answered.
    let moves = |cases: &[(String, Scenario)]| -> Vec<_> {
        cases.iter().map(|(_, scenario)| scenario.moves.clone()).collect()
    };
    assert_eq!(moves(&together), moves(&cases));
    assert!(Pending::of(&register(9, 0), &rules(), &together).is_ok());
    // Who agrees already is left as they are.
    let (again, said) = on_terms_of_first(&together);
    assert_eq!((again, said.len()), (together, 0));
}

#[test]
fn what_happens_anyway_is_no_case_s_doing() {
    // Offers far under the price: everybody who may leave does so whatever the cases do.
    let mut cases = cases(2, "unit-bears", Steps::Sticky);
    for (_, case) in &mut cases {
        case.assumptions = vec![stability::scenario::Assumption {
            at: "alternatives/*/per_volume_gbp".to_string(),
            value: Estimate::fixed(0.1).unwrap(),
            scale: true,
            reason: "tried".to_string(),
        }];
    }
    let joint =
        joint(Pending::of(&register(7, 0), &rules(), &cases).unwrap(), &rules(), &JointAsked::default());
    assert!(codes(&joint.findings).contains(&"fails-anyway"));
    for question in &joint.questions {
        match &question.found {
            None => assert_eq!(question.failure, FailureKind::Fails),
            Some(found) => {
                assert!(found.smallest.is_empty(), "{question:?}");
                assert!(question.standings.iter().all(|(_, standing, _)| *standing == Standing::Harmless));
            }
        }
    }
}

#[test]
fn under_its_own_rule_all_cases_cost_the_system_what_they_are_to_blame_for() {
    let cases = cases(4, "unit-bears", Steps::Sticky);
    let (snapshot, rules) = (register(8, 3), rules());
    let answer = joint(Pending::of(&snapshot, &rules, &cases).unwrap(), &rules, &JointAsked::default());
    let answer = answer.with_rules(&snapshot, &rules).unwrap();
    let of = |rule: &str| answer.rules.iter().find(|(id, _)| id.as_str() == rule).unwrap().1.clone();
    assert_eq!(of("unit-bears").system, answer.blame.as_ref().unwrap().total);
    let known: std::collections::BTreeSet<&Code> = rules.payer_rules.iter().map(|row| &row.rule_id).collect();
    assert!(known.len() > 1 && answer.rules.iter().map(|(id, _)| id).eq(known), "every rule, by name");
    // The rule says who pays. What it is that they pay may differ too, because others react to what they have to pay.
    assert_ne!(of("unit-bears").leavers, of("leaver-pays").leavers);
}

#[test]
fn cases_that_exclude_each_other_are_compared_under_no_rule() {
    let mut cases = cases(2, "unit-bears", Steps::Sticky);
    cases[1].1.moves = cases[0].1.moves.clone();
    let (snapshot, rules) = (register(7, 0), rules());
    let pending = Pending::of(&snapshot, &rules, &cases).unwrap();
    assert_eq!(pending.under_every_rule(&snapshot, &rules).unwrap(), []);
}
