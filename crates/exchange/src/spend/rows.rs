//! Rows of cells, whatever the file is.

use std::borrow::Cow;

use vocabulary::{Finding, Findings, Place};

use crate::csv::Records;
use crate::limits::Limits;
use crate::pack::read_pack_bytes;

/// One row that isn't blank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// Its line in the file, from 1.
    pub line: u32,
    pub cells: Vec<String>,
}

impl Row {
    /// A cell; blank past the end of a short row.
    pub fn cell(&self, index: usize) -> &str {
        self.cells.get(index).map_or("", String::as_str)
    }
}

/// The rows of a file that aren't blank, without regard to what they say.
pub(super) fn rows(name: &str, bytes: &[u8], limits: &Limits, findings: &mut Findings) -> Vec<Row> {
    if let Some(finding) = limits.check_file(name, bytes.len() as u64) {
        findings.push(finding);
        return Vec::new();
    }
    let rows = if bytes.starts_with(b"PK") {
        sheet(name, bytes, limits, findings)
    } else {
        csv(name, bytes, findings)
    };
    rows.into_iter().filter(|row| row.cells.iter().any(|cell| !cell.trim().is_empty())).collect()
}

fn csv(name: &str, bytes: &[u8], findings: &mut Findings) -> Vec<Row> {
    let text = text(name, bytes, findings);
    let mut records = Records::of(&text);
    let rows = records.by_ref().map(|record| Row { line: record.line, cells: record.cells }).collect();
    for problem in &records.problems {
        findings.push(
            Finding::warning("spend-broken-csv", Place::table(name), format!("{problem:?}"))
                .expected("quotes that are closed, and no more cells than a spreadsheet has")
                .action("Look at the line in a text editor."),
        );
    }
    rows
}

/// The text: UTF-8, else Windows-1252, which every byte has a letter in.
fn text<'a>(name: &str, bytes: &'a [u8], findings: &mut Findings) -> Cow<'a, str> {
    let bytes = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => {
            let seen = "bytes that aren't UTF-8, read as Windows-1252";
            findings.push(Finding::note("spend-windows-1252", Place::table(name), seen));
            Cow::Owned(bytes.iter().map(|byte| windows_1252(*byte)).collect())
        }
    }
}

/// Bytes 0x80 to 0x9F, which Latin-1 has no letters for (WHATWG's windows-1252).
const UPPER: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

fn windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9F => UPPER[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

/// The first sheet of a workbook.
fn sheet(name: &str, bytes: &[u8], limits: &Limits, findings: &mut Findings) -> Vec<Row> {
    let (pack, found) = read_pack_bytes(name, bytes, limits);
    // What a pack should be is no matter here; that the file can't be read is.
    findings.extend(found.into_iter().filter(|finding| finding.is_error() && pack.tables.is_empty()));
    let Some(table) = pack.tables.into_iter().next() else { return Vec::new() };
    let first = table.rows.first().map_or(1, |row| row.line.saturating_sub(1).max(1));
    let header = Row { line: first, cells: table.columns };
    std::iter::once(header)
        .chain(table.rows.into_iter().map(|row| Row { line: row.line, cells: row.cells }))
        .collect()
}
