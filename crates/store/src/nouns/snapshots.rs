//! Snapshots of registers: immutable, named by the register's own hash. Which one counts is said by an import.

use jiff::Timestamp;
use vocabulary::Date;

use crate::cell::Cells;
use crate::error::Result;
use crate::id::Id;
use crate::statement::statements;
use crate::tx::{Tx, View};
use crate::value::values;

statements! {
    GET = "SELECT hash, pack_hash, name, as_of, created_us, created_by FROM snapshots WHERE hash = $1";
    EVERY = "SELECT hash, pack_hash, name, as_of, created_us, created_by FROM snapshots ORDER BY created_us, hash";
    ADD = "INSERT INTO snapshots (hash, pack_hash, name, as_of, created_us, created_by) VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (hash) DO NOTHING RETURNING hash";
}

/// A snapshot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// The register's own hash.
    pub hash: String,
    /// The blob that holds its canonical pack.
    pub pack_hash: String,
    /// What the pack is called.
    pub name: String,
    /// The day for which it speaks, if it is for one.
    pub as_of: Option<Date>,
    /// When it first came here.
    pub created: Timestamp,
    /// Who brought it; nobody if it shipped with Ballast.
    pub created_by: Option<Id>,
}

/// A snapshot to be kept.
#[derive(Debug, Clone, Copy)]
pub struct NewSnapshot<'a> {
    /// The register's own hash. Whoever calls has worked it out from this very pack.
    pub hash: &'a str,
    /// The canonical pack.
    pub pack: &'a [u8],
    /// What it is called.
    pub name: &'a str,
    /// The day for which it speaks.
    pub as_of: Option<Date>,
    /// Who brings it.
    pub created_by: Option<&'a Id>,
}

fn read(cells: &mut Cells) -> Result<Snapshot> {
    Ok(Snapshot {
        hash: cells.text()?,
        pack_hash: cells.text()?,
        name: cells.text()?,
        as_of: cells.date_or_none()?,
        created: cells.time()?,
        created_by: cells.id_or_none()?,
    })
}

impl View {
    /// The snapshot of a hash.
    pub async fn snapshot(&mut self, hash: &str) -> Result<Option<Snapshot>> {
        self.find(GET, values![hash], read).await
    }

    /// Every snapshot, oldest first.
    pub async fn snapshots(&mut self) -> Result<Vec<Snapshot>> {
        self.list(EVERY, values![], read).await
    }
}

impl Tx {
    /// Keeps a snapshot; `false` when it was there already, in which case nothing changes.
    pub async fn add_snapshot(&mut self, new: &NewSnapshot<'_>, now: Timestamp) -> Result<bool> {
        if self.snapshot(new.hash).await?.is_some() {
            return Ok(false);
        }
        let pack_hash = self.put_blob(new.pack, now).await?;
        let values = values![new.hash, pack_hash, new.name, new.as_of, now, new.created_by];
        Ok(self.touch(ADD, values).await? > 0)
    }
}
