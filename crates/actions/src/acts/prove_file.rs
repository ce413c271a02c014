use exchange::{CannotVerify, LookedAt, verify_bytes};
use record::{Receipt, Trust, VerifierKey};
use store::StoreError;
use vocabulary::{Finding, Findings, Place};

use super::see_heads::see_heads;
use crate::actor::Actor;
use crate::desk::Desk;
use crate::operation::Operation;
use crate::permission::allow;
use crate::refusal::Refusal;

/// A file of the record that somebody sent to have it looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FileToProve {
    /// The file.
    pub bytes: Vec<u8>,
    /// The key that they know, NAME+ID+KEY; blank for none.
    pub key: String,
    /// A receipt that the file has to fit; blank for none.
    pub receipt: String,
}

/// Works a record or a proof out again, as `ballast verify` does; nothing of it is kept. Where no key is named, a proof is
/// looked at with the keys of this server. Open to everybody: they could do it with their own tools.
///
/// Errors: `Invalid` when the file, the key or the receipt is none.
pub async fn prove_file(desk: &Desk, actor: &Actor, sent: FileToProve) -> Result<LookedAt, Refusal> {
    allow(actor, Operation::SeeReceipt, None)?;
    let (trust, findings) = trust_of(&sent);
    if !findings.is_empty() {
        return Err(Refusal::Invalid(findings));
    }
    let mut ours: Vec<VerifierKey> = desk.verifier_key().into_iter().collect();
    for seen in see_heads(desk, actor).await? {
        ours.extend(VerifierKey::parse(&seen.head.verifier_key).ok().filter(|key| !ours.contains(key)));
    }
    let looked = tokio::task::spawn_blocking(move || looked_at(&sent.bytes, trust, ours)).await;
    looked.map_err(|error| StoreError::Failed { why: error.to_string() })?.map_err(Refusal::Invalid)
}

fn trust_of(sent: &FileToProve) -> (Trust, Findings) {
    let mut findings = Findings::new();
    let mut wrong = |column: &str, seen: String, expected: &str| {
        findings.push(
            Finding::error("receipt-or-key", Place::cell("prove", "", column), seen)
                .expected(expected)
                .action("Copy it whole, or leave it out."),
        );
    };
    let mut trust = Trust::default();
    match VerifierKey::parse(sent.key.trim()) {
        Ok(key) => trust.key = Some(key),
        Err(why) if !sent.key.trim().is_empty() => wrong("key", why, "NAME+ID+KEY"),
        Err(_) => {}
    }
    match sent.receipt.trim().parse::<Receipt>() {
        Ok(receipt) => trust.receipts.push(receipt),
        Err(why) if !sent.receipt.trim().is_empty() => wrong("of", why, "LOG#NUMBER:HASH"),
        Err(_) => {}
    }
    (trust, findings)
}

fn looked_at(bytes: &[u8], trust: Trust, ours: Vec<VerifierKey>) -> Result<LookedAt, Findings> {
    match verify_bytes(bytes, &trust) {
        Ok(looked) => Ok(looked),
        Err(CannotVerify::NotOne(findings)) => Err(findings),
        Err(CannotVerify::NoKey) => with_ours(bytes, &trust, ours),
    }
}

/// Looks at a proof, which doesn't bring its key, with the keys of this server.
fn with_ours(bytes: &[u8], trust: &Trust, ours: Vec<VerifierKey>) -> Result<LookedAt, Findings> {
    let mut last = None;
    for key in ours {
        let note = format!(
            "Looked at with the key of this server, {key}. Compare it with one that you got another way."
        );
        match verify_bytes(bytes, &Trust { key: Some(key), ..trust.clone() }) {
            Ok(mut looked) => {
                let holds = looked.differs.is_none();
                looked.notes.push(note);
                if holds {
                    return Ok(looked);
                }
                last = Some(looked);
            }
            Err(CannotVerify::NotOne(findings)) => return Err(findings),
            Err(CannotVerify::NoKey) => {}
        }
    }
    last.ok_or_else(|| {
        vec![
            Finding::error("proof-without-key", Place::cell("prove", "", "key"), "no key")
                .expected("the key of the record")
                .action("Name the key: a proof doesn't bring its own."),
        ]
    })
}
