//! One CSV file of a result: cells by the name of their column.

use std::str::FromStr;

use vocabulary::{Finding, Findings, Place};

use super::rows::FromCells;
use crate::csv::{Records, unescape};

/// No more broken rows of one file are told than this.
const TOLD_MAX: usize = 20;

/// The cells of one row, by column.
pub struct Cells<'a> {
    columns: &'a [String],
    cells: &'a [String],
    line: u32,
    problems: Vec<(String, String, &'static str)>,
}

impl Cells<'_> {
    /// The line of the file; its header is 1.
    pub fn line(&self) -> u32 {
        self.line
    }

    /// The text of a column; blank when the row is too short.
    pub fn text(&self, column: &str) -> String {
        let at = self.columns.iter().position(|name| name == column);
        let cell = at.and_then(|at| self.cells.get(at));
        cell.map(|cell| unescape(cell).into_owned()).unwrap_or_default()
    }

    /// A value that must be there.
    pub fn value<T: FromStr>(&mut self, column: &str, expected: &'static str) -> Option<T> {
        let text = self.text(column);
        let value = text.parse().ok();
        if value.is_none() {
            self.problems.push((column.to_string(), text, expected));
        }
        value
    }

    /// A value that may be blank.
    pub fn optional<T: FromStr>(&mut self, column: &str, expected: &'static str) -> Option<Option<T>> {
        if self.text(column).is_empty() { Some(None) } else { self.value(column, expected).map(Some) }
    }
}

/// Reads a file: every row that can be read, and a finding for each that can't.
pub(super) fn read<T: FromCells>(name: &str, text: &str, findings: &mut Findings) -> Vec<T> {
    let mut records = Records::of(text);
    let columns = records.next().map(|record| record.cells).unwrap_or_default();
    let missing: Vec<&str> =
        T::COLUMNS.iter().copied().filter(|column| !columns.iter().any(|name| name == column)).collect();
    for column in &missing {
        findings.push(
            Finding::error("missing-column", Place::cell(name, 1, column), "no such column")
                .expected(T::COLUMNS.join(", "))
                .action("Make the result again with `ballast simulate --out`."),
        );
    }
    if !missing.is_empty() {
        return Vec::new();
    }
    let (mut rows, mut told) = (Vec::new(), 0);
    for record in records.by_ref() {
        let mut cells =
            Cells { columns: &columns, cells: &record.cells, line: record.line, problems: Vec::new() };
        let row = T::from_cells(&mut cells);
        for (column, seen, expected) in std::mem::take(&mut cells.problems) {
            told += 1;
            if told <= TOLD_MAX {
                findings.push(broken(
                    Place::cell(name, record.line, &column),
                    &format!("`{seen}`"),
                    expected,
                ));
            }
        }
        rows.extend(row);
    }
    if told > TOLD_MAX {
        let seen = format!("{} more broken cells", told - TOLD_MAX);
        findings.push(broken(Place::table(name), &seen, "cells as `ballast simulate --out` writes them"));
    }
    if !records.problems.is_empty() {
        findings.push(broken(Place::table(name), "quotes that don't close where they should", "CSV"));
    }
    rows
}

fn broken(place: Place, seen: &str, expected: &str) -> Finding {
    Finding::error("broken-row", place, seen)
        .expected(expected)
        .action("The file was changed since it was written: make the result again.")
}
