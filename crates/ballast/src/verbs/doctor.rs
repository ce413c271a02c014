use exchange::{Limits, read_pack_bytes};
use register::Snapshot;
use vocabulary::{Finding, Findings};

use super::Context;
use crate::answered::Answered;
use crate::database::{Database, ended_with};
use crate::listed::listed;
use crate::listing::{Cell, Section};

/// Checks schema, durability, the hash of everything that is kept and the audit. Changes nothing.
pub(super) fn run(context: &Context, database: &Database) -> Answered {
    database.with_any_store(async |store| {
        let findings = store.doctor(Some(register_hash)).await?;
        let place = store.address().to_string();
        store.close().await;
        let errors = findings.iter().filter(|finding| finding.is_error()).count();
        let sentence = match errors {
            0 => format!("{place} is what it should be."),
            count => format!("{place} isn't what it should be: {count} errors."),
        };
        let mut answered = listed(context, ("Doctor", sentence), table_of(&findings), Findings::new());
        answered.exit = ended_with(&findings);
        Ok(answered)
    })
}

/// The hash of the register that a kept pack holds.
fn register_hash(pack: &[u8]) -> Option<String> {
    let (raw, findings) = read_pack_bytes("pack.zip", pack, &Limits::default());
    if findings.iter().any(Finding::is_error) { None } else { Some(Snapshot::of(&raw).0.hash) }
}

/// Findings as a table.
pub(super) fn table_of(findings: &[Finding]) -> Section {
    let columns = [("severity", "Severity"), ("code", "Finding"), ("place", "Where"), ("seen", "Seen")];
    let more = [("expected", "Expected"), ("action", "To do")];
    let mut table = Section::new("findings", "Findings");
    for (key, title) in columns.into_iter().chain(more) {
        table = table.column(key, title);
    }
    for finding in findings {
        table.row(vec![
            Cell::text(finding.severity.word()),
            Cell::text(finding.code),
            Cell::text(finding.place.to_string()),
            Cell::text(&finding.seen),
            Cell::text(&finding.expected),
            Cell::text(&finding.action),
        ]);
    }
    table
}
