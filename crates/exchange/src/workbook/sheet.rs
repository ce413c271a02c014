use std::collections::BTreeMap;
use std::rc::Rc;

use rust_xlsxwriter::{DataValidation, ExcelDateTime, FormatAlign, Formula, Note, Url, Worksheet, XlsxError};
use vocabulary::{Date, Findings, Place};

use super::Results;
use super::expr::{At, Cell, Expr};
use super::style::{FONT, Kind, Look, format, link};
use crate::csv::starts_formula;
use crate::pack::cannot_write;

/// A sheet that is being written. What can't be written is told at the end, once.
pub(super) struct Sheet {
    sheet: Worksheet,
    name: Rc<str>,
    results: Results,
    failed: Option<XlsxError>,
    widths: Vec<f64>,
    /// Heights that were set, by row.
    heights: BTreeMap<u32, f64>,
    /// Lines that the longest text of a row takes.
    lines: BTreeMap<u32, u32>,
}

impl Sheet {
    /// An empty sheet, set up for A4 across the page.
    pub fn new(name: &str, results: Results, widths: &[f64]) -> Sheet {
        let mut made = Sheet {
            sheet: Worksheet::new(),
            name: name.into(),
            results,
            failed: None,
            widths: widths.to_vec(),
            heights: BTreeMap::new(),
            lines: BTreeMap::new(),
        };
        made.keep(|sheet| sheet.set_name(name).map(|_| ()));
        made.sheet
            .set_screen_gridlines(false)
            .set_landscape()
            .set_paper_size(9)
            .set_margins(0.5, 0.5, 0.6, 0.6, 0.3, 0.3)
            .set_print_fit_to_pages(1, 0)
            .set_footer(format!("&L&\"{FONT}\"&8&A&R&\"{FONT}\"&8Page &P of &N"));
        for (column, width) in (0u16..).zip(widths) {
            made.keep(|sheet| sheet.set_column_width(column, *width).map(|_| ()));
        }
        made
    }

    /// The sheet's name.
    pub fn name(&self) -> Rc<str> {
        self.name.clone()
    }

    fn keep(&mut self, write: impl FnOnce(&mut Worksheet) -> Result<(), XlsxError>) {
        if let Err(error) = write(&mut self.sheet) {
            self.failed.get_or_insert(error);
        }
    }

    fn at(&self, row: u32, column: u16) -> At {
        At { sheet: self.name.clone(), row, column }
    }

    /// Text, whatever it begins with; never a formula.
    pub fn text(&mut self, row: u32, column: u16, text: &str, look: Look) -> At {
        self.wrap(row, column, text, look);
        if !text.is_empty() {
            let format = format(look, Kind::Text);
            let beside = matches!(look, Look::Words | Look::Plain | Look::Aside | Look::Column);
            // A number may end where the text begins.
            let format =
                if beside && column > 0 { format.set_align(FormatAlign::Left).set_indent(1) } else { format };
            let format = if starts_formula(text) { format.set_quote_prefix() } else { format };
            self.keep(|sheet| sheet.write_string_with_format(row, column, text, &format).map(|_| ()));
        } else if matches!(look, Look::Input | Look::Engine) {
            self.keep(|sheet| sheet.write_blank(row, column, &format(look, Kind::Text)).map(|_| ()));
        }
        self.at(row, column)
    }

    /// Remembers how many lines a text takes: programs differ in whether they find out when they open a file.
    fn wrap(&mut self, row: u32, column: u16, text: &str, look: Look) {
        let wraps = match look {
            Look::Words | Look::Strong | Look::Input | Look::Engine => 1.0,
            Look::Column | Look::NumberColumn => 1.1,
            _ => return,
        };
        let width = self.widths.get(usize::from(column)).copied().unwrap_or(8.0);
        let lines = (text.chars().count() as f64 * wraps / (width * 1.06)).ceil() as u32;
        let held = self.lines.entry(row).or_insert(1);
        *held = lines.max(*held);
    }

    /// A number.
    pub fn number(&mut self, row: u32, column: u16, value: f64, (look, kind): (Look, Kind)) -> Cell {
        self.keep(|sheet| {
            sheet.write_number_with_format(row, column, value, &format(look, kind)).map(|_| ())
        });
        Cell { at: self.at(row, column), value }
    }

    /// A number that may not be known.
    pub fn maybe(
        &mut self,
        row: u32,
        column: u16,
        value: Option<f64>,
        (look, kind): (Look, Kind),
    ) -> Option<Cell> {
        let Some(value) = value else {
            self.keep(|sheet| sheet.write_blank(row, column, &format(look, kind)).map(|_| ()));
            return None;
        };
        Some(self.number(row, column, value, (look, kind)))
    }

    /// A day; its serial number is its value.
    pub fn day(&mut self, row: u32, column: u16, date: Date, look: Look) -> Cell {
        let part = |part: i8| u8::try_from(part).unwrap_or(1);
        let year = u16::try_from(date.year()).unwrap_or(1900);
        match ExcelDateTime::from_ymd(year, part(date.month()), part(date.day())) {
            Ok(day) => {
                let value = day.to_excel();
                self.number(row, column, value, (look, Kind::Day))
            }
            Err(error) => {
                self.failed.get_or_insert(error);
                Cell { at: self.at(row, column), value: 0.0 }
            }
        }
    }

