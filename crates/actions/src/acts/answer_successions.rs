use jiff::Timestamp;
use store::{Id, NewAudit};
use vocabulary::{Date, Finding, Findings, Place};

use super::upload_register::{Upload, see_upload};
use crate::actor::Actor;
use crate::desk::Desk;
use crate::operation::Operation;
use crate::permission::allow;
use crate::refusal::Refusal;
use crate::upload::{Content, FollowedAnswer};

/// Says what became of bodies that end in an upload: each answer adds a row of `successions` to it.
///
/// Errors: `NotFound`; `Stale`; `Invalid` when an answer is to no question, or has no date.
pub async fn answer_successions(
    desk: &Desk,
    actor: &Actor,
    draft: &Id,
    version: i64,
    answers: &[FollowedAnswer],
    now: Timestamp,
) -> Result<Upload, Refusal> {
    let upload = see_upload(desk, actor, draft, now).await?;
    allow(actor, Operation::ChangeUpload, Some(&upload.body))?;
    check(&upload, answers)?;
    let mut tx = desk.store().tx().await?;
    let held = tx.draft(draft).await?.ok_or(Refusal::NotFound)?;
    let mut content = Content::read(&held.content)?;
    content.answers.retain(|known| !answers.iter().any(|answer| answer.from == known.from));
    content.answers.extend_from_slice(answers);
    tx.change_draft(draft, version, &upload.register, &content.write()?, now).await?;
    let line = NewAudit {
        person: actor.person.as_ref(),
        body: Some(&upload.body),
        act: "answer-successions",
        on_kind: "draft",
        on_id: draft.as_str(),
        ..NewAudit::default()
    };
    tx.append_audit(&line, now).await?;
    tx.commit().await?;
    see_upload(desk, actor, draft, now).await
}

fn check(upload: &Upload, answers: &[FollowedAnswer]) -> Result<(), Refusal> {
    let mut findings = Findings::new();
    for answer in answers {
        let question = upload.questions.iter().find(|question| question.from.as_str() == answer.from);
        let place = |column: &str| Place::cell("successions", &answer.from, column);
        let is_candidate =
            |to: &String| question.is_some_and(|q| q.candidates.iter().any(|(code, _)| code.as_str() == to));
        if question.is_none() || answer.to.as_ref().is_some_and(|to| !is_candidate(to)) {
            let seen = format!("{:?}", answer.to.as_deref().unwrap_or("nobody"));
            findings.push(
                Finding::error("succession-answer", place("to_code"), seen)
                    .expected("one of the bodies that begin, or that nobody followed")
                    .action("Choose one."),
            );
        } else if answer.to.is_some() && answer.date.parse::<Date>().is_err() {
            findings.push(
                Finding::error("succession-answer", place("effective_date"), format!("{:?}", answer.date))
                    .expected("the first day of the new arrangement, such as 2015-04-01")
                    .action("Say from when on."),
            );
        }
    }
    if findings.is_empty() { Ok(()) } else { Err(Refusal::Invalid(findings)) }
}
