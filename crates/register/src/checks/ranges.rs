use vocabulary::{Finding, Findings, Place};

use crate::snapshot::Snapshot;

/// Ranges with the low end above the high end, and months that aren't.
pub(super) fn check(snapshot: &Snapshot, findings: &mut Findings) {
    let mut upside_down = |table, line, column, low: String, high: String| {
        findings.push(
            Finding::error(
                "range-upside-down",
                Place::cell(table, line, column),
                format!("from {low} to {high}"),
            )
            .expected("a low end that isn't above the high end")
            .action("Swap the two."),
        );
    };
    for (line, row) in snapshot.all.facts.numbered() {
        if let (Some(low), Some(high)) = (row.low, row.high)
            && low.0 > high.0
        {
            upside_down("facts", line, "high", low.0.to_string(), high.0.to_string());
        }
    }
    for (line, row) in snapshot.all.intentions.numbered() {
        if row.low_gbp > row.high_gbp {
            upside_down("intentions", line, "high_gbp", row.low_gbp.to_string(), row.high_gbp.to_string());
        }
    }
    for (line, row) in snapshot.all.units.numbered() {
        if row.review_month.is_some_and(|month| !(1..=12).contains(&month)) {
            findings.push(
                Finding::error(
                    "no-such-month",
                    Place::cell("units", line, "review_month"),
                    format!("month {}", row.review_month.unwrap_or(0)),
                )
                .expected("1 (January) to 12 (December), or blank for April")
                .action("Correct the month."),
            );
        }
    }
}
