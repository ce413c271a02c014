//! The audit: who did what, one line an act, written in the act's own transaction. Lines are numbered without gaps
//! and each holds the hash of the one before it. There is no way here to change or delete one, and the database
//! refuses it too. Nothing personal is in it but the id of who acted.

use jiff::Timestamp;
use vocabulary::Code;

use super::content_hash;
use crate::cell::Cells;
use crate::error::Result;
use crate::id::Id;
use crate::statement::statements;
use crate::tx::{Tx, View};
use crate::value::{microseconds, moment, values};

statements! {
    NEXT = "INSERT INTO audit_head (id, number, hash) VALUES (1, 1, '')
        ON CONFLICT (id) DO UPDATE SET number = audit_head.number + 1 RETURNING number, hash";
    SET_HEAD = "UPDATE audit_head SET hash = $1 WHERE id = 1";
    READ_HEAD = "SELECT number, hash FROM audit_head WHERE id = 1";
    APPEND = "INSERT INTO audit (number, receipt, at_us, person_id, body_code, act, on_kind, on_id, before_hash,
        after_hash, previous_hash, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    BY_RECEIPT = "SELECT number, receipt, at_us, person_id, body_code, act, on_kind, on_id, before_hash, after_hash,
        previous_hash, hash FROM audit WHERE receipt = $1";
    OF_SUBJECT = "SELECT number, receipt, at_us, person_id, body_code, act, on_kind, on_id, before_hash, after_hash,
        previous_hash, hash FROM audit WHERE on_kind = $1 AND on_id = $2 ORDER BY number";
    AFTER = "SELECT number, receipt, at_us, person_id, body_code, act, on_kind, on_id, before_hash, after_hash,
        previous_hash, hash FROM audit WHERE number > $1 ORDER BY number LIMIT $2";
    OF_BODY = "SELECT number, receipt, at_us, person_id, body_code, act, on_kind, on_id, before_hash, after_hash,
        previous_hash, hash FROM audit WHERE body_code = $1 AND number < $2 ORDER BY number DESC LIMIT $3";
    EVERY_LINE = "SELECT number, receipt, at_us, person_id, body_code, act, on_kind, on_id, before_hash, after_hash,
        previous_hash, hash FROM audit ORDER BY number";
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditLine {
    /// From 1, without gaps.
    pub number: i64,
    /// What the person who acted is given.
    pub receipt: Id,
    /// When.
    pub at: Timestamp,
    /// Who; nobody when Ballast acted by itself.
    pub person: Option<Id>,
    /// For which body.
    pub body: Option<Code>,
    /// The act: the name of its file in `actions`.
    pub act: String,
    /// On what kind of thing.
    pub on_kind: String,
    /// On which of them.
    pub on_id: String,
    /// Hash of what it was before.
    pub before: Option<String>,
    /// Hash of what it is now.
    pub after: Option<String>,
    /// Hash of the line before this one; empty for the first.
    pub previous_hash: String,
    /// SHA-256 over all of the above.
    pub hash: String,
}

/// A line to be written.
#[derive(Debug, Clone, Copy, Default)]
pub struct NewAudit<'a> {
    /// Who.
    pub person: Option<&'a Id>,
    /// For which body.
    pub body: Option<&'a Code>,
    /// The act.
    pub act: &'a str,
    /// On what kind of thing.
    pub on_kind: &'a str,
    /// On which of them.
    pub on_id: &'a str,
    /// Hash of what it was before.
    pub before: Option<&'a str>,
    /// Hash of what it is now.
    pub after: Option<&'a str>,
}

/// The hash of a line: over each field with its length before it, so that no two lines read alike.
pub(crate) fn line_hash(line: &AuditLine) -> String {
    let number = line.number.to_string();
    let at = microseconds(line.at).to_string();
    let fields = [
        Some(number.as_str()),
        Some(line.receipt.as_str()),
        Some(at.as_str()),
        line.person.as_ref().map(Id::as_str),
        line.body.as_ref().map(Code::as_str),
        Some(line.act.as_str()),
        Some(line.on_kind.as_str()),
        Some(line.on_id.as_str()),
        line.before.as_deref(),
        line.after.as_deref(),
        Some(line.previous_hash.as_str()),
    ];
    let told =
        |field: &Option<&str>| field.map_or("-\n".to_string(), |text| format!("{}:{text}\n", text.len()));
    content_hash(fields.iter().map(told).collect::<String>().as_bytes())
}

pub(crate) fn read_line(cells: &mut Cells) -> Result<AuditLine> {
    Ok(AuditLine {
        number: cells.int()?,
        receipt: cells.id()?,
        at: cells.time()?,
        person: cells.id_or_none()?,
        body: cells.text_or_none()?.map(|text| Code::new(&text)),
        act: cells.text()?,
        on_kind: cells.text()?,
        on_id: cells.text()?,
        before: cells.text_or_none()?,
        after: cells.text_or_none()?,
        previous_hash: cells.text()?,
        hash: cells.text()?,
    })
}

pub(crate) fn read_head(cells: &mut Cells) -> Result<(i64, String)> {
    Ok((cells.int()?, cells.text()?))
}

impl View {
    /// The line of a receipt.
    pub async fn audit_by_receipt(&mut self, receipt: &Id) -> Result<Option<AuditLine>> {
        self.find(BY_RECEIPT, values![receipt], read_line).await
    }

    /// What was done to one thing, oldest first.
    pub async fn audit_of(&mut self, on_kind: &str, on_id: &str) -> Result<Vec<AuditLine>> {
        self.list(OF_SUBJECT, values![on_kind, on_id], read_line).await
    }

    /// At most `limit` lines after a number, oldest first.
    pub async fn audit_after(&mut self, number: i64, limit: i64) -> Result<Vec<AuditLine>> {
        self.list(AFTER, values![number, limit], read_line).await
    }

    /// At most `limit` lines of a body before a number, latest first; `i64::MAX` begins with the last.
    pub async fn audit_of_body(&mut self, body: &Code, before: i64, limit: i64) -> Result<Vec<AuditLine>> {
        self.list(OF_BODY, values![body, before, limit], read_line).await
    }
}

impl Tx {
    /// Writes the line of this act.
    pub async fn append_audit(&mut self, new: &NewAudit<'_>, now: Timestamp) -> Result<AuditLine> {
        let head = self.find(NEXT, values![], read_head).await?;
        let (number, previous_hash) = head.unwrap_or_default();
        let text = |text: Option<&str>| text.map(str::to_string);
        let mut line = AuditLine {
            number,
            receipt: Id::new(now)?,
            at: moment(microseconds(now)).unwrap_or(now),
            person: new.person.cloned(),
            body: new.body.cloned(),
            act: new.act.to_string(),
            on_kind: new.on_kind.to_string(),
            on_id: new.on_id.to_string(),
            before: text(new.before),
            after: text(new.after),
            previous_hash,
            hash: String::new(),
        };
        line.hash = line_hash(&line);
        self.write_line(&line).await?;
        Ok(line)
    }

    async fn write_line(&mut self, line: &AuditLine) -> Result<()> {
        let (person, body) = (line.person.as_ref(), line.body.as_ref());
        let (before, after) = (line.before.as_deref(), line.after.as_deref());
        let values = values![
            line.number,
            &line.receipt,
            line.at,
            person,
            body,
            &line.act,
            &line.on_kind,
            &line.on_id,
            before,
            after,
            &line.previous_hash,
            &line.hash
        ];
        self.rows(APPEND, values).await?;
        self.rows(SET_HEAD, values![&line.hash]).await?;
        Ok(())
    }
}
