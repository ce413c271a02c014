//! Cases of several authors were asked of several worlds: to be looked at together they are put on the terms of one.

use vocabulary::{Finding, Findings, Place};

use super::agree;
use crate::scenario::Scenario;

/// Cases on the terms of the first: its settings, and its assumptions where another assumes the same figure otherwise. The moves
/// stay as they are. What was changed is told as warnings, each at its case.
pub fn on_terms_of_first(cases: &[(String, Scenario)]) -> (Vec<(String, Scenario)>, Findings) {
    let Some((_, first)) = cases.first() else { return (Vec::new(), Findings::new()) };
    let (mut known, mut findings) = (first.assumptions.clone(), Findings::new());
    let mut together = Vec::new();
    for (name, scenario) in cases {
        findings.extend(agree::settings_that_differ(scenario, first).into_iter().map(|setting| {
            Finding::warning("case-on-other-terms", Place::cell(name, "", setting.name), setting.here)
                .expected(format!("{}, as in the case that is looked at", setting.there))
                .action("It is shown on the terms of that case; by itself it may come out otherwise.")
        }));
        let mut taken = scenario.clone();
        taken.assumptions.retain(|assumption| {
            let same = |other: &&crate::scenario::Assumption| {
                other.at == assumption.at && other.scale == assumption.scale
            };
            let of_other = known.iter().find(same).filter(|other| other.value != assumption.value);
            findings.extend(of_other.map(|other| {
                let seen = format!("{} is assumed to be {}", assumption.at, assumption.value.likely());
                Finding::warning("case-on-other-terms", Place::cell(name, "assume", "likely"), seen)
                    .expected(format!("{}, as in a case before it", other.value.likely()))
                    .action("It is shown with that value; by itself it may come out otherwise.")
            }));
            of_other.is_none()
        });
        known.extend(taken.assumptions.iter().cloned());
        together.push((name.clone(), on_settings_of(first, taken)));
    }
    (together, findings)
}

/// A scenario with the settings of another.
fn on_settings_of(first: &Scenario, scenario: Scenario) -> Scenario {
    Scenario {
        register: first.register.clone(),
        start: first.start,
        months: first.months,
        payer_rule: first.payer_rule.clone(),
        reaction: first.reaction,
        steps: first.steps,
        reluctance: first.reluctance,
        ..scenario
    }
}
