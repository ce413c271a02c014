//! A sheet on its way to being a table.

use std::collections::BTreeMap;

use register::tables::Column;
use register::tables::cell::ColumnKind;
use register::{RawRow, RawTable};
use vocabulary::{Finding, Findings, Place};

use super::csv_table::no_header;
use super::numbers::number_text;
use crate::csv::COLUMNS_MAX;
use crate::kinds::columns_of;
use crate::limits::Budget;

/// So many error cells of a sheet are findings of their own.
const ERRORS_MAX: usize = 20;

/// The value of a cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    Blank,
    Text(String),
    Number(f64),
    Flag(bool),
    /// An ISO date, or a date and time.
    Date(String),
    /// `#REF!` and its kin.
    Error(String),
}

impl Cell {
    pub(super) fn text(text: &str) -> Cell {
        if text.is_empty() { Cell::Blank } else { Cell::Text(text.to_string()) }
    }

    /// From year, month, day, hours, minutes, seconds and milliseconds.
    pub(super) fn date(parts: (u16, u8, u8, u8, u8, u8, u16)) -> Cell {
        let (year, month, day, hours, minutes, seconds, _) = parts;
        let date = format!("{year:04}-{month:02}-{day:02}");
        if (hours, minutes, seconds) == (0, 0, 0) {
            return Cell::Date(date);
        }
        Cell::Date(format!("{date}T{hours:02}:{minutes:02}:{seconds:02}"))
    }

    fn write(&self, kind: Option<ColumnKind>) -> String {
        match self {
            Cell::Blank => String::new(),
            Cell::Text(text) | Cell::Date(text) | Cell::Error(text) => text.clone(),
            Cell::Number(value) => number_text(*value, kind),
            Cell::Flag(value) => if *value { "yes" } else { "no" }.to_string(),
        }
    }

    fn is_blank(&self) -> bool {
        match self {
            Cell::Blank => true,
            Cell::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }
}

/// The cells of a sheet that aren't blank, by row; rows and columns from 0.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    rows: BTreeMap<u32, Vec<Cell>>,
}

impl Sheet {
    /// Puts a cell where it belongs; false when there is no more room.
    pub(super) fn put(&mut self, (row, column): (u32, u32), cell: Cell, budget: &mut Budget) -> bool {
        let column = column as usize;
        let is_new = !self.rows.contains_key(&row);
        let cells = self.rows.entry(row).or_default();
        let wider = (column + 1).saturating_sub(cells.len());
        let room = column < COLUMNS_MAX && budget.take(u64::from(is_new), wider as u64);
        if !room {
            budget.spent = true;
            return false;
        }
        if wider > 0 {
            cells.resize(column + 1, Cell::Blank);
        }
        cells[column] = cell;
        true
    }

    /// The table: the first row that isn't blank is the header. None when there isn't one.
    pub(super) fn into_table(mut self, name: &str, findings: &mut Findings) -> Option<RawTable> {
        self.rows.retain(|_, cells| !cells.iter().all(Cell::is_blank));
        let Some((_, header)) = self.rows.pop_first() else {
            findings.push(no_header(name));
            return None;
        };
        let columns: Vec<String> = header.iter().map(|cell| cell.write(None)).collect();
        let declared = columns_of(name, &columns);
        error_cells(name, &columns, &self.rows, findings);
        codes_as_numbers(name, &declared, &self.rows, findings);
        let kind_at = |i: usize| declared.get(i).copied().flatten().map(|column| column.kind);
        let rows = self.rows.into_iter().map(|(row, cells)| {
            let mut texts: Vec<String> =
                cells.iter().enumerate().map(|(i, cell)| cell.write(kind_at(i))).collect();
            if texts.len() < columns.len() {
                texts.resize(columns.len(), String::new());
            }
            RawRow { line: row.saturating_add(1), cells: texts }
        });
        Some(RawTable { name: name.to_string(), rows: rows.collect(), columns: columns.clone() })
    }
}

