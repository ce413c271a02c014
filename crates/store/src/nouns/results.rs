//! Results: what was asked, the snapshot it ran on, and the files that came of it. Private to a body until shared.
//! How its run goes is in [`super::runs`].

use jiff::Timestamp;
use vocabulary::Code;

use super::blobs::{NamedBlob, read_named};
use super::runs::{Run, read_run};
use crate::cell::Cells;
use crate::error::{Result, StoreError};
use crate::id::Id;
use crate::statement::statements;
use crate::tx::{Tx, View};
use crate::value::values;

statements! {
    GET = "SELECT id, kind, body_code, person_id, title, snapshot_hash, scenario, options, created_us, shared_us,
        state, percent, message, worker, attempts, seen_us, finished_us FROM results WHERE id = $1";
    OF_BODY = "SELECT id, kind, body_code, person_id, title, snapshot_hash, scenario, options, created_us, shared_us,
        state, percent, message, worker, attempts, seen_us, finished_us FROM results
        WHERE body_code = $1 AND kind = $2 ORDER BY created_us DESC, id DESC";
    SHARED = "SELECT id, kind, body_code, person_id, title, snapshot_hash, scenario, options, created_us, shared_us,
        state, percent, message, worker, attempts, seen_us, finished_us FROM results
        WHERE shared_us IS NOT NULL AND kind = $1 ORDER BY shared_us DESC, id DESC";
    ADD = "INSERT INTO results (id, kind, body_code, person_id, title, snapshot_hash, scenario, options, state,
        percent, message, attempts, created_us) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'queued', 0, '', 0, $9)";
    SHARE = "UPDATE results SET shared_us = COALESCE(shared_us, $2) WHERE id = $1 AND state = 'done' RETURNING id";
    FILES = "SELECT result_files.path, result_files.blob_hash, blobs.size_bytes FROM result_files
        JOIN blobs ON blobs.hash = result_files.blob_hash WHERE result_id = $1 ORDER BY result_files.path";
    FILE = "SELECT blobs.bytes FROM result_files JOIN blobs ON blobs.hash = result_files.blob_hash
        WHERE result_id = $1 AND path = $2";
}

/// A result, or what will be one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredResult {
    /// Its name in the store.
    pub id: Id,
    /// What it answers: "question", "appraisal".
    pub kind: String,
    /// Whose it is.
    pub body: Code,
    /// Who asked.
    pub person: Id,
    /// What they call it.
    pub title: String,
    /// The snapshot it runs on.
    pub snapshot_hash: String,
    /// What was asked, as text: a scenario, an appraisal.
    pub scenario: String,
    /// How to run it, as `actions` wrote it down.
    pub options: String,
    /// When it was asked for.
    pub created: Timestamp,
    /// Private to its body until then.
    pub shared: Option<Timestamp>,
    /// How far it has come.
    pub run: Run,
}

/// A result to be worked out.
#[derive(Debug, Clone, Copy)]
pub struct NewResult<'a> {
    /// What it answers.
    pub kind: &'a str,
    /// Whose it is.
    pub body: &'a Code,
    /// Who asks.
    pub person: &'a Id,
    /// What they call it.
    pub title: &'a str,
    /// The snapshot to run on.
    pub snapshot_hash: &'a str,
    /// What was asked, as text: a scenario, an appraisal.
    pub scenario: &'a str,
    /// How to run it.
    pub options: &'a str,
}

pub(super) fn read(cells: &mut Cells) -> Result<StoredResult> {
    Ok(StoredResult {
        id: cells.id()?,
        kind: cells.text()?,
        body: cells.code()?,
        person: cells.id()?,
        title: cells.text()?,
        snapshot_hash: cells.text()?,
        scenario: cells.text()?,
        options: cells.text()?,
        created: cells.time()?,
        shared: cells.time_or_none()?,
        run: read_run(cells)?,
    })
}

impl View {
    /// The result of an id. Whether somebody may see it isn't asked here.
    pub async fn result(&mut self, id: &Id) -> Result<Option<StoredResult>> {
        self.find(GET, values![id], read).await
    }

    /// The results of one kind of a body, latest first.
    pub async fn results_of_body(&mut self, body: &Code, kind: &str) -> Result<Vec<StoredResult>> {
        self.list(OF_BODY, values![body, kind], read).await
    }

    /// What of one kind any body has shared, the last shared first.
    pub async fn shared_results(&mut self, kind: &str) -> Result<Vec<StoredResult>> {
        self.list(SHARED, values![kind], read).await
    }

    /// The files of a result, by path.
    pub async fn result_files(&mut self, id: &Id) -> Result<Vec<NamedBlob>> {
        self.list(FILES, values![id], read_named).await
    }

    /// The bytes of one file of a result.
    pub async fn result_file(&mut self, id: &Id, path: &str) -> Result<Option<Vec<u8>>> {
        self.find(FILE, values![id, path], Cells::bytes).await
    }
}

impl Tx {
    /// Adds a result that is to be worked out: its run is queued.
    ///
    /// Errors: `Refused` when there is no such snapshot or person.
    pub async fn add_result(&mut self, new: &NewResult<'_>, now: Timestamp) -> Result<Id> {
        let id = Id::new(now)?;
        let NewResult { kind, body, person, title, snapshot_hash, scenario, options } = *new;
        self.rows(ADD, values![&id, kind, body, person, title, snapshot_hash, scenario, options, now])
            .await?;
        Ok(id)
    }

    /// Shares a result that is done. Doing it again changes nothing.
    ///
    /// Errors: `Missing` when there is none of that id that is done.
    pub async fn share_result(&mut self, id: &Id, now: Timestamp) -> Result<()> {
        match self.touch(SHARE, values![id, now]).await? {
            0 => Err(StoreError::missing("finished result", id)),
            _ => Ok(()),
        }
    }
}
