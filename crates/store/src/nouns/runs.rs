//! The run of a result: queued, then taken by a worker, which gives signs of life until it is done. When a worker
//! falls silent, another takes the run over; after several attempts it is given up.

use jiff::Timestamp;

use super::results::{self, StoredResult};
use crate::cell::Cells;
use crate::error::{Result, StoreError};
use crate::id::Id;
use crate::statement::statements;
use crate::tx::Tx;
use crate::value::values;

statements! {
    TAKE = "UPDATE results SET state = 'running', worker = $1, attempts = attempts + 1, percent = 0, message = '',
            seen_us = $2
        WHERE id = (SELECT id FROM results WHERE state = 'queued' OR (state = 'running' AND seen_us < $3)
            ORDER BY created_us, id LIMIT 1)
        RETURNING id, kind, body_code, person_id, title, snapshot_hash, scenario, options, created_us, shared_us,
            state, percent, message, worker, attempts, seen_us, finished_us";
    PROGRESS = "UPDATE results SET percent = $3, message = $4, seen_us = $5
        WHERE id = $1 AND worker = $2 AND state = 'running' RETURNING id";
    END = "UPDATE results SET state = $3, percent = $4, message = $5, seen_us = $6, finished_us = $6
        WHERE id = $1 AND worker = $2 AND state = 'running' RETURNING id";
    ADD_FILE = "INSERT INTO result_files (result_id, path, blob_hash) VALUES ($1, $2, $3)";
    STOP = "UPDATE results SET state = 'stopped', finished_us = $2
        WHERE id = $1 AND state IN ('queued', 'running') RETURNING id";
    GIVE_BACK = "UPDATE results SET state = 'queued', worker = NULL, percent = 0
        WHERE worker = $1 AND state = 'running' RETURNING id";
    GIVE_UP = "UPDATE results SET state = 'failed', message = $3, finished_us = $4
        WHERE state = 'running' AND seen_us < $2 AND attempts >= $1 RETURNING id";
}

/// Where a run stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RunState {
    /// Waits for a worker.
    Queued,
    /// A worker is at it.
    Running,
    /// The files are there.
    Done,
    /// It could not be worked out; the message says why.
    Failed,
    /// Somebody stopped it.
    Stopped,
}

impl RunState {
    /// The word that is kept.
    pub fn as_str(self) -> &'static str {
        match self {
            RunState::Queued => "queued",
            RunState::Running => "running",
            RunState::Done => "done",
            RunState::Failed => "failed",
            RunState::Stopped => "stopped",
        }
    }
}

/// How far a result has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Where it stands.
    pub state: RunState,
    /// 0 to 100.
    pub percent: i64,
    /// What is being done, or why it failed.
    pub message: String,
    /// Who is at it, or was last.
    pub worker: Option<String>,
    /// How often a worker took it.
    pub attempts: i64,
    /// The last sign of life.
    pub seen: Option<Timestamp>,
    /// When it was done, failed or stopped.
    pub finished: Option<Timestamp>,
}

pub(super) fn read_run(cells: &mut Cells) -> Result<Run> {
    let word = cells.text()?;
    let all = [RunState::Queued, RunState::Running, RunState::Done, RunState::Failed, RunState::Stopped];
    let state = all.into_iter().find(|state| state.as_str() == word);
    Ok(Run {
        state: state.ok_or_else(|| StoreError::failed(format!("a run in the unknown state `{word}`")))?,
        percent: cells.int()?,
        message: cells.text()?,
        worker: cells.text_or_none()?,
        attempts: cells.int()?,
        seen: cells.time_or_none()?,
        finished: cells.time_or_none()?,
    })
}

impl Tx {
    /// Takes the oldest run that is queued, or whose worker has not been seen since `silent_since`. Commit before
    /// working on it.
    pub async fn take_run(
        &mut self,
        worker: &str,
        silent_since: Timestamp,
        now: Timestamp,
    ) -> Result<Option<StoredResult>> {
        self.find(TAKE, values![worker, now, silent_since], results::read).await
    }

    /// Notes how far a run has come. `false`: it was stopped, or another worker has it; leave off.
    ///
    /// Errors: `Refused` when `percent` isn't 0 to 100.
    pub async fn note_progress(
        &mut self,
        id: &Id,
        worker: &str,
        percent: i64,
        message: &str,
        now: Timestamp,
    ) -> Result<bool> {
        Ok(self.touch(PROGRESS, values![id, worker, percent, message, now]).await? > 0)
    }

    /// Ends a run with its files (path and bytes). `false`: it was stopped, or another worker has it; nothing is kept.
    ///
    /// Errors: `Taken` when two files have the same path.
    pub async fn finish_run(
        &mut self,
        id: &Id,
        worker: &str,
        files: &[(&str, &[u8])],
        now: Timestamp,
    ) -> Result<bool> {
        let done = values![id, worker, RunState::Done.as_str(), 100_i64, "", now];
        if self.touch(END, done).await? == 0 {
            return Ok(false);
        }
        for (path, bytes) in files {
            let hash = self.put_blob(bytes, now).await?;
            self.rows(ADD_FILE, values![id, *path, hash]).await?;
        }
        Ok(true)
    }

    /// Ends a run that could not be worked out. `false`: it was stopped, or another worker has it.
    pub async fn fail_run(&mut self, id: &Id, worker: &str, why: &str, now: Timestamp) -> Result<bool> {
        let failed = values![id, worker, RunState::Failed.as_str(), 0_i64, why, now];
        Ok(self.touch(END, failed).await? > 0)
    }

    /// Stops a run that isn't over; its worker learns of it at its next sign of life. `false`: it was over.
    pub async fn stop_run(&mut self, id: &Id, now: Timestamp) -> Result<bool> {
        Ok(self.touch(STOP, values![id, now]).await? > 0)
    }

    /// Puts back what a worker was at, when it ends in good order or starts again under the same name; how many.
    pub async fn give_back_runs(&mut self, worker: &str) -> Result<usize> {
        self.touch(GIVE_BACK, values![worker]).await
    }

    /// Marks as failed what fell silent before `silent_since` and was tried `attempts_max` times; how many. Done
    /// before [`Tx::take_run`], it keeps a run that stops its server from doing so for ever.
    pub async fn give_up_runs(
        &mut self,
        attempts_max: i64,
        silent_since: Timestamp,
        why: &str,
        now: Timestamp,
    ) -> Result<usize> {
        self.touch(GIVE_UP, values![attempts_max, silent_since, why, now]).await
    }
}
