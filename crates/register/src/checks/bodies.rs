use std::collections::BTreeMap;

use vocabulary::{Finding, Findings, Place, RESERVED_CODES};

use crate::snapshot::Snapshot;

/// Codes that the ledger needs, lives that end before they begin, successions that don't add up.
pub(super) fn check(snapshot: &Snapshot, findings: &mut Findings) {
    for (line, body) in snapshot.all.bodies.numbered() {
        if RESERVED_CODES.contains(&body.body_code.as_str()) {
            let seen = format!("{:?} is a code of the ledger", body.body_code.as_str());
            findings.push(
                Finding::error("reserved-code", Place::cell("bodies", line, "body_code"), seen)
                    .expected(format!("a code other than {}", RESERVED_CODES.join(", ")))
                    .action("Give the body another code."),
            );
        }
        if let (Some(from), Some(to)) = (body.valid_from, body.valid_to)
            && to < from
        {
            let seen = format!("it ends on {to}, before it begins on {from}");
            findings.push(
                Finding::error("dates-out-of-order", Place::cell("bodies", line, "valid_to"), seen)
                    .expected("an end on or after the beginning")
                    .action("Correct one of the two dates."),
            );
        }
    }
    succession_shares(snapshot, findings);
}

fn succession_shares(snapshot: &Snapshot, findings: &mut Findings) {
    let mut shares: BTreeMap<_, (f64, u32)> = BTreeMap::new();
    for (line, row) in snapshot.rows.successions.numbered() {
        let entry = shares.entry((row.from_code.clone(), row.effective_date)).or_insert((0.0, line));
        entry.0 += row.share_percent.0;
    }
    for ((from, date), (share, line)) in shares {
        if (share - 100.0).abs() > 0.5 {
            let seen = format!("the shares of {from} on {date} add up to {share:.1} per cent");
            findings.push(
                Finding::warning("shares-not-whole", Place::cell("successions", line, "share_percent"), seen)
                    .expected("100 per cent")
                    .action("Add the successor that is missing, or correct the shares."),
            );
        }
    }
}
