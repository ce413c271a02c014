//! What units plan and expect, beside what customers intend and what there was to win.

use crate::{expected_against_potential, plans_against_intentions};
use register::Snapshot;
use vocabulary::{Code, Pence};

use listing::{Cell, Section};

use super::facts::{subjects, value_words};
use super::{named, service_title};

/// Plans beside the intentions of the same customers, where `keep` says so of a plan's unit or buyer.
pub(super) fn plans_section(snapshot: &Snapshot, keep: impl Fn(&Code) -> bool) -> Section {
    let mut section =
        Section::new("plans_against_intentions", "What units plan against what customers intend");
    let pairs = plans_against_intentions(snapshot);
    let pairs: Vec<_> = pairs.iter().filter(|pair| keep(&pair.unit) || keep(&pair.buyer)).collect();
    if pairs.is_empty() {
        return section;
    }
    for pair in &pairs {
        let by_head = |amount: Pence| pair.people.map(|people| amount.as_f64() / f64::from(people));
        let heads = match (by_head(pair.planned), by_head(pair.intended_low), by_head(pair.intended_high)) {
            (Some(plan), Some(low), Some(high)) => format!(
                " (a head: {} beside {} to {})",
                Cell::Rate(plan).words(),
                Cell::Rate(low).words(),
                Cell::Rate(high).words()
            ),
            _ => String::new(),
        };
        let service = match pair.service.is_any() {
            true => "everything".to_string(),
            false => service_title(snapshot, &pair.service),
        };
        section.notes.push(format!(
            "{} plans {} in {} from {} for {service}; the customer says {} to {}{heads}. The plan is {} \
             the middle of that, {}.",
            snapshot.name_of(pair.unit.as_str()),
            pair.planned.whole_pounds(),
            pair.year,
            snapshot.name_of(pair.buyer.as_str()),
            pair.intended_low.whole_pounds(),
            pair.intended_high.whole_pounds(),
            if pair.is_backed() { "within" } else { "above" },
            pair.intended_middle().whole_pounds()
        ));
    }
    section = section
        .column("unit", "Plans")
        .column("buyer", "Customer")
        .column("year", "Year")
        .column("planned_gbp", "Planned")
        .column("intended_low_gbp", "Says, low")
        .column("intended_high_gbp", "Says, high")
        .column("backed", "Backed");
    for pair in pairs {
        section.row(vec![
            named(snapshot, &pair.unit),
            named(snapshot, &pair.buyer),
            Cell::text(pair.year.to_string()),
            Cell::Money(pair.planned),
            Cell::Money(pair.intended_low),
            Cell::Money(pair.intended_high),
            Cell::text(if pair.is_backed() { "yes" } else { "no" }),
        ]);
    }
    section
}

/// What was expected of what could have been had, where `keep` says so of a subject.
pub(super) fn potential_section(snapshot: &Snapshot, keep: impl Fn(&Code) -> bool) -> Section {
    let mut section = Section::new("expected_against_potential", "Expected against potential")
        .column("subject", "Who")
        .column("expected", "Expected")
        .column("potential", "Potential")
        .column("share_percent", "Share")
        .column("period", "Period")
        .column("source", "Source");
    for pair in expected_against_potential(snapshot) {
        if !pair.expected.subject_code.0.iter().any(&keep) {
            continue;
        }
        section.row(vec![
            Cell::text(subjects(snapshot, pair.expected)),
            Cell::text(value_words(pair.expected)),
            Cell::text(value_words(pair.potential)),
            Cell::Exact(pair.percent),
            Cell::text(pair.expected.period.as_str()),
            Cell::text(pair.expected.source.as_str()),
        ]);
    }
    section
}
