//! Tokens for the API. Only their hash is kept.

use jiff::Timestamp;

use crate::cell::Cells;
use crate::error::{Result, StoreError};
use crate::id::Id;
use crate::statement::statements;
use crate::tx::{Tx, View};
use crate::value::values;

statements! {
    BY_HASH = "SELECT id, person_id, label, scope, created_us, expires_us, last_used_us, revoked_us FROM api_tokens
        WHERE token_hash = $1 AND expires_us > $2 AND revoked_us IS NULL";
    OF_PERSON = "SELECT id, person_id, label, scope, created_us, expires_us, last_used_us, revoked_us FROM api_tokens
        WHERE person_id = $1 ORDER BY created_us, id";
    ADD = "INSERT INTO api_tokens (id, token_hash, person_id, label, scope, created_us, expires_us)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    USED = "UPDATE api_tokens SET last_used_us = $2
        WHERE id = $1 AND (last_used_us IS NULL OR last_used_us < $2) RETURNING id";
    REVOKE = "UPDATE api_tokens SET revoked_us = COALESCE(revoked_us, $2) WHERE id = $1 RETURNING id";
}

/// A token for the API.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiToken {
    /// Its name in the store.
    pub id: Id,
    /// Whose it is; it can do nothing that they may not.
    pub person: Id,
    /// What its owner calls it.
    pub label: String,
    /// What it may be used for, as `actions` wrote it down.
    pub scope: String,
    /// When it was made.
    pub created: Timestamp,
    /// From then on it isn't taken.
    pub expires: Timestamp,
    /// When it was last used, as far as that was noted.
    pub last_used: Option<Timestamp>,
    /// When it was revoked.
    pub revoked: Option<Timestamp>,
}

/// A token to be added.
#[derive(Debug, Clone, Copy)]
pub struct NewApiToken<'a> {
    /// Hash of the secret.
    pub token_hash: &'a str,
    /// Whose.
    pub person: &'a Id,
    /// What its owner calls it.
    pub label: &'a str,
    /// What it may be used for.
    pub scope: &'a str,
    /// From when it isn't taken.
    pub expires: Timestamp,
}

fn read(cells: &mut Cells) -> Result<ApiToken> {
    Ok(ApiToken {
        id: cells.id()?,
        person: cells.id()?,
        label: cells.text()?,
        scope: cells.text()?,
        created: cells.time()?,
        expires: cells.time()?,
        last_used: cells.time_or_none()?,
        revoked: cells.time_or_none()?,
    })
}

impl View {
    /// The token of a hash, unless it has expired or was revoked.
    pub async fn api_token(&mut self, token_hash: &str, now: Timestamp) -> Result<Option<ApiToken>> {
        self.find(BY_HASH, values![token_hash, now], read).await
    }

    /// Every token of a person, oldest first; the expired and revoked as well.
    pub async fn api_tokens_of(&mut self, person: &Id) -> Result<Vec<ApiToken>> {
        self.list(OF_PERSON, values![person], read).await
    }
}

impl Tx {
    /// Adds a token.
    ///
    /// Errors: `Taken` when there is one of that hash; `Refused` when there is no such person.
    pub async fn add_api_token(&mut self, new: &NewApiToken<'_>, now: Timestamp) -> Result<Id> {
        let id = Id::new(now)?;
        let NewApiToken { token_hash, person, label, scope, expires } = *new;
        self.rows(ADD, values![&id, token_hash, person, label, scope, now, expires]).await?;
        Ok(id)
    }

    /// Notes that a token was used. It need not be done each time: once a minute is enough to know.
    pub async fn note_token_use(&mut self, id: &Id, now: Timestamp) -> Result<()> {
        self.rows(USED, values![id, now]).await?;
        Ok(())
    }

    /// Revokes a token. Doing it again changes nothing.
    ///
    /// Errors: `Missing`.
    pub async fn revoke_api_token(&mut self, id: &Id, now: Timestamp) -> Result<()> {
        match self.touch(REVOKE, values![id, now]).await? {
            0 => Err(StoreError::missing("token", id)),
            _ => Ok(()),
        }
    }
}
