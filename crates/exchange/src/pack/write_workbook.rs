//! Packs written as workbooks: a sheet a table, numbers as numbers, dates as dates, codes always as text.

use register::tables::Column;
use register::tables::cell::{Cell as _, ColumnKind};
use register::{RawPack, RawTable};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use vocabulary::{Date, Findings, Place};

use super::numbers::number_text;
use super::write::cannot_write;
use crate::csv::{is_plain_number, starts_formula};
use crate::kinds::columns_of;

/// Columns are as wide as their longest text in so many rows ...
const ROWS_MEASURED: usize = 200;
/// ... and no wider than so many characters.
const WIDTH_MAX: usize = 50;

/// Writes a pack as a workbook: a sheet a table, in the order of the pack, the header frozen. The same pack
/// gives the same bytes; there are no formulas and no macros.
///
/// A number or date that a spreadsheet can't give back as it was (more than 15 digits or 10 places, before
/// March 1900, not in canonical form) is written as text.
///
/// Errors: findings `cannot-write` for what a workbook can't hold: a table name of more than 31 characters or
/// one that stands twice, a text of more than 32,767 characters, more than 1,048,576 rows.
pub fn write_xlsx(pack: &RawPack) -> Result<Vec<u8>, Findings> {
    let mut book = new_workbook(&pack.name);
    let mut findings = Findings::new();
    for table in &pack.tables {
        if let Err(failed) = add_table(&mut book, table) {
            findings.extend(failed);
        }
    }
    if !findings.is_empty() {
        return Err(findings);
    }
    save(&mut book, &pack.name)
}

/// The bytes of a workbook.
pub(crate) fn save(book: &mut Workbook, name: &str) -> Result<Vec<u8>, Findings> {
    book.save_to_buffer().map_err(|error| vec![cannot_write(Place::table(name), &error.to_string())])
}

/// An empty workbook whose bytes don't depend on when it is written.
pub(crate) fn new_workbook(title: &str) -> Workbook {
    let mut book = Workbook::new();
    let mut properties = DocProperties::new().set_title(title).set_author("Ballast");
    if let Ok(epoch) = ExcelDateTime::from_ymd(2013, 4, 1) {
        properties = properties.set_creation_datetime(&epoch);
    }
    book.set_properties(&properties);
    book
}

/// Adds a table as a sheet. Errors: a finding `cannot-write`.
pub(crate) fn add_table<'a>(book: &'a mut Workbook, table: &RawTable) -> Result<&'a mut Worksheet, Findings> {
    let at = |row: usize, column: usize| {
        let name = table.columns.get(column).map_or("", String::as_str);
        Place::cell(&table.name, row, name)
    };
    let failed = |place: Place, error: XlsxError| vec![cannot_write(place, &error.to_string())];
    let whole = |error| failed(Place::table(&table.name), error);
    let sheet = book.add_worksheet();
    sheet.set_name(&table.name).map_err(whole)?;
    let declared = columns_of(&table.name, &table.columns);
    let bold = Format::new().set_bold();
    for (i, name) in table.columns.iter().enumerate() {
        let place = |error| failed(at(1, i), error);
        let column = column_number(i).map_err(place)?;
        sheet.write_string_with_format(0, column, name, &bold).map_err(place)?;
        sheet.set_column_width(column, width(table, i)).map_err(place)?;
        sheet.set_column_format(column, &format_of(declared[i])).map_err(place)?;
    }
    sheet.set_freeze_panes(1, 0).map_err(whole)?;
    for (number, row) in (1u32..).zip(&table.rows) {
        for (i, text) in row.cells.iter().enumerate() {
            let place = |error| failed(at(number as usize + 1, i), error);
            let column = column_number(i).map_err(place)?;
            write_cell(sheet, number, column, text, declared.get(i).copied().flatten()).map_err(place)?;
        }
    }
    Ok(sheet)
}

fn column_number(index: usize) -> Result<u16, XlsxError> {
    u16::try_from(index).map_err(|_| XlsxError::RowColumnLimitError)
}

fn width(table: &RawTable, column: usize) -> f64 {
    let cells = table.rows.iter().take(ROWS_MEASURED).filter_map(|row| row.cells.get(column));
    let widest = cells.chain(table.columns.get(column)).map(|text| text.chars().count()).max();
    (widest.unwrap_or(0).clamp(6, WIDTH_MAX) + 2) as f64
}

/// How a column shows what is typed into it.
fn format_of(column: Option<&Column>) -> Format {
    let number = match column.map(|column| column.kind) {
        Some(ColumnKind::Money | ColumnKind::Balance) => "#,##0.00",
        Some(ColumnKind::Count) => "0",
        Some(ColumnKind::Number { .. }) => "General",
        Some(ColumnKind::Date) => "yyyy-mm-dd",
        _ => "@",
    };
    Format::new().set_num_format(number)
}

/// The format of text that must stay what it is.
pub(crate) fn text_format(text: &str) -> Format {
    let format = Format::new().set_num_format("@");
    // Shows the spreadsheet that the text was meant, should someone edit the cell.
    if starts_formula(text) { format.set_quote_prefix() } else { format }
}

fn write_cell(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    text: &str,
    declared: Option<&Column>,
) -> Result<(), XlsxError> {
    if text.is_empty() {
        return Ok(());
    }
    let kind = declared.map(|column| column.kind);
    if let Some(number) = number_of(text, kind) {
        sheet.write_number_with_format(row, column, number, &format_of(declared))?;
    } else if let Some(date) = date_of(text, kind) {
        sheet.write_datetime_with_format(row, column, date, &format_of(declared))?;
    } else {
        sheet.write_string_with_format(row, column, text, &text_format(text))?;
    }
    Ok(())
}

/// The number of a cell in a column of numbers, if it reads back as the same text.
fn number_of(text: &str, kind: Option<ColumnKind>) -> Option<f64> {
    let numeric = matches!(
        kind,
        Some(ColumnKind::Money | ColumnKind::Balance | ColumnKind::Number { .. } | ColumnKind::Count)
    );
    if !numeric || !is_plain_number(text) {
        return None;
    }
    let number: f64 = text.parse().ok()?;
    (number_text(number, kind) == text).then_some(number)
}

/// The date of a cell in a column of dates, if spreadsheets know it: they think that 1900 was a leap year.
fn date_of(text: &str, kind: Option<ColumnKind>) -> Option<ExcelDateTime> {
    if kind != Some(ColumnKind::Date) {
        return None;
    }
    let date = Date::read(text).ok()?;
    if date < Date::constant(1900, 3, 1) {
        return None;
    }
    let part = |part: i8| u8::try_from(part).ok();
    ExcelDateTime::from_ymd(u16::try_from(date.year()).ok()?, part(date.month())?, part(date.day())?).ok()
}
