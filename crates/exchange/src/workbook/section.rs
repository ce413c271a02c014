use listing::{Cell, Section};

use super::sheet::Sheet;
use super::style::{Kind, Look};

/// Writes a table of the answer as people read it elsewhere: numbers that the engine found, and words. The next free
/// row.
pub(super) fn section(sheet: &mut Sheet, row: u32, section: &Section) -> u32 {
    let mut row = sheet.heading(row, &section.title);
    for note in &section.notes {
        sheet.text(row, 0, note, Look::Aside);
        row += 1;
    }
    for (name, value) in &section.pairs {
        sheet.text(row, 0, name, Look::Words);
        sheet.text(row, 1, value, Look::Plain);
        row += 1;
    }
    if section.rows.is_empty() {
        return row + 1;
    }
    let numeric: Vec<bool> = (0..section.columns.len()).map(|column| section.is_numeric(column)).collect();
    let heads: Vec<(&str, bool)> = section
        .columns
        .iter()
        .zip(&numeric)
        .map(|(column, numeric)| (column.title.as_str(), *numeric))
        .collect();
    row = sheet.columns(row, &heads);
    for cells in &section.rows {
        for (column, value) in (0u16..).zip(cells) {
            cell(sheet, row, column, value);
        }
        row += 1;
    }
    row + 1
}

fn cell(sheet: &mut Sheet, row: u32, column: u16, value: &Cell) {
    let mut number = |value: f64, kind: Kind| {
        sheet.number(row, column, value, (Look::Engine, kind));
    };
    match value {
        Cell::Blank => {}
        Cell::Money(pence) => number(pence.as_f64() / 100.0, Kind::Pounds),
        Cell::Rate(pence) => number(pence / 100.0, Kind::Pence),
        Cell::Percent(percent) | Cell::Exact(percent) => number(*percent, Kind::Percent),
        Cell::Count(count) => number(*count as f64, Kind::Thousands),
        Cell::Index(index) => number(*index, Kind::Thousands),
        Cell::Text(_) | Cell::Named(..) | Cell::Range(..) => {
            sheet.text(row, column, &value.words(), Look::Words);
        }
    }
}
