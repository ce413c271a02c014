use assurance::{Act, ActKind, Evidence};
use casework::FILES_BYTES_MAX;
use jiff::Timestamp;
use store::{Tx, content_hash};
use vocabulary::{Code, Finding, Place};

use super::act_on_round::{doer, done_on_round, seen_round};
use crate::actor::Actor;
use crate::attached::kind_of_file;
use crate::desk::Desk;
use crate::refusal::Refusal;

/// An answer of a unit with a file that shows it.
#[derive(Debug, Clone)]
pub struct AnswerWithFile<'a> {
    /// The question.
    pub question: &'a Code,
    /// The answer.
    pub text: &'a str,
    /// Papers that show it beside the file.
    pub evidence: Vec<Evidence>,
    /// Title of the file, for people.
    pub title: &'a str,
    /// What it is called where it came from.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
}

/// Answers a question of a round with a file that shows it; the receipt. What the file is, its content says.
///
/// Errors: as `act_on_round`; `Invalid` as well when the file has no title, isn't one that is taken, or is too much beside the others.
pub async fn answer_with_file(
    desk: &Desk,
    actor: &Actor,
    (round, unit): (&Code, &Code),
    new: AnswerWithFile<'_>,
    rests_on: &str,
    now: Timestamp,
) -> Result<String, Refusal> {
    let mut view = desk.store().view().await?;
    let whole = seen_round(desk, &mut view, actor, round, now).await?;
    drop(view);
    let seen = whole.of_unit(unit).ok_or(Refusal::NotFound)?;
    doer(actor, seen, ActKind::Answer, None)?;
    if !seen.may(ActKind::Answer) {
        return Err(Refusal::WrongState { allowed: seen.open().iter().map(|(act, _)| act.word()).collect() });
    }
    // A document is unpacked to be looked at, and nobody else writes during a transaction: so this is before it.
    let kind = kind_of_file(new.title, new.name, new.bytes)?;
    let mut evidence = new.evidence;
    evidence.push(Evidence { title: new.title.trim().to_string(), hash: content_hash(new.bytes) });
    let act = Act::Answer { question: new.question.clone(), text: new.text.to_string(), evidence };
    let mut tx = desk.store().tx().await?;
    let receipt = done_on_round((desk, &mut tx), actor, (round, unit), (act, None), rests_on, now).await?;
    tx.keep_round_file((round, unit), (new.name, kind.word()), new.bytes, now).await?;
    within_limit(&mut tx, whole.overseer(), (round, unit)).await?;
    tx.commit().await?;
    Ok(receipt)
}

/// All files of a unit in a round together are no more than those of a case.
async fn within_limit(tx: &mut Tx, overseer: &Code, (round, unit): (&Code, &Code)) -> Result<(), Refusal> {
    let files = tx.round_files(round, overseer).await?;
    let own = files.iter().filter(|file| file.reference == *round && file.unit == *unit);
    let bytes: u64 = own.map(|file| file.size_bytes).sum();
    if bytes <= FILES_BYTES_MAX {
        return Ok(());
    }
    let words = exchange::evidence_size;
    let seen = format!("{} of files in this round", words(bytes));
    let finding = Finding::error("file-too-large", Place::cell("upload", "", "file"), seen)
        .expected(format!("{} at most, all files of a unit together", words(FILES_BYTES_MAX)))
        .action("Attach a smaller file, or take another out first.");
    Err(Refusal::Invalid(vec![finding]))
}
