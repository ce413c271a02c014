//! Cases: what was done to each, one line an act, in order. A line is added and never changed; what a case is follows
//! from its lines, which is not known here. Beside them, what somebody is typing and hasn't saved.

use jiff::Timestamp;
use vocabulary::{Code, Date};

use crate::cell::Cells;
use crate::error::{Result, StoreError};
use crate::id::Id;
use crate::nouns::content_hash;
use crate::statement::statements;
use crate::tx::{Tx, View};
use crate::value::values;

statements! {
    GET = "SELECT reference, body_code, acts, is_public, opened_us, changed_us FROM cases WHERE reference = $1";
    OF_BODY = "SELECT cases.reference, cases.body_code, acts, is_public, opened_us, changed_us
        FROM cases JOIN case_bodies ON case_bodies.reference = cases.reference
        WHERE case_bodies.body_code = $1 ORDER BY changed_us DESC, cases.reference";
    PUBLIC = "SELECT reference, body_code, acts, is_public, opened_us, changed_us FROM cases
        WHERE is_public = 1 ORDER BY changed_us DESC, reference";
    OPENED_BY = "SELECT CAST(COUNT(*) AS BIGINT) FROM cases WHERE body_code = $1";
    LINES = "SELECT reference, number, act, on_day, body_code, office, person_id, receipt, at_us FROM case_acts
        WHERE reference = $1 ORDER BY number";
    OPEN = "INSERT INTO cases (reference, body_code, acts, is_public, opened_us, changed_us)
        VALUES ($1, $2, 1, 0, $3, $3)";
    GO_ON = "UPDATE cases SET acts = acts + 1, is_public = $3, changed_us = $4
        WHERE reference = $1 AND acts = $2 RETURNING acts";
    ADD = "INSERT INTO case_acts (reference, number, act, on_day, body_code, office, person_id, receipt, at_us)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    CONCERN = "INSERT INTO case_bodies (body_code, reference) VALUES ($1, $2)
        ON CONFLICT (body_code, reference) DO NOTHING";
    EXHIBITS = "SELECT exhibit, result_id FROM case_exhibits WHERE reference = $1 ORDER BY exhibit";
    EXHIBIT = "INSERT INTO case_exhibits (reference, exhibit, result_id) VALUES ($1, $2, $3)
        ON CONFLICT (reference, exhibit) DO NOTHING";
    FILE = "SELECT bytes FROM case_files WHERE reference = $1 AND hash = $2";
    KEEP_FILE = "INSERT INTO case_files (reference, hash, put_us, bytes) VALUES ($1, $2, $3, $4)";
    DROP_FILE = "DELETE FROM case_files WHERE reference = $1 AND hash = $2 RETURNING hash";
    TYPED = "SELECT field, content, seen, typed_us FROM case_typing
        WHERE reference = $1 AND person_id = $2 ORDER BY field";
    TYPE = "INSERT INTO case_typing (reference, person_id, field, content, seen, typed_us)
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (reference, person_id, field)
        DO UPDATE SET content = excluded.content, seen = excluded.seen, typed_us = excluded.typed_us";
    DROP_TYPED = "DELETE FROM case_typing WHERE reference = $1 AND person_id = $2 AND field = $3 RETURNING field";
}

/// A case as it is found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseHead {
    /// Names it.
    pub reference: Code,
    /// The commissioner that opened it.
    pub body: Code,
    /// How many acts there are.
    pub acts: i64,
    /// Has it a public version?
    pub is_public: bool,
    /// When it was opened.
    pub opened: Timestamp,
    /// When something was last done to it.
    pub changed: Timestamp,
}

/// Something that was done to a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseLine {
    /// The case.
    pub reference: Code,
    /// From 1, without gaps.
    pub number: i64,
    /// What was done, as whoever did it wrote it down.
    pub act: String,
    /// The day that it counts from.
    pub on: Date,
    /// The body that it was done for.
    pub body: Code,
    /// In which role.
    pub office: String,
    /// By whom.
    pub person: Id,
    /// Its entry in the record.
    pub receipt: String,
    /// When.
    pub at: Timestamp,
}

/// An act to be added to a case.
#[derive(Debug, Clone, Copy)]
pub struct NewCaseLine<'a> {
    /// The case.
    pub reference: &'a Code,
    /// What is done.
    pub act: &'a str,
    /// The day that it counts from.
    pub on: Date,
    /// The body that it is done for.
    pub body: &'a Code,
    /// In which role.
    pub office: &'a str,
    /// By whom.
    pub person: &'a Id,
    /// Its entry in the record.
    pub receipt: &'a str,
}

/// What somebody is typing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typing {
    /// What it is typed into.
    pub field: String,
    /// What has been typed so far.
    pub content: String,
    /// What was there when typing began.
    pub seen: String,
    /// When it was last kept.
    pub at: Timestamp,
}

fn read(cells: &mut Cells) -> Result<CaseHead> {
    Ok(CaseHead {
        reference: cells.code()?,
        body: cells.code()?,
        acts: cells.int()?,
        is_public: cells.int()? == 1,
        opened: cells.time()?,
        changed: cells.time()?,
    })
}

fn read_line(cells: &mut Cells) -> Result<CaseLine> {
    Ok(CaseLine {
        reference: cells.code()?,
        number: cells.int()?,
        act: cells.text()?,
        on: {
            let day = cells.text()?;
            day.parse().map_err(|_| StoreError::failed(format!("`{day}` is no day")))?
        },
        body: cells.code()?,
        office: cells.text()?,
        person: cells.id()?,
        receipt: cells.text()?,
        at: cells.time()?,
    })
}

