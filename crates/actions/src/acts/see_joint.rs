use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::Timestamp;
use listing::Listing;
use register::Snapshot;
use stability::joint::page::{Detail, page};
use stability::joint::{JointAsked, Pending, joint, on_terms_of_first};
use stability::scenario::Scenario;
use store::{StoreError, View};
use vocabulary::{Code, Findings};

use super::act_on_case::seen_case;
use super::see_cases::see_cases;
use crate::Role;
use crate::actor::Actor;
use crate::cases::{LeftOut, PendingCase, SeenCase, is_within, question_of};
use crate::desk::Desk;
use crate::operation::Operation;
use crate::permission::allow;
use crate::question::told_to;
use crate::refusal::Refusal;
use crate::sight::{Sight, sight_of, units_of};

/// So many cases are looked at while somebody waits.
const CASES_MAX: usize = 40;

/// What somebody waits for is searched no further than this; the page says how far it came.
const ASKED: fn() -> JointAsked =
    || JointAsked { size: 3, rests_max: 20_000, runs_max: 600, ..JointAsked::default() };

/// What cases that were sent do together, as far as somebody sees it.
#[derive(Debug, Clone)]
pub struct SeenJoint {
    /// The answer: whole for who sees the books of every unit in it, else in bands. None where there is none.
    pub listing: Option<Arc<Listing>>,
    /// Is it whole?
    pub is_whole: bool,
    /// The cases that are looked at, the one on whose terms first.
    pub together: Vec<SeenCase>,
    /// Cases that aren't, and why.
    pub left_out: Vec<(SeenCase, LeftOut)>,
    /// What forbids an answer.
    pub findings: Findings,
}

/// What a case does together with every other case that was sent, for a reviewer who is told of them. The others are looked at on
/// the terms of this one. A case that was decided against, or is over, is no longer among them.
///
/// Errors: `Forbidden`; `NotFound` when there is no such case, or the actor isn't told of it; `Invalid` when it was never sent.
pub async fn see_joint(
    desk: &Desk,
    actor: &Actor,
    reference: &Code,
    now: Timestamp,
) -> Result<SeenJoint, Refusal> {
    allow(actor, Operation::SeeJoint, None)?;
    let reviewer = as_reviewer(actor);
    let mut view = desk.store().view().await?;
    let case = seen_case(desk, &mut view, &reviewer, reference, now).await?;
    drop(view);
    if !case.is_pending() {
        return Err(Refusal::NotFound);
    }
    let mut cases = vec![case];
    let others = see_cases(desk, &reviewer, now).await?;
    cases.extend(others.into_iter().filter(|other| other.reference() != reference && other.is_pending()));
    together(desk, actor, cases).await
}

/// What all cases that were sent and that a reviewer is told of do together, on the terms of the one that was changed last.
///
/// Errors: `Forbidden`.
pub async fn see_joint_of_all(desk: &Desk, actor: &Actor, now: Timestamp) -> Result<SeenJoint, Refusal> {
    allow(actor, Operation::SeeJoint, None)?;
    let cases =
        see_cases(desk, &as_reviewer(actor), now).await?.into_iter().filter(SeenCase::is_pending).collect();
    together(desk, actor, cases).await
}

/// Somebody as those alone as whom they review: who also writes at a commissioner looks at cases as a reviewer here.
fn as_reviewer(actor: &Actor) -> Actor {
    let reviews = |(_, role): &(Code, Role)| matches!(role, Role::Reviewer | Role::ReviewLead);
    Actor { roles: actor.roles.iter().filter(|held| reviews(held)).cloned().collect(), ..actor.clone() }
}

