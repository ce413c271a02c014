//! Facts as people read them.

use register::tables::Fact;
use vocabulary::Pence;

use listing::{Cell, two_places};

/// A fact's number with its unit of measurement: `£808m`, `£9.50 a head`, `5 of 7 units`, `33%`.
pub fn value_words(fact: &Fact) -> String {
    let Some(low) = fact.low.map(|number| number.0) else { return String::new() };
    let high = fact.high.map_or(low, |number| number.0);
    let with = |one: &dyn Fn(f64) -> String| {
        if low == high { one(low) } else { format!("{} to {}", one(low), one(high)) }
    };
    let unit = fact.unit.as_str();
    if let Some(rest) = unit.strip_prefix("GBP") {
        let a_head = rest.starts_with(" a head") || rest.starts_with(" a person");
        let plain = rest.split(" (").next().unwrap_or(rest);
        return with(&|pounds| pounds_words(pounds, a_head)) + plain;
    }
    if let Some(rest) = unit.strip_prefix("per cent") {
        return with(&|percent| format!("{}%", two_places(percent))) + rest;
    }
    let number = with(&|value| {
        if value.fract() == 0.0 && value >= 0.0 {
            Cell::Count(value as u64).words()
        } else {
            two_places(value)
        }
    });
    match unit {
        "" | "count" => number,
        unit => format!("{number} {unit}"),
    }
}

/// Pounds as short as they can be written exactly: `£808m`, `£4.5m`, `£289,000`, `£9.50`.
pub fn pounds_words(pounds: f64, with_pence: bool) -> String {
    let pence = Pence::round(pounds * 100.0);
    let hundred_thousands = pence.0 % 10_000_000 == 0 && pence.0.unsigned_abs() >= 100_000_000;
    match (with_pence && pounds.fract() != 0.0, hundred_thousands) {
        (true, _) => pence.to_string(),
        (false, true) => {
            format!("{}£{}m", if pence.0 < 0 { "−" } else { "" }, two_places(pounds.abs() / 1e6))
        }
        (false, false) => pence.whole_pounds(),
    }
}

/// The same for an amount in pence.
pub(super) fn short(amount: Pence) -> String {
    pounds_words(amount.as_f64() / 100.0, false)
}

/// The names of a fact's subjects; blank when it is about all.
pub(super) fn subjects(snapshot: &register::Snapshot, fact: &Fact) -> String {
    let named = fact.subject_code.0.iter().filter(|code| !code.is_any());
    named.map(|code| snapshot.name_of(code.as_str())).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pounds_are_short_only_where_they_stay_exact() {
        assert_eq!(pounds_words(808e6, false), "£808m");
        assert_eq!(pounds_words(4.5e6, false), "£4.5m");
        assert_eq!(pounds_words(55_930_693.07, false), "£55,930,693");
        assert_eq!(pounds_words(9.5, true), "£9.50");
        assert_eq!(pounds_words(25.0, true), "£25");
        assert_eq!(pounds_words(-1e6, false), "−£1m");
    }
}
