//! The appraisal of the demonstration: written by the commissioner's finance lead, locked by its accountable officer,
//! scored, and worked out.

use actions::{Desk, Id, Refusal, acts};
use appraisal::input::Appraisal;
use exchange::{read_appraisal, write_appraisal};
use jiff::Timestamp;
use vocabulary::Code;

use super::samples::COMMISSIONER;
use crate::shipped;

/// The appraisal that ships for the commissioner of the demonstration.
const SHIPPED: &str = "east-and-north-hertfordshire";
/// Who writes, and who locks: their places among the samples.
const AUTHOR: usize = 0;
const CERTIFIER: usize = 1;

/// Writes, locks, scores and asks it; the answer that waits for a worker. None when it doesn't ship.
pub(super) async fn weighed(desk: &Desk, now: Timestamp) -> Result<Option<Id>, Refusal> {
    let shipped = shipped::appraisals().into_iter().find(|(name, _)| name == SHIPPED);
    let Some((name, text)) = shipped else { return Ok(None) };
    let Some(appraisal) = read_appraisal(&name, &text).0 else { return Ok(None) };
    let author = acts::who_is_sample(desk, AUTHOR, now).await?;
    let certifier = acts::who_is_sample(desk, CERTIFIER, now).await?;
    let body = Code::new(COMMISSIONER);
    let (id, version) = acts::begin_appraisal(desk, &author, &body, &text, now).await?;
    let version = acts::lock_weights(desk, &certifier, &id, version, now).await?.version;
    let lock = acts::see_appraisal(desk, &author, &id, now).await?.appraisal.lock;
    let scored = write_appraisal(&Appraisal { lock, ..appraisal });
    let version = acts::change_appraisal(desk, &author, &id, version, &scored, now).await?;
    acts::appraise(desk, &author, &id, version, now).await.map(Some)
}