async fn together(desk: &Desk, actor: &Actor, cases: Vec<SeenCase>) -> Result<SeenJoint, Refusal> {
    let mut view = desk.store().view().await?;
    let mut seen = SeenJoint {
        listing: None,
        is_whole: false,
        together: Vec::new(),
        left_out: Vec::new(),
        findings: Findings::new(),
    };
    let mut pending: Vec<PendingCase> = Vec::new();
    for case in cases {
        match asks(desk, &mut view, &case, &pending).await? {
            Ok(one) => {
                pending.push(one);
                seen.together.push(case);
            }
            Err(why) => seen.left_out.push((case, why)),
        }
    }
    drop(view);
    let Some(first) = pending.first() else { return Ok(seen) };
    let snapshot = Arc::clone(&first.snapshot);
    let sight = sight_of(actor, &snapshot, &units(&snapshot, &pending));
    seen.is_whole = sight.is_books();
    match worked_out(desk, &snapshot, &pending, &sight).await? {
        Ok(listing) => seen.listing = Some(listing),
        Err(findings) => seen.findings = told_to(findings, &sight),
    }
    Ok(seen)
}

/// A case as a question beside those that are there, or why it stays out.
async fn asks(
    desk: &Desk,
    view: &mut View,
    case: &SeenCase,
    pending: &[PendingCase],
) -> Result<Result<PendingCase, LeftOut>, Refusal> {
    let Some(one) = question_of(desk, view, case).await? else { return Ok(Err(LeftOut::NoQuestion)) };
    let Some(first) = pending.first() else { return Ok(Ok(one)) };
    Ok(match () {
        () if one.snapshot.hash != first.snapshot.hash => Err(LeftOut::OtherRegister),
        () if !is_within(&one.scenario, &first.scenario) => Err(LeftOut::OtherMonths),
        () if pending.len() >= CASES_MAX => Err(LeftOut::TooMany),
        () => Ok(one),
    })
}

/// The units whose books the answer rests on.
fn units(snapshot: &Snapshot, pending: &[PendingCase]) -> BTreeSet<Code> {
    let moves = pending.iter().flat_map(|one| one.scenario.moves.iter().cloned()).collect();
    let all = pending.first().map(|first| Scenario { moves, ..first.scenario.clone() });
    let mut units = all.map(|all| units_of(snapshot, &all)).unwrap_or_default();
    units.extend(pending.iter().flat_map(|one| units_of(snapshot, &one.scenario)));
    units
}

/// The answer to some cases, worked out once for each sight: everything that it is a function of is in its key.
async fn worked_out(
    desk: &Desk,
    snapshot: &Arc<Snapshot>,
    pending: &[PendingCase],
    sight: &Sight,
) -> Result<Result<Arc<Listing>, Findings>, Refusal> {
    let cases: Vec<(String, Scenario)> =
        pending.iter().map(|one| (one.reference.to_string(), one.scenario.clone())).collect();
    let named = pending.iter().map(|one| format!("{} {}", one.reference, one.exhibit));
    let key = format!("{} {} {}", snapshot.hash, sight.is_books(), named.collect::<Vec<_>>().join(" "));
    if let Some(known) = desk.known_joint(&key) {
        return Ok(Ok(known));
    }
    let failed = |why: String| Refusal::Store(StoreError::Failed { why });
    let _turn = desk.working().acquire().await.map_err(|_| failed("the server is ending".to_string()))?;
    let (snapshot, rulebook, sight) = (Arc::clone(snapshot), Arc::clone(desk.rulebook()), sight.clone());
    let work = move || {
        let (cases, of_terms) = on_terms_of_first(&cases);
        let answer = joint(Pending::of(&snapshot, &rulebook, &cases)?, &rulebook, &ASKED());
        let answer = answer.with_rules(&snapshot, &rulebook)?;
        let mut findings = of_terms;
        findings.extend(answer.findings.iter().cloned());
        let detail = if sight.is_books() { Detail::Whole } else { Detail::Bands };
        Ok(Arc::new(page(&answer, &snapshot, &told_to(findings, &sight), detail)))
    };
    let answer = tokio::task::spawn_blocking(work).await.map_err(|error| failed(error.to_string()))?;
    if let Ok(listing) = &answer {
        desk.know_joint(&key, listing);
    }
    Ok(answer)
}