fn read_typing(cells: &mut Cells) -> Result<Typing> {
    Ok(Typing { field: cells.text()?, content: cells.text()?, seen: cells.text()?, at: cells.time()? })
}

impl View {
    /// The case of a reference.
    pub async fn case(&mut self, reference: &Code) -> Result<Option<CaseHead>> {
        self.find(GET, values![reference], read).await
    }

    /// Cases that may concern a body, the last changed first.
    pub async fn cases_of_body(&mut self, body: &Code) -> Result<Vec<CaseHead>> {
        self.list(OF_BODY, values![body], read).await
    }

    /// Cases with a public version, the last changed first.
    pub async fn public_cases(&mut self) -> Result<Vec<CaseHead>> {
        self.list(PUBLIC, vec![], read).await
    }

    /// How many cases a body has opened.
    pub async fn cases_opened_by(&mut self, body: &Code) -> Result<i64> {
        self.number(OPENED_BY, values![body]).await
    }

    /// Everything that was done to a case, in order.
    pub async fn case_lines(&mut self, reference: &Code) -> Result<Vec<CaseLine>> {
        self.list(LINES, values![reference], read_line).await
    }

    /// The answers that exhibits of a case are, by the hash of the exhibit.
    pub async fn case_exhibits(&mut self, reference: &Code) -> Result<Vec<(String, Id)>> {
        self.list(EXHIBITS, values![reference], |cells| Ok((cells.text()?, cells.id()?))).await
    }

    /// The bytes of a file of a case; none where it was taken out.
    pub async fn case_file(&mut self, reference: &Code, hash: &str) -> Result<Option<Vec<u8>>> {
        self.find(FILE, values![reference, hash], Cells::bytes).await
    }

    /// What somebody is typing into a case, by field.
    pub async fn case_typing(&mut self, reference: &Code, person: &Id) -> Result<Vec<Typing>> {
        self.list(TYPED, values![reference, person], read_typing).await
    }
}

impl Tx {
    /// Begins a case with its first act.
    ///
    /// Errors: `Taken` when there is a case of that reference.
    pub async fn open_case(&mut self, first: &NewCaseLine<'_>, now: Timestamp) -> Result<()> {
        self.rows(OPEN, values![first.reference, first.body, now]).await?;
        self.add_line(first, 1, now).await
    }

    /// Adds an act to a case, if there are still as many as were read; its number.
    ///
    /// Errors: `Missing` when there is no such case, `Stale` when something was done to it since.
    pub async fn act_on_case(
        &mut self,
        line: &NewCaseLine<'_>,
        read: i64,
        is_public: bool,
        now: Timestamp,
    ) -> Result<i64> {
        let number = self.find(GO_ON, values![line.reference, read, is_public, now], Cells::int).await?;
        let Some(number) = number else {
            return Err(match self.case(line.reference).await? {
                Some(head) => StoreError::Stale { current_version: head.acts },
                None => StoreError::missing("case", line.reference),
            });
        };
        self.add_line(line, number, now).await?;
        Ok(number)
    }

    async fn add_line(&mut self, line: &NewCaseLine<'_>, number: i64, now: Timestamp) -> Result<()> {
        let NewCaseLine { reference, act, on, body, office, person, receipt } = *line;
        let day = on.to_string();
        let values = values![reference, number, act, day, body, office, person, receipt, now];
        self.rows(ADD, values).await?;
        Ok(())
    }

    /// Notes that a case may concern a body. It stays.
    pub async fn concern(&mut self, body: &Code, reference: &Code) -> Result<()> {
        self.rows(CONCERN, values![body, reference]).await?;
        Ok(())
    }

    /// Notes which answer an exhibit of a case is. It stays.
    pub async fn add_case_exhibit(&mut self, reference: &Code, exhibit: &str, result: &Id) -> Result<()> {
        self.rows(EXHIBIT, values![reference, exhibit, result]).await?;
        Ok(())
    }

    /// Keeps the bytes of a file of a case; their hash.
    ///
    /// Errors: `Taken` when the case has this file.
    pub async fn keep_case_file(&mut self, reference: &Code, bytes: &[u8], now: Timestamp) -> Result<String> {
        let hash = content_hash(bytes);
        self.rows(KEEP_FILE, values![reference, hash.as_str(), now, bytes]).await?;
        Ok(hash)
    }

    /// Lets the bytes of a file of a case go; whether there were any.
    pub async fn drop_case_file(&mut self, reference: &Code, hash: &str) -> Result<bool> {
        Ok(self.touch(DROP_FILE, values![reference, hash]).await? > 0)
    }

    /// Keeps what somebody is typing, in place of what was kept before.
    pub async fn keep_typing(
        &mut self,
        (reference, person): (&Code, &Id),
        (field, content): (&str, &str),
        seen: &str,
        now: Timestamp,
    ) -> Result<()> {
        self.rows(TYPE, values![reference, person, field, content, seen, now]).await?;
        Ok(())
    }

    /// Lets go of what somebody was typing; whether there was anything.
    pub async fn drop_typing(&mut self, reference: &Code, person: &Id, field: &str) -> Result<bool> {
        Ok(self.touch(DROP_TYPED, values![reference, person, field]).await? > 0)
    }
}
