use casework::{Act, ActKind, EvidenceFile, SectionId};
use jiff::Timestamp;
use store::content_hash;
use vocabulary::Code;

use super::act_on_case::{doer, is_too_long, seen_case, too_long};
use crate::actor::Actor;
use crate::attached::kind_of_file;
use crate::cases::{Doing, carry_on};
use crate::desk::Desk;
use crate::refusal::Refusal;

/// A file as it was sent.
#[derive(Debug, Clone, Copy)]
pub struct NewFile<'a> {
    /// The section that rests on it.
    pub section: SectionId,
    /// Title for people.
    pub title: &'a str,
    /// What it is called where it came from.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
}

/// Attaches a file to a section of a case; the receipt. What it is, its content says. What was certified is no longer.
///
/// Errors: `NotFound` when there is no such case, or the actor isn't told of it; `Forbidden`; `WrongState`; `Invalid` when it has no
/// title, isn't a file that is taken, or the case has it already or would have too much.
pub async fn attach_file(
    desk: &Desk,
    actor: &Actor,
    reference: &Code,
    new: NewFile<'_>,
    now: Timestamp,
) -> Result<String, Refusal> {
    let mut view = desk.store().view().await?;
    let seen = seen_case(desk, &mut view, actor, reference, now).await?;
    drop(view);
    let who = doer(actor, &seen, ActKind::AttachFile, None)?;
    if !seen.may(ActKind::AttachFile) {
        return Err(Refusal::WrongState { allowed: seen.open().iter().map(|(act, _)| act.word()).collect() });
    }
    // A document is unpacked to be looked at, and nobody else writes during a transaction: so this is before it.
    if is_too_long(new.title) {
        return Err(too_long(reference));
    }
    let kind = kind_of_file(new.title, new.name, new.bytes)?;
    let hash = Code::new(&content_hash(new.bytes));
    let file = EvidenceFile {
        hash: hash.clone(),
        title: new.title.trim().to_string(),
        name: new.name.to_string(),
        kind,
        bytes: new.bytes.len() as u64,
        section: new.section,
    };
    let doing = Doing { act: Act::AttachFile { file: Box::new(file) }, who, now };
    let mut tx = desk.store().tx().await?;
    let seen = seen_case(desk, &mut tx, actor, reference, now).await?;
    // The guards are asked first: among them that the case doesn't have this file.
    let receipt = carry_on(&mut tx, seen.kept(), doing).await?;
    tx.keep_case_file(reference, new.bytes, now).await?;
    tx.commit().await?;
    Ok(receipt)
}

/// Takes a file out of a case that was never sent with it; the receipt. Its bytes go; that it was there stays on the record.
///
/// Errors: `NotFound` when there is no such case, or the actor isn't told of it; `Forbidden`; `WrongState`; `Invalid` when there is no
/// such file, or it was sent.
pub async fn take_out_file(
    desk: &Desk,
    actor: &Actor,
    reference: &Code,
    hash: &Code,
    now: Timestamp,
) -> Result<String, Refusal> {
    let mut tx = desk.store().tx().await?;
    let seen = seen_case(desk, &mut tx, actor, reference, now).await?;
    let who = doer(actor, &seen, ActKind::TakeOutFile, None)?;
    let doing = Doing { act: Act::TakeOutFile { hash: hash.clone() }, who, now };
    let receipt = carry_on(&mut tx, seen.kept(), doing).await?;
    tx.drop_case_file(reference, hash.as_str()).await?;
    tx.commit().await?;
    Ok(receipt)
}
