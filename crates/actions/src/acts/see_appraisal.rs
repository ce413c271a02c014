use jiff::Timestamp;
use store::{Draft, Id, View};
use vocabulary::Code;

use crate::actor::Actor;
use crate::bounds::bounds_of_appraisal;
use crate::desk::Desk;
use crate::operation::Operation;
use crate::permission::allow;
use crate::refusal::Refusal;
use crate::weighing::{KIND, Weighing, is_small, ready};

/// An appraisal that a body is writing. Who neither writes it nor keeps its posts reads it without small groups of
/// posts: people whom somebody knows.
///
/// Errors: `NotFound` when there is none, or it is another body's.
pub async fn see_appraisal(desk: &Desk, actor: &Actor, id: &Id, now: Timestamp) -> Result<Weighing, Refusal> {
    let mut view = desk.store().view().await?;
    Ok(shown(actor, weighing(desk, &mut view, actor, id, now).await?))
}

/// The appraisals that a body is writing, the last changed first.
///
/// Errors: `Forbidden`.
pub async fn see_appraisals(
    desk: &Desk,
    actor: &Actor,
    body: &Code,
    now: Timestamp,
) -> Result<Vec<Weighing>, Refusal> {
    allow(actor, Operation::SeeAppraisal, Some(body))?;
    let mut view = desk.store().view().await?;
    let mut appraisals = Vec::new();
    for draft in view.drafts_of_body(body, KIND).await? {
        if let Some(weighing) = readable(desk, &mut view, actor, draft, now).await? {
            appraisals.push(shown(actor, weighing));
        }
    }
    Ok(appraisals)
}

/// As its reader reads it.
pub(super) fn shown(actor: &Actor, mut weighing: Weighing) -> Weighing {
    let works_on_it = [Operation::WriteAppraisal, Operation::KeepPosts]
        .into_iter()
        .any(|operation| allow(actor, operation, Some(&weighing.body)).is_ok());
    if !works_on_it {
        weighing.appraisal.posts.retain(|post| !is_small(post));
    }
    weighing
}

/// An appraisal that an actor may see, whole.
pub(super) async fn weighing(
    desk: &Desk,
    view: &mut View,
    actor: &Actor,
    id: &Id,
    now: Timestamp,
) -> Result<Weighing, Refusal> {
    let draft = view.draft(id).await?.filter(|draft| draft.kind == KIND).ok_or(Refusal::NotFound)?;
    // Whoever may not see the body's appraisals may not know that there is one.
    allow(actor, Operation::SeeAppraisal, Some(&draft.body)).map_err(|_| Refusal::NotFound)?;
    readable(desk, view, actor, draft, now).await?.ok_or(Refusal::NotFound)
}

/// An appraisal may hold figures of a unit's books when its author sees them: then only those who see them read it.
async fn readable(
    desk: &Desk,
    view: &mut View,
    actor: &Actor,
    draft: Draft,
    now: Timestamp,
) -> Result<Option<Weighing>, Refusal> {
    let weighing = Weighing::of(draft)?;
    let is_open = actor.person.as_ref() == Some(&weighing.person)
        || bounds_of_appraisal(&weighing.appraisal).is_empty()
        || ready(desk, view, actor, (&weighing.body, &weighing.appraisal), now).await?.sight.is_books();
    Ok(is_open.then_some(weighing))
}
