use std::collections::BTreeSet;

use register::tables::RecordedMove;

use super::Told;

/// What sources printed about the moves of an answer, word for word, a sentence each, apart from what is modelled;
/// nothing where nothing is recorded.
pub fn recorded_words(told: &Told<'_>) -> Vec<String> {
    let moves = &told.answer.scenario.moves;
    let same = |row: &&RecordedMove| {
        moves.iter().any(|moved| {
            moved.buyer == row.buyer_code
                && moved.supplier == row.from_code
                && row.effective_date.is_none_or(|date| date == moved.date)
        }) && !row.as_printed.is_empty()
    };
    let rows: Vec<&RecordedMove> = told.snapshot.rows.moves.iter().filter(same).collect();
    let mut said = Vec::new();
    let mut printed = BTreeSet::new();
    for row in &rows {
        // A joint figure stands on the rows of all who share it; it is told once.
        if printed.insert(row.group_id.as_ref().unwrap_or(&row.move_id)) {
            said.push(one(told, row, &rows));
        }
    }
    said
}

fn one(told: &Told<'_>, row: &RecordedMove, rows: &[&RecordedMove]) -> String {
    let sharing = rows.iter().filter(|other| {
        other.group_id.is_some() && other.group_id == row.group_id || other.move_id == row.move_id
    });
    let names: Vec<String> = sharing.map(|other| told.snapshot.name_of(other.buyer_code.as_str())).collect();
    let source = told.snapshot.source(&row.source);
    let date = row.effective_date.map(|date| format!(", dated {date} ({})", row.basis)).unwrap_or_default();
    format!(
        "{}: “{}” ({}, {}{date}).",
        names.join(", "),
        row.as_printed,
        source.map_or(row.source.as_str(), |source| source.publisher.as_str()),
        source.map_or("", |source| source.published.as_str()),
    )
}
