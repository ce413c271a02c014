use exchange::read_scenario;
use jiff::Timestamp;
use store::{Draft, Id, View};
use vocabulary::Code;

use crate::actor::Actor;
use crate::bounds::bounds;
use crate::desk::Desk;
use crate::operation::Operation;
use crate::permission::allow;
use crate::question::{KIND, Question, ready};
use crate::refusal::Refusal;

/// A question that a body is writing.
///
/// Errors: `NotFound` when there is none, or it is another body's.
pub async fn see_question(desk: &Desk, actor: &Actor, id: &Id, now: Timestamp) -> Result<Question, Refusal> {
    let mut view = desk.store().view().await?;
    found(desk, &mut view, actor, id, now).await
}

/// The questions that a body is writing, the last changed first.
///
/// Errors: `Forbidden`.
pub async fn see_questions(
    desk: &Desk,
    actor: &Actor,
    body: &Code,
    now: Timestamp,
) -> Result<Vec<Question>, Refusal> {
    allow(actor, Operation::SeeQuestion, Some(body))?;
    let mut view = desk.store().view().await?;
    let mut questions = Vec::new();
    for draft in view.drafts_of_body(body, KIND).await? {
        if may_read(desk, &mut view, actor, &draft, now).await? {
            questions.push(Question::of(draft));
        }
    }
    Ok(questions)
}

/// A question that an actor may see.
pub(super) async fn found(
    desk: &Desk,
    view: &mut View,
    actor: &Actor,
    id: &Id,
    now: Timestamp,
) -> Result<Question, Refusal> {
    let draft = view.draft(id).await?.filter(|draft| draft.kind == KIND).ok_or(Refusal::NotFound)?;
    // Whoever may not see the body's questions may not know that there is one.
    allow(actor, Operation::SeeQuestion, Some(&draft.body)).map_err(|_| Refusal::NotFound)?;
    if !may_read(desk, view, actor, &draft, now).await? {
        return Err(Refusal::NotFound);
    }
    Ok(Question::of(draft))
}

/// A scenario may hold figures of a unit's books when its author sees them: then only those who see them read it.
async fn may_read(
    desk: &Desk,
    view: &mut View,
    actor: &Actor,
    draft: &Draft,
    now: Timestamp,
) -> Result<bool, Refusal> {
    if actor.person.as_ref() == Some(&draft.person) {
        return Ok(true);
    }
    let (scenario, _) = read_scenario("scenario", &draft.content);
    if scenario.is_some_and(|scenario| bounds(&scenario).is_empty()) {
        return Ok(true);
    }
    Ok(ready(desk, view, actor, (&draft.body, &draft.content), now).await?.sight.is_books())
}
