use appraisal::input::{Appraisal, Lock};
use exchange::write_appraisal;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use record::Receipt;
use store::{Id, NewAudit};
use vocabulary::{Finding, Place};

use super::see_appraisal::weighing;
use crate::actor::Actor;
use crate::desk::Desk;
use crate::operation::Operation;
use crate::permission::allow;
use crate::recorded::record_act;
use crate::refusal::Refusal;
use crate::weighing::KIND;

/// What became of an appraisal whose weights were locked or opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Locked {
    /// Its version now.
    pub version: i64,
    /// The receipt of the record.
    pub receipt: Receipt,
}

/// Locks the weights of an appraisal in the actor's name, if its version is still the one that was seen; the new
/// version and the receipt. From then on options can be scored, and criteria and weights stay as they are.
///
/// Errors: `NotFound`; `Forbidden`; `Stale`; `WrongState` when they are locked; `Invalid` without a criterion.
pub async fn lock_weights(
    desk: &Desk,
    actor: &Actor,
    id: &Id,
    seen: i64,
    now: Timestamp,
) -> Result<Locked, Refusal> {
    let lock = |before: Appraisal| {
        if before.lock.is_some() {
            return Err(Refusal::WrongState { allowed: vec!["open-weights", "change-appraisal"] });
        }
        if before.criteria.is_empty() {
            let place = Place::table(KIND);
            return Err(Refusal::Invalid(vec![
                Finding::error("nothing-to-lock", place, "no criterion")
                    .expected("one criterion at least, with its weight")
                    .action("Add a criterion, or leave the scores out."),
            ]));
        }
        let on = now.to_zoned(TimeZone::UTC).date();
        Ok(Appraisal { lock: Some(Lock { by: actor.name.clone(), on }), ..before })
    };
    set(desk, actor, (id, seen), ("lock-weights", &lock), now).await
}

/// Opens locked weights again, if the appraisal's version is still the one that was seen; the new version and the receipt. Every score
/// is dropped: it was given under other weights.
///
/// Errors: `NotFound`; `Forbidden`; `Stale`; `WrongState` when they aren't locked.
pub async fn open_weights(
    desk: &Desk,
    actor: &Actor,
    id: &Id,
    seen: i64,
    now: Timestamp,
) -> Result<Locked, Refusal> {
    let open = |before: Appraisal| match before.lock {
        None => Err(Refusal::WrongState { allowed: vec!["lock-weights", "change-appraisal"] }),
        Some(_) => Ok(Appraisal { lock: None, scores: Vec::new(), ..before }),
    };
    set(desk, actor, (id, seen), ("open-weights", &open), now).await
}

type Change<'a> = &'a (dyn Fn(Appraisal) -> Result<Appraisal, Refusal> + Sync);

async fn set(
    desk: &Desk,
    actor: &Actor,
    (id, seen): (&Id, i64),
    (act, change): (&str, Change<'_>),
    now: Timestamp,
) -> Result<Locked, Refusal> {
    let mut tx = desk.store().tx().await?;
    let before = weighing(desk, &mut tx, actor, id, now).await?;
    allow(actor, Operation::LockWeights, Some(&before.body))?;
    if before.version != seen {
        return Err(Refusal::Stale { current_version: before.version });
    }
    let hash = |appraisal: &Appraisal| store::content_hash(write_appraisal(appraisal).as_bytes());
    let was = hash(&before.appraisal);
    let after = change(before.appraisal)?;
    let version = tx.change_draft(id, seen, after.title.trim(), &write_appraisal(&after), now).await?;
    let line = NewAudit {
        person: actor.person.as_ref(),
        body: Some(&before.body),
        act,
        on_kind: "draft",
        on_id: id.as_str(),
        before: Some(&was),
        after: Some(&hash(&after)),
    };
    let line = tx.append_audit(&line, now).await?;
    let receipt = record_act(&mut tx, actor, Operation::LockWeights, &line, &[], now).await?;
    tx.commit().await?;
    Ok(Locked { version, receipt })
}
