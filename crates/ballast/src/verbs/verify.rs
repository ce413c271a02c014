use std::path::Path;

use exchange::{Limits, read_file};
use record::{Head, Proof, Receipt, Trust, VerifierKey, verify};
use serde_json::json;
use vocabulary::{Finding, Findings, Place};

use super::Context;
use crate::answered::Answered;
use crate::cli::Format;
use crate::exit::Exit;

/// What is looked at, and what whoever looks knows from elsewhere.
pub(super) struct Asked {
    /// `record.jsonl`, or a proof.
    pub file: String,
    /// `NAME+ID+KEY`.
    pub key: Option<String>,
    /// Receipts of the record.
    pub receipts: Vec<String>,
    /// Files with heads of the record.
    pub heads: Vec<String>,
}

/// The first line of a proof begins so.
const PROOF: &[u8] = b"c2sp.org/tlog-proof@";

/// Works a record or a proof out again, with files alone.
pub(super) fn run(context: &Context, asked: &Asked) -> Answered {
    let trust = match trust(asked, &context.loader.limits) {
        Ok(trust) => trust,
        Err(answered) => return answered,
    };
    let bytes = match read_file(Path::new(&asked.file), &context.loader.limits) {
        Ok(bytes) => bytes,
        Err(findings) => return Answered::refused(&findings),
    };
    let looked_at = if bytes.starts_with(PROOF) { proof(&bytes, &trust) } else { whole(&bytes, &trust) };
    match looked_at {
        Ok(told) => told.answered(context.format),
        Err(answered) => answered,
    }
}

fn trust(asked: &Asked, limits: &Limits) -> Result<Trust, Answered> {
    let key = asked.key.as_deref().map(VerifierKey::parse).transpose();
    let receipts: Result<Vec<Receipt>, String> = asked.receipts.iter().map(|text| text.parse()).collect();
    let mut heads = Vec::new();
    for path in &asked.heads {
        let bytes = read_file(Path::new(path), limits).map_err(|findings| Answered::refused(&findings))?;
        heads.push(String::from_utf8_lossy(&bytes).into_owned());
    }
    Ok(Trust {
        key: key.map_err(Answered::wrong_use)?,
        receipts: receipts.map_err(Answered::wrong_use)?,
        heads,
        may_go_on: false,
    })
}

/// What is said of it.
struct Told {
    /// The first difference; none when it holds.
    differs: Option<(Option<u64>, String, String)>,
    entries: u64,
    gone: u64,
    /// What else people should know.
    notes: Vec<String>,
}

fn whole(bytes: &[u8], trust: &Trust) -> Result<Told, Answered> {
    let log = record::read_file(bytes).map_err(|why| not_one(&why))?;
    let mut told = Told { differs: None, entries: 0, gone: 0, notes: Vec::new() };
    match verify(&log, trust) {
        Ok(holds) => {
            (told.entries, told.gone) = (holds.entries, holds.gone);
            if holds.gone > 0 {
                told.notes
                    .push(format!("{} of its contents are no longer there; their hashes stand.", holds.gone));
            }
            if trust.key.is_none() {
                told.notes.push(format!(
                    "Looked at with the key that the file itself names, {}. Compare it with one that you got another way.",
                    log.key
                ));
            }
        }
        Err(found) => told.differs = Some((found.number, found.how.to_string(), found.to_string())),
    }
    Ok(told)
}

fn proof(bytes: &[u8], trust: &Trust) -> Result<Told, Answered> {
    let Some(key) = &trust.key else {
        return Err(Answered::wrong_use(
            "a proof doesn't bring its key: name the key of the record with --key",
        ));
    };
    let proof: Proof = String::from_utf8_lossy(bytes).parse().map_err(|why: String| not_one(&why))?;
    let mut told = Told { differs: None, entries: 1, gone: 0, notes: Vec::new() };
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
        Ok((receipt, head))
    });
    match looked_at {
        Ok((receipt, head)) => {
            told.notes.push(format!("{receipt} is one of the {} entries of the head.", head.size))
        }
        Err(why) => told.differs = Some((None, "proof".to_string(), why)),
    }
    Ok(told)
}

fn not_one(why: &str) -> Answered {
    let finding = Finding::error("not-a-record", Place::table("record"), why)
        .expected("record.jsonl as it was downloaded, or a proof")
        .action("Download it again; nothing may be changed in it, not even the ends of lines.");
    Answered { exit: Exit::CouldNot, ..Answered::refused(&Findings::from([finding])) }
}

impl Told {
    fn answered(self, format: Format) -> Answered {
        let exit = if self.differs.is_none() { Exit::Done } else { Exit::No };
        let data = match format {
            Format::Text => self.text(),
            Format::Json => self.json(),
            Format::Csv => self.csv(),
        };
        Answered { exit, ..Answered::data(data) }
    }

    fn text(&self) -> String {
        let first = match (&self.differs, self.entries) {
            (Some((_, _, why)), _) => format!("Not verified: {why}."),
            (None, 1) => "Verified: 1 entry.".to_string(),
            (None, several) => format!("Verified: {several} entries."),
        };
        std::iter::once(&first).chain(&self.notes).map(|line| format!("{line}\n")).collect()
    }

    fn json(&self) -> String {
        let differs = self
            .differs
            .as_ref()
            .map(|(number, how, why)| json!({ "entry": number, "how": how, "seen": why }));
        let value = json!({
            "verified": self.differs.is_none(), "differs": differs, "entries": self.entries,
            "contents_gone": self.gone, "notes": self.notes,
        });
        format!("{value:#}\n")
    }

    fn csv(&self) -> String {
        let (number, how) = match &self.differs {
            Some((number, how, _)) => {
                (number.map(|number| number.to_string()).unwrap_or_default(), how.as_str())
            }
            None => (String::new(), ""),
        };
        format!("verified,entry,how\n{},{number},{how}\n", self.differs.is_none())
    }
}
