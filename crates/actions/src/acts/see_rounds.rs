use std::collections::BTreeSet;

use jiff::Timestamp;
use vocabulary::Code;

use super::act_on_round::seen_round;
use crate::actor::Actor;
use crate::desk::Desk;
use crate::operation::Operation;
use crate::permission::allow;
use crate::refusal::Refusal;
use crate::rounds::SeenRound;

/// Rounds that concern the bodies at which somebody holds a role, and those with a published outcome, each as far as they see it; the
/// last opened first. The public is told of published ones.
///
/// Errors: `Forbidden` with a token that isn't for rounds.
pub async fn see_rounds(desk: &Desk, actor: &Actor, now: Timestamp) -> Result<Vec<SeenRound>, Refusal> {
    allow(actor, Operation::SeeRound, None)?;
    let mut view = desk.store().view().await?;
    let mut found: BTreeSet<Code> = view.public_rounds().await?.into_iter().collect();
    for body in actor.bodies() {
        found.extend(view.rounds_of_body(body).await?);
    }
    let mut rounds = Vec::new();
    for reference in &found {
        match seen_round(desk, &mut view, actor, reference, now).await {
            Ok(round) => rounds.push(round),
            Err(Refusal::NotFound) => {}
            Err(other) => return Err(other),
        }
    }
    rounds.sort_by_key(|round| (std::cmp::Reverse(round.opened()), round.reference().clone()));
    Ok(rounds)
}
