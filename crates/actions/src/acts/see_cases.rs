use std::collections::BTreeSet;

use jiff::Timestamp;
use store::View;
use vocabulary::Code;

use super::act_on_case::named;
use crate::actor::Actor;
use crate::cases::{SeenCase, kept, seen};
use crate::desk::Desk;
use crate::operation::Operation;
use crate::permission::allow;
use crate::refusal::Refusal;

/// Cases that concern the bodies at which somebody holds a role, each as far as they see it; the last changed first.
///
/// Errors: `SignInFirst`; `Forbidden` with a token that isn't for cases.
pub async fn see_cases(desk: &Desk, actor: &Actor, now: Timestamp) -> Result<Vec<SeenCase>, Refusal> {
    allow(actor, Operation::SeeCases, None)?;
    let mut cases = cases_of(desk, &mut desk.store().view().await?, actor, now).await?;
    cases.sort_by(last_known_first);
    Ok(cases)
}

/// The cases that concern the bodies at which somebody holds a role, in no order that tells anything.
pub(super) async fn cases_of(
    desk: &Desk,
    view: &mut View,
    actor: &Actor,
    now: Timestamp,
) -> Result<Vec<SeenCase>, Refusal> {
    let mut found: BTreeSet<Code> = BTreeSet::new();
    let mut cases = Vec::new();
    for body in actor.bodies() {
        for head in view.cases_of_body(body).await? {
            if !found.insert(head.reference.clone()) {
                continue;
            }
            if let Some(kept) = kept(view, &head.reference).await?
                && let Some(seen) = seen(kept, actor, now)
            {
                cases.push(named(desk, view, seen, now).await?);
            }
        }
    }
    Ok(cases)
}

/// By the last thing that their reader knows of: an order by whatever was done last would tell that something was.
fn last_known_first(one: &SeenCase, other: &SeenCase) -> std::cmp::Ordering {
    let last = |case: &SeenCase| case.view().history.last().map(|step| step.on);
    last(other).cmp(&last(one)).then_with(|| one.reference().cmp(other.reference()))
}

/// Published cases, each in its public version, the last changed first.
///
/// Errors: when what is kept can't be read.
pub async fn see_public_cases(desk: &Desk, now: Timestamp) -> Result<Vec<SeenCase>, Refusal> {
    public_cases(desk, &mut desk.store().view().await?, now).await
}

pub(super) async fn public_cases(
    desk: &Desk,
    view: &mut View,
    now: Timestamp,
) -> Result<Vec<SeenCase>, Refusal> {
    let mut cases = Vec::new();
    for head in view.public_cases().await? {
        let kept = kept(view, &head.reference).await?;
        if let Some(seen) = kept.and_then(|kept| seen(kept, &Actor::public(), now)) {
            cases.push(named(desk, view, seen, now).await?);
        }
    }
    cases.sort_by(last_known_first);
    Ok(cases)
}
