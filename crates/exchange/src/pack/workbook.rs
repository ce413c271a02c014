//! Workbooks: each sheet is a table. Formulas are never run; their stored values are read.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, Dimensions, Reader, SheetType, Xlsx, XlsxError, XlsxFormulaMetadata};
use register::RawTable;
use vocabulary::{Finding, Findings, Place};

use super::sheet::{Cell, Sheet, address};
use super::workbook_guard::{broken, check};
use crate::limits::{Budget, Limits};

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

/// The sheet for notes, which is no table. Templates have one.
const NOTES: &str = "notes";

/// So many addresses are named in one finding; the rest are counted.
const SHOWN_MAX: usize = 5;

/// Reads every sheet of a workbook into a table.
pub(super) fn read(
    name: &str,
    bytes: &[u8],
    limits: &Limits,
    budget: &mut Budget,
    findings: &mut Findings,
) -> Vec<RawTable> {
    if !check(name, bytes, limits, findings) {
        return Vec::new();
    }
    // The library's arithmetic on cell addresses can overflow on a workbook that was made by hand, and in a
    // build with overflow checks that is a panic. It must not end the program of someone who checks a file.
    let attempt = catch_unwind(AssertUnwindSafe(|| {
        let mut found = Findings::new();
        let tables = read_sheets(name, bytes, budget, &mut found);
        (tables, found)
    }));
    match attempt {
        Ok((tables, found)) => {
            findings.extend(found);
            tables
        }
        Err(_) => {
            findings.push(broken(name, "its cells have addresses that can't be"));
            Vec::new()
        }
    }
}

fn read_sheets(name: &str, bytes: &[u8], budget: &mut Budget, findings: &mut Findings) -> Vec<RawTable> {
    let mut book: Book = match Xlsx::new(Cursor::new(bytes)) {
        Ok(book) => book,
        Err(error) => {
            findings.push(broken(name, &error.to_string()));
            return Vec::new();
        }
    };
    let sheets = book.sheets_metadata().to_vec();
    let mut tables: Vec<RawTable> = Vec::new();
    for sheet in sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet) {
        if sheet.name.trim().eq_ignore_ascii_case(NOTES) || budget.spent {
            continue;
        }
        match read_sheet(&mut book, &sheet.name, budget, findings) {
            Ok(table) => tables.extend(table),
            Err(error) => findings.push(broken(&sheet.name, &error.to_string())),
        }
    }
    tables
}

fn read_sheet(
    book: &mut Book<'_>,
    name: &str,
    budget: &mut Budget,
    findings: &mut Findings,
) -> Result<Option<RawTable>, XlsxError> {
    merged_cells(name, &book.merge_cells_by_sheet_name(name)?, findings);
    let mut cells = book.worksheet_cells_reader(name)?;
    let mut sheet = Sheet::default();
    let mut formulas = Vec::new();
    let mut without_value = 0usize;
    while let Some(record) = cells.next_cell_with_formula_metadata()? {
        let cell = cell_of(&record.value);
        if record.formula.as_ref().is_some_and(|formula| !is_constant(formula)) {
            formulas.push(record.pos);
            without_value += usize::from(cell == Cell::Blank);
        }
        if cell != Cell::Blank && !sheet.put(record.pos, cell, budget) {
            findings.push(budget.finding(name, record.pos.0.saturating_add(1)));
            break;
        }
    }
    formulas_found(name, &formulas, without_value, findings);
    Ok(sheet.into_table(name, findings))
}

fn cell_of(value: &DataRef<'_>) -> Cell {
    match value {
        DataRef::Int(value) => Cell::Number(*value as f64),
        DataRef::Float(value) => Cell::Number(*value),
        DataRef::String(text) => Cell::text(text),
        DataRef::SharedString(text) => Cell::text(text),
        DataRef::Bool(value) => Cell::Flag(*value),
        DataRef::DateTime(value) if value.is_datetime() => Cell::date(value.to_ymd_hms_milli()),
        DataRef::DateTime(value) => Cell::Number(value.as_f64()),
        DataRef::DateTimeIso(text) => Cell::text(text.strip_suffix("T00:00:00").unwrap_or(text)),
        DataRef::DurationIso(text) => Cell::text(text),
        DataRef::Error(error) => Cell::Error(error.to_string()),
        DataRef::Empty => Cell::Blank,
    }
}

/// LibreOffice saves yes and no as these formulas; there is nothing in them to be wary of.
fn is_constant(formula: &XlsxFormulaMetadata) -> bool {
    let XlsxFormulaMetadata::Normal { formula } = formula else { return false };
    matches!(formula.trim(), "TRUE()" | "FALSE()")
}

fn formulas_found(sheet: &str, formulas: &[(u32, u32)], without_value: usize, findings: &mut Findings) {
    let Some(first) = formulas.first() else { return };
    let mut seen =
        format!("{} formulas, in {}", formulas.len(), shown(formulas.iter().map(|at| address(*at))));
    if without_value > 0 {
        seen.push_str(&format!("; {without_value} have no stored value and are read as blank"));
    }
    findings.push(
        Finding::warning("workbook-formula", Place::row(sheet, first.0.saturating_add(1)), seen)
            .expected("values")
            .action("Nothing if the values are right: they were read as they were last saved, never run. Else paste values."),
    );
}

fn merged_cells(sheet: &str, merged: &[Dimensions], findings: &mut Findings) {
    let Some(first) = merged.first() else { return };
    let ranges = merged.iter().map(|range| format!("{}:{}", address(range.start), address(range.end)));
    let seen = format!("merged cells: {}", shown(ranges));
    findings.push(
        Finding::warning("merged-cells", Place::row(sheet, first.start.0.saturating_add(1)), seen)
            .expected("one value in each cell")
            .action("Unmerge them and fill each cell; only the first cell of a merged range has a value."),
    );
}

/// The first few of some words, and how many more there are.
fn shown(words: impl ExactSizeIterator<Item = String>) -> String {
    let more = words.len().saturating_sub(SHOWN_MAX);
    let mut text = words.take(SHOWN_MAX).collect::<Vec<_>>().join(", ");
    if more > 0 {
        text.push_str(&format!(" and {more} more"));
    }
    text
}
