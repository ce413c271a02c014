use std::sync::Arc;

use assurance::Act;
use exchange::assurance::KeptDefinition;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use vocabulary::{Code, Office, Who};

use super::see_market::shown;
use crate::actor::Actor;
use crate::desk::Desk;
use crate::operation::Operation;
use crate::permission::allow;
use crate::refusal::Refusal;
use crate::rounds::{Doing, NewRound, PlannedRound, begin, opening, planned, units_overseen};

/// What a review lead can open a round with: the definitions that ship, and the units that its body oversees, with their names.
///
/// Errors: `SignInFirst`; `Forbidden`.
pub async fn see_openings(
    desk: &Desk,
    actor: &Actor,
    body: &Code,
    now: Timestamp,
) -> Result<(Vec<Arc<KeptDefinition>>, Vec<(Code, String)>), Refusal> {
    allow(actor, Operation::OpenRound, Some(body))?;
    let names = shown(desk, &mut desk.store().view().await?, now).await?.map(|register| register.snapshot);
    let units = names.map(|names| {
        let units = units_overseen(&names, body).into_iter();
        units.map(|unit| (unit.clone(), names.name_of(unit.as_str()))).collect()
    });
    Ok((desk.checkpoints().to_vec(), units.unwrap_or_default()))
}

/// What a round would be opened with, and everything that is to be known first. Nothing is done.
///
/// Errors: `SignInFirst`; `Forbidden`.
pub async fn plan_round(
    desk: &Desk,
    actor: &Actor,
    body: &Code,
    new: &NewRound<'_>,
    now: Timestamp,
) -> Result<PlannedRound, Refusal> {
    allow(actor, Operation::OpenRound, Some(body))?;
    planned(desk, &mut desk.store().view().await?, body, new, now).await
}

/// Opens a round of an oversight body for units that it oversees; its reference. The definition is kept as it is now; customers
/// are those of the register; each unit opens with the answers of its last round.
///
/// Errors: `SignInFirst`; `Forbidden`; `Invalid` with every finding, when one of them is an error.
pub async fn open_round(
    desk: &Desk,
    actor: &Actor,
    body: &Code,
    new: &NewRound<'_>,
    now: Timestamp,
) -> Result<Code, Refusal> {
    allow(actor, Operation::OpenRound, Some(body))?;
    let Some(person) = &actor.person else { return Err(Refusal::SignInFirst) };
    let mut tx = desk.store().tx().await?;
    let plan = planned(desk, &mut tx, body, new, now).await?;
    let definition = match &plan.definition {
        Some(definition) if plan.findings.iter().all(|finding| !finding.is_error()) => Arc::clone(definition),
        _ => return Err(Refusal::Invalid(plan.findings)),
    };
    let year = now.to_zoned(TimeZone::UTC).year();
    let number = tx.rounds_opened_by(body).await? + 1;
    let reference = Code::new(&format!("{body}-{year}-R{number}"));
    let kept = store::NewRound {
        reference: &reference,
        body,
        definition_name: &definition.name,
        definition: &definition.text,
    };
    tx.open_round(&kept, now).await?;
    for setup in opening(&plan, &reference, body, new.answer_by) {
        let who = Who { person: person.to_string(), body: body.clone(), office: Office::ReviewLead };
        let act = Act::Open { setup: Box::new(setup) };
        begin(&mut tx, Doing { act, who, now, definition: &definition }).await?;
    }
    tx.commit().await?;
    Ok(reference)
}
