use appraisal::input::Appraisal;
use exchange::write_appraisal;
use jiff::Timestamp;
use store::{Id, NewAudit};
use vocabulary::{Finding, Findings, Place};

use super::see_appraisal::weighing;
use crate::actor::Actor;
use crate::desk::Desk;
use crate::operation::Operation;
use crate::permission::allow;
use crate::refusal::Refusal;
use crate::weighing::{KIND, is_for, read};

/// Changes an appraisal, if its version is still the one that was seen; the new version. The schedule of posts is the
/// HR lead's, everything else the author's. Criteria and weights change while they aren't locked, scores when they are.
///
/// Errors: `NotFound`; `Forbidden`; `Stale`; `Invalid` when it can't be read or kept, or touches what is locked.
pub async fn change_appraisal(
    desk: &Desk,
    actor: &Actor,
    id: &Id,
    seen: i64,
    text: &str,
    now: Timestamp,
) -> Result<i64, Refusal> {
    let mut tx = desk.store().tx().await?;
    let before = weighing(desk, &mut tx, actor, id, now).await?;
    let changed = read(text)?;
    may_change(actor, &before.appraisal, &changed)?;
    let locked = keeps_the_lock(&before.appraisal, &changed);
    if !locked.is_empty() {
        return Err(Refusal::Invalid(locked));
    }
    let content = write_appraisal(&changed);
    is_for(&before.body, &changed, &content)?;
    let version = tx.change_draft(id, seen, changed.title.trim(), &content, now).await?;
    let hash = |text: &str| store::content_hash(text.as_bytes());
    let line = NewAudit {
        person: actor.person.as_ref(),
        body: Some(&before.body),
        act: "change-appraisal",
        on_kind: "draft",
        on_id: id.as_str(),
        before: Some(&hash(&write_appraisal(&before.appraisal))),
        after: Some(&hash(&content)),
    };
    tx.append_audit(&line, now).await?;
    tx.commit().await?;
    Ok(version)
}

/// Errors: `Forbidden` when what differs isn't the actor's to change.
fn may_change(actor: &Actor, before: &Appraisal, after: &Appraisal) -> Result<(), Refusal> {
    let body = Some(&before.buyer);
    let only_posts = *after == Appraisal { posts: after.posts.clone(), ..before.clone() };
    let posts_differ = after.posts != before.posts;
    if posts_differ {
        allow(actor, Operation::KeepPosts, body)?;
    }
    if !only_posts || !posts_differ {
        allow(actor, Operation::WriteAppraisal, body)?;
    }
    Ok(())
}

/// What a change does to locked weights, or scores before they are locked; each an error.
fn keeps_the_lock(before: &Appraisal, after: &Appraisal) -> Findings {
    let mut findings = Findings::new();
    let mut wrong = |column: &str, seen: &str, expected: &str, action: &str| {
        let place = Place::cell(KIND, "", column);
        findings.push(Finding::error("weights-locked", place, seen).expected(expected).action(action));
    };
    if after.lock != before.lock {
        let expected = "the lock as it is: to lock and to open is an act of its own";
        wrong("lock", "another lock", expected, "Lock the weights, or open them, on their page.");
    }
    let has_changed = after.criteria != before.criteria || after.points_max != before.points_max;
    if before.lock.is_some() && has_changed {
        let expected = "criteria, weights and scale as they were locked";
        let action = "Open the weights first: all scores are then given anew.";
        wrong("criterion", "other criteria or weights", expected, action);
    }
    if before.lock.is_none() && !after.scores.is_empty() {
        let seen = format!("{} scores, and the weights aren't locked", after.scores.len());
        wrong("score", &seen, "no score before the weights are locked", "Lock the weights first.");
    }
    findings
}
