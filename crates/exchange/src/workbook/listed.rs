//! Any listing as a workbook that people read and print: a cover with the sentence, the numbers and what it is made from,
//! and a sheet for each table.

use listing::{Cell, Listing, Section};
use rust_xlsxwriter::Worksheet;
use vocabulary::Findings;

use super::Results;
use super::sheet::Sheet;
use super::style::{Kind, Look};
use crate::pack::{new_workbook, save};

/// The name of the first sheet.
const COVER: &str = "Cover";

/// A listing as a workbook: `made_from` is told on the cover, names with values. The same gives the same bytes.
///
/// Errors: findings `cannot-write` for what a workbook can't hold (a text of more than 32,767 characters).
pub fn listing_workbook(listing: &Listing, made_from: &[(&str, String)]) -> Result<Vec<u8>, Findings> {
    let mut book = new_workbook(&listing.title);
    book.push_worksheet(cover(listing, made_from)?);
    for section in &listing.sections {
        book.push_worksheet(table(section)?);
    }
    save(&mut book, "listing.xlsx")
}

/// The name of a section's sheet: that of the section for programs, as a word with a capital.
fn sheet_name(section: &Section) -> String {
    let mut letters = section.id.chars().take(31).map(|letter| if letter == '_' { ' ' } else { letter });
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

fn cover(listing: &Listing, made_from: &[(&str, String)]) -> Result<Worksheet, Findings> {
    let mut sheet = Sheet::new(COVER, Results::Known, &[50.0, 70.0]);
    sheet.text(0, 0, &listing.title, Look::Title);
    sheet.height(0, 34.0);
    sheet.across(1, (0, 1), Look::Answer);
    sheet.text(1, 0, &listing.sentence, Look::Answer);
    sheet.height(1, 54.0);
    let mut row = 3;
    for number in &listing.numbers {
        sheet.text(row, 0, &number.title, Look::Words);
        written(&mut sheet, row, 1, &number.value, Look::Headline);
        row += 1;
    }
    row = sheet.heading(row + 1, "Contents");
    for section in &listing.sections {
        let name = sheet_name(section);
        sheet.link(row, 0, &name, &name);
        sheet.text(row, 1, &section.title, Look::Words);
        row += 1;
    }
    row = sheet.heading(row + 1, "Made from");
    for (name, value) in made_from {
        sheet.text(row, 0, name, Look::Words);
        sheet.text(row, 1, value, Look::Words);
        row += 1;
    }
    sheet.one_page();
    sheet.finish()
}

fn table(section: &Section) -> Result<Worksheet, Findings> {
    let widths: Vec<f64> = (0..section.columns.len()).map(|column| width(section, column)).collect();
    let mut sheet = Sheet::new(&sheet_name(section), Results::Known, &widths);
    sheet.text(0, 0, &section.title, Look::Title);
    sheet.height(0, 28.0);
    let mut row = 1;
    for note in &section.notes {
        sheet.text(row, 0, note, Look::Aside);
        row += 1;
    }
    let titles: Vec<(&str, bool)> = section
        .columns
        .iter()
        .enumerate()
        .map(|(at, column)| (column.title.as_str(), section.is_numeric(at)))
        .collect();
    row = sheet.columns(row + 1, &titles);
    sheet.freeze(row, 0);
    for cells in &section.rows {
        for (column, cell) in (0u16..).zip(cells) {
            written(&mut sheet, row, column, cell, Look::Formula);
        }
        row += 1;
    }
    sheet.finish()
}

/// As wide as what stands in it, within reason.
fn width(section: &Section, column: usize) -> f64 {
    let title = section.columns.get(column).map_or(0, |column| column.title.chars().count().min(16));
    let cells = section.rows.iter().filter_map(|row| row.get(column));
    let longest = cells.map(|cell| words(cell).chars().count()).max().unwrap_or_default();
    (longest.max(title) + 3).clamp(10, 46) as f64
}

/// What has a code shows it behind its name.
fn words(cell: &Cell) -> String {
    match cell {
        Cell::Blank => String::new(),
        Cell::Named(code, name) if code.as_str() != name => format!("{name} ({code})"),
        cell => cell.words(),
    }
}

/// Numbers as numbers, the rest as words that are never a formula.
fn written(sheet: &mut Sheet, row: u32, column: u16, cell: &Cell, look: Look) {
    let (value, kind) = match cell {
        Cell::Money(amount) => (amount.as_f64() / 100.0, Kind::Pence),
        Cell::Rate(pence) => (pence / 100.0, Kind::Pence),
        Cell::Percent(percent) | Cell::Exact(percent) => (*percent, Kind::Percent),
        Cell::Count(count) => (*count as f64, Kind::Thousands),
        Cell::Index(index) => (index.round(), Kind::Thousands),
        Cell::Blank | Cell::Text(_) | Cell::Named(..) | Cell::Range(..) => {
            sheet.text(row, column, &words(cell), Look::Words);
            return;
        }
    };
    sheet.number(row, column, value, (look, kind));
}

#[cfg(test)]
mod tests {
    use calamine::{Data, Reader, Xlsx};
    use vocabulary::{Code, Pence};

    use super::*;

    #[test]
    fn it_is_read_back_with_its_numbers_and_no_formula() {
        let mut listing = Listing::new("The country", "One unit is at risk.");
        listing.number("units", "Units at risk", Cell::Count(1));
        let mut units = Section::new("units", "Units at risk").note("If nobody moves.");
        units = units.column("unit", "Unit").column("lowest_gbp", "Lowest reserve");
        units.row(vec![Cell::Named(Code::new("U"), "=Upper".into()), Cell::Money(Pence(-123_456))]);
        listing.add(units);
        let made_from = [("Register", "case".to_string())];
        let bytes = listing_workbook(&listing, &made_from).unwrap();
        assert_eq!(bytes, listing_workbook(&listing, &made_from).unwrap(), "the same bytes");
        let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
        assert_eq!(book.sheet_names(), ["Cover", "Units"]);
        let sheet = book.worksheet_range("Units").unwrap();
        let cells: Vec<&Data> = sheet.cells().map(|(_, _, cell)| cell).collect();
        assert!(
            cells.contains(&&Data::String("=Upper (U)".into())) && cells.contains(&&Data::Float(-1234.56))
        );
        let cover = book.worksheet_range("Cover").unwrap();
        let cells: Vec<&Data> = cover.cells().map(|(_, _, cell)| cell).collect();
        assert!(cells.contains(&&Data::Float(1.0)) && cells.contains(&&Data::String("case".into())));
        assert!(book.worksheet_formula("Units").unwrap().cells().all(|(_, _, formula)| formula.is_empty()));
    }
}
