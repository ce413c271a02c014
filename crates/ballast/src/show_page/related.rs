//! What belongs to a row, by table.

use market::pages::cited_by;
use register::Snapshot;
use register::tables::Table;
use vocabulary::Code;

use crate::listing::{Cell, Section};

use super::{Found, body, line};

/// The sections of what belongs to a row; none for tables whose rows stand alone.
pub(super) fn sections(snapshot: &Snapshot, table: &Table, row: &Found) -> Vec<Section> {
    let key = row.key.as_str();
    match table.name {
        "bodies" | "units" => body::sections(snapshot, &Code::new(key)),
        "agreement_lines" => line::sections(snapshot, key),
        "sources" => vec![cited_by(snapshot, &Code::new(key))],
        "facts" => vec![words(snapshot, key)],
        "moves" => vec![group(snapshot, key)],
        _ => Vec::new(),
    }
}

/// How a fact's words were read as services.
fn words(snapshot: &Snapshot, fact: &str) -> Section {
    let mut section = Section::new("words", "How its words were read")
        .column("press_words", "The source says")
        .column("service_code", "Read as")
        .column("note", "Why");
    for row in snapshot.rows.words.iter().filter(|row| row.fact_id.as_str() == fact) {
        section.row(vec![
            Cell::text(row.press_words.0.as_str()),
            Cell::text(row.service_code.as_str()),
            Cell::text(row.note.as_str()),
        ]);
    }
    section
}

/// The rows that share one printed figure with a move.
fn group(snapshot: &Snapshot, key: &str) -> Section {
    let mut section =
        Section::new("group", "Moves under the same figure").column("move_id", "Move").column("buyer", "Who");
    let rows = &snapshot.rows.moves;
    let Some(group) =
        rows.iter().find(|row| row.move_id.as_str() == key).and_then(|row| row.group_id.as_ref())
    else {
        return section;
    };
    for row in rows.iter().filter(|row| row.group_id.as_ref() == Some(group)) {
        let name = snapshot.name_of(row.buyer_code.as_str());
        section.row(vec![Cell::text(row.move_id.as_str()), Cell::Named(row.buyer_code.clone(), name)]);
    }
    section
}
