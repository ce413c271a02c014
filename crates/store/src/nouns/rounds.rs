//! Rounds of assuring units: the definition that each was opened with, and what was done on each of its units, one line an act,
//! in order. A line is added and never changed; how a unit stands follows from its lines, which is not known here.

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
    GET = "SELECT reference, body_code, definition_name, definition, definition_hash, opened_us FROM rounds
        WHERE reference = $1";
    UNITS = "SELECT reference, unit_code, acts, is_public, changed_us FROM round_units
        WHERE reference = $1 ORDER BY unit_code";
    OF_BODY = "SELECT DISTINCT reference FROM round_bodies WHERE body_code = $1 ORDER BY reference";
    PUBLIC = "SELECT DISTINCT reference FROM round_units WHERE is_public = 1 ORDER BY reference";
    OPENED_BY = "SELECT CAST(COUNT(*) AS BIGINT) FROM rounds WHERE body_code = $1";
    OF_UNIT = "SELECT rounds.reference FROM rounds JOIN round_units ON round_units.reference = rounds.reference
        WHERE round_units.unit_code = $1 AND rounds.body_code = $2 ORDER BY opened_us DESC, rounds.reference DESC";
    LINES = "SELECT reference, unit_code, number, act, on_day, body_code, office, person_id, receipt, at_us
        FROM round_acts WHERE reference = $1 AND unit_code = $2 ORDER BY number";
    OPEN = "INSERT INTO rounds (reference, body_code, definition_name, definition, definition_hash, opened_us)
        VALUES ($1, $2, $3, $4, $5, $6)";
    ADD_UNIT = "INSERT INTO round_units (reference, unit_code, acts, is_public, changed_us) VALUES ($1, $2, 1, 0, $3)";
    GO_ON = "UPDATE round_units SET acts = acts + 1, is_public = $4, changed_us = $5
        WHERE reference = $1 AND unit_code = $2 AND acts = $3 RETURNING acts";
    ADD = "INSERT INTO round_acts
        (reference, unit_code, number, act, on_day, body_code, office, person_id, receipt, at_us)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    CONCERN = "INSERT INTO round_bodies (body_code, reference, unit_code) VALUES ($1, $2, $3)
        ON CONFLICT (body_code, reference, unit_code) DO NOTHING";
}

/// A round as it was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoundHead {
    /// Names it.
    pub reference: Code,
    /// The oversight body that opened it.
    pub body: Code,
    /// The name of its definition.
    pub definition_name: String,
    /// The text of its definition, as it was then.
    pub definition: String,
    /// The SHA-256 of that text.
    pub definition_hash: String,
    /// When it was opened.
    pub opened: Timestamp,
}

/// A unit of a round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoundUnit {
    /// The round.
    pub reference: Code,
    /// The unit.
    pub unit: Code,
    /// How many acts there are.
    pub acts: i64,
    /// Is its outcome everybody's?
    pub is_public: bool,
    /// When something was last done on it.
    pub changed: Timestamp,
}

/// Something that was done on a unit of a round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoundLine {
    /// The round.
    pub reference: Code,
    /// The unit.
    pub unit: Code,
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

/// A round to be kept.
#[derive(Debug, Clone, Copy)]
pub struct NewRound<'a> {
    /// Names it.
    pub reference: &'a Code,
    /// The oversight body that opens it.
    pub body: &'a Code,
    /// The name of its definition.
    pub definition_name: &'a str,
    /// The text of its definition.
    pub definition: &'a str,
}

/// An act to be added to a unit of a round.
#[derive(Debug, Clone, Copy)]
pub struct NewRoundLine<'a> {
    /// The round.
    pub reference: &'a Code,
    /// The unit.
    pub unit: &'a Code,
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

fn read(cells: &mut Cells) -> Result<RoundHead> {
    Ok(RoundHead {
        reference: cells.code()?,
        body: cells.code()?,
        definition_name: cells.text()?,
        definition: cells.text()?,
        definition_hash: cells.text()?,
        opened: cells.time()?,
    })
}

fn read_unit(cells: &mut Cells) -> Result<RoundUnit> {
    Ok(RoundUnit {
        reference: cells.code()?,
        unit: cells.code()?,
        acts: cells.int()?,
        is_public: cells.int()? == 1,
        changed: cells.time()?,
    })
}

