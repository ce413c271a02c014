use record::{Line, RecordFile, write_file};
use store::View;
use vocabulary::{Finding, Place};

use super::operator::Operator;
use crate::actor::Actor;
use crate::desk::Desk;
use crate::operation::Operation;
use crate::permission::allow;
use crate::refusal::Refusal;

/// A log, up to its last head, as `record.jsonl`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DownloadedRecord {
    /// The file.
    pub text: String,
    /// Entries that no head is over yet; they aren't in the file.
    pub unsealed: usize,
}

/// A log without its contents, for whoever keeps the server: entries with what stands in clear, and heads. It verifies as the
/// whole one does.
///
/// Errors: `Forbidden`; `NotFound` when there is no such log; `Invalid` when it has no head.
pub async fn download_record(desk: &Desk, actor: &Actor, log: &str) -> Result<DownloadedRecord, Refusal> {
    allow(actor, Operation::DownloadRecord, None)?;
    let mut record = record_of(&mut desk.store().view().await?, log).await?;
    for line in record.lines.iter_mut().flatten() {
        if let Line::Entry(entry) = line {
            entry.contents.clear();
        }
    }
    written(record)
}

/// A log with the contents that are still there, for the operator.
///
/// Errors: as [`download_record`].
pub async fn export_record(desk: &Desk, _: &Operator, log: &str) -> Result<DownloadedRecord, Refusal> {
    written(record_of(&mut desk.store().view().await?, log).await?)
}

async fn record_of(view: &mut View, log: &str) -> Result<RecordFile, Refusal> {
    match view.record_logs().await?.iter().any(|known| known == log) {
        true => Ok(view.record(log).await?),
        false => Err(Refusal::NotFound),
    }
}

fn written(mut record: RecordFile) -> Result<DownloadedRecord, Refusal> {
    if let Some(why) = record.lines.iter().find_map(|line| line.as_ref().err()) {
        let finding = Finding::error("record-differs", Place::row("record_entries", &record.origin), why)
            .expected("a record as it was written and signed")
            .action("Compare with the last backup: somebody has reached into the database.");
        return Err(Refusal::Invalid(vec![finding]));
    }
    let sealed = record.lines.iter().rposition(|line| matches!(line, Ok(Line::Head(_))));
    let Some(last) = sealed else {
        let finding = Finding::error("not-sealed", Place::row("record_heads", &record.origin), "no head")
            .expected("a signed head over its entries")
            .action("Seal it first: `ballast seal`.");
        return Err(Refusal::Invalid(vec![finding]));
    };
    let unsealed = record.lines.split_off(last + 1).len();
    Ok(DownloadedRecord { text: write_file(&record), unsealed })
}
