use std::collections::BTreeMap;
use std::sync::Arc;

use assurance::{Act, ActKind, Carried, DomainRating, Event, Evidence, Intended, Milestone, PlanRow, Setup};
use proptest::prelude::*;
use serde_json::json;
use vocabulary::{Code, Date, FinancialYear, Office, Pence, Who};

use super::{RoundEvent, read_round_act, read_round_event, round_act_value, round_event_value};
use crate::assurance::{KeptDefinition, keep_checkpoint};

fn shipped() -> KeptDefinition {
    let text = include_str!("../../../../../data/checkpoints/shared-unit.toml");
    keep_checkpoint("shared-unit", text).0.unwrap()
}

fn code() -> impl Strategy<Value = Code> {
    "[A-Z0-9*]{1,6}".prop_map(|text| Code::new(&text))
}

fn text() -> impl Strategy<Value = String> {
    "\\PC{0,20}(\n- “\\PC{0,5}”)?"
}

fn day() -> impl Strategy<Value = Date> {
    (2012_i16..2100, 1_i8..=12, 1_i8..=28).prop_map(|(year, month, day)| Date::new(year, month, day).unwrap())
}

fn year() -> impl Strategy<Value = FinancialYear> {
    (2012..2098).prop_map(|year| format!("{year}/{:02}", (year + 1) % 100).parse().unwrap())
}

fn pence() -> impl Strategy<Value = Pence> {
    (-1_000_000_000_000_i64..1_000_000_000_000).prop_map(Pence)
}

fn evidence() -> impl Strategy<Value = Vec<Evidence>> {
    prop::collection::vec((text(), "[0-9a-f]{0,64}").prop_map(|(title, hash)| Evidence { title, hash }), 0..3)
}

fn rating() -> impl Strategy<Value = DomainRating> {
    (code(), code(), text()).prop_map(|(domain, rating, reason)| DomainRating { domain, rating, reason })
}

fn setup() -> impl Strategy<Value = Setup> {
    let carried =
        (code(), text(), evidence()).prop_map(|(round, text, evidence)| Carried { round, text, evidence });
    let codes = ([code(), code(), code()], prop::collection::vec(code(), 0..4));
    (codes, day(), prop::collection::btree_map(code(), carried, 0..3)).prop_map(
        |(([round, unit, overseer], customers), answer_by, carried)| {
            let definition = Arc::clone(&shipped().definition);
            Setup { round, unit, overseer, customers, definition, answer_by, carried }
        },
    )
}

/// Any act of a kind.
fn act(kind: ActKind) -> BoxedStrategy<Act> {
    let ratings = || prop::collection::vec(rating(), 0..4);
    match kind {
        ActKind::Open => setup().prop_map(|setup| Act::Open { setup: Box::new(setup) }).boxed(),
        ActKind::Answer => (code(), text(), evidence())
            .prop_map(|(question, text, evidence)| Act::Answer { question, text, evidence })
            .boxed(),
        ActKind::Keep => code().prop_map(|question| Act::Keep { question }).boxed(),
        ActKind::RateSelf => rating().prop_map(|rating| Act::RateSelf { rating }).boxed(),
        ActKind::StatePlan => {
            let row = ([code(), code(), code()], year(), pence(), prop::option::of(pence())).prop_map(
                |([unit, customer, service], year, income, cost)| PlanRow {
                    unit,
                    customer,
                    service,
                    year,
                    income,
                    cost,
                },
            );
            prop::collection::vec(row, 0..4).prop_map(|rows| Act::StatePlan { rows }).boxed()
        }
        ActKind::Intend => {
            let row = ([code(), code(), code()], year(), pence(), pence()).prop_map(
                |([customer, unit, service], year, low, high)| Intended {
                    customer,
                    unit,
                    service,
                    year,
                    low,
                    high,
                },
            );
            prop::collection::vec(row, 0..4).prop_map(|rows| Act::Intend { rows }).boxed()
        }
        ActKind::Respond => (prop::collection::btree_map(code(), 0_u8..=255, 0..4), text())
            .prop_map(|(scores, text)| Act::Respond { scores, text })
            .boxed(),
        ActKind::Rate => ratings().prop_map(|ratings| Act::Rate { ratings }).boxed(),
        ActKind::Moderate => ratings().prop_map(|ratings| Act::Moderate { ratings }).boxed(),
        ActKind::RecordOutcome => (prop::option::of(code()), text())
            .prop_map(|(outcome, text)| Act::RecordOutcome { outcome, text })
            .boxed(),
        ActKind::BindPlan => {
            let one =
                (text(), code(), day()).prop_map(|(text, owner, due)| Milestone::new(&text, &owner, due));
            prop::collection::vec(one, 0..3).prop_map(|milestones| Act::BindPlan { milestones }).boxed()
        }
        ActKind::MeetMilestone => {
            (0_usize..9, text()).prop_map(|(milestone, text)| Act::MeetMilestone { milestone, text }).boxed()
        }
        ActKind::MissMilestone => {
            (0_usize..9, text()).prop_map(|(milestone, text)| Act::MissMilestone { milestone, text }).boxed()
        }
        ActKind::Abandon => text().prop_map(|text| Act::Abandon { text }).boxed(),
        ActKind::Certify => Just(Act::Certify).boxed(),
        ActKind::Publish => Just(Act::Publish).boxed(),
        ActKind::Close => Just(Act::Close).boxed(),
    }
}

