//! A file of the record, worked out again: what is said of it, the same at the command line and on a page.

use record::{Head, Proof, RecordFile, Trust, verify};
use vocabulary::{Finding, Findings, Place};

/// The first line of a proof begins so.
const PROOF: &[u8] = b"c2sp.org/tlog-proof@";

/// What is said of a file that was worked out again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LookedAt {
    /// The first difference; none when it holds.
    pub differs: Option<SeenDifference>,
    /// How many entries hold.
    pub entries: u64,
    /// Contents that are no longer there.
    pub gone: u64,
    /// What else people should know.
    pub notes: Vec<String>,
}

/// Where a file first differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenDifference {
    /// At which entry; none where it can't be told.
    pub entry: Option<u64>,
    /// In which way: `content`, `entry`, `order`, `head`, `missing`, `added` or `proof`.
    pub how: String,
    /// In words.
    pub seen: String,
}

/// Why a file can't be looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CannotVerify {
    /// It is none of the files that can be verified.
    NotOne(Findings),
    /// It doesn't bring its key, and none was named.
    NoKey,
}

impl LookedAt {
    /// The answer in a sentence: *Verified*, or *Not verified* and why.
    pub fn sentence(&self) -> String {
        match (&self.differs, self.entries) {
            (Some(difference), _) => format!("Not verified: {}.", difference.seen),
            (None, 1) => "Verified: 1 entry.".to_string(),
            (None, several) => format!("Verified: {several} entries."),
        }
    }
}

/// Works a record or a proof out again, whichever it is.
///
/// Errors: why it can't be looked at.
pub fn verify_bytes(bytes: &[u8], trust: &Trust) -> Result<LookedAt, CannotVerify> {
    match bytes.starts_with(PROOF) {
        true => proof(bytes, trust),
        false => record::read_file(bytes).map(|log| whole(&log, trust)).map_err(|why| not_one(&why)),
    }
}

fn whole(log: &RecordFile, trust: &Trust) -> LookedAt {
    let mut told = LookedAt::default();
    match verify(log, trust) {
        Ok(holds) => {
            (told.entries, told.gone) = (holds.entries, holds.gone);
            if holds.gone > 0 {
                let note = format!("{} of its contents are no longer there; their hashes stand.", holds.gone);
                told.notes.push(note);
            }
            if trust.key.is_none() {
                told.notes.push(format!(
                    "Looked at with the key that the file itself names, {}. Compare it with one that you got another way.",
                    log.key
                ));
            }
        }
        Err(found) => {
            let (entry, how, seen) = (found.number, found.how.to_string(), found.to_string());
            told.differs = Some(SeenDifference { entry, how, seen });
        }
    }
    told
}

fn proof(bytes: &[u8], trust: &Trust) -> Result<LookedAt, CannotVerify> {
    let Some(key) = &trust.key else { return Err(CannotVerify::NoKey) };
    let proof: Proof = String::from_utf8_lossy(bytes).parse().map_err(|why: String| not_one(&why))?;
    let looked_at = proof.verify(key).and_then(|(entry, head)| {
        let receipt = entry.receipt();
        if trust.receipts.iter().any(|known| *known != receipt) {
            return Err(format!("entry {} isn't the one of the receipt", entry.number));
        }
        for note in &trust.heads {
            if Head::open(note, key)? != head {
                return Err("its head isn't the one that is known".to_string());
            }
        }
        Ok(format!("{receipt} is one of the {} entries of the head.", head.size))
    });
    let mut told = LookedAt { entries: 1, ..LookedAt::default() };
    match looked_at {
        Ok(note) => told.notes.push(note),
        Err(seen) => told.differs = Some(SeenDifference { entry: None, how: "proof".to_string(), seen }),
    }
    Ok(told)
}

fn not_one(why: &str) -> CannotVerify {
    CannotVerify::NotOne(vec![
        Finding::error("not-a-record", Place::table("record"), why)
            .expected("record.jsonl as it was downloaded, or a proof")
            .action("Download it again; nothing may be changed in it, not even the ends of lines."),
    ])
}
