//! Rates that somebody should have looked at again.

use std::collections::BTreeMap;

use vocabulary::{Date, Finding, Findings, Place};

use crate::tables::Row;

/// A row of a rulebook that an answer rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Used {
    /// Its table.
    pub table: &'static str,
    /// Its key.
    pub row: String,
    /// When it is to be looked at again, if ever.
    pub review_date: Option<Date>,
}

impl Used {
    /// A row as it is used, with its review date.
    pub fn of<T: Row>(row: &T, review_date: Option<Date>) -> Used {
        Used { table: T::TABLE.name, row: row.key(), review_date }
    }
}

/// A warning for each table and review date that has passed on a day. Engines have no clock: whoever shows an
/// answer knows the day.
pub fn past_review(used: &[Used], on: Date) -> Findings {
    let mut late: BTreeMap<(&str, Date), Vec<&str>> = BTreeMap::new();
    for row in used {
        if let Some(review) = row.review_date.filter(|review| *review < on) {
            late.entry((row.table, review)).or_default().push(&row.row);
        }
    }
    let finding = |((table, review), mut rows): ((&str, Date), Vec<&str>)| {
        rows.sort_unstable();
        rows.dedup();
        let one = rows.first().copied().unwrap_or_default();
        let more = match rows.len() {
            0 | 1 => String::new(),
            2 => " and 1 more row".to_string(),
            many => format!(" and {} more rows", many - 1),
        };
        let seen = format!("{table}, {one}{more}: was to be looked at again by {review}");
        Finding::warning("rate-past-review", Place::row(table, one), seen)
            .expected("rates that somebody has looked at since")
            .action("Compare the rows with their source; correct them, or give them a later review date.")
    };
    late.into_iter().map(finding).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn used(row: &str, review: Option<&str>) -> Used {
        let review_date = review.map(|day| day.parse().expect("a date"));
        Used { table: "employer_ni", row: row.to_string(), review_date }
    }

    #[test]
    fn a_row_is_late_from_the_day_after_its_review() {
        let rows = [used("2025-04-06", Some("2026-04-01")), used("2013-04-06", None)];
        let on = |day: &str| past_review(&rows, day.parse().expect("a date"));
        assert!(on("2026-04-01").is_empty());
        let late = on("2026-04-02");
        assert_eq!(late.len(), 1);
        assert_eq!(late[0].code, "rate-past-review");
        assert!(late[0].seen.contains("2025-04-06: was to be looked at again by 2026-04-01"), "{late:?}");
    }

    #[test]
    fn rows_of_one_review_are_told_together() {
        let rows =
            [used("b", Some("2026-04-01")), used("a", Some("2026-04-01")), used("a", Some("2026-04-01"))];
        let late = past_review(&rows, "2027-01-01".parse().expect("a date"));
        assert_eq!(late.len(), 1);
        assert!(late[0].seen.starts_with("employer_ni, a and 1 more row:"), "{late:?}");
    }
}
