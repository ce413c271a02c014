//! What somebody who sees bands may ask. Each limit closes a way of finding the edge of a band: by halving an
//! assumption again and again, by multiplying many of them, by drawing other luck, by another horizon.

use appraisal::input::{Appraisal, AppraisalOption, Choice};
use stability::scenario::{Assumption, Move, Scenario, Steps};
use vocabulary::{Estimate, Finding, Findings, Place};

/// Tables that hold a unit's books.
const BOOKS: [&str; 3] = ["cost_pools", "post_groups", "units"];
/// Tables that are open, and whose figures the books are multiplied by: a price that is replaced finely tells what a
/// unit's prices rise by.
const SHARES_OF_BOOKS: [&str; 2] = ["agreement_lines", "populations"];
/// Likely factors for figures in a unit's books.
const LIKELY: [f64; 5] = [0.8, 0.9, 1.0, 1.1, 1.2];
/// Ends of the range of such a factor.
const ENDS: [f64; 12] = [0.5, 0.75, 0.8, 0.85, 0.9, 1.0, 1.1, 1.15, 1.2, 1.25, 1.5, 2.0];
/// Numbers of draws.
const DRAWS: [u32; 6] = [0, 200, 500, 1000, 2000, 10_000];

/// Everything about a scenario that somebody who sees bands may not ask; each an error.
pub(crate) fn bounds(scenario: &Scenario) -> Findings {
    let mut findings = Findings::new();
    for (index, assumption) in scenario.assumptions.iter().enumerate() {
        let place = |column| Place::cell("scenario", format!("assume {}", index + 1), column);
        findings.extend(figure(assumption, &place));
        let before = &scenario.assumptions[..index];
        if let Some(other) = before.iter().find(|other| overlap(&other.at, &assumption.at)) {
            let seen = format!("{} and {} may speak of the same figure", other.at, assumption.at);
            findings.push(
                Finding::error("assumption-off-grid", place("at"), seen)
                    .expected("one assumption for each figure")
                    .action("Take one out, or have somebody ask who sees the unit's books."),
            );
        }
    }
    findings.extend(scenario.moves.iter().enumerate().flat_map(|(index, moved)| shares(index + 1, moved)));
    findings.extend(settings(scenario));
    findings
}

/// Everything about an appraisal that somebody who sees bands may not state; each an error. What it says of its own
/// costs is free: the answer in bands doesn't put them in a band.
pub(crate) fn bounds_of_appraisal(appraisal: &Appraisal) -> Findings {
    let asked = Scenario {
        title: appraisal.title.clone(),
        register: appraisal.register.clone(),
        start: appraisal.start,
        months: appraisal.months,
        payer_rule: appraisal.payer_rule.clone(),
        reaction: appraisal.reaction,
        reluctance: appraisal.reluctance,
        seed: appraisal.seed,
        draws: appraisal.draws,
        steps: Steps::Sticky,
        closes: None,
        moves: appraisal.anyway.clone(),
        assumptions: appraisal.assumptions.clone(),
    };
    let told = |finding: Finding| Finding {
        place: Place { table: "appraisal".to_string(), ..finding.place.clone() },
        ..finding
    };
    let mut findings: Findings = bounds(&asked).into_iter().map(told).collect();
    for option in &appraisal.options {
        findings.extend(option.choices.iter().flat_map(|choice| off_grid(option, choice)));
    }
    findings
}

/// What of a choice hangs together with the books, and isn't on the grid.
fn off_grid(option: &AppraisalOption, choice: &Choice) -> Findings {
    let row = format!("{}, {}", option.id, choice.service);
    let place = |column: &str| Place::cell("option", &row, column);
    let otherwise = "Round it, or have somebody ask who sees the unit's books.";
    let shares = [("transfer_share", choice.transfer_share), ("redeploy_share", Some(choice.redeploy_share))];
    let shares = shares.into_iter().filter_map(|(column, share)| Some((column, share?)));
    let mut findings: Findings = shares
        .filter(|(_, share)| !is_multiple(*share, 0.1))
        .map(|(column, share)| {
            Finding::error("share-off-grid", place(column), share.to_string())
                .expected("tenths, because answers are told in bands")
                .action(otherwise)
        })
        .collect();
    if let Some(price) = choice.price_percent.filter(|price| !each(*price, |value| is_multiple(value, 5.0))) {
        let seen = format!("{} to {}", price.low(), price.high());
        findings.push(
            Finding::error("price-off-grid", place("price_percent"), seen)
                .expected("multiples of 5, because answers are told in bands")
                .action(otherwise),
        );
    }
    findings
}

