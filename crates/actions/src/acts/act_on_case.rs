use casework::{Act, ActKind, Who};
use jiff::Timestamp;
use store::View;
use vocabulary::{Code, Finding, Place};

use super::see_market::shown;
use crate::actor::Actor;
use crate::cases::{Doing, SeenCase, carry_on, kept, may_act, seen};
use crate::desk::Desk;
use crate::refusal::Refusal;

/// Does something to a case, in the role that it is open to: write, invite, reply, certify, return, decide … What there is to
/// do, by whom and when, is the table of `casework`. `at` names the body where somebody could do it for several. `rests_on` is what
/// `SeenCase::seen` gave for what the act rests on, or `SeenCase::version` for the whole. The receipt in the record.
///
/// Errors: `NotFound` when there is none, or the actor isn't told of it; `Forbidden`; `WrongState`; `Stale` when what the act rests on
/// is no longer as it was seen; `Invalid` with everything that must be so and isn't.
pub async fn act_on_case(
    desk: &Desk,
    actor: &Actor,
    reference: &Code,
    (act, at): (Act, Option<&Code>),
    rests_on: &str,
    now: Timestamp,
) -> Result<String, Refusal> {
    // These take from an answer or a file what they say, or let bytes go: they have acts of their own.
    if matches!(act.kind(), ActKind::Open | ActKind::Attach | ActKind::AttachFile | ActKind::TakeOutFile) {
        return Err(Refusal::Forbidden);
    }
    if act.words().is_some_and(is_too_long) {
        return Err(too_long(reference));
    }
    let mut tx = desk.store().tx().await?;
    let case = seen_case(desk, &mut tx, actor, reference, now).await?;
    let who = doer(actor, &case, act.kind(), at)?;
    let is_stale = |on| rests_on != case.seen(on) && rests_on != case.version();
    if case.may(act.kind()) && act.rests_on().is_some_and(is_stale) {
        return Err(Refusal::Stale { current_version: case.view().history.len() as i64 });
    }
    if let Act::Write { section, .. } = &act {
        tx.drop_typing(reference, actor.person.as_ref().ok_or(Refusal::SignInFirst)?, section.word()).await?;
    }
    let receipt = carry_on(&mut tx, case.kept(), Doing { act, who, now }).await?;
    tx.commit().await?;
    Ok(receipt)
}

/// What is said in an act is no longer: some hundred pages.
const TEXT_MAX: usize = 200_000;

/// Refuses a text that is longer than any act takes.
pub(super) fn is_too_long(text: &str) -> bool {
    text.chars().count() > TEXT_MAX
}

pub(super) fn too_long(reference: &Code) -> Refusal {
    let place = Place::cell("case", reference, "text");
    Refusal::Invalid(vec![
        Finding::error("text-too-long", place, "a longer text")
            .expected(format!("{TEXT_MAX} characters at most"))
            .action("Say it shorter; put what is long into an exhibit."),
    ])
}

/// A case as an actor sees it.
///
/// Errors: `NotFound` when there is none, or they aren't told of it.
pub(super) async fn seen_case(
    desk: &Desk,
    view: &mut View,
    actor: &Actor,
    reference: &Code,
    now: Timestamp,
) -> Result<SeenCase, Refusal> {
    let kept = kept(view, reference).await?.ok_or(Refusal::NotFound)?;
    let seen = seen(kept, actor, now).ok_or(Refusal::NotFound)?;
    named(desk, view, seen, now).await
}

/// A case with the names of its bodies. They are open to whoever sees the case.
pub(super) async fn named(
    desk: &Desk,
    view: &mut View,
    seen: SeenCase,
    now: Timestamp,
) -> Result<SeenCase, Refusal> {
    let names = shown(desk, view, now).await?.map(|register| register.snapshot);
    Ok(seen.with_names(names))
}

/// In which role somebody does an act.
///
/// Errors: `SignInFirst`; `Forbidden` when they hold none in which it could be done, or use a token that isn't for it.
pub(super) fn doer(actor: &Actor, case: &SeenCase, act: ActKind, at: Option<&Code>) -> Result<Who, Refusal> {
    if actor.person.is_none() {
        return Err(Refusal::SignInFirst);
    }
    let who = case.doer(act, at).ok_or(Refusal::Forbidden)?;
    match may_act(actor, act, who) {
        true => Ok(who.clone()),
        false => Err(Refusal::Forbidden),
    }
}
