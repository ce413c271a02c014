use std::borrow::Cow;

/// Would a spreadsheet take this text for a formula, or for the end of a cell?
pub(crate) fn starts_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// Is it a number as files write it: digits, perhaps a sign before and a point within?
pub(crate) fn is_plain_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let plain = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    plain(whole) && plain(part)
}

/// Puts `'` before text that a spreadsheet would take for a formula. Plain numbers such as `-5.00` stay.
///
/// Text that already begins with `'` and then such a character gets one more, so that reading, which takes
/// one away, always gives back what was written.
pub(crate) fn escape(cell: &str) -> Cow<'_, str> {
    if starts_formula(cell.trim_start_matches('\'')) && !is_plain_number(cell) {
        return Cow::Owned(format!("'{cell}"));
    }
    Cow::Borrowed(cell)
}

/// Writes one record, cells escaped against formulas and quoted where they must be, with `\n` at its end.
pub(crate) fn write_record<T: AsRef<str>>(cells: &[T], out: &mut Vec<u8>) {
    for (i, cell) in cells.iter().enumerate() {
        if i > 0 {
            out.push(b',');
        }
        write_cell(&escape(cell.as_ref()), cells.len() == 1, out);
    }
    out.push(b'\n');
}

fn write_cell(cell: &str, alone: bool, out: &mut Vec<u8>) {
    let special = cell.contains(['"', ',', '\n', '\r']);
    // A blank cell that is alone would be an empty line, and those are left out when read.
    let lost = alone && cell.is_empty();
    // Some programs trim what stands without quotes.
    let trimmed = cell.trim().len() != cell.len();
    if !special && !lost && !trimmed {
        out.extend_from_slice(cell.as_bytes());
        return;
    }
    out.push(b'"');
    out.extend_from_slice(cell.replace('"', "\"\"").as_bytes());
    out.push(b'"');
}

/// A table as CSV: UTF-8, `\n` at line ends, a header, and text that begins like a formula escaped with `'`.
///
/// Rows may be ragged; they are written as they are.
///
/// ```
/// let rows = vec![vec!["06K".to_string(), "=1+1".to_string()], vec!["-5.00".to_string()]];
/// assert_eq!(exchange::csv_bytes(&["code", "note"], rows), b"code,note\n06K,'=1+1\n-5.00\n");
/// ```
pub fn csv_bytes<C: AsRef<str>>(columns: &[C], rows: impl IntoIterator<Item = Vec<String>>) -> Vec<u8> {
    let mut out = Vec::new();
    write_record(columns, &mut out);
    for row in rows {
        write_record(&row, &mut out);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::read::{Records, unescape};
    use super::*;

    #[test]
    fn formulas_are_escaped_and_numbers_not() {
        for (cell, written) in [
            ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
            ("+1", "'+1"),
            ("@x", "'@x"),
            ("-5.00", "-5.00"),
            ("-", "'-"),
            ("-5.", "'-5."),
            ("'=x", "''=x"),
            ("'quoted'", "'quoted'"),
            ("", ""),
        ] {
            assert_eq!(escape(cell), written, "{cell}");
            assert_eq!(unescape(written), cell, "{cell}");
        }
    }

    proptest::proptest! {
        #[test]
        fn what_is_written_is_read(rows in proptest::collection::vec(
            proptest::collection::vec("[a1=+@'\",.\n\r\t -]{0,5}", 1..4), 0..6)) {
            let columns = ["a"];
            let text = String::from_utf8(csv_bytes(&columns, rows.clone())).unwrap();
            let read: Vec<Vec<String>> = Records::of(&text)
                .skip(1)
                .map(|record| record.cells.iter().map(|cell| unescape(cell).into_owned()).collect())
                .collect();
            proptest::prop_assert_eq!(read, rows);
        }
    }
}