fn read_line(cells: &mut Cells) -> Result<RoundLine> {
    Ok(RoundLine {
        reference: cells.code()?,
        unit: cells.code()?,
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

impl View {
    /// The round of a reference.
    pub async fn round(&mut self, reference: &Code) -> Result<Option<RoundHead>> {
        self.find(GET, values![reference], read).await
    }

    /// The units of a round, by their codes.
    pub async fn round_units(&mut self, reference: &Code) -> Result<Vec<RoundUnit>> {
        self.list(UNITS, values![reference], read_unit).await
    }

    /// Rounds that may concern a body.
    pub async fn rounds_of_body(&mut self, body: &Code) -> Result<Vec<Code>> {
        self.list(OF_BODY, values![body], Cells::code).await
    }

    /// Rounds of which at least one outcome is everybody's.
    pub async fn public_rounds(&mut self) -> Result<Vec<Code>> {
        self.list(PUBLIC, vec![], Cells::code).await
    }

    /// How many rounds a body has opened.
    pub async fn rounds_opened_by(&mut self, body: &Code) -> Result<i64> {
        self.number(OPENED_BY, values![body]).await
    }

    /// The rounds of an oversight body that a unit stood in, the last opened first.
    pub async fn rounds_of_unit(&mut self, unit: &Code, overseer: &Code) -> Result<Vec<Code>> {
        self.list(OF_UNIT, values![unit, overseer], Cells::code).await
    }

    /// Everything that was done on a unit of a round, in order.
    pub async fn round_lines(&mut self, reference: &Code, unit: &Code) -> Result<Vec<RoundLine>> {
        self.list(LINES, values![reference, unit], read_line).await
    }
}

impl Tx {
    /// Begins a round; the hash of its definition. Each of its units begins with its first act ([`Tx::begin_round_unit`]).
    ///
    /// Errors: `Taken` when there is a round of that reference.
    pub async fn open_round(&mut self, new: &NewRound<'_>, now: Timestamp) -> Result<String> {
        let NewRound { reference, body, definition_name, definition } = *new;
        let hash = content_hash(definition.as_bytes());
        self.rows(OPEN, values![reference, body, definition_name, definition, hash.as_str(), now]).await?;
        Ok(hash)
    }

    /// Begins a unit of a round with its first act.
    ///
    /// Errors: `Taken` when the round has this unit; `Missing` when there is no such round.
    pub async fn begin_round_unit(&mut self, first: &NewRoundLine<'_>, now: Timestamp) -> Result<()> {
        self.rows(ADD_UNIT, values![first.reference, first.unit, now]).await?;
        self.add_round_line(first, 1, now).await
    }

    /// Adds an act to a unit of a round, if there are still as many as were read; its number.
    ///
    /// Errors: `Missing` when there is no such unit, `Stale` when something was done on it since.
    pub async fn act_on_round(
        &mut self,
        line: &NewRoundLine<'_>,
        read: i64,
        is_public: bool,
        now: Timestamp,
    ) -> Result<i64> {
        let values = values![line.reference, line.unit, read, is_public, now];
        let number = self.find(GO_ON, values, Cells::int).await?;
        let Some(number) = number else {
            let units = self.round_units(line.reference).await?;
            return Err(match units.into_iter().find(|known| known.unit == *line.unit) {
                Some(unit) => StoreError::Stale { current_version: unit.acts },
                None => StoreError::missing("unit of the round", line.unit),
            });
        };
        self.add_round_line(line, number, now).await?;
        Ok(number)
    }

    async fn add_round_line(&mut self, line: &NewRoundLine<'_>, number: i64, now: Timestamp) -> Result<()> {
        let NewRoundLine { reference, unit, act, on, body, office, person, receipt } = *line;
        let day = on.to_string();
        let values = values![reference, unit, number, act, day, body, office, person, receipt, now];
        self.rows(ADD, values).await?;
        Ok(())
    }

    /// Notes that the assessment of a unit concerns a body. It stays.
    pub async fn concern_round(&mut self, body: &Code, reference: &Code, unit: &Code) -> Result<()> {
        self.rows(CONCERN, values![body, reference, unit]).await?;
        Ok(())
    }
}