fn any_act() -> impl Strategy<Value = Act> {
    prop::sample::select(ActKind::ALL).prop_flat_map(act)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn every_act_is_read_back_as_it_was_written(act in any_act(), on in day(), number in 1_usize..99) {
        let kept = shipped();
        // Through text, as the database and the record hold it.
        let value = serde_json::from_str(&round_act_value(&act, &kept).to_string()).unwrap();
        prop_assert_eq!(&read_round_act(&value, &kept).unwrap(), &act);
        let who = Who::new("1", "X24", Office::ReviewLead);
        let (round, unit) = (Code::new("X24-2026-1"), Code::new("0CG"));
        let line = RoundEvent { round, unit, number, event: Event { act, who, on } };
        prop_assert_eq!(read_round_event(&round_event_value(&line, &kept), &kept).unwrap(), line);
    }

    #[test]
    fn a_field_that_is_missing_or_unknown_is_told(act in any_act()) {
        let kept = shipped();
        let whole = round_act_value(&act, &kept);
        let mut more = whole.clone();
        more["surprise"] = json!(1);
        prop_assert!(read_round_act(&more, &kept).is_err());
        for name in whole.as_object().unwrap().keys().filter(|name| *name != "outcome") {
            let mut less = whole.clone();
            less.as_object_mut().unwrap().remove(name);
            let findings = read_round_act(&less, &kept).unwrap_err();
            prop_assert!(findings.iter().any(|finding| finding.code == "act-field"), "without {}", name);
        }
    }
}

#[test]
fn an_act_that_rests_on_another_definition_is_told() {
    let kept = shipped();
    let setup = Setup {
        round: Code::new("R"),
        unit: Code::new("U"),
        overseer: Code::new("X"),
        customers: Vec::new(),
        definition: Arc::clone(&kept.definition),
        answer_by: "2026-12-31".parse().unwrap(),
        carried: BTreeMap::new(),
    };
    let value = round_act_value(&Act::Open { setup: Box::new(setup) }, &kept);
    let changed = keep_checkpoint("shared-unit", &kept.text.replace("Leadership", "Leaders")).0.unwrap();
    let findings = read_round_act(&value, &changed).unwrap_err();
    assert!(findings[0].seen.contains(&kept.sha256) && findings[0].expected.contains(&changed.sha256));
    let windows = keep_checkpoint("shared-unit.toml", &kept.text.replace('\n', "\r\n")).0.unwrap();
    assert_eq!(windows, kept, "however its lines end");
}
