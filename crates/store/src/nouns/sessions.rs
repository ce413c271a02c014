//! Sessions of the browser. Named by the hash of their id, so that who reads the database can't take one over.

use jiff::Timestamp;

use crate::cell::Cells;
use crate::error::Result;
use crate::id::Id;
use crate::statement::statements;
use crate::tx::{Tx, View};
use crate::value::values;

statements! {
    LOAD = "SELECT id_hash, person_id, data, expires_us FROM sessions WHERE id_hash = $1 AND expires_us > $2";
    CREATE = "INSERT INTO sessions (id_hash, person_id, data, expires_us) VALUES ($1, $2, $3, $4)
        ON CONFLICT (id_hash) DO NOTHING RETURNING id_hash";
    SAVE = "INSERT INTO sessions (id_hash, person_id, data, expires_us) VALUES ($1, $2, $3, $4)
        ON CONFLICT (id_hash) DO UPDATE SET person_id = excluded.person_id, data = excluded.data,
        expires_us = excluded.expires_us";
    END = "DELETE FROM sessions WHERE id_hash = $1 RETURNING id_hash";
    END_ALL = "DELETE FROM sessions WHERE person_id = $1 RETURNING id_hash";
    SWEEP = "DELETE FROM sessions WHERE expires_us <= $1 RETURNING id_hash";
}

/// A session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Hash of its id.
    pub id_hash: String,
    /// Who has signed in; nobody yet if `None`.
    pub person: Option<Id>,
    /// What it holds, as whoever uses it wrote it down.
    pub data: Vec<u8>,
    /// From then on it is no longer found.
    pub expires: Timestamp,
}

fn read(cells: &mut Cells) -> Result<Session> {
    Ok(Session {
        id_hash: cells.text()?,
        person: cells.id_or_none()?,
        data: cells.bytes()?,
        expires: cells.time()?,
    })
}

impl View {
    /// The session of a hash, unless it has expired.
    pub async fn session(&mut self, id_hash: &str, now: Timestamp) -> Result<Option<Session>> {
        self.find(LOAD, values![id_hash, now], read).await
    }
}

impl Tx {
    /// Adds a session; `false` when there is one of that id already: choose another.
    pub async fn create_session(&mut self, new: &Session) -> Result<bool> {
        let values = values![&new.id_hash, new.person.as_ref(), new.data.as_slice(), new.expires];
        Ok(self.touch(CREATE, values).await? > 0)
    }

    /// Writes a session, whether it is there or not.
    pub async fn save_session(&mut self, session: &Session) -> Result<()> {
        let Session { id_hash, person, data, expires } = session;
        self.rows(SAVE, values![id_hash, person.as_ref(), data.as_slice(), *expires]).await?;
        Ok(())
    }

    /// Ends a session; whether there was one.
    pub async fn end_session(&mut self, id_hash: &str) -> Result<bool> {
        Ok(self.touch(END, values![id_hash]).await? > 0)
    }

    /// Signs somebody out everywhere; how many sessions ended.
    pub async fn end_sessions_of(&mut self, person: &Id) -> Result<usize> {
        self.touch(END_ALL, values![person]).await
    }

    /// Removes what has expired; how many.
    pub async fn sweep_sessions(&mut self, now: Timestamp) -> Result<usize> {
        self.touch(SWEEP, values![now]).await
    }
}
