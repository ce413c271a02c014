use crate::workbook::expr::{Cell, Expr, sum};
use crate::workbook::sheet::Sheet;
use crate::workbook::style::{Kind, Look};

/// One line of an option's sheet: a number for each year, and what they come to.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub years: Vec<Cell>,
    pub total: Cell,
}

/// The lines of an option's sheet, written one under the other.
pub(super) struct Lines {
    pub sheet: Sheet,
    pub row: u32,
    pub years: usize,
}

/// What stands left of a line's numbers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Label<'a> {
    pub what: &'a str,
    pub who: &'a str,
    /// Where the line is from, shown as a comment.
    pub note: &'a str,
}

impl<'a> Label<'a> {
    /// A label without a comment.
    pub fn of(what: &'a str, who: &'a str) -> Label<'a> {
        Label { what, who, note: "" }
    }
}

/// The column of the first year.
const FIRST: u16 = 3;

impl Lines {
    /// The column of what a line comes to.
    pub fn total_column(&self) -> u16 {
        FIRST + self.years as u16
    }

    /// The heading of a part.
    pub fn heading(&mut self, text: &str, about: &str) {
        self.row = self.sheet.heading(self.row + 1, text);
        if !about.is_empty() {
            self.sheet.text(self.row, 0, about, Look::Aside);
            self.row += 1;
        }
    }

    fn label(&mut self, label: Label<'_>, found_by: &str, look: Look) {
        let words = if look == Look::Total { Look::Strong } else { Look::Words };
        self.sheet.text(self.row, 0, label.what, words);
        self.sheet.text(self.row, 1, label.who, Look::Words);
        self.sheet.text(self.row, 2, found_by, Look::Aside);
        self.sheet.note(self.row, 0, label.note);
    }

    /// A line of numbers that the engine found, in pounds.
    pub fn engine(&mut self, label: Label<'_>, pounds: &[f64]) -> Line {
        self.label(label, "engine", Look::Engine);
        let row = self.row;
        let put = |(column, value): (u16, &f64)| {
            self.sheet.number(row, column, *value, (Look::Engine, Kind::Pounds))
        };
        let years = (FIRST..).zip(pounds).map(put).collect();
        self.close(years, Look::Formula)
    }

    /// A line of formulas, one for each year.
    pub fn formula(&mut self, label: Label<'_>, look: Look, of: impl Fn(usize) -> Expr) -> Line {
        let years = self.by_year(label, (look, Kind::Pounds), of);
        self.close(years, look)
    }

    /// A line of formulas that don't add up: factors, months.
    pub fn plain(&mut self, label: Label<'_>, kind: Kind, of: impl Fn(usize) -> Expr) -> Vec<Cell> {
        let years = self.by_year(label, (Look::Formula, kind), of);
        self.row += 1;
        years
    }

    fn by_year(&mut self, label: Label<'_>, look: (Look, Kind), of: impl Fn(usize) -> Expr) -> Vec<Cell> {
        self.label(label, "formula", look.0);
        let row = self.row;
        let columns = (FIRST..).zip(0..self.years);
        columns.map(|(column, year)| self.sheet.formula(row, column, &of(year), look)).collect()
    }

    fn close(&mut self, years: Vec<Cell>, look: Look) -> Line {
        let (row, column) = (self.row, self.total_column());
        let total = self.sheet.formula(row, column, &sum(&years), (look, Kind::Pounds));
        self.row += 1;
        Line { years, total }
    }

    /// A line that adds others up.
    pub fn total(&mut self, label: Label<'_>, lines: &[Line]) -> Line {
        self.formula(label, Look::Total, |year| sum_of(lines, year))
    }
}

/// What lines add up to in a year.
pub(super) fn sum_of(lines: &[Line], year: usize) -> Expr {
    let cells: Vec<Cell> = lines.iter().map(|line| line.years[year].clone()).collect();
    sum(&cells)
}
