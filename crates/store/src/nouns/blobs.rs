//! Bytes, named by their hash: packs, uploaded files, files of results. The same bytes are kept once.

use jiff::Timestamp;
use sha2::{Digest, Sha256};

use crate::cell::Cells;
use crate::error::{Result, StoreError};
use crate::statement::statements;
use crate::tx::{Tx, View};
use crate::value::values;

statements! {
    GET = "SELECT hash, size_bytes, put_us, bytes FROM blobs WHERE hash = $1";
    PUT = "INSERT INTO blobs (hash, size_bytes, put_us, bytes) VALUES ($1, $2, $3, $4)
        ON CONFLICT (hash) DO UPDATE SET put_us = excluded.put_us";
    SWEEP = "DELETE FROM blobs WHERE put_us < $1
        AND NOT EXISTS (SELECT 1 FROM snapshots WHERE pack_hash = blobs.hash)
        AND NOT EXISTS (SELECT 1 FROM draft_files WHERE blob_hash = blobs.hash)
        AND NOT EXISTS (SELECT 1 FROM result_files WHERE blob_hash = blobs.hash) RETURNING hash";
}

/// No blob is larger: it is held in memory as a whole.
const BLOB_BYTES_MAX: usize = 256 * 1024 * 1024;

/// Bytes that are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blob {
    /// SHA-256 in lower-case hexadecimal.
    pub hash: String,
    /// When somebody last put them here.
    pub put: Timestamp,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// A file of a draft or a result, without its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedBlob {
    /// Its name there.
    pub name: String,
    /// The hash of its bytes.
    pub hash: String,
    /// How many there are.
    pub size_bytes: i64,
}

/// SHA-256 in lower-case hexadecimal: the name of content.
pub fn content_hash(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Bytes in lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |half: u8| char::from(DIGITS[usize::from(half)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

pub(crate) fn read_named(cells: &mut Cells) -> Result<NamedBlob> {
    Ok(NamedBlob { name: cells.text()?, hash: cells.text()?, size_bytes: cells.int()? })
}

fn read(cells: &mut Cells) -> Result<Blob> {
    let (hash, _size, put) = (cells.text()?, cells.int()?, cells.time()?);
    Ok(Blob { hash, put, bytes: cells.bytes()? })
}

impl View {
    /// The bytes of a hash. They are not hashed again here: `doctor` does that.
    pub async fn blob(&mut self, hash: &str) -> Result<Option<Blob>> {
        self.find(GET, values![hash], read).await
    }
}

impl Tx {
    /// Keeps bytes and gives their hash. Name them from a snapshot, draft or result in the same act: what nothing
    /// names is swept in time.
    ///
    /// Errors: `Refused` over 256 MiB.
    pub async fn put_blob(&mut self, bytes: &[u8], now: Timestamp) -> Result<String> {
        if bytes.len() > BLOB_BYTES_MAX {
            return Err(StoreError::refused("more than 256 MiB in one piece"));
        }
        let hash = content_hash(bytes);
        let size_bytes = i64::try_from(bytes.len()).map_err(|_| StoreError::refused("too large"))?;
        self.rows(PUT, values![&hash, size_bytes, now, bytes]).await?;
        Ok(hash)
    }

    /// Removes blobs that nothing names and that were put here before a moment; how many.
    pub async fn sweep_blobs(&mut self, before: Timestamp) -> Result<usize> {
        self.touch(SWEEP, values![before]).await
    }
}

#[cfg(test)]
mod tests {
    use super::content_hash;

    #[test]
    fn the_hash_is_sha_256() {
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(content_hash(b"abc"), abc);
    }
}
