use std::borrow::Cow;

use super::write::starts_formula;
use crate::text::line_ends;

/// No row may be wider: what a spreadsheet can hold.
pub(crate) const COLUMNS_MAX: usize = 16_384;

/// One record of a CSV text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The line on which it starts, from 1; lines within quotes count.
    pub line: u32,
    /// Its cells, as many as it has.
    pub cells: Vec<String>,
}

/// What is wrong with the form of a CSV text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// A quote that was opened on this line is never closed; nothing from its record on was read.
    UnclosedQuote(u32),
    /// Text follows a closing quote on this line; it was kept.
    TextAfterQuote(u32),
    /// The record of this line has more cells than any spreadsheet; nothing from it on was read.
    TooWide(u32),
}

/// The records of a CSV text (RFC 4180; `\r\n`, `\n` and `\r` end lines), ragged as they are, empty lines left out.
#[derive(Debug)]
pub struct Records<'a> {
    text: &'a str,
    at: usize,
    line: u32,
    /// What was wrong so far.
    pub problems: Vec<Problem>,
}

impl<'a> Records<'a> {
    /// The records of a text.
    pub fn of(text: &'a str) -> Self {
        Records { text, at: 0, line: 1, problems: Vec::new() }
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Steps over one line end, if there is one here.
    fn line_end(&mut self) -> bool {
        let length = match self.byte() {
            Some(b'\r') if self.text.as_bytes().get(self.at + 1) == Some(&b'\n') => 2,
            Some(b'\r' | b'\n') => 1,
            _ => return false,
        };
        self.at += length;
        self.line = self.line.saturating_add(1);
        true
    }

    /// Text up to the next comma or line end.
    fn bare(&mut self) -> &'a str {
        let rest = &self.text[self.at..];
        let length = rest.find([',', '\n', '\r']).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    /// A cell in quotes; none when they are never closed.
    fn quoted(&mut self) -> Option<String> {
        let opened = self.line;
        let mut cell = String::new();
        self.at += 1;
        loop {
            let rest = &self.text[self.at..];
            let Some(length) = rest.find('"') else {
                self.problems.push(Problem::UnclosedQuote(opened));
                self.at = self.text.len();
                return None;
            };
            cell.push_str(&rest[..length]);
            self.at += length + 1;
            if self.byte() != Some(b'"') {
                break;
            }
            cell.push('"');
            self.at += 1;
        }
        self.line = self.line.saturating_add(line_ends(cell.as_bytes()));
        let after = self.bare();
        if !after.trim().is_empty() {
            self.problems.push(Problem::TextAfterQuote(self.line));
            cell.push_str(after);
        }
        Some(cell)
    }
}

impl Iterator for Records<'_> {
    type Item = Record;

    fn next(&mut self) -> Option<Record> {
        while self.line_end() {}
        self.byte()?;
        let line = self.line;
        let mut cells = Vec::new();
        loop {
            let cell = if self.byte() == Some(b'"') { self.quoted()? } else { self.bare().to_string() };
            cells.push(cell);
            if cells.len() > COLUMNS_MAX {
                self.problems.push(Problem::TooWide(line));
                self.at = self.text.len();
                return None;
            }
            if self.byte() != Some(b',') {
                self.line_end();
                return Some(Record { line, cells });
            }
            self.at += 1;
        }
    }
}

/// Takes away the `'` that [`super::escape`] puts before text that a spreadsheet would take for a formula.
pub(crate) fn unescape(cell: &str) -> Cow<'_, str> {
    match cell.strip_prefix('\'') {
        Some(rest) if starts_formula(rest.trim_start_matches('\'')) => Cow::Borrowed(rest),
        _ => Cow::Borrowed(cell),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Vec<(u32, Vec<String>)>, Vec<Problem>) {
        let mut records = Records::of(text);
        let rows = records.by_ref().map(|record| (record.line, record.cells)).collect();
        (rows, records.problems)
    }

    fn row(line: u32, cells: &[&str]) -> (u32, Vec<String>) {
        (line, cells.iter().map(|cell| cell.to_string()).collect())
    }

    #[test]
    fn lines_are_physical_and_empty_ones_left_out() {
        let (rows, problems) = read("a,b\r\n\r\n\n\"x\r\ny\",2\n3,\r4");
        assert_eq!(rows, [row(1, &["a", "b"]), row(4, &["x\r\ny", "2"]), row(6, &["3", ""]), row(7, &["4"])]);
        assert!(problems.is_empty());
    }

    #[test]
    fn quotes_within_quotes_are_doubled() {
        assert_eq!(read("\"say \"\"hi\"\"\",5\" pipe").0, [row(1, &["say \"hi\"", "5\" pipe"])]);
        assert_eq!(read("\"\"").0, [row(1, &[""])]);
    }

    #[test]
    fn an_unclosed_quote_is_found_where_it_opens() {
        let (rows, problems) = read("a,b\n1,2\n3,\"4\n5,6\n");
        assert_eq!(rows.len(), 2);
        assert_eq!(problems, [Problem::UnclosedQuote(3)]);
    }

    #[test]
    fn text_after_a_quote_is_kept_and_told() {
        let (rows, problems) = read("a\n\"b\"c,d\n\"e\" ,f");
        assert_eq!(rows[1], row(2, &["bc", "d"]));
        assert_eq!(rows[2], row(3, &["e", "f"]));
        assert_eq!(problems, [Problem::TextAfterQuote(2)]);
    }

    #[test]
    fn a_row_has_an_end() {
        let (rows, problems) = read(&",".repeat(COLUMNS_MAX + 1));
        assert!(rows.is_empty());
        assert_eq!(problems, [Problem::TooWide(1)]);
    }

    proptest::proptest! {
        /// Where quotes are well formed both read the same.
        #[test]
        fn agrees_with_the_csv_crate(rows in proptest::collection::vec(
            proptest::collection::vec("[a-z,\"\n\r '=]{0,6}", 2..4), 0..6)) {
            let mut writer = ::csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
            for row in &rows {
                writer.write_record(row).unwrap();
            }
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            let ours: Vec<Vec<String>> = Records::of(&text).map(|record| record.cells).collect();
            proptest::prop_assert_eq!(ours, rows);
        }
    }
}
