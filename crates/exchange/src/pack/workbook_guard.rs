//! What must hold of a workbook before it is handed to the library that reads it.
//!
//! A workbook is a zip, so it may burst like one; and the library makes room for as many strings as the
//! workbook *says* that it has, and for a style of each of its formats, so both are checked here.

use vocabulary::{Finding, Findings, Place};

use super::archive::{Want, open, unpack};
use super::not_its_ending;
use crate::limits::Limits;

/// Larger lists of styles than this no spreadsheet writes: it allows 65,490 formats.
const STYLES_BYTES_MAX: usize = 8 * 1024 * 1024;

/// Is it safe to read a workbook? If not, a finding says why.
pub(super) fn check(name: &str, bytes: &[u8], limits: &Limits, findings: &mut Findings) -> bool {
    let Some(mut archive) = open(name, bytes, findings) else { return false };
    if archive.index_for_name("[Content_Types].xml").is_none() {
        let action = "Give the file the ending .zip if it is a zip of CSV files.";
        findings.push(not_its_ending(name, "a zip that holds no workbook", "a workbook", action));
        return false;
    }
    let before = findings.len();
    let want = |path: &str| {
        let path = path.to_ascii_lowercase();
        let kept = path.ends_with("sharedstrings.xml") || path.ends_with("styles.xml");
        if kept { Want::Keep } else { Want::Measure }
    };
    let Some(parts) = unpack(name, &mut archive, limits, want, findings) else { return false };
    for (path, part) in parts {
        let sound = if path.to_ascii_lowercase().ends_with("styles.xml") {
            part.len() <= STYLES_BYTES_MAX
        } else {
            counts_are_true(&part)
        };
        if !sound {
            findings.push(broken(name, &format!("its part {path} isn't what a spreadsheet writes")));
        }
    }
    findings[before..].iter().all(|finding| !finding.is_error())
}

/// The finding for a workbook that can't be read.
pub(super) fn broken(name: &str, why: &str) -> Finding {
    Finding::error("broken-workbook", Place::table(name), format!("a workbook that can't be read: {why}"))
        .expected("a workbook as spreadsheets save it (.xlsx)")
        .action("Open it in a spreadsheet and save it again, or send the tables as CSV.")
}

/// Does every count of strings promise no more than the part could hold? In UTF-16, which no spreadsheet
/// writes, the counts couldn't be seen.
fn counts_are_true(part: &[u8]) -> bool {
    const COUNT: &[u8] = b"uniqueCount";
    if part.contains(&0) {
        return false;
    }
    let mut rest = part;
    while let Some(at) = rest.windows(COUNT.len()).position(|window| window == COUNT) {
        rest = &rest[at + COUNT.len()..];
        let digits: Vec<u8> = rest
            .iter()
            .copied()
            .skip_while(|byte| byte.is_ascii_whitespace() || matches!(byte, b'=' | b'"' | b'\'' | b'+'))
            .take_while(u8::is_ascii_digit)
            .collect();
        let count = String::from_utf8_lossy(&digits).parse::<usize>();
        let possible = count.is_ok_and(|count| count <= part.len()) || digits.is_empty();
        if !possible {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_promise_of_too_many_strings_is_seen() {
        assert!(counts_are_true(b"<sst count=\"2\" uniqueCount=\"1\"><si><t>a</t></si></sst>"));
        assert!(!counts_are_true(b"<sst uniqueCount=\"1\" /><sst uniqueCount = '99999999'>"));
        assert!(!counts_are_true(b"<\0s\0s\0t\0"));
    }
}
