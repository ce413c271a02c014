//! Budgets a head that units expected, against what commissioners may spend a head.

use std::collections::BTreeSet;

use crate::{HeadBudget, HeadBudgets, expected_against_potential, head_budgets};
use register::Snapshot;
use vocabulary::Code;

use listing::{Cell, Section};

use super::facts::{pounds_words, value_words};
use super::named;

pub(super) fn section(snapshot: &Snapshot) -> Section {
    let mut section = Section::new("budgets_a_head", "Units against half of the local allowance");
    let Some(heads) = head_budgets(snapshot) else { return section };
    section.notes.push(format!(
        "Running costs: {} of population ({}).",
        value_words(heads.allowance),
        heads.allowance.period
    ));
    section.notes.extend(counted_note(snapshot, &heads));
    section = section
        .column("unit", snapshot.label("unit", false))
        .column("expected_a_head", "Expects a head")
        .column("share_percent", "Of the allowance")
        .column("customers_say", "Its customers say")
        .column("source", "Source");
    for unit in &heads.units {
        section.row(vec![
            named(snapshot, unit.unit),
            Cell::Rate(unit.pounds * 100.0),
            Cell::Exact(unit.percent),
            Cell::text(customers_say(unit)),
            Cell::text(unit.expected.source.as_str()),
        ]);
    }
    section
}

fn customers_say(unit: &HeadBudget<'_>) -> String {
    let said = unit.intentions.iter().map(|row| {
        let pounds = |amount: vocabulary::Pence| pounds_words(amount.as_f64() / 100.0, true);
        format!("{}: {}–{}", row.buyer_code, pounds(row.low_gbp), pounds(row.high_gbp))
    });
    said.collect::<Vec<_>>().join("; ")
}

/// What a source counted, beside how many of those can be named. Nobody is named who wasn't.
fn counted_note(snapshot: &Snapshot, heads: &HeadBudgets<'_>) -> Option<String> {
    let (fact, of) = heads.counted?;
    let in_table: BTreeSet<&Code> = heads.units.iter().map(|unit| unit.unit).collect();
    let pairs = expected_against_potential(snapshot);
    let other: Vec<_> = pairs
        .iter()
        .filter(|pair| !pair.expected.subject_code.0.iter().any(|code| in_table.contains(code)))
        .map(|pair| {
            format!(
                ", and {} ({} of a potential {}: {})",
                super::facts::subjects(snapshot, pair.expected),
                value_words(pair.expected),
                value_words(pair.potential),
                Cell::Exact(pair.percent).words()
            )
        })
        .collect();
    let known = in_table.len() + other.len();
    let under = heads.under_half() + pairs.iter().filter(|pair| pair.percent < 50.0).count().min(other.len());
    let unnamed = usize::try_from(of).unwrap_or(usize::MAX).saturating_sub(known);
    let rest = match unnamed {
        0 => String::new(),
        1 => " One more of them is not named by any source here, so it isn't named here.".to_string(),
        n => format!(" The other {n} are not named by any source here, so they aren't named here."),
    };
    Some(format!(
        "Recorded: {} expect under half of the local running-cost allowance ({}, {}). Of these {of}, {known} \
         have a figure here: the {} below{}; {under} of them are under half.{rest}",
        value_words(fact),
        fact.period,
        fact.source,
        in_table.len(),
        other.concat()
    ))
}