fn figure(assumption: &Assumption, place: &dyn Fn(&'static str) -> Place) -> Option<Finding> {
    let table = assumption.at.split('/').next().unwrap_or_default();
    let value = assumption.value;
    let in_books = BOOKS.contains(&table) || SHARES_OF_BOOKS.contains(&table);
    let fits = match (in_books, assumption.scale) {
        (true, false) => false,
        (true, true) => {
            is_one_of(value.likely(), &LIKELY)
                && is_one_of(value.low(), &ENDS)
                && is_one_of(value.high(), &ENDS)
        }
        (false, true) => each(value, |value| is_multiple(value, 0.05)),
        (false, false) => each(value, |value| is_multiple(value, two_figures(value))),
    };
    let expected = match (in_books, assumption.scale) {
        (true, _) => {
            "scale = true, likely 0.8, 0.9, 1.0, 1.1 or 1.2, low and high among 0.5, 0.75, 0.8, 0.85, 0.9, 1.0, 1.1, \
             1.15, 1.2, 1.25, 1.5 and 2.0: the figure is in a unit's books, which you don't see, or multiplies them"
        }
        (false, true) => "multiples of 0.05, because answers are told in bands",
        (false, false) => "no more than two figures that aren't nought, because answers are told in bands",
    };
    let seen = format!("{}: {} to {}", assumption.at, value.low(), value.high());
    (!fits).then(|| {
        Finding::error("assumption-off-grid", place("likely"), seen)
            .expected(expected)
            .action("Round it, or have somebody ask who sees the unit's books.")
    })
}

fn shares(number: usize, moved: &Move) -> Findings {
    let named = [("transfer_share", moved.transfer_share), ("redeploy_share", Some(moved.redeploy_share))];
    let off = named.into_iter().filter_map(|(column, share)| Some((column, share?)));
    let off = off.filter(|(_, share)| !is_multiple(*share, 0.1));
    let finding = |(column, share): (&str, f64)| {
        Finding::error(
            "share-off-grid",
            Place::cell("scenario", format!("move {number}"), column),
            share.to_string(),
        )
        .expected("tenths, because answers are told in bands")
        .action("Round it, or have somebody ask who sees the unit's books.")
    };
    off.map(finding).collect()
}

fn settings(scenario: &Scenario) -> Findings {
    let wrong = |column: &str, seen: String, expected: &str| {
        Finding::error("setting-off-grid", Place::cell("scenario", "", column), seen)
            .expected(expected)
            .action("Change it, or have somebody ask who sees the unit's books.")
    };
    let mut findings = Findings::new();
    if scenario.seed != 1 {
        let expected = "1: answers are told in bands, and other luck would show where they end";
        findings.push(wrong("seed", scenario.seed.to_string(), expected));
    }
    if !DRAWS.contains(&scenario.draws) {
        let expected = "0, 200, 500, 1000, 2000 or 10000, because answers are told in bands";
        findings.push(wrong("draws", scenario.draws.to_string(), expected));
    }
    if !scenario.months.is_multiple_of(12) {
        let expected = "whole years, because answers are told in bands";
        findings.push(wrong("months", scenario.months.to_string(), expected));
    }
    if !each(scenario.reluctance, |value| is_multiple(value, 0.05)) {
        let seen = format!("{} to {}", scenario.reluctance.low(), scenario.reluctance.high());
        findings.push(wrong("reluctance", seen, "multiples of 0.05, because answers are told in bands"));
    }
    findings
}

fn each(value: Estimate, fits: impl Fn(f64) -> bool) -> bool {
    [value.low(), value.likely(), value.high()].into_iter().all(fits)
}

fn is_one_of(value: f64, grid: &[f64]) -> bool {
    grid.iter().any(|known| (known - value).abs() < 1e-9)
}

fn is_multiple(value: f64, of: f64) -> bool {
    of <= 0.0 || (value / of - (value / of).round()).abs() < 1e-9
}

/// A tenth of the power of ten below a number: what two figures can tell of it.
fn two_figures(value: f64) -> f64 {
    if value == 0.0 { 0.0 } else { 10_f64.powf(value.abs().log10().floor() - 1.0) }
}

/// May two addresses, in which `*` stands for any text, speak of the same figure? Sometimes yes when they can't,
/// never no when they can.
fn overlap(a: &str, b: &str) -> bool {
    let part = |text: &str| {
        let (head, tail) =
            (text.split('*').next().unwrap_or_default(), text.rsplit('*').next().unwrap_or_default());
        (head.to_string(), tail.to_string(), text.contains('*'))
    };
    let ((head_a, tail_a, any_a), (head_b, tail_b, any_b)) = (part(a), part(b));
    if !any_a && !any_b {
        return a == b;
    }
    let heads = head_a.starts_with(&head_b) || head_b.starts_with(&head_a);
    let tails = tail_a.ends_with(&tail_b) || tail_b.ends_with(&tail_a);
    heads && tails
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_can_speak_of_the_same_figure_do() {
        for (a, b, together) in [
            ("cost_pools/U-a/annual_gbp", "cost_pools/U-a/annual_gbp", true),
            ("cost_pools/U-a/annual_gbp", "cost_pools/U-b/annual_gbp", false),
            ("cost_pools/U-*/annual_gbp", "cost_pools/U-a/annual_gbp", true),
            ("cost_pools/*/annual_gbp", "cost_pools/U-*-team/annual_gbp", true),
            ("cost_pools/U-*-fixed/annual_gbp", "cost_pools/U-*-team/annual_gbp", false),
            ("cost_pools/U-*/annual_gbp", "cost_pools/U-*/release_over_months", false),
            ("cost_pools/U-*/annual_gbp", "cost_pools/V-*/annual_gbp", false),
            ("cost_pools/*-team/annual_gbp", "cost_pools/U*m/annual_gbp", true),
        ] {
            assert_eq!(overlap(a, b), together, "{a} {b}");
            assert_eq!(overlap(b, a), together, "{b} {a}");
        }
    }

    #[test]
    fn two_figures_are_two() {
        for (value, fits) in [(0.0, true), (130_000.0, true), (131_000.0, false), (0.25, true), (-75.0, true)]
        {
            assert_eq!(is_multiple(value, two_figures(value)), fits, "{value}");
        }
    }
}
