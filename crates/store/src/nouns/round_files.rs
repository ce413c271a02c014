//! Papers that units of rounds attach to their answers: the bytes, by their hash. Which answer names them stands in the acts.

use jiff::Timestamp;
use vocabulary::Code;

use crate::cell::Cells;
use crate::error::Result;
use crate::nouns::content_hash;
use crate::statement::statements;
use crate::tx::{Tx, View};
use crate::value::values;

statements! {
    LISTED = "SELECT round_files.reference, round_files.unit_code, hash, name, kind, size_bytes
        FROM round_files JOIN rounds ON rounds.reference = round_files.reference
        WHERE rounds.body_code = $2
            AND round_files.unit_code IN (SELECT unit_code FROM round_units WHERE reference = $1)
        ORDER BY round_files.unit_code, hash, rounds.opened_us DESC, round_files.reference";
    BYTES = "SELECT bytes FROM round_files WHERE reference = $1 AND unit_code = $2 AND hash = $3";
    KEEP = "INSERT INTO round_files (reference, unit_code, hash, name, kind, size_bytes, put_us, bytes)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (reference, unit_code, hash) DO NOTHING";
    DROP = "DELETE FROM round_files WHERE reference = $1 AND unit_code = $2 AND hash = $3 RETURNING hash";
}

/// A kept paper, without its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoundFile {
    /// The round that it was attached in.
    pub reference: Code,
    /// The unit that attached it.
    pub unit: Code,
    /// SHA-256 of its bytes.
    pub hash: String,
    /// What it was called where it came from.
    pub name: String,
    /// What it was found to be, in a word.
    pub kind: String,
    /// How large it is.
    pub size_bytes: u64,
}

fn read(cells: &mut Cells) -> Result<RoundFile> {
    Ok(RoundFile {
        reference: cells.code()?,
        unit: cells.code()?,
        hash: cells.text()?,
        name: cells.text()?,
        kind: cells.text()?,
        size_bytes: u64::try_from(cells.int()?).unwrap_or_default(),
    })
}

impl View {
    /// Papers of the units of a round, by unit and hash: those of this round, and of other rounds of its oversight body, whose answers
    /// may have been kept.
    pub async fn round_files(&mut self, reference: &Code, overseer: &Code) -> Result<Vec<RoundFile>> {
        self.list(LISTED, values![reference, overseer], read).await
    }

    /// The bytes of a paper; none where it isn't there any more.
    pub async fn round_file(&mut self, reference: &Code, unit: &Code, hash: &str) -> Result<Option<Vec<u8>>> {
        self.find(BYTES, values![reference, unit, hash], Cells::bytes).await
    }
}

impl Tx {
    /// Keeps the bytes of a paper that a unit attaches in a round; their hash. A paper that is there stays as it is.
    pub async fn keep_round_file(
        &mut self,
        (reference, unit): (&Code, &Code),
        (name, kind): (&str, &str),
        bytes: &[u8],
        now: Timestamp,
    ) -> Result<String> {
        let hash = content_hash(bytes);
        let size = bytes.len() as i64;
        let values = values![reference, unit, hash.as_str(), name, kind, size, now, bytes];
        self.rows(KEEP, values).await?;
        Ok(hash)
    }

    /// Lets the bytes of a paper go; whether there were any.
    pub async fn drop_round_file(&mut self, reference: &Code, unit: &Code, hash: &str) -> Result<bool> {
        Ok(self.touch(DROP, values![reference, unit, hash]).await? > 0)
    }
}
