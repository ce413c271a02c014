//! What sources printed beside the lines: checkpoints, moves, facts, and where sources disagree.

use crate::disagreeing_facts;
use register::tables::cell::ColumnKind;
use register::tables::{Column, Fact, RecordedMove, Table};
use register::{Conflict, Snapshot, TABLES};
use vocabulary::Code;

use listing::{Cell, Section};

use super::facts::value_words;
use super::{capital, named};

/// Ratings of one unit; or of all by name, with what was only counted.
pub(super) fn checkpoints_section(snapshot: &Snapshot, unit: Option<&Code>) -> Section {
    let mut section = Section::new("checkpoints", "Checkpoints");
    let counted = |fact: &&Fact| fact.unit == "units" && fact.subject_code.0.iter().all(Code::is_any);
    for fact in snapshot.rows.facts.iter().filter(counted).filter(|_| unit.is_none()) {
        section.notes.push(format!(
            "{}: {} ({}; as printed: {}; {}).",
            capital(&fact.measure.0),
            value_words(fact),
            fact.period,
            fact.as_printed,
            fact.source
        ));
    }
    section = section
        .column("unit", snapshot.label("unit", false))
        .column("checkpoint", "Checkpoint")
        .column("outcome", "Outcome");
    section = section.column("date", "Date").column("source", "Source");
    for row in snapshot.rows.ratings.iter().filter(|row| unit.is_none_or(|unit| row.unit_code == *unit)) {
        section.row(vec![
            named(snapshot, &row.unit_code),
            Cell::text(row.checkpoint.as_str()),
            Cell::text(row.outcome.0.as_str()),
            Cell::maybe(row.date, |date| Cell::text(date.to_string())),
            Cell::text(row.source.as_str()),
        ]);
    }
    section
}

/// Moves on record, where `keep` says so; a joint figure stands on each of its rows and counts once.
pub(super) fn moves_section(snapshot: &Snapshot, keep: impl Fn(&RecordedMove) -> bool) -> Section {
    let mut section = Section::new("moves", "Moves on record");
    let rows: Vec<&RecordedMove> = snapshot.rows.moves.iter().filter(|row| keep(row)).collect();
    if rows.is_empty() {
        return section;
    }
    let joint = rows.iter().any(|row| row.group_id.is_some());
    section.notes.push(format!(
        "These are the moves that a source printed, not a whole list: others may have been made.{}",
        if joint { " A sum marked * is one joint figure on several rows: count it once." } else { "" }
    ));
    section = section
        .column("buyer", "Who")
        .column("from", "From")
        .column("annual", "A year")
        .column("date", "Date")
        .column("to", "To")
        .column("status", "Status");
    for row in rows {
        let amount = row.annual_gbp.map_or(String::new(), |amount| {
            format!("{}{}", amount.whole_pounds(), if row.group_id.is_some() { "*" } else { "" })
        });
        section.row(vec![
            named(snapshot, &row.buyer_code),
            named(snapshot, &row.from_code),
            Cell::text(amount),
            Cell::maybe(row.effective_date, |date| Cell::text(date.to_string())),
            Cell::text(row.to_kind.map_or("", |kind| kind.word()).replace('_', " ")),
            Cell::text(row.status.word()),
        ]);
    }
    section
}

/// Facts about a body, as printed.
pub fn facts_section(snapshot: &Snapshot, about: &Code) -> Section {
    let mut section = Section::new("facts", "Facts on record")
        .column("measure", "What")
        .column("value", "Value")
        .column("period", "Period")
        .column("source", "Source");
    for fact in snapshot.rows.facts.iter().filter(|fact| fact.subject_code.0.contains(about)) {
        section.row(vec![
            Cell::text(fact.measure.0.as_str()),
            Cell::text(if fact.low.is_some() { value_words(fact) } else { fact.as_printed.clone() }),
            Cell::text(fact.period.as_str()),
            Cell::text(fact.source.as_str()),
        ]);
    }
    section
}

/// Where sources disagree: rows of one key, and facts of one measure, side by side.
pub(super) fn conflicts_section(snapshot: &Snapshot) -> Section {
    let mut section = versions_section(snapshot, &snapshot.conflicts.iter().collect::<Vec<_>>());
    for group in disagreeing_facts(snapshot) {
        for fact in group {
            section.row(vec![
                Cell::text(format!("facts/{}", fact.fact_id)),
                Cell::text(fact.measure.0.as_str()),
                Cell::text(format!("{} ({})", value_words(fact), fact.as_printed)),
                Cell::text(fact.source.as_str()),
                Cell::text("kept"),
            ]);
        }
    }
    section
}

/// The columns in which versions of a row differ, each version on a row of its own.
pub fn versions_section(snapshot: &Snapshot, conflicts: &[&Conflict]) -> Section {
    let mut section = Section::new("conflicts", "Where sources disagree")
        .column("row", "Row")
        .column("column", "What")
        .column("value", "Says")
        .column("source", "Source")
        .column("used", "Used");
    for conflict in conflicts {
        let Some(table) = TABLES.iter().find(|table| table.name == conflict.table) else { continue };
        for column in differing(table, conflict) {
            for (number, (source, cells)) in conflict.versions.iter().enumerate() {
                let rank = snapshot.source(source).map(|row| row.rank);
                let rank = rank.map_or(String::new(), |rank| format!(" (rank {rank})"));
                section.row(vec![
                    Cell::text(format!("{}/{}", conflict.table, conflict.key)),
                    Cell::text(table.columns[column].name),
                    said(&table.columns[column], &cells[column]),
                    Cell::text(format!("{source}{rank}")),
                    Cell::text(if number == 0 { "used" } else { "kept" }),
                ]);
            }
        }
    }
    section
}

/// A cell as people read it.
fn said(column: &Column, cell: &str) -> Cell {
    let amount = cell.parse().ok().filter(|_| column.kind == ColumnKind::Money);
    amount.map_or_else(|| Cell::text(cell), Cell::Money)
}

/// The columns that differ; how a value is known and from where is no difference in what is said.
fn differing(table: &Table, conflict: &Conflict) -> Vec<usize> {
    let said = |name: &str| !matches!(name, "source" | "basis");
    let first = &conflict.versions[0].1;
    let differs =
        |column: &usize| conflict.versions.iter().any(|(_, cells)| cells[*column] != first[*column]);
    let columns = (0..table.columns.len()).filter(|column| said(table.columns[*column].name));
    columns.filter(differs).collect()
}
