//! One table of an answer for spreadsheets.

use listing::{Cell, Section};
use rust_xlsxwriter::{Format, Worksheet, XlsxError};
use serde_json::Value;
use vocabulary::{Findings, Place};

use super::json::{cell_value, key_of_end};
use crate::csv::csv_bytes;
use crate::pack::{cannot_write, new_workbook, save, text_format};

/// A column of the table as it is written: what has a code and a name, or two ends, becomes two.
struct Written {
    key: String,
    column: usize,
    part: Part,
}

#[derive(Clone, Copy, PartialEq)]
enum Part {
    Whole,
    Code,
    Name,
    Low,
    High,
}

fn written(section: &Section) -> Vec<Written> {
    let mut all = Vec::new();
    for (column, declared) in section.columns.iter().enumerate() {
        let named = section.rows.iter().any(|row| matches!(row.get(column), Some(Cell::Named(..))));
        let ranged = section.rows.iter().any(|row| matches!(row.get(column), Some(Cell::Range(..))));
        let mut add = |key: String, part| all.push(Written { key, column, part });
        if named {
            add(format!("{}_code", declared.key), Part::Code);
            add(format!("{}_name", declared.key), Part::Name);
        } else if ranged {
            add(key_of_end(declared.key, "low"), Part::Low);
            add(key_of_end(declared.key, "high"), Part::High);
        } else {
            add(declared.key.to_string(), Part::Whole);
        }
    }
    all
}

fn text(cell: Option<&Cell>, part: Part) -> String {
    match (cell, part) {
        (Some(Cell::Named(_, name)), Part::Name) => name.clone(),
        (Some(Cell::Range(low, _)), Part::Low) => low.pounds_text(),
        (Some(Cell::Range(_, high)), Part::High) => high.pounds_text(),
        (Some(_), Part::Name) | (None, _) => String::new(),
        (Some(cell), _) => match cell_value(cell) {
            Value::Null => String::new(),
            Value::String(text) => text,
            other => other.to_string(),
        },
    }
}

/// The table of a section as CSV: a header of keys, amounts in pounds with their pence.
pub fn section_csv(section: &Section) -> Vec<u8> {
    let columns = written(section);
    let keys: Vec<&str> = columns.iter().map(|column| column.key.as_str()).collect();
    let rows = section.rows.iter().map(|row| {
        columns.iter().map(|column| text(row.get(column.column), column.part)).collect::<Vec<String>>()
    });
    csv_bytes(&keys, rows)
}

/// The table of a section as a workbook of one sheet: numbers as numbers, codes as text, the header frozen,
/// no formulas. The same table gives the same bytes.
///
/// Errors: findings `cannot-write` for what a workbook can't hold.
pub fn section_xlsx(section: &Section) -> Result<Vec<u8>, Findings> {
    let mut book = new_workbook(&section.title);
    let failed = |error: XlsxError| vec![cannot_write(Place::table(section.id), &error.to_string())];
    fill(book.add_worksheet(), section).map_err(failed)?;
    save(&mut book, section.id)
}

fn fill(sheet: &mut Worksheet, section: &Section) -> Result<(), XlsxError> {
    sheet.set_name(section.id.get(..31).unwrap_or(section.id))?;
    let bold = Format::new().set_bold();
    for (number, column) in (0u16..).zip(written(section)) {
        sheet.write_string_with_format(0, number, &column.key, &bold)?;
        let mut width = column.key.chars().count();
        for (line, row) in (1u32..).zip(&section.rows) {
            let cell = row.get(column.column);
            let words = text(cell, column.part);
            width = width.max(words.chars().count());
            match (cell.and_then(|cell| number_of(cell, column.part)), words.is_empty()) {
                (_, true) => {}
                (Some((value, format)), _) => {
                    sheet.write_number_with_format(
                        line,
                        number,
                        value,
                        &Format::new().set_num_format(format),
                    )?;
                }
                (None, _) => {
                    sheet.write_string_with_format(line, number, &words, &text_format(&words))?;
                }
            }
        }
        sheet.set_column_width(number, (width.clamp(6, 50) + 2) as f64)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

/// A cell's number with the way a spreadsheet shows it.
fn number_of(cell: &Cell, part: Part) -> Option<(f64, &'static str)> {
    let pounds = |amount: &vocabulary::Pence| (amount.as_f64() / 100.0, "#,##0.00");
    match (cell, part) {
        (Cell::Range(low, _), Part::Low) => return Some(pounds(low)),
        (Cell::Range(_, high), Part::High) => return Some(pounds(high)),
        (_, Part::Whole) => {}
        _ => return None,
    }
    match cell {
        Cell::Money(amount) => Some((amount.as_f64() / 100.0, "#,##0.00")),
        Cell::Rate(pence) => Some((pence.round() / 100.0, "#,##0.00")),
        Cell::Percent(percent) | Cell::Exact(percent) => Some(((percent * 100.0).round() / 100.0, "0.00")),
        Cell::Count(count) => Some((*count as f64, "#,##0")),
        Cell::Index(index) => Some((index.round(), "#,##0")),
        Cell::Blank | Cell::Text(_) | Cell::Named(..) | Cell::Range(..) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use vocabulary::{Code, Pence};

    fn section() -> Section {
        let mut section =
            Section::new("by_unit", "By unit").column("unit", "Unit").column("annual_gbp", "A year");
        section.row(vec![Cell::Named(Code::new("0CG"), "=Central".into()), Cell::Money(Pence(123_456))]);
        section.row(vec![Cell::Blank, Cell::Blank]);
        section
    }

    #[test]
    fn codes_and_names_have_columns_of_their_own_and_formulas_are_text() {
        let text = String::from_utf8(section_csv(&section())).unwrap();
        assert_eq!(text, "unit_code,unit_name,annual_gbp\n0CG,'=Central,1234.56\n,,\n");
    }

    #[test]
    fn a_workbook_gives_its_numbers_back() {
        use calamine::{Data, Reader, Xlsx};
        let bytes = section_xlsx(&section()).unwrap();
        assert_eq!(bytes, section_xlsx(&section()).unwrap());
        let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
        let sheet = book.worksheet_range("by_unit").unwrap();
        assert_eq!(sheet.get((1, 2)), Some(&Data::Float(1234.56)));
        assert_eq!(sheet.get((1, 1)), Some(&Data::String("=Central".into())));
    }
}