    /// A formula that gives a number.
    pub fn formula(&mut self, row: u32, column: u16, expr: &Expr, (look, kind): (Look, Kind)) -> Cell {
        let result = match self.results {
            Results::Known => expr.value.to_string(),
            Results::Zero => "0".to_string(),
        };
        let formula = Formula::new(format!("={}", expr.written(&self.name))).set_result(result);
        self.keep(|sheet| {
            sheet.write_formula_with_format(row, column, formula, &format(look, kind)).map(|_| ())
        });
        Cell { at: self.at(row, column), value: expr.value }
    }

    /// A formula that gives words; what it refers to is put where `{}` stands.
    pub fn words(
        &mut self,
        row: u32,
        column: u16,
        (text, references): (&str, &[Expr]),
        known: &str,
        look: (Look, Kind),
    ) -> At {
        self.wrap(row, column, known, look.0);
        let expr = Expr::template(text, references, 0.0);
        let result = match self.results {
            Results::Known => known,
            Results::Zero => "0",
        };
        let formula = Formula::new(format!("={}", expr.written(&self.name))).set_result(result);
        self.keep(|sheet| {
            sheet.write_formula_with_format(row, column, formula, &format(look.0, look.1)).map(|_| ())
        });
        self.at(row, column)
    }

    /// A comment at a cell: where its content is from.
    pub fn note(&mut self, row: u32, column: u16, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        let lines = text.chars().count() as u32 / 45 + 1;
        let note = Note::new(text)
            .set_author("")
            .add_author_prefix(false)
            .set_width(300)
            .set_height(24 + 14 * lines.min(20));
        self.keep(|sheet| sheet.insert_note(row, column, &note).map(|_| ()));
    }

    /// A link to another sheet.
    pub fn link(&mut self, row: u32, column: u16, to: &str, text: &str) {
        let url = Url::new(format!("internal:'{to}'!A1")).set_text(text);
        self.keep(|sheet| sheet.write_url_with_format(row, column, url, &link()).map(|_| ()));
    }

    /// The title of the sheet and a sentence under it; the next free row.
    pub fn title(&mut self, title: &str, lead: &str) -> u32 {
        self.text(0, 0, title, Look::Title);
        self.height(0, 28.0);
        self.text(1, 0, lead, Look::Aside);
        3
    }

    /// The heading of a part; the next row.
    pub fn heading(&mut self, row: u32, text: &str) -> u32 {
        self.text(row, 0, text, Look::Heading);
        self.height(row, 21.0);
        row + 1
    }

    /// The headings of columns, numbers at the right; the next row.
    pub fn columns(&mut self, row: u32, titles: &[(&str, bool)]) -> u32 {
        for (column, (title, is_number)) in (0u16..).zip(titles) {
            let look = if *is_number { Look::NumberColumn } else { Look::Column };
            // Blank ones too, so that the line below runs through.
            let text = if title.is_empty() { " " } else { title };
            self.text(row, column, text, look);
        }
        row + 1
    }

    /// Shows a cell across several columns of its row; for a sentence, never for data.
    pub fn across(&mut self, row: u32, (column, to): (u16, u16), look: Look) {
        self.keep(|sheet| sheet.merge_range(row, column, row, to, "", &format(look, Kind::Text)).map(|_| ()));
    }

    /// How high a row is, in points.
    pub fn height(&mut self, row: u32, points: f64) {
        self.heights.insert(row, points);
    }

    /// Prints on one page.
    pub fn one_page(&mut self) {
        self.sheet.set_print_fit_to_pages(1, 1);
    }

    /// Only these words may be typed into a cell.
    pub fn one_of(&mut self, at: &At, words: &[&str]) {
        let (row, column) = (at.row, at.column);
        let rule = DataValidation::new().allow_list_strings(words);
        self.keep(|sheet| sheet.add_data_validation(row, column, row, column, &rule?).map(|_| ()));
    }

    /// What stays in sight: rows above and columns left of a cell; the rows are repeated on every printed page.
    pub fn freeze(&mut self, row: u32, column: u16) {
        self.keep(|sheet| sheet.set_freeze_panes(row, column).map(|_| ()));
        if row > 0 {
            self.keep(|sheet| sheet.set_repeat_rows(row - 1, row - 1).map(|_| ()));
        }
    }

    /// Rows that can be folded away.
    pub fn fold(&mut self, first: u32, last: u32) {
        if first <= last {
            self.keep(|sheet| sheet.group_rows(first, last).map(|_| ()));
        }
    }

    /// The finished sheet. Errors: a finding `cannot-write`.
    pub fn finish(mut self) -> Result<Worksheet, Findings> {
        let wrapped = self.lines.iter().filter(|(_, lines)| **lines > 1);
        let mut heights: BTreeMap<u32, f64> =
            wrapped.map(|(row, lines)| (*row, 2.0 + 12.8 * f64::from((*lines).min(30)))).collect();
        heights.append(&mut std::mem::take(&mut self.heights));
        for (row, points) in heights {
            self.keep(|sheet| sheet.set_row_height(row, points).map(|_| ()));
        }
        match self.failed {
            Some(error) => Err(vec![cannot_write(Place::table(&self.name), &error.to_string())]),
            None => Ok(self.sheet),
        }
    }
}
