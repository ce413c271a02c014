//! What `show` prints: one row of a register with its source, other versions of it and what belongs to it.

mod body;

mod find;
mod line;
mod related;

use register::Snapshot;
use register::tables::Table;
use register::tables::cell::ColumnKind;
use vocabulary::Code;

use crate::listing::{Cell, Listing, Section};
use market::pages::versions_section;

pub(crate) use find::{Found, find, kinds, table_of};

/// The page of the rows that were found.
pub(crate) fn page(snapshot: &Snapshot, table: &Table, found: &[Found]) -> Listing {
    let key = found.first().map(|row| row.key.clone()).unwrap_or_default();
    let title = match found.iter().filter(|row| row.used).count() {
        1 => format!("{} {key}", table.name),
        several => format!("{}: {several} rows", table.name),
    };
    let sentence = table.doc.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut listing = Listing::new(title, sentence);
    for row in found.iter().filter(|row| row.used) {
        let mut section = row_section(snapshot, table, row);
        if found.iter().filter(|row| row.used).count() == 1 {
            section.title = "The row".to_string();
        }
        listing.add(section);
        listing.add(source_section(snapshot, table, row));
    }
    let same = |conflict: &&register::Conflict| {
        conflict.table == table.name && found.iter().any(|row| row.key == conflict.key)
    };
    let conflicts: Vec<_> = snapshot.conflicts.iter().filter(same).collect();
    listing.add(versions_section(snapshot, &conflicts));
    if let [only] = found.iter().filter(|row| row.used).collect::<Vec<_>>().as_slice() {
        related::sections(snapshot, table, only).into_iter().for_each(|section| listing.add(section));
    }
    listing
}

/// The keys of a table, each with the first words that it holds.
pub(crate) fn list(table: &Table, found: &[Found]) -> Listing {
    let count = Cell::count(found.len()).words();
    let sentence = format!("{count} rows. `show {} KEY` shows one of them.", table.name);
    let mut listing = Listing::new(table.name, sentence);
    let mut section = Section::new("keys", "Keys").column("key", "Key").column("holds", "Holds");
    let words = |column: &register::tables::Column| {
        column.kind == ColumnKind::Text && !table.key.contains(&column.name)
    };
    let holds = table.columns.iter().position(words);
    for row in found.iter().filter(|row| row.used) {
        let cell = holds.and_then(|column| row.cells.get(column)).cloned().unwrap_or_default();
        section.row(vec![Cell::text(row.key.as_str()), Cell::text(cell)]);
    }
    if holds.is_none() {
        section.columns.truncate(1);
    }
    listing.add(section);
    listing
}

/// Every column with its value; a code with the name of what it names.
fn row_section(snapshot: &Snapshot, table: &Table, row: &Found) -> Section {
    let mut section = Section::new("row", format!("{} {}", table.name, row.key));
    for (column, cell) in table.columns.iter().zip(&row.cells) {
        let value = match (cell.as_str(), named(snapshot, column.name, cell)) {
            ("", _) => "(blank)".to_string(),
            (cell, Some(name)) => format!("{cell} ({name})"),
            (cell, None) => cell.to_string(),
        };
        section.pair(column.name, value);
    }
    section
}

/// What a code in a column names, where it names anything.
fn named(snapshot: &Snapshot, column: &str, cell: &str) -> Option<String> {
    let code: Code = cell.parse().ok()?;
    if matches!(column, "service_code" | "parent_code") {
        return snapshot.service(&code).map(|service| service.title.0.clone());
    }
    let is_code = column.ends_with("_code") && column != "body_code";
    snapshot.body(&code).filter(|_| is_code).map(|body| body.name.0.clone())
}

/// Where the row is known from.
fn source_section(snapshot: &Snapshot, table: &Table, row: &Found) -> Section {
    let mut section = Section::new("source", "Where it is known from");
    let cell = |name: &str| table.position(name).and_then(|column| row.cells.get(column)).cloned();
    let Some(source) = cell("source").filter(|source| !source.is_empty()) else { return section };
    match snapshot.source(&Code::new(&source)) {
        Some(known) => {
            section.pair("title", known.title.0.as_str());
            section.pair("publisher", known.publisher.as_str());
            section.pair("published", known.published.as_str());
            section.pair("rank", known.rank.to_string());
            section.pair("note", known.note.as_str());
        }
        None => section.pair("source", format!("{source}, which has no row in `sources`")),
    }
    section.pair("basis", cell("basis").unwrap_or_default());
    section
}
