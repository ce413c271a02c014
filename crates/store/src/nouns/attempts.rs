//! Attempts to sign in: kept here, so that several servers count together. Note an attempt before the password is
//! looked at, and count then: attempts that run beside each other are all counted.

use jiff::Timestamp;

use crate::error::Result;
use crate::id::Id;
use crate::statement::statements;
use crate::tx::{Tx, View};
use crate::value::values;

statements! {
    NOTE = "INSERT INTO sign_in_attempts (id, email_key, network_address, at_us, succeeded) VALUES ($1, $2, $3, $4, 0)";
    SUCCEEDED = "UPDATE sign_in_attempts SET succeeded = 1 WHERE id = $1";
    FAILURES = "SELECT COUNT(*) FROM sign_in_attempts WHERE email_key = $1 AND succeeded = 0 AND at_us >= $2
        AND at_us > COALESCE((SELECT MAX(at_us) FROM sign_in_attempts WHERE email_key = $1 AND succeeded = 1), $2 - 1)";
    FAILURES_FROM = "SELECT COUNT(*) FROM sign_in_attempts
        WHERE network_address = $1 AND succeeded = 0 AND at_us >= $2";
    SWEEP = "DELETE FROM sign_in_attempts WHERE at_us < $1 RETURNING id";
}

/// An e-mail address as it is compared: without space around it, in lower case.
pub fn email_key(email: &str) -> String {
    email.trim().to_lowercase()
}

/// Whatever somebody types can be noted: what is longer than any address is cut.
fn tried(email: &str) -> String {
    email_key(email).chars().filter(|c| *c != '\0').take(320).collect()
}

impl View {
    /// Attempts for an e-mail address that have not succeeded, since a moment and since the last that did.
    pub async fn failed_attempts(&mut self, email: &str, since: Timestamp) -> Result<i64> {
        self.number(FAILURES, values![tried(email), since]).await
    }

    /// Attempts from a network address that have not succeeded, since a moment.
    pub async fn failed_attempts_from(&mut self, network_address: &str, since: Timestamp) -> Result<i64> {
        self.number(FAILURES_FROM, values![network_address, since]).await
    }
}

impl Tx {
    /// Notes an attempt; as long as nothing else is said, it counts as failed.
    pub async fn note_attempt(&mut self, email: &str, network_address: &str, now: Timestamp) -> Result<Id> {
        let id = Id::new(now)?;
        self.rows(NOTE, values![&id, tried(email), network_address, now]).await?;
        Ok(id)
    }

    /// The attempt let somebody in.
    pub async fn attempt_succeeded(&mut self, id: &Id) -> Result<()> {
        self.rows(SUCCEEDED, values![id]).await?;
        Ok(())
    }

    /// Removes attempts before a moment; how many.
    pub async fn sweep_attempts(&mut self, before: Timestamp) -> Result<usize> {
        self.touch(SWEEP, values![before]).await
    }
}
