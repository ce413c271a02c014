use vocabulary::{Finding, Findings, Place};

use super::seal::another_key;
use crate::desk::Desk;
use crate::refusal::Refusal;

/// Is the record sealed, and can it be? For the operator: the key, whether it fits the heads, and what isn't sealed.
///
/// Errors: when the database can't be reached.
pub async fn see_sealing(desk: &Desk) -> Result<Findings, Refusal> {
    let mut view = desk.store().view().await?;
    let mut findings = Findings::new();
    let key = desk.verifier_key();
    if key.is_none() {
        findings.push(
            Finding::warning("record-not-sealed", Place::table("record_heads"), "no key of the record")
                .expected("the file of the key, where --record-key or BALLAST_RECORD_KEY says, or beside the database")
                .action("Make one with `ballast init`; without it nobody can prove afterwards what was recorded."),
        );
    }
    for log in view.record_logs().await? {
        let size = view.record_size(&log).await?;
        let head = view.last_record_head(&log).await?;
        let sealed = head.as_ref().map_or(0, |head| head.size);
        if sealed >= size {
            continue;
        }
        let place = Place::row("record_heads", &log);
        let seen = format!("{} of {size} entries aren't sealed yet", size - sealed);
        let unsealed = Finding::note("record-unsealed", place, seen)
            .expected("a signed head over every entry")
            .action("`serve` seals them by itself; `ballast seal` does it at once.");
        findings.push(unsealed);
        if let (Some(head), Some(key)) = (head, &key)
            && head.verifier_key != key.to_string()
        {
            findings.push(another_key(&log, &head.verifier_key, key));
        }
    }
    Ok(findings)
}
