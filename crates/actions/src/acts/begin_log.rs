use jiff::Timestamp;
use record::SigningKey;
use store::{NewAudit, StoreError};

use super::operator::Operator;
use crate::desk::Desk;
use crate::recorded::{log_name, new_log_name};
use crate::refusal::Refusal;

/// Begins a log of another name: every entry from now on stands there. It is what makes room for another key, since a log is
/// sealed with one. The name, without the year.
///
/// Errors: when the database can't be reached.
pub async fn begin_log(desk: &Desk, operator: &Operator, now: Timestamp) -> Result<String, Refusal> {
    let mut tx = desk.store().tx().await?;
    let before = log_name(&mut tx, now).await?;
    let name = new_log_name(&mut tx, Some(&operator.person), now).await?;
    let line = NewAudit {
        person: Some(&operator.person),
        act: "begin-log",
        on_kind: "record",
        on_id: &name,
        before: Some(&before),
        after: Some(&name),
        ..NewAudit::default()
    };
    tx.append_audit(&line, now).await?;
    tx.commit().await?;
    Ok(name)
}

/// A new key to seal with, named as the logs of this server are. It is kept nowhere: whoever asked keeps it.
///
/// Errors: when the machine gives no random bytes, or the database can't be reached.
pub async fn new_record_key(desk: &Desk, now: Timestamp) -> Result<SigningKey, Refusal> {
    let mut tx = desk.store().tx().await?;
    let name = log_name(&mut tx, now).await?;
    tx.commit().await?;
    let mut secret = [0; 32];
    let failed = |why: String| Refusal::Store(StoreError::Failed { why });
    getrandom::fill(&mut secret).map_err(|error| failed(format!("no random bytes: {error}")))?;
    SigningKey::new(&name, &secret).ok_or_else(|| failed(format!("{name} can't be the name of a key")))
}
