use casework::EvidenceFile;
use jiff::Timestamp;
use vocabulary::Code;

use super::act_on_case::seen_case;
use crate::actor::Actor;
use crate::desk::Desk;
use crate::operation::Operation;
use crate::permission::allow;
use crate::refusal::Refusal;

/// A file of a case, for who sees it there: what it is, and its bytes.
///
/// Errors: `NotFound` when there is no such case or file, or they aren't told of it.
pub async fn see_case_file(
    desk: &Desk,
    actor: &Actor,
    reference: &Code,
    hash: &Code,
    now: Timestamp,
) -> Result<(EvidenceFile, Vec<u8>), Refusal> {
    allow(actor, Operation::SeeCase, None)?;
    let mut view = desk.store().view().await?;
    let seen = seen_case(desk, &mut view, actor, reference, now).await?;
    let file =
        seen.view().files.into_iter().find(|held| held.file.hash == *hash).map(|held| held.file.clone());
    let file = file.ok_or(Refusal::NotFound)?;
    let bytes = view.case_file(reference, hash.as_str()).await?.ok_or(Refusal::NotFound)?;
    Ok((file, bytes))
}
