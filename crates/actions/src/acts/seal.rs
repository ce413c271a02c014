use jiff::Timestamp;
use record::{Head, SigningKey, Trust, VerifierKey, root, verify};
use store::{StoreError, Tx};
use vocabulary::{Finding, Findings, Place};

use crate::desk::Desk;
use crate::refusal::Refusal;

/// What came of sealing.
#[derive(Debug, Clone, Default)]
pub struct Sealed {
    /// The heads that were made: log and signed note.
    pub made: Vec<(String, String)>,
    /// Why a log with unsealed entries got none.
    pub findings: Findings,
}

/// Signs a head over every log that has entries without one, and keeps it. It is the server's own act, or the operator's:
/// nobody who only signed in can ask for it. A log that doesn't hold, or was sealed with another key, is left as it is, and
/// said.
///
/// Errors: `Invalid` without a key; when the database can't be reached.
pub async fn seal(desk: &Desk, now: Timestamp) -> Result<Sealed, Refusal> {
    let Some(key) = desk.record_key() else { return Err(Refusal::Invalid(vec![no_key()])) };
    let mut sealed = Sealed::default();
    let logs = desk.store().view().await?.record_logs().await?;
    for log in logs {
        let mut tx = desk.store().tx().await?;
        match head_of(&mut tx, &log, key).await? {
            Next::Nothing => {}
            Next::Not(finding) => sealed.findings.push(*finding),
            Next::Head(note) => match tx.add_record_head(&log, &note, &key.verifier(), now).await {
                Ok(()) => {
                    tx.commit().await?;
                    sealed.made.push((log, note));
                }
                // Another server was faster: the same head is there.
                Err(StoreError::Taken { .. }) => {}
                Err(other) => return Err(other.into()),
            },
        }
    }
    Ok(sealed)
}

/// What a log needs.
enum Next {
    Nothing,
    Head(String),
    Not(Box<Finding>),
}

async fn head_of(tx: &mut Tx, log: &str, key: &SigningKey) -> Result<Next, Refusal> {
    let size = tx.record_size(log).await?;
    let last = tx.last_record_head(log).await?;
    if last.as_ref().is_some_and(|head| head.size >= size) {
        return Ok(Next::Nothing);
    }
    if let Some(head) = last.filter(|head| head.verifier_key != key.verifier().to_string()) {
        return Ok(Next::Not(Box::new(another_key(log, &head.verifier_key, &key.verifier()))));
    }
    // Nothing is signed that doesn't follow from what was signed before.
    let trust = Trust { key: Some(key.verifier()), may_go_on: true, ..Trust::default() };
    if let Err(difference) = verify(&tx.record(log).await?, &trust) {
        return Ok(Next::Not(Box::new(not_holding(log, &difference.to_string()))));
    }
    let root = root(&tx.record_leaves(log).await?);
    let head = Head { origin: log.to_string(), size: size.unsigned_abs(), root };
    Ok(Next::Head(head.sign(key)))
}

fn no_key() -> Finding {
    Finding::error("record-key-missing", Place::table("record"), "no key to sign with")
        .expected("the file of the record's key")
        .action("Make one with `ballast init`, or name it with --record-key.")
}

/// A log has entries to be sealed, and its heads are signed with another key.
pub(super) fn another_key(log: &str, known: &str, ours: &VerifierKey) -> Finding {
    Finding::error("record-key-differs", Place::row("record_heads", log), ours.to_string())
        .expected(known)
        .action("Name the file of that key; if it is lost, begin a new log with `ballast seal --new-log`.")
}

fn not_holding(log: &str, seen: &str) -> Finding {
    Finding::error("record-differs", Place::row("record_entries", log), seen)
        .expected("a record as it was written and signed")
        .action("Compare with the last backup: somebody has reached into the database.")
}
