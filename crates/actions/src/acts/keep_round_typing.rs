use assurance::{ActKind, RestsOn};
use jiff::Timestamp;
use store::Typing;
use vocabulary::Code;

use super::act_on_round::{doer, seen_round, too_long};
use crate::actor::Actor;
use crate::desk::Desk;
use crate::operation::Operation;
use crate::permission::allow;
use crate::refusal::Refusal;

/// A form of a round.
#[derive(Debug, Clone, Copy)]
pub struct RoundForm<'a> {
    /// The act that it sends.
    pub act: ActKind,
    /// The body that it is for, where somebody could do it for several.
    pub at: Option<&'a Code>,
    /// What it is about.
    pub on: &'a RestsOn,
}

/// Keeps what somebody is typing into a form of a round, in case their browser or their session ends before they send it. Only they see
/// it. `content` is what the browser would send; `seen` is what the form rests on.
///
/// Errors: `NotFound`; `SignInFirst`; `Forbidden` when the act isn't theirs; `Invalid` when it is too long.
pub async fn keep_round_typing(
    desk: &Desk,
    actor: &Actor,
    (round, unit): (&Code, &Code),
    form: RoundForm<'_>,
    (content, seen): (&str, &str),
    now: Timestamp,
) -> Result<(), Refusal> {
    let mut tx = desk.store().tx().await?;
    let whole = seen_round(desk, &mut tx, actor, round, now).await?;
    let on_unit = whole.of_unit(unit).ok_or(Refusal::NotFound)?;
    let who = doer(actor, on_unit, form.act, form.at)?;
    // Also when the round has gone on meanwhile: what is half typed then is theirs to read.
    if !on_unit.is_theirs(form.act, who) {
        return Err(Refusal::Forbidden);
    }
    too_long(form.act, unit, content.len() + seen.len())?;
    let person = actor.person.as_ref().ok_or(Refusal::SignInFirst)?;
    let typed = Typing {
        field: on_unit.form(form.act, form.at, form.on),
        content: content.to_string(),
        seen: seen.to_string(),
        at: now,
    };
    tx.keep_round_typing((round, unit), person, &typed).await?;
    tx.commit().await?;
    Ok(())
}

/// What somebody has typed into a form of a round and not sent.
///
/// Errors: `NotFound` when there is no such unit, or they aren't told of it.
pub async fn see_round_typing(
    desk: &Desk,
    actor: &Actor,
    (round, unit): (&Code, &Code),
    form: RoundForm<'_>,
    now: Timestamp,
) -> Result<Option<Typing>, Refusal> {
    allow(actor, Operation::SeeRound, None)?;
    let Some(person) = &actor.person else { return Ok(None) };
    let mut view = desk.store().view().await?;
    let whole = seen_round(desk, &mut view, actor, round, now).await?;
    let on_unit = whole.of_unit(unit).ok_or(Refusal::NotFound)?;
    let name = on_unit.form(form.act, form.at, form.on);
    Ok(view.round_typing((round, unit), person, &name).await?)
}
