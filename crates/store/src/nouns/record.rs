//! The record: entries in logs, their contents, and signed heads. Entries are numbered without gaps. There is no way here to
//! change or delete one, and the database refuses it too; only a content may go, with its salt.

use std::collections::BTreeMap;

use jiff::Timestamp;
use record::{
    Entry, EntryLine, Hash, Head, Kept, Line, Receipt, RecordFile, Salt, VerifierKey, content_hash,
};

use crate::cell::Cells;
use crate::error::{Result, StoreError};
use crate::id::Id;
use crate::statement::statements;
use crate::tx::{Tx, View};
use crate::value::values;

statements! {
    LOGS = "SELECT DISTINCT log FROM record_entries ORDER BY log";
    LAST = "SELECT CAST(COALESCE(MAX(number), 0) AS BIGINT) FROM record_entries WHERE log = $1";
    ADD = "INSERT INTO record_entries (log, number, entry, leaf) VALUES ($1, $2, $3, $4)";
    ADD_CONTENT = "INSERT INTO record_contents (log, number, name, salt, content) VALUES ($1, $2, $3, $4, $5)";
    ADD_HEAD = "INSERT INTO record_heads (log, size, note, verifier_key, sealed_us) VALUES ($1, $2, $3, $4, $5)";
    FORGET = "DELETE FROM record_contents WHERE log = $1 AND number = $2 AND name = $3 RETURNING name";
    ENTRIES = "SELECT number, entry, leaf FROM record_entries WHERE log = $1 ORDER BY number";
    ENTRY = "SELECT number, entry, leaf FROM record_entries WHERE log = $1 AND number = $2";
    CONTENTS = "SELECT number, name, salt, content FROM record_contents WHERE log = $1 ORDER BY number, name";
    HEADS = "SELECT size, note, verifier_key, sealed_us FROM record_heads WHERE log = $1 ORDER BY size";
    LAST_HEAD = "SELECT size, note, verifier_key, sealed_us FROM record_heads WHERE log = $1 ORDER BY size DESC LIMIT 1";
    OF_AUDIT = "SELECT log, number, leaf FROM record_entries WHERE entry LIKE $1 ORDER BY log, number LIMIT 1";
}

/// An entry to be made.
#[derive(Debug, Clone, Copy)]
pub struct NewEntry<'a> {
    /// In which log: `NAME/YEAR`.
    pub log: &'a str,
    /// What stands in clear for ever; nothing personal.
    pub facts: &'a [(&'a str, &'a str)],
    /// What may have to be deleted one day: only its salted hash stands in the entry.
    pub contents: &'a [(&'a str, &'a [u8])],
}

/// A head as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptHead {
    /// How many entries it is over.
    pub size: i64,
    /// The signed note.
    pub note: String,
    /// The key that it can be checked with.
    pub verifier_key: String,
    /// When it was signed, as the server's clock said.
    pub sealed: Timestamp,
}

struct Row {
    number: i64,
    entry: String,
    leaf: String,
}

fn row(cells: &mut Cells) -> Result<Row> {
    Ok(Row { number: cells.int()?, entry: cells.text()?, leaf: cells.text()? })
}

fn head(cells: &mut Cells) -> Result<KeptHead> {
    Ok(KeptHead {
        size: cells.int()?,
        note: cells.text()?,
        verifier_key: cells.text()?,
        sealed: cells.time()?,
    })
}

/// A content with the number of its entry and its name; words where its salt isn't one.
fn content(cells: &mut Cells) -> Result<(i64, String, std::result::Result<Kept, String>)> {
    let (number, name, salt, content) = (cells.int()?, cells.text()?, cells.bytes()?, cells.bytes()?);
    let kept = match Salt::try_from(salt) {
        Ok(salt) => Ok(Kept { salt, content }),
        Err(_) => Err(format!("the salt of `{name}` isn't 32 bytes long")),
    };
    Ok((number, name, kept))
}

type Contents = BTreeMap<i64, std::result::Result<BTreeMap<String, Kept>, String>>;

/// An entry's row with its contents as a line of its log; words where it can't be one.
fn line(row: Row, contents: &mut Contents) -> std::result::Result<Line, String> {
    let leaf = row.leaf.parse()?;
    let contents = contents.remove(&row.number).unwrap_or_else(|| Ok(BTreeMap::new()))?;
    let number = Entry::parse(&row.entry)?.number;
    if i64::try_from(number) != Ok(row.number) {
        return Err(format!("it is kept as entry {}, and says that it is {number}", row.number));
    }
    Ok(Line::Entry(EntryLine { text: row.entry, leaf, contents }))
}

fn fresh_salt() -> Result<Salt> {
    let mut salt = [0; 32];
    getrandom::fill(&mut salt).map_err(|e| StoreError::failed(format!("no random bytes: {e}")))?;
    Ok(salt)
}

impl View {
    /// The logs that have an entry.
    pub async fn record_logs(&mut self) -> Result<Vec<String>> {
        self.list(LOGS, values![], Cells::text).await
    }

