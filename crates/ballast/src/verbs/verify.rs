use std::path::Path;

use exchange::{CannotVerify, Limits, LookedAt, read_file, verify_bytes};
use record::{Receipt, Trust, VerifierKey};
use serde_json::json;

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
    match verify_bytes(&bytes, &trust) {
        Ok(told) => answered(&told, context.format),
        Err(CannotVerify::NotOne(findings)) => {
            Answered { exit: Exit::CouldNot, ..Answered::refused(&findings) }
        }
        Err(CannotVerify::NoKey) => {
            Answered::wrong_use("a proof doesn't bring its key: name the key of the record with --key")
        }
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

fn answered(told: &LookedAt, format: Format) -> Answered {
    let exit = if told.differs.is_none() { Exit::Done } else { Exit::No };
    let data = match format {
        Format::Text => text(told),
        Format::Json => json(told),
        Format::Csv => csv(told),
    };
    Answered { exit, ..Answered::data(data) }
}

fn text(told: &LookedAt) -> String {
    std::iter::once(&told.sentence()).chain(&told.notes).map(|line| format!("{line}\n")).collect()
}

fn json(told: &LookedAt) -> String {
    let differs = told.differs.as_ref().map(
        |difference| json!({ "entry": difference.entry, "how": difference.how, "seen": difference.seen }),
    );
    let value = json!({
        "verified": told.differs.is_none(), "differs": differs, "entries": told.entries,
        "contents_gone": told.gone, "notes": told.notes,
    });
    format!("{value:#}\n")
}

fn csv(told: &LookedAt) -> String {
    let (number, how) = match &told.differs {
        Some(difference) => {
            (difference.entry.map(|number| number.to_string()).unwrap_or_default(), difference.how.as_str())
        }
        None => (String::new(), ""),
    };
    format!("verified,entry,how\n{},{number},{how}\n", told.differs.is_none())
}
