//! Roles that people hold at bodies, from a moment until another. What a role allows is decided elsewhere.

use jiff::Timestamp;
use vocabulary::Code;

use crate::cell::Cells;
use crate::error::{Result, StoreError};
use crate::id::Id;
use crate::statement::statements;
use crate::tx::{Tx, View};
use crate::value::values;

statements! {
    OF_PERSON = "SELECT id, person_id, body_code, role, from_us, until_us, given_by FROM roles
        WHERE person_id = $1 AND from_us <= $2 AND (until_us IS NULL OR until_us > $2) ORDER BY body_code, role, id";
    OF_BODY = "SELECT id, person_id, body_code, role, from_us, until_us, given_by FROM roles
        WHERE body_code = $1 AND from_us <= $2 AND (until_us IS NULL OR until_us > $2) ORDER BY role, person_id, id";
    EVER = "SELECT id, person_id, body_code, role, from_us, until_us, given_by FROM roles
        WHERE body_code = $1 ORDER BY from_us, id";
    GIVE = "INSERT INTO roles (id, person_id, body_code, role, from_us, until_us, given_by)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    END = "UPDATE roles SET until_us = $2 WHERE id = $1 AND (until_us IS NULL OR until_us > $2) RETURNING id";
}

/// A role that somebody holds or held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Its name in the store.
    pub id: Id,
    /// Who.
    pub person: Id,
    /// At which body.
    pub body: Code,
    /// Which role: a word of `casework`.
    pub role: String,
    /// The first moment at which it is held.
    pub from: Timestamp,
    /// The first moment at which it no longer is.
    pub until: Option<Timestamp>,
    /// Who gave it; nobody for the first administrator.
    pub given_by: Option<Id>,
}

/// A role to be given.
#[derive(Debug, Clone, Copy)]
pub struct NewRole<'a> {
    /// To whom.
    pub person: &'a Id,
    /// At which body.
    pub body: &'a Code,
    /// Which.
    pub role: &'a str,
    /// From when.
    pub from: Timestamp,
    /// Until when; open if `None`.
    pub until: Option<Timestamp>,
    /// By whom.
    pub given_by: Option<&'a Id>,
}

fn read(cells: &mut Cells) -> Result<Held> {
    Ok(Held {
        id: cells.id()?,
        person: cells.id()?,
        body: cells.code()?,
        role: cells.text()?,
        from: cells.time()?,
        until: cells.time_or_none()?,
        given_by: cells.id_or_none()?,
    })
}

impl View {
    /// What somebody holds at a moment, by body and role.
    pub async fn roles_of_person(&mut self, person: &Id, at: Timestamp) -> Result<Vec<Held>> {
        self.list(OF_PERSON, values![person, at], read).await
    }

    /// Who holds what at a body, at a moment.
    pub async fn roles_of_body(&mut self, body: &Code, at: Timestamp) -> Result<Vec<Held>> {
        self.list(OF_BODY, values![body, at], read).await
    }

    /// Every role ever held at a body, oldest first.
    pub async fn role_history(&mut self, body: &Code) -> Result<Vec<Held>> {
        self.list(EVER, values![body], read).await
    }
}

impl Tx {
    /// Gives a role.
    ///
    /// Errors: `Taken` when the person holds it there without an end; `Refused` when there is no such person, or it
    /// ends before it begins.
    pub async fn give_role(&mut self, new: &NewRole<'_>, now: Timestamp) -> Result<Id> {
        let id = Id::new(now)?;
        let NewRole { person, body, role, from, until, given_by } = *new;
        self.rows(GIVE, values![&id, person, body, role, from, until, given_by]).await?;
        Ok(id)
    }

    /// Ends a role at a moment, no later than it would have ended.
    ///
    /// Errors: `Missing` when there is none of that id, or it has ended by then.
    pub async fn end_role(&mut self, id: &Id, until: Timestamp) -> Result<()> {
        match self.touch(END, values![id, until]).await? {
            0 => Err(StoreError::missing("role", id)),
            _ => Ok(()),
        }
    }
}
