//! People: who may sign in. Never deleted, because the audit names them; closed instead.

use jiff::Timestamp;

use super::email_key;
use crate::cell::Cells;
use crate::error::{Result, StoreError};
use crate::id::Id;
use crate::statement::statements;
use crate::tx::{Tx, View};
use crate::value::values;

statements! {
    BY_ID = "SELECT id, email, name, password_hash, version, created_us, closed_us FROM people WHERE id = $1";
    BY_EMAIL = "SELECT id, email, name, password_hash, version, created_us, closed_us FROM people WHERE email_key = $1";
    EVERYBODY = "SELECT id, email, name, password_hash, version, created_us, closed_us FROM people ORDER BY email_key";
    ADD = "INSERT INTO people (id, email, email_key, name, password_hash, version, created_us)
        VALUES ($1, $2, $3, $4, $5, 1, $6)";
    CHANGE = "UPDATE people SET email = $3, email_key = $4, name = $5, version = version + 1
        WHERE id = $1 AND version = $2 RETURNING version";
    SET_PASSWORD = "UPDATE people SET password_hash = $2, version = version + 1 WHERE id = $1 RETURNING version";
    CLOSE = "UPDATE people SET closed_us = $2, version = version + 1 WHERE id = $1 RETURNING version";
    COUNT = "UPDATE people SET version = version + 1 WHERE id = $1 RETURNING version";
    VERSION = "SELECT version FROM people WHERE id = $1";
}

/// A person with an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Its name in the store.
    pub id: Id,
    /// As it was written; compared without case ([`email_key`]).
    pub email: String,
    /// What to call them.
    pub name: String,
    /// Opaque here; without one nobody can sign in with a password.
    pub password_hash: Option<String>,
    /// One more at each change.
    pub version: i64,
    /// When the account was made.
    pub created: Timestamp,
    /// From when it can't be used.
    pub closed: Option<Timestamp>,
}

/// A person to be added.
#[derive(Debug, Clone, Copy)]
pub struct NewPerson<'a> {
    /// As it is written; no two people have the same.
    pub email: &'a str,
    /// What to call them.
    pub name: &'a str,
    /// Opaque here.
    pub password_hash: Option<&'a str>,
}

fn read(cells: &mut Cells) -> Result<Person> {
    Ok(Person {
        id: cells.id()?,
        email: cells.text()?,
        name: cells.text()?,
        password_hash: cells.text_or_none()?,
        version: cells.int()?,
        created: cells.time()?,
        closed: cells.time_or_none()?,
    })
}

impl View {
    /// The person of an id, closed or not.
    pub async fn person(&mut self, id: &Id) -> Result<Option<Person>> {
        self.find(BY_ID, values![id], read).await
    }

    /// The person of an e-mail address, however it is written; closed or not.
    pub async fn person_by_email(&mut self, email: &str) -> Result<Option<Person>> {
        self.find(BY_EMAIL, values![email_key(email)], read).await
    }

    /// Everybody, by e-mail address.
    pub async fn people(&mut self) -> Result<Vec<Person>> {
        self.list(EVERYBODY, values![], read).await
    }
}

impl Tx {
    /// Adds a person.
    ///
    /// Errors: `Taken` when the e-mail address is.
    pub async fn add_person(&mut self, new: &NewPerson<'_>, now: Timestamp) -> Result<Id> {
        let id = Id::new(now)?;
        let key = email_key(new.email);
        self.rows(ADD, values![&id, new.email.trim(), key, new.name, new.password_hash, now]).await?;
        Ok(id)
    }

    /// Changes e-mail address and name, if the version is still the one that was seen; the new version.
    ///
    /// Errors: `Stale`, `Missing`; `Taken` when the e-mail address is.
    pub async fn change_person(&mut self, id: &Id, seen: i64, email: &str, name: &str) -> Result<i64> {
        let values = values![id, seen, email.trim(), email_key(email), name];
        let changed = self.find(CHANGE, values, Cells::int).await?;
        match changed {
            Some(version) => Ok(version),
            None => Err(self.stale_person(id).await?),
        }
    }

    /// Replaces the password hash, or takes it away.
    ///
    /// Errors: `Missing`.
    pub async fn set_password_hash(&mut self, id: &Id, hash: Option<&str>) -> Result<()> {
        self.must_touch_person(id, SET_PASSWORD, values![id, hash]).await
    }

    /// Closes an account from a moment on, or opens it again with `None`.
    ///
    /// Errors: `Missing`.
    pub async fn close_person(&mut self, id: &Id, closed: Option<Timestamp>) -> Result<()> {
        self.must_touch_person(id, CLOSE, values![id, closed]).await
    }

    /// Counts a change of what belongs to an account, such as its roles: its version is one more.
    ///
    /// Errors: `Missing`.
    pub async fn count_change_of_person(&mut self, id: &Id) -> Result<()> {
        self.must_touch_person(id, COUNT, values![id]).await
    }

    async fn must_touch_person(
        &mut self,
        id: &Id,
        statement: crate::statement::Statement,
        values: Vec<crate::value::Value>,
    ) -> Result<()> {
        match self.touch(statement, values).await? {
            0 => Err(StoreError::missing("person", id)),
            _ => Ok(()),
        }
    }

    async fn stale_person(&mut self, id: &Id) -> Result<StoreError> {
        let version = self.find(VERSION, values![id], Cells::int).await?;
        Ok(version.map_or_else(
            || StoreError::missing("person", id),
            |current_version| StoreError::Stale { current_version },
        ))
    }
}
