//! Recorded totals beside what the lines add up to.

use crate::{Market, Part, Reconciliation, reconciliations};

use listing::{Cell, Section};

use super::facts::{short, subjects, value_words};

pub(super) fn section(market: &Market<'_>) -> Section {
    let mut section = Section::new("reconciliation", "Recorded totals against the lines");
    let found = reconciliations(market);
    if found.is_empty() {
        return section;
    }
    section = section
        .column("what", "What was printed")
        .column("period", "Period")
        .column("recorded_gbp", "Printed")
        .column("lines_gbp", "Lines here")
        .column("difference_gbp", "Difference")
        .column("source", "Source");
    for reconciliation in &found {
        section.notes.extend(parts_note(reconciliation));
        section.row(cells(market, &reconciliation.total));
        for part in &reconciliation.parts {
            section.row(cells(market, part));
        }
    }
    section
}

/// The parts of a total added up, and what the source itself leaves over.
fn parts_note(reconciliation: &Reconciliation<'_>) -> Option<String> {
    if reconciliation.parts.is_empty() {
        return None;
    }
    let part = |part: &Part<'_>| {
        let whose = part.fact.measure.0.trim_start_matches("income from ");
        format!("{} {}", value_words(part.fact), whose)
    };
    let parts: Vec<String> = reconciliation.parts.iter().map(part).collect();
    let (total, sum) = (&reconciliation.total, reconciliation.parts_recorded());
    let left = reconciliation.unexplained();
    let said = if left.0 == 0 {
        "so nothing is left over".to_string()
    } else {
        let side = if left.0 > 0 { "more" } else { "less" };
        format!(
            "so the printed total is {} {side} than its parts; the difference stands as printed and is not \
             spread over the lines",
            short(left.abs())
        )
    };
    Some(format!(
        "Printed {} of {}: {}. Its parts ({}) add up to {}, {said}.",
        total.fact.measure.0,
        total.fact.period,
        value_words(total.fact),
        parts.join(" + "),
        short(sum)
    ))
}

fn cells(market: &Market<'_>, part: &Part<'_>) -> Vec<Cell> {
    let who = subjects(market.snapshot, part.fact);
    let what = match who.as_str() {
        "" => part.fact.measure.0.clone(),
        who => format!("{}: {who}", part.fact.measure.0),
    };
    vec![
        Cell::text(what),
        Cell::text(part.fact.period.as_str()),
        Cell::Money(part.recorded),
        Cell::Money(part.of_lines),
        Cell::Money(part.recorded - part.of_lines),
        Cell::text(part.fact.source.as_str()),
    ]
}
