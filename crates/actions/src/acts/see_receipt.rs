use record::{Entry, Head, Proof, Receipt, VerifierKey, inclusion, leaf_hash};
use store::{KeptHead, View};

use crate::actor::Actor;
use crate::desk::Desk;
use crate::operation::Operation;
use crate::permission::allow;
use crate::refusal::Refusal;

/// The entry of a receipt.
#[derive(Debug, Clone)]
pub struct SeenReceipt {
    /// The receipt.
    pub receipt: Receipt,
    /// What came of looking.
    pub state: ReceiptState,
}

/// What came of looking at the entry of a receipt.
#[derive(Debug, Clone)]
pub enum ReceiptState {
    /// The last head has it.
    Sealed {
        /// What stands in clear.
        entry: Box<Entry>,
        /// The proof.
        proof: Box<Proof>,
        /// The head that has it.
        head: Head,
        /// The key that the head is signed with.
        key: VerifierKey,
    },
    /// It is there, and no head has it yet.
    Unsealed {
        /// What stands in clear.
        entry: Box<Entry>,
    },
    /// It isn't what it was, or the head isn't: why, in words.
    Differs(String),
}

/// The entry of a receipt, with the proof that the last head of its log has it. Open to everybody: who knows the hash of an
/// entry has it from who made it. What somebody guesses isn't there, and neither is a log or a number without its hash.
///
/// Errors: `NotFound` when no entry has that receipt.
pub async fn see_receipt(desk: &Desk, actor: &Actor, receipt: &str) -> Result<SeenReceipt, Refusal> {
    allow(actor, Operation::SeeReceipt, None)?;
    let receipt: Receipt = receipt.trim().parse().map_err(|_| Refusal::NotFound)?;
    let mut view = desk.store().view().await?;
    let number = i64::try_from(receipt.number).map_err(|_| Refusal::NotFound)?;
    let (text, leaf) = view.record_entry(&receipt.log, number).await?.ok_or(Refusal::NotFound)?;
    if leaf != receipt.leaf.to_string() {
        return Err(Refusal::NotFound);
    }
    let state = match entry_of(&text, &receipt) {
        Err(why) => ReceiptState::Differs(why),
        Ok(entry) => match view.last_record_head(&receipt.log).await?.filter(|head| head.size >= number) {
            None => ReceiptState::Unsealed { entry },
            Some(kept) => match proof_of(&mut view, &text, &receipt, &kept).await? {
                Ok((proof, head, key)) => ReceiptState::Sealed { entry, proof, head, key },
                Err(why) => ReceiptState::Differs(why),
            },
        },
    };
    Ok(SeenReceipt { receipt, state })
}

/// The entry, if it is still what the receipt says.
fn entry_of(text: &str, receipt: &Receipt) -> Result<Box<Entry>, String> {
    if leaf_hash(text.as_bytes()) != receipt.leaf {
        return Err(format!("entry {} differs (entry): it isn't as it was made", receipt.number));
    }
    Entry::parse(text).map(Box::new)
}

/// A proof with its head and its key; or why there is none, in words.
pub(super) type Proven = Result<(Box<Proof>, Head, VerifierKey), String>;

pub(super) async fn proof_of(
    view: &mut View,
    text: &str,
    receipt: &Receipt,
    kept: &KeptHead,
) -> Result<Proven, Refusal> {
    let leaves = view.record_leaves(&receipt.log).await?;
    let covered = usize::try_from(kept.size).ok().and_then(|size| leaves.get(..size));
    let index = receipt.number - 1;
    let path = usize::try_from(index).ok().and_then(|index| inclusion(covered.unwrap_or_default(), index));
    let Some(path) = path else { return Ok(Err("entries before the last head are missing".to_string())) };
    let proof = Proof { entry: text.to_string(), index, path, head: kept.note.clone() };
    Ok(VerifierKey::parse(&kept.verifier_key)
        .and_then(|key| proof.verify(&key).map(|(_, head)| (head, key)))
        .map(|(head, key)| (Box::new(proof), head, key)))
}
