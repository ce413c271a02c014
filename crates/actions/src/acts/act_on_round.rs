use assurance::{Act, ActKind, RestsOn, check_plan};
use exchange::assurance::round_act_value;
use jiff::Timestamp;
use store::View;
use vocabulary::{Code, Finding, Findings, Place};

use super::see_market::shown;
use crate::actor::Actor;
use crate::desk::Desk;
use crate::refusal::Refusal;
use crate::rounds::{Doing, SeenRound, carry_on, kept, may_act, seen};

/// Does something on a unit of a round, in the role that it is open to: answer, certify, intend, rate, settle … What there is to do,
/// by whom and when, is the table of `assurance`. `at` names the body where somebody could do it for several. `rests_on` is what
/// `SeenUnit::seen` gave for what the act rests on, or for the whole. The receipt in the record.
///
/// Errors: `NotFound` when there is no such unit, or the actor isn't told of it; `Forbidden`; `WrongState`; `Stale` when what the act
/// rests on is no longer as it was seen; `Invalid` with everything that must be so and isn't.
pub async fn act_on_round(
    desk: &Desk,
    actor: &Actor,
    (round, unit): (&Code, &Code),
    (act, at): (Act, Option<&Code>),
    rests_on: &str,
    now: Timestamp,
) -> Result<String, Refusal> {
    // A round is opened for all of its units at once, by an act of its own.
    if act.kind() == ActKind::Open {
        return Err(Refusal::Forbidden);
    }
    let mut tx = desk.store().tx().await?;
    let whole = seen_round(desk, &mut tx, actor, round, now).await?;
    let seen = whole.of_unit(unit).ok_or(Refusal::NotFound)?;
    if actor.person.is_none() {
        return Err(Refusal::SignInFirst);
    }
    let who = seen.doer(act.kind(), at).ok_or(Refusal::Forbidden)?;
    if !may_act(actor, act.kind(), who) {
        return Err(Refusal::Forbidden);
    }
    let is_open = seen.open().iter().any(|(open, _)| *open == act.kind());
    let is_as_seen = |on: &RestsOn| rests_on == seen.seen(act.kind(), at, on);
    if is_open && !is_as_seen(&act.rests_on()) && !is_as_seen(&RestsOn::Whole) {
        return Err(Refusal::Stale { current_version: seen.view().history.len() as i64 });
    }
    let definition = whole.kept_definition();
    let wrong = wrong_with(&act, unit, round_act_value(&act, definition).to_string().len());
    if is_open && !wrong.is_empty() {
        return Err(Refusal::Invalid(wrong));
    }
    let doing = Doing { act, who: who.clone(), now, definition };
    let receipt = carry_on(&mut tx, seen.kept(), doing).await?;
    tx.commit().await?;
    Ok(receipt)
}

/// No act is longer.
const BYTES_MAX: usize = 1_000_000;

/// What can be told of an act better than by what must be so.
fn wrong_with(act: &Act, unit: &Code, bytes: usize) -> Findings {
    if bytes > BYTES_MAX {
        let seen = format!("{bytes} bytes");
        return vec![
            Finding::error("round-act-too-long", Place::cell("round", unit, act.kind().word()), seen)
                .expected(format!("{BYTES_MAX} bytes at most"))
                .action("Say it shorter, or state fewer rows."),
        ];
    }
    match act {
        Act::StatePlan { rows } => {
            check_plan(unit, rows).into_iter().filter(|finding| finding.is_error()).collect()
        }
        _ => Findings::new(),
    }
}

/// A round as an actor sees it.
///
/// Errors: `NotFound` when there is none, or they aren't told of it.
pub(super) async fn seen_round(
    desk: &Desk,
    view: &mut View,
    actor: &Actor,
    reference: &Code,
    now: Timestamp,
) -> Result<SeenRound, Refusal> {
    let kept = kept(desk, view, reference).await?.ok_or(Refusal::NotFound)?;
    // Names are open to whoever sees the round.
    let names = shown(desk, view, now).await?.map(|register| register.snapshot);
    seen(kept, actor, names, now).ok_or(Refusal::NotFound)
}
