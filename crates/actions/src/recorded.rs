//! The record's entry of an act: who it was by role and body, what was done to what, and salted hashes of what it was before
//! and is now. No name, no reason and no other text of a person enters it; who acted stands in the audit.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use record::Receipt;
use store::{AuditLine, Id, NewEntry, Setting, Tx};

use crate::actor::Actor;
use crate::operation::Operation;
use crate::permission::{Open, open_to};
use crate::refusal::Refusal;

/// The setting that holds the name of this server's logs: what stands before the year.
const NAME: &str = "record-log";

/// Records an act in its own transaction, from its line of the audit. The line's receipt stands in the entry, so that either
/// leads to the other. `more` are contents beside what the line says.
///
/// Errors: when it can't be kept.
pub(crate) async fn record_act(
    tx: &mut Tx,
    actor: &Actor,
    operation: Operation,
    line: &AuditLine,
    more: &[(&str, &str)],
    now: Timestamp,
) -> Result<Receipt, Refusal> {
    let log = log_of(tx, now).await?;
    let body = line.body.as_ref().map(ToString::to_string).unwrap_or_default();
    let facts = [
        ("act", line.act.as_str()),
        ("body", body.as_str()),
        ("on", line.on_kind.as_str()),
        ("receipt", line.receipt.as_str()),
        ("role", role_of(actor, operation, line)),
    ];
    let contents =
        [("which", Some(&line.on_id)), ("before", line.before.as_ref()), ("after", line.after.as_ref())];
    let contents = contents.iter().filter_map(|(name, text)| Some((*name, text.as_ref()?.as_bytes())));
    let more = more.iter().map(|(name, text)| (*name, text.as_bytes()));
    let contents: Vec<_> = contents.chain(more).collect();
    Ok(tx.append_record(&NewEntry { log: &log, facts: &facts, contents: &contents }, now).await?)
}

/// Records an act on a case. In clear stands only that something was done to some case: who reads the record must not learn
/// from it that a case is being written, or what came of one. What was done is a content, for those who see the case.
///
/// Errors: when it can't be kept.
pub(crate) async fn record_case(
    tx: &mut Tx,
    line: &AuditLine,
    event: &str,
    now: Timestamp,
) -> Result<Receipt, Refusal> {
    record_event(tx, "case", line, event, now).await
}

/// Records an act on a unit of a round. In clear stands only that something was done in some round, as of cases.
///
/// Errors: when it can't be kept.
pub(crate) async fn record_round(
    tx: &mut Tx,
    line: &AuditLine,
    event: &str,
    now: Timestamp,
) -> Result<Receipt, Refusal> {
    record_event(tx, "round", line, event, now).await
}

async fn record_event(
    tx: &mut Tx,
    what: &str,
    line: &AuditLine,
    event: &str,
    now: Timestamp,
) -> Result<Receipt, Refusal> {
    let log = log_of(tx, now).await?;
    let facts = [("act", what), ("body", ""), ("on", what), ("receipt", line.receipt.as_str()), ("role", "")];
    let contents = [("event", event.as_bytes())];
    Ok(tx.append_record(&NewEntry { log: &log, facts: &facts, contents: &contents }, now).await?)
}

/// The log of a moment: one a year.
async fn log_of(tx: &mut Tx, now: Timestamp) -> Result<String, Refusal> {
    Ok(format!("{}/{}", log_name(tx, now).await?, now.to_zoned(TimeZone::UTC).year()))
}

/// The role by which somebody may do it at that body.
fn role_of(actor: &Actor, operation: Operation, line: &AuditLine) -> &'static str {
    let (Open::AtBody(roles) | Open::Anywhere(roles)) = open_to(operation) else { return "" };
    let is_it = |role: &&crate::Role| line.body.as_ref().is_some_and(|body| actor.is(**role, body));
    roles.iter().find(is_it).map_or("", |role| role.word())
}

/// What logs of this server are called. It is chosen with the first entry or the key, belongs to nobody else, and stays until
/// the operator begins another.
pub(crate) async fn log_name(tx: &mut Tx, now: Timestamp) -> Result<String, Refusal> {
    let set = tx.setting_history(NAME).await?;
    // The latest stands first. A clock that was set back finds the first name of all.
    match set.iter().find(|set| set.from <= now).or(set.last()) {
        Some(set) => Ok(set.value.clone()),
        None => new_log_name(tx, None, now).await,
    }
}

/// Chooses another name, for the entries from now on.
pub(crate) async fn new_log_name(
    tx: &mut Tx,
    set_by: Option<&Id>,
    now: Timestamp,
) -> Result<String, Refusal> {
    let value = format!("ballast/{}", Id::new(now)?);
    let name = NAME.to_string();
    let set = Setting { name, body: None, from: now, value: value.clone(), set_by: set_by.cloned() };
    tx.set_setting(&set).await?;
    Ok(value)
}
