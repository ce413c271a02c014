//! Whatever a rule says: every way to rate is decided, open, or contradicted, and never two of these.

use std::collections::{BTreeMap, BTreeSet};

use assurance::{Condition, Definition, Judged, Known, Origin, Rule, Why};
use proptest::prelude::*;
use vocabulary::Code;

use crate::world::*;

const DOMAINS: [&str; 3] = ["leadership", "business-plan", "customer-focus"];

fn rules() -> impl Strategy<Value = Vec<Rule>> {
    let picked = |many: usize| prop::collection::btree_set(0..many, 1..=many);
    let condition = (picked(3), prop::option::of(picked(3)), 0..4_u32, prop::option::of(0..4_u32));
    let condition = condition.prop_map(|(ratings, domains, at_least, at_most)| {
        let all = &definition().ratings;
        Condition {
            ratings: ratings.into_iter().map(|at| all[at].id.clone()).collect(),
            domains: domains.into_iter().flatten().map(|at| code(DOMAINS[at])).collect(),
            at_least,
            at_most,
        }
    });
    let rule = (0..3_usize, prop::collection::vec(condition, 1..3)).prop_map(|(outcome, when)| Rule {
        outcome: definition().outcomes[outcome].id.clone(),
        words: String::new(),
        when,
        origin: Origin { known: Known::Ours, source: None },
    });
    prop::collection::vec(rule, 1..5)
}

/// The outcomes of the rules that apply, counted out by hand.
fn outcomes(definition: &Definition, ratings: &BTreeMap<Code, Code>) -> BTreeSet<Code> {
    let mut found = BTreeSet::new();
    for rule in &definition.rules {
        let mut applies = true;
        for condition in &rule.when {
            let mut number = 0;
            for (domain, rating) in ratings {
                let looked_at = condition.domains.is_empty() || condition.domains.contains(domain);
                number += u32::from(looked_at && condition.ratings.contains(rating));
            }
            applies &= number >= condition.at_least && condition.at_most.is_none_or(|most| number <= most);
        }
        if applies {
            found.insert(rule.outcome.clone());
        }
    }
    found
}

proptest! {
    #[test]
    fn every_way_to_rate_has_one_answer(rules in rules()) {
        let definition = Definition { rules, ..definition() };
        let found = definition.consistency().unwrap();
        let decided: u64 = found.decided.values().sum();
        prop_assert_eq!(decided + found.open_ways() + found.contradictions.len() as u64, found.ways);
        let (mut one, mut none, mut several) = (0, 0, 0);
        for way in 0..27_usize {
            let pick = |at: u32| definition.ratings[way / 3_usize.pow(at) % 3].id.clone();
            let ratings: BTreeMap<Code, Code> = (0..3).map(|at| (code(DOMAINS[at as usize]), pick(at))).collect();
            let expected = outcomes(&definition, &ratings);
            match definition.judge(&ratings) {
                Judged::Outcome(outcome) => {
                    prop_assert_eq!(BTreeSet::from([outcome]), expected);
                    one += 1;
                }
                Judged::Open(Why::NoRule) => {
                    prop_assert!(expected.is_empty());
                    none += 1;
                }
                Judged::Open(Why::Contradiction(all)) => {
                    prop_assert_eq!(all.into_iter().collect::<BTreeSet<_>>(), expected);
                    several += 1;
                }
                Judged::Open(why) => prop_assert!(false, "{why}"),
            }
        }
        prop_assert_eq!((one, none, several), (decided, found.open_ways(), found.contradictions.len()));
        // Errors are contradictions; what is open is said, and doesn't keep anybody from using it.
        let findings = definition.check("x");
        prop_assert_eq!(findings.iter().any(|finding| finding.is_error()), several > 0);
        prop_assert_eq!(findings.iter().any(|finding| finding.code == "rule-leaves-open"), none > 0);
    }
}

#[test]
fn too_many_ways_are_refused_before_they_are_tried() {
    let ids: Vec<String> = (0..30).map(|number| format!("d{number}")).collect();
    let questions: Vec<String> = (0..30).map(|number| format!("q{number}")).collect();
    let asks: Vec<[&str; 1]> = questions.iter().map(|question| [question.as_str()]).collect();
    let domains: Vec<(&str, &[&str])> =
        ids.iter().zip(&asks).map(|(id, asks)| (id.as_str(), asks.as_slice())).collect();
    let wide = definition_asking(&domains);
    assert_eq!((wide.ways(), wide.consistency()), (None, None));
    let codes: Vec<&str> = wide.check("x").iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["checkpoint-too-large"]);
}
