use vocabulary::{Finding, Findings, Place};

use crate::raw::RawTable;
use crate::rows::Rows;
use crate::tables::Row;

/// After so many findings of one table the rest are only counted.
const FINDINGS_PER_TABLE_MAX: usize = 1000;

/// Reads one table into `rows`.
pub(crate) fn read_table<T: Row>(raw: &RawTable, rows: &mut Rows<T>, findings: &mut Findings) {
    let table = T::TABLE;
    let Some(positions) = columns_of::<T>(raw, findings) else { return };
    let mut left_out = 0usize;
    let before = findings.len();
    for row in &raw.rows {
        if row.cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let cells: Vec<&str> = positions
            .iter()
            .map(|position| position.and_then(|i| row.cells.get(i)).map_or("", |cell| cell.trim()))
            .collect();
        match T::read(&cells) {
            Ok(read) => rows.push(row.line, read),
            Err(problems) => {
                for (index, expected) in problems {
                    if findings.len() - before >= FINDINGS_PER_TABLE_MAX {
                        left_out += 1;
                        continue;
                    }
                    let place = Place::cell(table.name, row.line, table.columns[index].name);
                    findings.push(
                        Finding::error("wrong-value", place, seen_cell(cells[index]))
                            .expected(expected)
                            .action("Correct the cell; the row was not read."),
                    );
                }
            }
        }
        extra_cells(raw, row.line, row.cells.len(), findings);
    }
    if left_out > 0 {
        let seen = format!("{left_out} more cells that can't be read");
        findings.push(
            Finding::error("more-wrong-values", Place::table(table.name), seen)
                .action("Mend the ones above and check again."),
        );
    }
}

fn seen_cell(text: &str) -> String {
    const SHOWN_MAX: usize = 80;
    if text.is_empty() {
        return "a blank cell".to_string();
    }
    if text.chars().count() <= SHOWN_MAX {
        return format!("{text:?}");
    }
    format!("{:?}…", text.chars().take(SHOWN_MAX).collect::<String>())
}

fn extra_cells(raw: &RawTable, line: u32, cells: usize, findings: &mut Findings) {
    if cells > raw.columns.len() {
        let seen = format!("{cells} cells under {} columns", raw.columns.len());
        findings.push(
            Finding::warning("extra-cells", Place::row(&raw.name, line), seen)
                .expected("as many cells as columns")
                .action("Quote text that holds a comma."),
        );
    }
}

/// Where each declared column stands in the file; none when a needed one is missing.
fn columns_of<T: Row>(raw: &RawTable, findings: &mut Findings) -> Option<Vec<Option<usize>>> {
    let table = T::TABLE;
    let mut complete = true;
    let mut positions = Vec::with_capacity(table.columns.len());
    for column in table.columns {
        let mut found = raw.columns.iter().enumerate().filter(|(_, name)| name.trim() == column.name);
        let first = found.next().map(|(i, _)| i);
        if found.next().is_some() {
            complete = false;
            findings.push(
                Finding::error(
                    "column-twice",
                    Place::cell(table.name, 1, column.name),
                    "the column stands twice",
                )
                .action("Keep one of the two."),
            );
        }
        if first.is_none() {
            let place = Place::cell(table.name, 1, column.name);
            let finding = if column.optional {
                Finding::warning("missing-column", place, "no such column; it is read as blank")
            } else {
                complete = false;
                Finding::error("missing-column", place, "no such column; the table was not read")
            };
            findings.push(
                finding
                    .expected(format!("a column {}: {}", column.name, column.doc.trim()))
                    .action(format!("Add it; `ballast template {}` shows all columns.", table.name)),
            );
        }
        positions.push(first);
    }
    for name in &raw.columns {
        if table.position(name.trim()).is_none() && !name.trim().is_empty() {
            findings.push(
                Finding::warning(
                    "unknown-column",
                    Place::cell(table.name, 1, name.trim()),
                    "a column that isn't known; it was left out",
                )
                .expected(table.columns.iter().map(|column| column.name).collect::<Vec<_>>().join(", "))
                .action("Rename the column, or take it out."),
            );
        }
    }
    complete.then_some(positions)
}
