use jiff::Timestamp;

use super::who::actor;
use crate::actor::Actor;
use crate::desk::Desk;
use crate::refusal::Refusal;

/// The actor of a sample by its number, in the demonstration alone.
///
/// Errors: `NotFound` at every other desk, and when there is no such sample.
pub async fn who_is_sample(desk: &Desk, number: usize, now: Timestamp) -> Result<Actor, Refusal> {
    let sample = desk.known_samples().and_then(|samples| samples.get(number)).ok_or(Refusal::NotFound)?;
    match &sample.person {
        Some(person) => actor(&mut desk.store().view().await?, person, now).await,
        None => Ok(Actor::public()),
    }
}
