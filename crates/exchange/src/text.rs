//! Bytes to text: UTF-8, with or without a byte order mark.

use std::borrow::Cow;

use vocabulary::{Finding, Findings, Place};

/// Reads a text file. What isn't UTF-8 is an error that says where; the text is then none.
///
/// `name` is what findings call the file.
pub fn read_text(name: &str, bytes: &[u8]) -> (Option<String>, Findings) {
    let mut findings = Findings::new();
    let text = decode(name, bytes, &mut findings).into_owned();
    (findings.is_empty().then_some(text), findings)
}

/// The text of a file. Bytes that aren't UTF-8 are replaced, after an error, so that what else is wrong with
/// the file can be told at the same time.
pub(crate) fn decode<'a>(name: &str, bytes: &'a [u8], findings: &mut Findings) -> Cow<'a, str> {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        findings.push(not_utf8(name, 1, "a file in UTF-16"));
        return Cow::Borrowed("");
    }
    let bytes = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(error) => {
            let at = error.valid_up_to();
            let (line, column) = line_and_column(bytes, at);
            let byte = bytes.get(at).copied().unwrap_or_default();
            let seen = format!("the byte 0x{byte:02X} at byte {column} of line {line}");
            findings.push(not_utf8(name, line, &seen));
            String::from_utf8_lossy(bytes)
        }
    }
}

fn not_utf8(name: &str, line: u32, seen: &str) -> Finding {
    Finding::error("not-utf-8", Place::row(name, line), seen)
        .expected("text in UTF-8")
        .action("Save the file as UTF-8; in a spreadsheet choose “CSV UTF-8”.")
}

/// Line and column, both from 1, of a byte; `\r\n`, `\n` and `\r` end lines.
pub(crate) fn line_and_column(bytes: &[u8], at: usize) -> (u32, u32) {
    let before = &bytes[..at.min(bytes.len())];
    let line = 1 + line_ends(before);
    let start = before.iter().rposition(|byte| matches!(byte, b'\n' | b'\r')).map_or(0, |end| end + 1);
    (line, 1 + u32::try_from(before.len() - start).unwrap_or(u32::MAX))
}

/// How many lines end within some bytes; `\r\n` is one end.
pub(crate) fn line_ends(bytes: &[u8]) -> u32 {
    let mut ends = 0u32;
    let mut before = 0u8;
    for byte in bytes {
        let ends_here = match *byte {
            b'\n' => before != b'\r',
            b'\r' => true,
            _ => false,
        };
        ends = ends.saturating_add(u32::from(ends_here));
        before = *byte;
    }
    ends
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_is_no_text() {
        assert_eq!(read_text("a", b"\xEF\xBB\xBFa").0.as_deref(), Some("a"));
    }

    #[test]
    fn a_wrong_byte_is_found_where_it_is() {
        let (text, findings) = read_text("bodies", b"a\r\nb\r\nc\xE9d");
        assert_eq!(text, None);
        assert_eq!(findings[0].place, Place::row("bodies", 3));
        assert_eq!(findings[0].seen, "the byte 0xE9 at byte 2 of line 3");
    }

    #[test]
    fn utf_16_is_named() {
        let (_, findings) = read_text("bodies", b"\xFF\xFEa\0");
        assert_eq!(findings[0].seen, "a file in UTF-16");
    }

    #[test]
    fn lines_are_counted_whatever_ends_them() {
        assert_eq!(line_and_column(b"a\r\nb\rc\nd", 7), (4, 1));
        assert_eq!(line_and_column(b"abc", 99), (1, 4));
    }
}
