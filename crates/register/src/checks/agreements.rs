use vocabulary::{Date, Finding, Findings, Place};

use crate::snapshot::Snapshot;
use crate::tables::Role;

/// Agreement lines whose dates, volume or notice can't be used as they are.
pub(super) fn check(snapshot: &Snapshot, findings: &mut Findings) {
    for (line, row) in snapshot.rows.agreement_lines.numbered() {
        let cell = |column| Place::cell("agreement_lines", line, column);
        if let (Some(start), Some(end)) = (row.start_date, row.end_date)
            && end < start
        {
            findings.push(
                Finding::error(
                    "dates-out-of-order",
                    cell("end_date"),
                    format!("it ends on {end}, before it starts on {start}"),
                )
                .expected("an end on or after the start")
                .action("Correct one of the two dates."),
            );
        }
        if row.volume.is_none() && snapshot.people(&row.buyer_code, Date::MAX).is_none() {
            let seen = format!("no volume, and no registered people of {} to take instead", row.buyer_code);
            findings.push(
                Finding::error("no-volume", cell("volume"), seen)
                    .expected("a volume, or a row in populations")
                    .action("Give one of the two."),
            );
        }
        if row.notice_months.is_none() {
            findings.push(
                Finding::warning("no-notice", cell("notice_months"), "no notice; it is read as none")
                    .expected("months of notice")
                    .action("Give the months of the agreement."),
            );
        }
        if row.start_date.is_some_and(|date| date.day() != 1) {
            findings.push(
                Finding::note(
                    "start-in-month",
                    cell("start_date"),
                    "a start within a month; it counts from that month's first",
                )
                .expected("the first of a month"),
            );
        }
        let unit = snapshot.body(&row.supplier_code).is_none_or(|body| body.roles.0.contains(&Role::Unit));
        if !unit {
            let seen = format!(
                "{} is not a unit: what it is paid counts as a cost of the system",
                row.supplier_code
            );
            findings.push(
                Finding::note("supplier-not-unit", cell("supplier_code"), seen)
                    .expected("a unit, if its books matter"),
            );
        }
    }
}
