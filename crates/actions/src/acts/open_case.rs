use casework::{Act, Office, Who};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use store::Id;
use vocabulary::{CaseTier, Code};

use crate::actor::Actor;
use crate::cases::{Doing, begin, evidence, setup};
use crate::desk::Desk;
use crate::operation::Operation;
use crate::permission::allow;
use crate::refusal::Refusal;

/// Opens a case of a body on one of its frozen answers; its reference. Who moves in the answer are the commissioners of the case,
/// those whose money moves are to be asked, and those who oversee them are told once it is sent. The answer is attached by
/// `attach_exhibit`.
///
/// Errors: `NotFound` when there is no such answer of the body; `Forbidden`; `Invalid` when it isn't frozen, or no case can be begun
/// on it.
pub async fn open_case(
    desk: &Desk,
    actor: &Actor,
    (body, result): (&Code, &Id),
    (title, tier): (&str, CaseTier),
    now: Timestamp,
) -> Result<Code, Refusal> {
    allow(actor, Operation::OpenCase, Some(body))?;
    let Some(person) = &actor.person else { return Err(Refusal::SignInFirst) };
    let mut view = desk.store().view().await?;
    let stored = view.result(result).await?.filter(|stored| stored.body == *body).ok_or(Refusal::NotFound)?;
    let evidence = evidence(desk, &mut view, &stored).await?;
    drop(view);
    // The engine takes a while, and nobody else writes during a transaction: so it has run before.
    let mut tx = desk.store().tx().await?;
    let day = now.to_zoned(TimeZone::UTC).date();
    let number = tx.cases_opened_by(body).await? + 1;
    let reference = Code::new(&format!("{body}-{}-{number}", day.year()));
    let setup = setup((reference.clone(), title), body, tier, &evidence, (desk.rulebook(), day));
    let who = Who { person: person.to_string(), body: body.clone(), office: Office::Author };
    begin(&mut tx, Doing { act: Act::Open { setup: Box::new(setup) }, who, now }).await?;
    tx.commit().await?;
    Ok(reference)
}
