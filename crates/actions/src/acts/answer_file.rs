use jiff::Timestamp;
use store::{Id, RunState};

use super::see_answer::{recalled, visible};
use crate::actor::Actor;
use crate::desk::Desk;
use crate::files::may_open;
use crate::question::KIND;
use crate::refusal::Refusal;
use crate::sight::Sight;

/// The bytes of a file of an answer, as far as the actor's sight goes.
///
/// Errors: `NotFound` when there is no such file, or it isn't the actor's to open.
pub async fn answer_file(
    desk: &Desk,
    actor: &Actor,
    id: &Id,
    path: &str,
    now: Timestamp,
) -> Result<Vec<u8>, Refusal> {
    let _ = now;
    let mut view = desk.store().view().await?;
    let (stored, sight) = visible(desk, &mut view, actor, (id, KIND)).await?;
    if stored.run.state != RunState::Done || !may_open(path, &sight, &stored) {
        return Err(Refusal::NotFound);
    }
    if let Sight::Line(bodies) = &sight {
        // Only their own rows: made on the spot, for nobody else has just this file.
        let recalled = recalled(desk, &mut view, &stored).await?;
        drop(view);
        let known = recalled.known(desk).await?.ok_or(Refusal::NotFound)?;
        let files = exchange::result::banded::banded_files(&known.banded.only(bodies));
        return files
            .into_iter()
            .find(|(name, _)| name == path)
            .map(|(_, bytes)| bytes)
            .ok_or(Refusal::NotFound);
    }
    view.result_file(id, path).await?.ok_or(Refusal::NotFound)
}
