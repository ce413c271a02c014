//! Units at risk, and the tests that say so.

use actions::SeenCountry;
use listing::{Cell, Section, thousands};
use register::rules::ViabilityTest;
use stability::at_risk::{UnitStand, Unmet};
use stability::viability::Verdict;
use vocabulary::Pence;

use super::said::{named, service};

/// Units that don't stand, worst first, each with its next act.
pub(super) fn units(seen: &SeenCountry) -> Section {
    let mut section = Section::new("units", "Units at risk, the worst first");
    for finding in &seen.findings {
        section =
            section.note(format!("The units couldn’t be worked out: {}. {}", finding.seen, finding.action));
    }
    if seen.units.is_empty() {
        return section.note("No unit whose books you see is known.");
    }
    let mut section = section
        .note(format!(
            "As if nobody moved or reacted, over five years from {}, at the register’s own values; the unit bears what is left behind. First those that can’t fund \
             themselves, the soonest before the others; then by how many tests aren’t met; then by how little they could lose.",
            seen.reference
        ))
        .column("unit", "Unit")
        .column("answer", "Answer")
        .column("below_nothing_from", "Below nothing from")
        .column("lowest_reserve_gbp", "Lowest reserve")
        .column("income_gbp", "Income a year")
        .column("can_lose_gbp", "Can lose a year")
        .column("unmet", "Tests that say so")
        .column("rests_on", "Rests on")
        .column("next", "Next");
    for unit in seen.at_risk() {
        section.row(vec![
            named(&seen.snapshot, &unit.unit),
            Cell::text(answer(unit.verdict)),
            Cell::maybe(unit.fails_from, |on| Cell::text(on.to_string())),
            Cell::Money(unit.lowest_reserve),
            Cell::Money(unit.income),
            Cell::Money(unit.break_even_loss),
            Cell::text(said_so(&unit.unmet)),
            Cell::text(rests_on(unit)),
            Cell::text(next(unit)),
        ]);
    }
    section
}

/// Every test that isn't met, with its number and where that is from.
pub(super) fn tests(seen: &SeenCountry) -> Section {
    let mut section = Section::new("tests", "Every test that isn’t met")
        .column("unit", "Unit")
        .column("test", "Test")
        .column("service", "Service")
        .column("on", "From")
        .column("value", "Value")
        .column("threshold", "Asked for")
        .column("source", "Where the number asked for is from");
    for unit in seen.at_risk() {
        for unmet in &unit.unmet {
            section.row(vec![
                named(&seen.snapshot, &unit.unit),
                Cell::text(title(unmet.test)),
                Cell::maybe(unmet.service.as_ref(), |code| service(&seen.snapshot, code)),
                Cell::text(unmet.on.to_string()),
                Cell::text(number(unmet.test, unmet.value)),
                Cell::text(number(unmet.test, unmet.threshold)),
                Cell::text(unmet.source.clone()),
            ]);
        }
    }
    section
}

/// The answer as people read it.
pub(super) fn answer(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Stands => "stands",
        Verdict::Strained => "strained",
        Verdict::Fails => "can’t fund itself",
    }
}

/// What a test is called.
fn title(test: ViabilityTest) -> &'static str {
    match test {
        ViabilityTest::CannotFundItself => "can’t fund itself",
        ViabilityTest::Margin => "surplus too small",
        ViabilityTest::MinimumScale => "under the smallest scale",
        ViabilityTest::CriticalMass => "under critical mass",
        ViabilityTest::ConcentrationLargest => "one customer too large",
        ViabilityTest::ConcentrationHhi => "few customers",
        ViabilityTest::PlanNotBacked => "plan not backed by customers",
    }
}

/// A number of a test, in its unit.
fn number(test: ViabilityTest, value: f64) -> String {
    match test {
        ViabilityTest::CannotFundItself => Pence::round(value * 100.0).whole_pounds(),
        ViabilityTest::MinimumScale => format!("{} people", thousands(value.max(0.0).round() as u64)),
        ViabilityTest::ConcentrationHhi => thousands(value.max(0.0).round() as u64),
        ViabilityTest::Margin
        | ViabilityTest::CriticalMass
        | ViabilityTest::ConcentrationLargest
        | ViabilityTest::PlanNotBacked => Cell::Percent(value).words(),
    }
}

/// The tests that aren't met, each once, with how often.
fn said_so(unmet: &[Unmet]) -> String {
    let mut words: Vec<String> = Vec::new();
    for test in ViabilityTest::ALL {
        let of: Vec<&Unmet> = unmet.iter().filter(|unmet| unmet.test == *test).collect();
        let often = match (test, of.len()) {
            (_, 0) => continue,
            (_, 1) => String::new(),
            (ViabilityTest::Margin, years) => format!(" ({years} years)"),
            (_, services) => format!(" ({services} services)"),
        };
        words.push(format!("{}{often}", title(*test)));
    }
    words.join("; ")
}

/// How its rows are known.
pub(super) fn rests_on(unit: &UnitStand) -> String {
    let parts: Vec<String> = unit.rests_on.iter().map(|(basis, count)| format!("{count} {basis}")).collect();
    format!("{} rows", parts.join(", "))
}

/// What its worst test asks to be done next.
fn next(unit: &UnitStand) -> &'static str {
    let worst = ViabilityTest::ALL.iter().find(|test| unit.unmet.iter().any(|unmet| unmet.test == **test));
    match worst {
        Some(ViabilityTest::CannotFundItself) => "Agree with it how its costs are met",
        Some(ViabilityTest::Margin) => "Ask for its plan to make the surplus",
        Some(ViabilityTest::MinimumScale) => "See which services it could share",
        Some(ViabilityTest::CriticalMass) => "See who could join the service",
        Some(ViabilityTest::ConcentrationLargest | ViabilityTest::ConcentrationHhi) => {
            "See what its largest customers intend"
        }
        Some(ViabilityTest::PlanNotBacked) | None => "Settle its plan with its customers",
    }
}
