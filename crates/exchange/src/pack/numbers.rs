//! Numbers of spreadsheets, which are binary fractions, as the decimal text of files.

use register::tables::cell::ColumnKind;

/// A number of a spreadsheet as plain decimal text, without an exponent.
///
/// Like the spreadsheet itself it shows at most 15 significant digits, and at most 10 decimal places, so that
/// `0.1 + 0.2` is `0.3`. In a column of money it has two places, if it has no more.
pub(super) fn number_text(value: f64, kind: Option<ColumnKind>) -> String {
    let text = plain(clean(value));
    if !matches!(kind, Some(ColumnKind::Money | ColumnKind::Balance)) {
        return text;
    }
    match text.split_once('.') {
        None => format!("{text}.00"),
        Some((_, places)) if places.len() == 1 => format!("{text}0"),
        Some(_) => text,
    }
}

/// The nearest number of at most 15 significant digits and at most 10 decimal places.
fn clean(value: f64) -> f64 {
    let significant: f64 = format!("{value:.14e}").parse().unwrap_or(value);
    // Beyond this 15 digits leave fewer than 10 places anyway.
    if significant.abs() < 1e5 {
        format!("{significant:.10}").parse().unwrap_or(significant)
    } else {
        significant
    }
}

fn plain(value: f64) -> String {
    // Adding zero turns a negative zero into zero.
    (value + 0.0).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn noise_is_cleaned_and_nothing_else() {
        for (value, text) in [
            (0.1 + 0.2, "0.3"),
            (1_000_000.1 - 1_000_000.0, "0.1"),
            (1_234_567.89, "1234567.89"),
            (12_345.678_901_234_5, "12345.6789012345"),
            (4e6, "4000000"),
            (1e21, "1000000000000000000000"),
            (-0.0, "0"),
            (1e-12, "0"),
            (33.5, "33.5"),
        ] {
            assert_eq!(number_text(value, None), text);
        }
    }

    #[test]
    fn money_has_two_places() {
        let money = |value| number_text(value, Some(ColumnKind::Money));
        assert_eq!(money(1234.5), "1234.50");
        assert_eq!(money(1234.0), "1234.00");
        assert_eq!(money(0.07 * 100.0), "7.00");
        assert_eq!(money(1.005), "1.005");
        assert_eq!(number_text(-5.0, Some(ColumnKind::Balance)), "-5.00");
    }
}
