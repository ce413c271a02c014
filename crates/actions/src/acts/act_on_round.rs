use std::collections::BTreeSet;

use assurance::{Act, ActKind, RestsOn, check_plan};
use exchange::assurance::round_act_value;
use jiff::Timestamp;
use store::{Tx, View};
use vocabulary::{Code, Finding, Findings, Place, Who};

use super::see_market::shown;
use crate::actor::Actor;
use crate::desk::Desk;
use crate::refusal::Refusal;
use crate::rounds::{Doing, SeenRound, SeenUnit, carry_on, kept, may_act, seen};

/// Does something on a unit of a round, in the role that it is open to: answer, certify, intend, rate, settle … What there is to do,
/// by whom and when, is the table of `assurance`. `at` names the body where somebody could do it for several. `rests_on` is what
/// `SeenUnit::seen` gave for what the act rests on, or for the whole. The receipt in the record.
///
/// Errors: `NotFound` when there is no such unit, or the actor isn't told of it; `Forbidden`; `WrongState`; `Stale` when what the act
/// rests on is no longer as it was seen; `Invalid` with everything that must be so and isn't.
pub async fn act_on_round(
    desk: &Desk,
    actor: &Actor,
    unit: (&Code, &Code),
    act: (Act, Option<&Code>),
    rests_on: &str,
    now: Timestamp,
) -> Result<String, Refusal> {
    let mut tx = desk.store().tx().await?;
    let receipt = done_on_round((desk, &mut tx), actor, unit, act, rests_on, now).await?;
    tx.commit().await?;
    Ok(receipt)
}

/// Does it within a transaction.
pub(super) async fn done_on_round(
    (desk, tx): (&Desk, &mut Tx),
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
    let whole = seen_round(desk, tx, actor, round, now).await?;
    let seen = whole.of_unit(unit).ok_or(Refusal::NotFound)?;
    let who = doer(actor, seen, act.kind(), at)?;
    let is_open = seen.may(act.kind());
    let is_as_seen = |on: &RestsOn| rests_on == seen.seen(act.kind(), at, on);
    if is_open && !is_as_seen(&act.rests_on()) && !is_as_seen(&RestsOn::Whole) {
        return Err(Refusal::Stale { current_version: seen.view().history.len() as i64 });
    }
    let definition = whole.kept_definition();
    if is_open {
        too_long(act.kind(), unit, round_act_value(&act, definition).to_string().len())?;
        let wrong = wrong_with(&act, unit);
        if !wrong.is_empty() {
            return Err(Refusal::Invalid(wrong));
        }
    }
    let doing = Doing { act: act.clone(), who: who.clone(), now, definition };
    let receipt = carry_on(tx, seen.kept(), doing).await?;
    let person = actor.person.as_ref().ok_or(Refusal::SignInFirst)?;
    let form = seen.form(act.kind(), at, &act.rests_on());
    tx.drop_round_typing((round, unit), person, &form).await?;
    for hash in let_go(seen, round, &act) {
        tx.drop_round_file(round, unit, hash).await?;
    }
    Ok(receipt)
}

/// The role in which somebody does an act.
///
/// Errors: `SignInFirst`; `Forbidden` when it isn't theirs.
pub(super) fn doer<'a>(
    actor: &Actor,
    seen: &'a SeenUnit,
    act: ActKind,
    at: Option<&Code>,
) -> Result<&'a Who, Refusal> {
    if actor.person.is_none() {
        return Err(Refusal::SignInFirst);
    }
    let who = seen.doer(act, at).ok_or(Refusal::Forbidden)?;
    if may_act(actor, act, who) { Ok(who) } else { Err(Refusal::Forbidden) }
}

/// Files that were attached in this round and that no answer names once another answer is given.
fn let_go<'a>(seen: &'a SeenUnit, round: &Code, act: &Act) -> Vec<&'a str> {
    let (question, given) = match act {
        Act::Answer { question, evidence, .. } => (question, evidence.as_slice()),
        Act::Keep { question } => (question, &[][..]),
        _ => return Vec::new(),
    };
    let assessment = &seen.kept().assessment;
    let others = assessment.answers().iter().filter(|(id, _)| *id != question);
    let named = others.flat_map(|(_, answer)| &answer.evidence).chain(given);
    let carried = assessment.setup().carried.values().flat_map(|carried| &carried.evidence);
    let named: BTreeSet<&str> = named.chain(carried).map(|paper| paper.hash.as_str()).collect();
    let own = seen.kept().files.iter().filter(|file| file.reference == *round);
    own.map(|file| file.hash.as_str()).filter(|hash| !named.contains(hash)).collect()
}

/// No act is longer, and nothing that is typed for one.
const BYTES_MAX: usize = 1_000_000;

/// Refuses what is longer than any act.
pub(super) fn too_long(act: ActKind, unit: &Code, bytes: usize) -> Result<(), Refusal> {
    if bytes <= BYTES_MAX {
        return Ok(());
    }
    let finding = Finding::error(
        "round-act-too-long",
        Place::cell("round", unit, act.word()),
        format!("{bytes} bytes"),
    )
    .expected(format!("{BYTES_MAX} bytes at most"))
    .action("Say it shorter, or state fewer rows.");
    Err(Refusal::Invalid(vec![finding]))
}

/// What can be told of an act better than by what must be so.
fn wrong_with(act: &Act, unit: &Code) -> Findings {
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