fn error_cells(name: &str, columns: &[String], rows: &BTreeMap<u32, Vec<Cell>>, findings: &mut Findings) {
    let errors = rows.iter().flat_map(|(row, cells)| {
        cells.iter().enumerate().filter_map(move |(i, cell)| match cell {
            Cell::Error(error) => Some((*row, i, error)),
            _ => None,
        })
    });
    let mut more = 0usize;
    for (count, (row, column, error)) in errors.enumerate() {
        if count >= ERRORS_MAX {
            more += 1;
            continue;
        }
        let column = columns.get(column).map_or("", String::as_str);
        findings.push(
            Finding::error("error-cell", Place::cell(name, u64::from(row) + 1, column), error.clone())
                .expected("a value")
                .action("Mend the formula and save the workbook, or type the value."),
        );
    }
    if more > 0 {
        findings.push(
            Finding::error("error-cell", Place::table(name), format!("{more} more cells with errors"))
                .expected("values")
                .action("Mend the ones above and check again."),
        );
    }
}

/// A spreadsheet drops the leading zeros of a code that it takes for a number, and reads `1E5` as 100000.
fn codes_as_numbers(
    name: &str,
    declared: &[Option<&'static Column>],
    rows: &BTreeMap<u32, Vec<Cell>>,
    findings: &mut Findings,
) {
    for (i, column) in declared.iter().enumerate() {
        let Some(column) = column else { continue };
        if !matches!(column.kind, ColumnKind::Code | ColumnKind::Codes) {
            continue;
        }
        let mut numbers = rows.iter().filter(|(_, cells)| matches!(cells.get(i), Some(Cell::Number(_))));
        if let Some((first, _)) = numbers.next() {
            let seen = format!("{} codes that the spreadsheet took for numbers", 1 + numbers.count());
            findings.push(
                Finding::warning(
                    "code-as-number",
                    Place::cell(name, u64::from(*first) + 1, column.name),
                    seen,
                )
                .expected("codes as text")
                .action("Check that no leading zero or letter E was lost; format the column as text."),
            );
        }
    }
}

/// The address of a cell as spreadsheets write it: (0, 0) is `A1`.
pub(super) fn address((row, column): (u32, u32)) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    let letters: String = letters.into_iter().rev().collect();
    format!("{letters}{}", u64::from(row) + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Limits;

    #[test]
    fn addresses_are_as_in_spreadsheets() {
        assert_eq!(address((0, 0)), "A1");
        assert_eq!(address((9, 26)), "AA10");
        assert_eq!(address((0, 16_383)), "XFD1");
    }

    #[test]
    fn cells_far_apart_take_no_room_between_rows() {
        let mut budget = Budget::new(&Limits { cells_max: 10, ..Limits::default() });
        let mut sheet = Sheet::default();
        assert!(sheet.put((0, 1), Cell::text("b"), &mut budget));
        assert!(sheet.put((1_000_000, 2), Cell::Number(1.0), &mut budget));
        assert!(!sheet.put((1_000_001, 9), Cell::Number(1.0), &mut budget));
    }

    #[test]
    fn the_first_row_with_text_is_the_header() {
        let mut budget = Budget::new(&Limits::default());
        let mut sheet = Sheet::default();
        sheet.put((4, 0), Cell::Number(12.0), &mut budget);
        sheet.put((2, 0), Cell::text("body_code"), &mut budget);
        sheet.put((2, 1), Cell::text("name"), &mut budget);
        sheet.put((3, 1), Cell::text("  "), &mut budget);
        let mut findings = Findings::new();
        let table = sheet.into_table("bodies", &mut findings).unwrap();
        assert_eq!(table.columns, ["body_code", "name"]);
        assert_eq!(table.rows, [RawRow { line: 5, cells: vec!["12".into(), String::new()] }]);
        assert_eq!(findings[0].code, "code-as-number");
    }
}
