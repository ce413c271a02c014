//! Mails: queued in the transaction of the act that they tell of, then taken by one sender at a time. A sender that falls
//! silent loses what it has taken; a mail that can't be delivered is given up, and says why.

use jiff::Timestamp;

use crate::cell::Cells;
use crate::error::Result;
use crate::id::Id;
use crate::statement::statements;
use crate::tx::{Tx, View};
use crate::value::values;

statements! {
    QUEUE = "INSERT INTO mails (id, person_id, subject, text, link, made_us, from_us, attempts, error)
        VALUES ($1, $2, $3, $4, $5, $6, $6, 0, '')";
    TAKE = "UPDATE mails SET worker = $1, taken_us = $2, attempts = attempts + 1
        WHERE id = (SELECT id FROM mails WHERE sent_us IS NULL AND given_up_us IS NULL AND from_us <= $2
            AND (worker IS NULL OR taken_us < $3) ORDER BY from_us, id LIMIT 1)
        RETURNING id, person_id, subject, text, link, made_us, attempts, error, sent_us, given_up_us";
    SENT = "UPDATE mails SET sent_us = $3, worker = NULL, error = ''
        WHERE id = $1 AND worker = $2 AND sent_us IS NULL RETURNING id";
    AGAIN = "UPDATE mails SET from_us = $3, worker = NULL, error = $4
        WHERE id = $1 AND worker = $2 AND sent_us IS NULL RETURNING id";
    GIVE_UP = "UPDATE mails SET given_up_us = $3, worker = NULL, error = $4
        WHERE id = $1 AND worker = $2 AND sent_us IS NULL RETURNING id";
    UNSENT = "SELECT id, person_id, subject, text, link, made_us, attempts, error, sent_us, given_up_us FROM mails
        WHERE sent_us IS NULL ORDER BY made_us, id";
    OF_PERSON = "SELECT id, person_id, subject, text, link, made_us, attempts, error, sent_us, given_up_us FROM mails
        WHERE person_id = $1 ORDER BY made_us, id";
}

/// A mail to be sent.
#[derive(Debug, Clone, Copy)]
pub struct NewMail<'a> {
    /// To whom.
    pub person: &'a Id,
    /// Its subject.
    pub subject: &'a str,
    /// What it says.
    pub text: &'a str,
    /// Where it leads to, below the server's address: `/cases/…`.
    pub link: &'a str,
}

/// A mail as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// Its name in the store.
    pub id: Id,
    /// To whom.
    pub person: Id,
    /// Its subject.
    pub subject: String,
    /// What it says.
    pub text: String,
    /// Where it leads to, below the server's address.
    pub link: String,
    /// When it was queued.
    pub made: Timestamp,
    /// How often somebody began to send it.
    pub attempts: i64,
    /// What was said the last time; blank if nothing was.
    pub error: String,
    /// When it was sent.
    pub sent: Option<Timestamp>,
    /// When it was given up.
    pub given_up: Option<Timestamp>,
}

fn read(cells: &mut Cells) -> Result<Mail> {
    Ok(Mail {
        id: cells.id()?,
        person: cells.id()?,
        subject: cells.text()?,
        text: cells.text()?,
        link: cells.text()?,
        made: cells.time()?,
        attempts: cells.int()?,
        error: cells.text()?,
        sent: cells.time_or_none()?,
        given_up: cells.time_or_none()?,
    })
}

impl View {
    /// Every mail that hasn't been sent, oldest first: those that wait, and those that were given up.
    pub async fn unsent_mails(&mut self) -> Result<Vec<Mail>> {
        self.list(UNSENT, values![], read).await
    }

    /// Every mail to somebody, oldest first.
    pub async fn mails_of(&mut self, person: &Id) -> Result<Vec<Mail>> {
        self.list(OF_PERSON, values![person], read).await
    }
}

impl Tx {
    /// Queues a mail: it is sent if this transaction is.
    ///
    /// Errors: `Refused` when there is no such person, or something is too long.
    pub async fn queue_mail(&mut self, new: &NewMail<'_>, now: Timestamp) -> Result<Id> {
        let id = Id::new(now)?;
        let NewMail { person, subject, text, link } = *new;
        self.rows(QUEUE, values![&id, person, subject, text, link, now]).await?;
        Ok(id)
    }

    /// Takes the mail whose turn it is, of nobody, or of somebody who took it before `silent_since`. Commit before sending.
    pub async fn take_mail(
        &mut self,
        worker: &str,
        silent_since: Timestamp,
        now: Timestamp,
    ) -> Result<Option<Mail>> {
        self.find(TAKE, values![worker, now, silent_since], read).await
    }

    /// Notes that a mail was sent. `false`: another worker has it.
    pub async fn mail_was_sent(&mut self, id: &Id, worker: &str, now: Timestamp) -> Result<bool> {
        Ok(self.touch(SENT, values![id, worker, now]).await? > 0)
    }

    /// Puts a mail back, to be tried again from a moment on. `false`: another worker has it.
    pub async fn try_mail_again(
        &mut self,
        id: &Id,
        worker: &str,
        from: Timestamp,
        error: &str,
    ) -> Result<bool> {
        Ok(self.touch(AGAIN, values![id, worker, from, error]).await? > 0)
    }

    /// Gives a mail up. `false`: another worker has it.
    pub async fn give_mail_up(&mut self, id: &Id, worker: &str, error: &str, now: Timestamp) -> Result<bool> {
        Ok(self.touch(GIVE_UP, values![id, worker, now, error]).await? > 0)
    }
}
