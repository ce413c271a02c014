//! Money as publishers write it: `53,877.19`, ` 127,142.17 `, `£1,000`, `(250.00)`, `250.00-`, `-` for nothing.

use vocabulary::Pence;

/// What a cell says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Read {
    /// An amount, rounded to whole pence (workbooks store 75348.60000000001).
    Amount(Pence),
    /// Blank, or a dash for nothing.
    Nothing,
    /// Something else.
    Unreadable,
}

/// More pounds than this in one payment is a slip.
const POUNDS_MAX: f64 = 1e11;

/// Reads a cell.
pub(super) fn read(cell: &str) -> Read {
    let text: String = cell.chars().filter(|c| !c.is_whitespace() && !matches!(c, '£' | ',' | '"')).collect();
    let text = text.replace('−', "-");
    if text.is_empty() || text == "-" {
        return Read::Nothing;
    }
    let in_brackets = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let (digits, sign) = match (in_brackets, text.strip_suffix('-'), text.strip_prefix('-')) {
        (Some(inner), ..) => (inner, -1.0),
        (None, Some(inner), None) => (inner, -1.0),
        (None, None, Some(inner)) => (inner, -1.0),
        _ => (text.as_str(), 1.0),
    };
    let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    match digits.parse::<f64>() {
        Ok(pounds) if plain && pounds <= POUNDS_MAX => Read::Amount(Pence::round(sign * pounds * 100.0)),
        _ => Read::Unreadable,
    }
}

/// Is the cell a number and nothing else?
pub(super) fn is_number(cell: &str) -> bool {
    matches!(read(cell), Read::Amount(_))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_read_however_it_is_written() {
        let written = ["53,877.19", " 127,142.17 ", "£1,000", "(250.00)", "250-", "-4", "75348.60000000001"];
        let pence = [5_387_719, 12_714_217, 100_000, -25_000, -25_000, -400, 7_534_860];
        for (text, pence) in written.into_iter().zip(pence) {
            assert_eq!(read(text), Read::Amount(Pence(pence)), "{text}");
        }
        assert_eq!(read(" - "), Read::Nothing);
        for text in ["######", "12/3", "1e9", "--4", "abc", "999999999999"] {
            assert_eq!(read(text), Read::Unreadable, "{text}");
        }
    }
}