    /// A log as it is kept, with entries, contents and heads; what isn't as it was made is for [`record::verify`] to
    /// name. It names the key of its last head.
    pub async fn record(&mut self, log: &str) -> Result<RecordFile> {
        let mut contents = Contents::new();
        for (number, name, kept) in self.list(CONTENTS, values![log], content).await? {
            let of_entry = contents.entry(number).or_insert_with(|| Ok(BTreeMap::new()));
            match (kept, of_entry.as_mut()) {
                (Ok(kept), Ok(all)) => drop(all.insert(name, kept)),
                (Err(why), _) => *of_entry = Err(why),
                (Ok(_), Err(_)) => {}
            }
        }
        let heads = self.record_heads(log).await?;
        let key = heads.last().map(|head| head.verifier_key.clone()).unwrap_or_default();
        let mut heads = heads.into_iter().peekable();
        let mut lines = Vec::new();
        for row in self.list(ENTRIES, values![log], row).await? {
            let number = row.number;
            lines.push(line(row, &mut contents));
            while let Some(head) = heads.next_if(|head| head.size <= number) {
                lines.push(Ok(Line::Head(head.note)));
            }
        }
        lines.extend(heads.map(|head| Ok(Line::Head(head.note))));
        lines.extend(
            contents.into_keys().map(|number| Err(format!("a content of entry {number}, which isn't there"))),
        );
        Ok(RecordFile { origin: log.to_string(), key, lines })
    }

    /// The canonical text of an entry, and its hash as it is kept.
    pub async fn record_entry(&mut self, log: &str, number: i64) -> Result<Option<(String, String)>> {
        Ok(self.find(ENTRY, values![log, number], row).await?.map(|row| (row.entry, row.leaf)))
    }

    /// The hashes of a log's entries, in their order: what heads and proofs are made of.
    ///
    /// Errors: when one isn't a hash.
    pub async fn record_leaves(&mut self, log: &str) -> Result<Vec<Hash>> {
        let rows = self.list(ENTRIES, values![log], row).await?;
        rows.iter().map(|row| row.leaf.parse().map_err(StoreError::failed)).collect()
    }

    /// How many entries a log has.
    pub async fn record_size(&mut self, log: &str) -> Result<i64> {
        self.number(LAST, values![log]).await
    }

    /// The receipt of the entry of an act, by the receipt of its line of the audit. It reads every entry: for a person who
    /// asks, not for lists.
    pub async fn record_receipt_of(&mut self, audit: &Id) -> Result<Option<Receipt>> {
        let holds = format!("%\"receipt\":\"{audit}\"%");
        let receipt = |cells: &mut Cells| {
            let (log, number, leaf) = (cells.text()?, cells.int()?, cells.text()?);
            let leaf = leaf.parse().map_err(StoreError::failed)?;
            Ok(Receipt { log, number: number.unsigned_abs(), leaf })
        };
        self.find(OF_AUDIT, values![holds], receipt).await
    }

    /// The head of a log that is over the most entries.
    pub async fn last_record_head(&mut self, log: &str) -> Result<Option<KeptHead>> {
        self.find(LAST_HEAD, values![log], head).await
    }

    /// The heads of a log, by size.
    pub async fn record_heads(&mut self, log: &str) -> Result<Vec<KeptHead>> {
        self.list(HEADS, values![log], head).await
    }
}

impl Tx {
    /// Adds an entry with the next number; each content gets a salt of its own.
    ///
    /// Errors: when the machine gives no random bytes.
    pub async fn append_record(&mut self, new: &NewEntry<'_>, now: Timestamp) -> Result<Receipt> {
        let number = self.number(LAST, values![new.log]).await? + 1;
        let mut kept = BTreeMap::new();
        for (name, content) in new.contents {
            kept.insert(name.to_string(), Kept { salt: fresh_salt()?, content: content.to_vec() });
        }
        let entry = Entry {
            log: new.log.to_string(),
            number: number.unsigned_abs(),
            at: now.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
            facts: new.facts.iter().map(|(name, text)| (name.to_string(), text.to_string())).collect(),
            contents: kept
                .iter()
                .map(|(name, kept)| (name.clone(), content_hash(&kept.salt, &kept.content)))
                .collect(),
        };
        let receipt = entry.receipt();
        self.rows(ADD, values![new.log, number, entry.text(), receipt.leaf.to_string()]).await?;
        for (name, Kept { salt, content }) in kept {
            let values = values![new.log, number, name, salt.as_slice(), content.as_slice()];
            self.rows(ADD_CONTENT, values).await?;
        }
        Ok(receipt)
    }

    /// Keeps a signed head of a log.
    ///
    /// Errors: `Refused` when the key didn't sign it, it is of another log, or it isn't over the entries as they are kept;
    /// `Taken` when there is a head of that size.
    pub async fn add_record_head(
        &mut self,
        log: &str,
        note: &str,
        key: &VerifierKey,
        now: Timestamp,
    ) -> Result<()> {
        let head = Head::open(note, key).map_err(|why| StoreError::refused(&why))?;
        let leaves = self.record_leaves(log).await?;
        let covered = usize::try_from(head.size).ok().and_then(|size| leaves.get(..size));
        if head.origin != log || covered.is_none_or(|leaves| record::root(leaves) != head.root) {
            return Err(StoreError::refused("the head isn't one of this log"));
        }
        let size = i64::try_from(head.size).unwrap_or(i64::MAX);
        self.rows(ADD_HEAD, values![log, size, note, key.to_string(), now]).await?;
        Ok(())
    }

    /// Deletes a content with its salt; its hash stands in the entry. Was it there?
    pub async fn forget_record_content(&mut self, log: &str, number: i64, name: &str) -> Result<bool> {
        Ok(self.touch(FORGET, values![log, number, name]).await? > 0)
    }
}
