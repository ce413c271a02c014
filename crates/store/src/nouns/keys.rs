//! Keys of requests: a request that is sent twice with the same key is done once, and answered twice.

use jiff::Timestamp;

use crate::cell::Cells;
use crate::error::{Result, StoreError};
use crate::id::Id;
use crate::statement::statements;
use crate::tx::Tx;
use crate::value::values;

statements! {
    FORGET = "DELETE FROM request_keys WHERE person_id = $1 AND request_key = $2 AND expires_us <= $3";
    CLAIM = "INSERT INTO request_keys (person_id, request_key, request_hash, created_us, expires_us)
        VALUES ($1, $2, $3, $4, $5) ON CONFLICT (person_id, request_key) DO NOTHING RETURNING request_key";
    GET = "SELECT request_hash, status, response FROM request_keys WHERE person_id = $1 AND request_key = $2";
    KEEP = "UPDATE request_keys SET status = $3, response = $4
        WHERE person_id = $1 AND request_key = $2 AND status IS NULL RETURNING request_key";
    RELEASE = "DELETE FROM request_keys WHERE person_id = $1 AND request_key = $2 AND status IS NULL
        RETURNING request_key";
    SWEEP = "DELETE FROM request_keys WHERE expires_us <= $1 RETURNING request_key";
}

/// What was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptResponse {
    /// Status of the answer.
    pub status: i64,
    /// The answer, as whoever gave it wrote it down.
    pub body: Vec<u8>,
}

/// What is known of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Claim {
    /// Nothing: do it, then keep the answer in the same act.
    New,
    /// It was done: answer the same.
    Kept(KeptResponse),
    /// It was begun in an act of its own, and not answered yet.
    Begun,
    /// The key was used for another request.
    Other,
}

impl Tx {
    /// Claims a key of a person for a request, until it expires.
    ///
    /// Errors: `Refused` when there is no such person.
    pub async fn claim_key(
        &mut self,
        person: &Id,
        key: &str,
        request_hash: &str,
        expires: Timestamp,
        now: Timestamp,
    ) -> Result<Claim> {
        self.rows(FORGET, values![person, key, now]).await?;
        if self.touch(CLAIM, values![person, key, request_hash, now, expires]).await? > 0 {
            return Ok(Claim::New);
        }
        let read = |cells: &mut Cells| Ok((cells.text()?, cells.int_or_none()?, cells.bytes_or_none()?));
        let kept = self.find(GET, values![person, key], read).await?;
        Ok(match kept {
            Some((hash, ..)) if hash != request_hash => Claim::Other,
            Some((_, Some(status), body)) => {
                Claim::Kept(KeptResponse { status, body: body.unwrap_or_default() })
            }
            _ => Claim::Begun,
        })
    }

    /// Keeps the answer to a claimed key. An answer that is kept is never replaced.
    ///
    /// Errors: `Missing` when the key wasn't claimed, or has its answer.
    pub async fn keep_response(&mut self, person: &Id, key: &str, response: &KeptResponse) -> Result<()> {
        let values = values![person, key, response.status, response.body.as_slice()];
        match self.touch(KEEP, values).await? {
            0 => Err(StoreError::missing("claimed key", key)),
            _ => Ok(()),
        }
    }

    /// Gives a claimed key back, when nothing was done; whether it was claimed and not answered.
    pub async fn release_key(&mut self, person: &Id, key: &str) -> Result<bool> {
        Ok(self.touch(RELEASE, values![person, key]).await? > 0)
    }

    /// Removes keys that have expired; how many.
    pub async fn sweep_keys(&mut self, now: Timestamp) -> Result<usize> {
        self.touch(SWEEP, values![now]).await
    }
}
