//! Cases can be looked at together only if they are asked of the same world.

use std::collections::BTreeMap;

use vocabulary::{Finding, Findings, Place};

use super::wrong_number;
use crate::scenario::{Assumption, Scenario};

/// How a setting is written.
type Written = fn(&Scenario) -> String;

/// What all cases must share: the setting, and how it is written.
const SHARED: [(&str, Written); 7] = [
    ("register", |scenario| scenario.register.clone()),
    ("start", |scenario| scenario.start.to_string()),
    ("months", |scenario| scenario.months.to_string()),
    ("payer_rule", |scenario| scenario.payer_rule.to_string()),
    ("reaction", |scenario| scenario.reaction.to_string()),
    ("steps", |scenario| scenario.steps.to_string()),
    ("reluctance", |scenario| scenario.reluctance.likely().to_string()),
];

/// A setting in which two scenarios differ.
pub(super) struct Differs {
    pub name: &'static str,
    pub here: String,
    pub there: String,
}

/// The settings in which a scenario differs from the first.
pub(super) fn settings_that_differ(scenario: &Scenario, first: &Scenario) -> Vec<Differs> {
    let both =
        SHARED.iter().map(|(name, value)| Differs { name, here: value(scenario), there: value(first) });
    both.filter(|setting| setting.here != setting.there).collect()
}

/// Everything in which cases differ and may not.
pub(super) fn check(cases: &[(String, Scenario)]) -> Findings {
    let mut findings: Findings = wrong_number(cases.len()).into_iter().collect();
    let Some((first_name, first)) = cases.first() else { return findings };
    for (name, scenario) in &cases[1..] {
        findings.extend(settings_that_differ(scenario, first).into_iter().map(|setting| {
            Finding::error("cases-disagree", Place::cell(name, "", setting.name), setting.here)
                .expected(format!("{}, as in {first_name}", setting.there))
                .action("Give the cases the same settings: together they can only happen in one world.")
        }));
    }
    findings.extend(assumed_differently(cases));
    findings
}

/// One figure may not be assumed to be two things. Only likely values are used here.
fn assumed_differently(cases: &[(String, Scenario)]) -> Findings {
    let mut known: BTreeMap<(&str, bool), (f64, &str)> = BTreeMap::new();
    let mut findings = Findings::new();
    for (name, scenario) in cases {
        for assumption in &scenario.assumptions {
            let value = assumption.value.likely();
            let key = (assumption.at.as_str(), assumption.scale);
            let (other, of) = *known.entry(key).or_insert((value, name));
            if other == value || of == name {
                continue;
            }
            let seen = format!("{} is assumed to be {value}", assumption.at);
            findings.push(
                Finding::error("cases-assume-differently", Place::cell(name, "assume", "likely"), seen)
                    .expected(format!("{other}, as in {of}"))
                    .action("Agree on one value."),
            );
        }
    }
    findings
}

/// One scenario of all moves and all assumptions: those that several cases make stand in it once.
pub(super) fn together(first: &Scenario, cases: &[(String, Scenario)]) -> Scenario {
    let mut assumptions: Vec<Assumption> = Vec::new();
    for (number, (_, scenario)) in cases.iter().enumerate() {
        for assumption in &scenario.assumptions {
            let same = |other: &Assumption| other.at == assumption.at && other.scale == assumption.scale;
            let of_others = cases[..number].iter().any(|(_, other)| other.assumptions.iter().any(same));
            if !of_others {
                assumptions.push(assumption.clone());
            }
        }
    }
    let moves = cases.iter().flat_map(|(_, scenario)| scenario.moves.iter().cloned()).collect();
    Scenario { moves, assumptions, closes: None, ..first.clone() }
}
