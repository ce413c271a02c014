//! Drafts: what somebody is writing. A change names the version it was made from; one from an older version is
//! refused, so nothing that somebody wrote is lost without a word.

use jiff::Timestamp;
use vocabulary::Code;

use super::blobs::{NamedBlob, read_named};
use crate::cell::Cells;
use crate::error::{Result, StoreError};
use crate::id::Id;
use crate::statement::statements;
use crate::tx::{Tx, View};
use crate::value::values;

statements! {
    GET = "SELECT id, kind, body_code, person_id, title, content, version, created_us, changed_us
        FROM drafts WHERE id = $1";
    OF_BODY = "SELECT id, kind, body_code, person_id, title, content, version, created_us, changed_us FROM drafts
        WHERE body_code = $1 AND kind = $2 ORDER BY changed_us DESC, id DESC";
    OF_PERSON = "SELECT id, kind, body_code, person_id, title, content, version, created_us, changed_us FROM drafts
        WHERE person_id = $1 ORDER BY changed_us DESC, id DESC";
    ADD = "INSERT INTO drafts (id, kind, body_code, person_id, title, content, version, created_us, changed_us)
        VALUES ($1, $2, $3, $4, $5, $6, 1, $7, $7)";
    CHANGE = "UPDATE drafts SET title = $3, content = $4, changed_us = $5, version = version + 1
        WHERE id = $1 AND version = $2 RETURNING version";
    DELETE = "DELETE FROM drafts WHERE id = $1 AND version = $2 RETURNING version";
    VERSION = "SELECT version FROM drafts WHERE id = $1";
    FILES = "SELECT draft_files.name, draft_files.blob_hash, blobs.size_bytes FROM draft_files
        JOIN blobs ON blobs.hash = draft_files.blob_hash WHERE draft_id = $1 ORDER BY draft_files.name";
    PUT_FILE = "INSERT INTO draft_files (draft_id, name, blob_hash) VALUES ($1, $2, $3)
        ON CONFLICT (draft_id, name) DO UPDATE SET blob_hash = excluded.blob_hash";
    DROP_FILE = "DELETE FROM draft_files WHERE draft_id = $1 AND name = $2 RETURNING name";
}

/// A draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Its name in the store.
    pub id: Id,
    /// What it is a draft of: "upload", "scenario".
    pub kind: String,
    /// The body that it belongs to.
    pub body: Code,
    /// Who began it.
    pub person: Id,
    /// What its author calls it.
    pub title: String,
    /// What it holds, as `actions` wrote it down.
    pub content: String,
    /// 1 when new, one more at each change.
    pub version: i64,
    /// When it was begun.
    pub created: Timestamp,
    /// When it was last changed.
    pub changed: Timestamp,
}

/// A draft to be begun.
#[derive(Debug, Clone, Copy)]
pub struct NewDraft<'a> {
    /// What it is a draft of.
    pub kind: &'a str,
    /// The body that it belongs to.
    pub body: &'a Code,
    /// Who begins it.
    pub person: &'a Id,
    /// What its author calls it.
    pub title: &'a str,
    /// What it holds.
    pub content: &'a str,
}

fn read(cells: &mut Cells) -> Result<Draft> {
    Ok(Draft {
        id: cells.id()?,
        kind: cells.text()?,
        body: cells.code()?,
        person: cells.id()?,
        title: cells.text()?,
        content: cells.text()?,
        version: cells.int()?,
        created: cells.time()?,
        changed: cells.time()?,
    })
}

impl View {
    /// The draft of an id.
    pub async fn draft(&mut self, id: &Id) -> Result<Option<Draft>> {
        self.find(GET, values![id], read).await
    }

    /// The drafts of one kind of a body, the last changed first.
    pub async fn drafts_of_body(&mut self, body: &Code, kind: &str) -> Result<Vec<Draft>> {
        self.list(OF_BODY, values![body, kind], read).await
    }

    /// What somebody has begun, the last changed first.
    pub async fn drafts_of_person(&mut self, person: &Id) -> Result<Vec<Draft>> {
        self.list(OF_PERSON, values![person], read).await
    }

    /// The files of a draft, by name.
    pub async fn draft_files(&mut self, id: &Id) -> Result<Vec<NamedBlob>> {
        self.list(FILES, values![id], read_named).await
    }
}

impl Tx {
    /// Begins a draft, at version 1.
    pub async fn add_draft(&mut self, new: &NewDraft<'_>, now: Timestamp) -> Result<Id> {
        let id = Id::new(now)?;
        let NewDraft { kind, body, person, title, content } = *new;
        self.rows(ADD, values![&id, kind, body, person, title, content, now]).await?;
        Ok(id)
    }

    /// Changes a draft, if its version is still the one that was seen; the new version.
    ///
    /// Errors: `Stale`, `Missing`.
    pub async fn change_draft(
        &mut self,
        id: &Id,
        seen: i64,
        title: &str,
        content: &str,
        now: Timestamp,
    ) -> Result<i64> {
        match self.find(CHANGE, values![id, seen, title, content, now], Cells::int).await? {
            Some(version) => Ok(version),
            None => Err(self.stale_draft(id).await?),
        }
    }

    /// Deletes a draft and its files, if its version is still the one that was seen.
    ///
    /// Errors: `Stale`, `Missing`.
    pub async fn delete_draft(&mut self, id: &Id, seen: i64) -> Result<()> {
        match self.touch(DELETE, values![id, seen]).await? {
            0 => Err(self.stale_draft(id).await?),
            _ => Ok(()),
        }
    }

    /// Puts a file to a draft, in place of one of that name; the hash of its bytes. The version stays.
    ///
    /// Errors: `Refused` when there is no such draft.
    pub async fn put_draft_file(
        &mut self,
        id: &Id,
        name: &str,
        bytes: &[u8],
        now: Timestamp,
    ) -> Result<String> {
        let hash = self.put_blob(bytes, now).await?;
        self.rows(PUT_FILE, values![id, name, &hash]).await?;
        Ok(hash)
    }

    /// Takes a file from a draft; whether there was one of that name.
    pub async fn drop_draft_file(&mut self, id: &Id, name: &str) -> Result<bool> {
        Ok(self.touch(DROP_FILE, values![id, name]).await? > 0)
    }

    async fn stale_draft(&mut self, id: &Id) -> Result<StoreError> {
        let version = self.find(VERSION, values![id], Cells::int).await?;
        Ok(version.map_or_else(
            || StoreError::missing("draft", id),
            |current_version| StoreError::Stale { current_version },
        ))
    }
}
