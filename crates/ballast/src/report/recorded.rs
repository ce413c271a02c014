use std::collections::BTreeSet;

use exchange::result::Told;
use register::tables::{Fact, RecordedMove};

use crate::text::Page;

/// What sources printed about these moves, word for word, apart from what is modelled.
pub(super) fn write(told: &Told<'_>, page: &mut Page) {
    let moves = &told.answer.scenario.moves;
    let same = |row: &&RecordedMove| {
        moves.iter().any(|moved| {
            moved.buyer == row.buyer_code
                && moved.supplier == row.from_code
                && row.effective_date.is_none_or(|date| date == moved.date)
        })
    };
    let rows: Vec<&RecordedMove> = told.snapshot.rows.moves.iter().filter(same).collect();
    let closes = told.answer.scenario.closes.as_ref();
    let facts: Vec<&Fact> = told
        .snapshot
        .rows
        .facts
        .iter()
        .filter(|fact| closes.is_some_and(|unit| fact.subject_code.0.contains(unit)))
        .collect();
    if rows.is_empty() && facts.is_empty() {
        return;
    }
    page.heading("What is recorded");
    let mut printed = BTreeSet::new();
    for row in rows {
        // A joint figure stands on the rows of all who share it; it is told once.
        let group = row.group_id.clone().unwrap_or_else(|| row.move_id.clone());
        if !printed.insert(group) {
            continue;
        }
        let names: Vec<String> = told
            .snapshot
            .rows
            .moves
            .iter()
            .filter(same)
            .filter(|other| {
                other.group_id.is_some() && other.group_id == row.group_id || other.move_id == row.move_id
            })
            .map(|other| told.snapshot.name_of(other.buyer_code.as_str()))
            .collect();
        let source = told.snapshot.source(&row.source);
        let date =
            row.effective_date.map(|date| format!(", dated {date} ({})", row.basis)).unwrap_or_default();
        page.paragraph(&format!(
            "  {}: “{}” ({}, {}{date}).",
            names.join(", "),
            row.as_printed,
            source.map_or(row.source.as_str(), |source| source.publisher.as_str()),
            source.map_or("", |source| source.published.as_str()),
        ));
    }
    page.paragraph(
        "Everything below is worked out from modelled prices and costs that add up to what is recorded.",
    );
}
