//! Signatures: what is said of a figure about a unit. Each word has the next number, the last one stands, and there is
//! no way here to change or delete one; the database refuses it too.

use jiff::Timestamp;
use vocabulary::{Code, choice};

use crate::cell::Cells;
use crate::error::{self, StoreError};
use crate::id::Id;
use crate::statement::statements;
use crate::tx::{Tx, View};
use crate::value::values;

statements! {
    OF_UNIT = "SELECT unit_code, body_code, register_name, figure, number, said, seen_value, corrected_value, reason,
            person_id, said_us FROM signatures
        WHERE unit_code = $1 AND number = (SELECT MAX(number) FROM signatures AS later
            WHERE later.unit_code = signatures.unit_code AND later.body_code = signatures.body_code
            AND later.register_name = signatures.register_name AND later.figure = signatures.figure)
        ORDER BY body_code, register_name, figure";
    OF_REGISTER = "SELECT unit_code, body_code, register_name, figure, number, said, seen_value, corrected_value,
            reason, person_id, said_us FROM signatures
        WHERE body_code = $1 AND register_name = $2 AND number = (SELECT MAX(number) FROM signatures AS later
            WHERE later.unit_code = signatures.unit_code AND later.body_code = signatures.body_code
            AND later.register_name = signatures.register_name AND later.figure = signatures.figure)
        ORDER BY unit_code, figure";
    HISTORY = "SELECT unit_code, body_code, register_name, figure, number, said, seen_value, corrected_value, reason,
            person_id, said_us FROM signatures
        WHERE unit_code = $1 AND body_code = $2 AND register_name = $3 AND figure = $4 ORDER BY number DESC";
    LAST = "SELECT CAST(COALESCE(MAX(number), 0) AS BIGINT) FROM signatures
        WHERE unit_code = $1 AND body_code = $2 AND register_name = $3 AND figure = $4";
    ADD = "INSERT INTO signatures (unit_code, body_code, register_name, figure, number, said, seen_value,
            corrected_value, reason, person_id, said_us)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
}

choice! {
    /// What is said of a figure.
    pub enum Said {
        /// It is right as it stands.
        Signed = "signed",
        /// It should be another value.
        Corrected = "corrected",
        /// The correction before this is not taken up.
        Declined = "declined",
    }
}

/// What was said of a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// The unit that the figure is about.
    pub unit: Code,
    /// Whose register it stands in.
    pub body: Code,
    /// The register's name there.
    pub register: String,
    /// Which: `table/key/column`.
    pub figure: String,
    /// From 1, without gaps, for each figure.
    pub number: i64,
    /// What was said.
    pub said: Said,
    /// The value that it was said of.
    pub seen_value: String,
    /// What it should be; none where it is signed.
    pub corrected_value: Option<String>,
    /// Why; may be blank where it is signed.
    pub reason: String,
    /// By whom.
    pub person: Id,
    /// When.
    pub at: Timestamp,
}

/// A word to be added.
#[derive(Debug, Clone, Copy)]
pub struct NewSignature<'a> {
    /// The unit that the figure is about.
    pub unit: &'a Code,
    /// Whose register it stands in.
    pub body: &'a Code,
    /// The register's name there.
    pub register: &'a str,
    /// Which: `table/key/column`.
    pub figure: &'a str,
    /// The last number that was seen; 0 when nothing had been said of it.
    pub seen: i64,
    /// What is said.
    pub said: Said,
    /// The value that it is said of.
    pub seen_value: &'a str,
    /// What it should be; none where it is signed.
    pub corrected_value: Option<&'a str>,
    /// Why.
    pub reason: &'a str,
    /// By whom.
    pub person: &'a Id,
}

fn read(cells: &mut Cells) -> error::Result<Signature> {
    Ok(Signature {
        unit: cells.code()?,
        body: cells.code()?,
        register: cells.text()?,
        figure: cells.text()?,
        number: cells.int()?,
        said: {
            let word = cells.text()?;
            word.parse().map_err(|_| StoreError::failed(format!("nobody says `{word}` of a figure")))?
        },
        seen_value: cells.text()?,
        corrected_value: cells.text_or_none()?,
        reason: cells.text()?,
        person: cells.id()?,
        at: cells.time()?,
    })
}

impl View {
    /// The latest word on each figure about a unit, in whatever register, by register and figure.
    pub async fn signatures_of_unit(&mut self, unit: &Code) -> error::Result<Vec<Signature>> {
        self.list(OF_UNIT, values![unit], read).await
    }

    /// The latest word on each figure of a register, by unit and figure.
    pub async fn signatures_of_register(
        &mut self,
        body: &Code,
        register: &str,
    ) -> error::Result<Vec<Signature>> {
        self.list(OF_REGISTER, values![body, register], read).await
    }

    /// Everything that was said of a figure about a unit, the latest first.
    pub async fn signature_history(
        &mut self,
        unit: &Code,
        body: &Code,
        register: &str,
        figure: &str,
    ) -> error::Result<Vec<Signature>> {
        self.list(HISTORY, values![unit, body, register, figure], read).await
    }
}

impl Tx {
    /// Says something of a figure, if nothing was said since the number that was seen; its own number.
    ///
    /// Errors: `Stale` with the last number when somebody said something in between; `Refused` when a correction
    /// has no value or a signature has one.
    pub async fn add_signature(&mut self, new: &NewSignature<'_>, now: Timestamp) -> error::Result<i64> {
        let NewSignature { unit, body, register, figure, said, .. } = *new;
        if (said == Said::Signed) == new.corrected_value.is_some() {
            return Err(StoreError::refused("a correction has a value, and a signature has none"));
        }
        let last = self.number(LAST, values![unit, body, register, figure]).await?;
        if last != new.seen {
            return Err(StoreError::Stale { current_version: last });
        }
        let number = last + 1;
        let values = values![
            unit,
            body,
            register,
            figure,
            number,
            said.word(),
            new.seen_value,
            new.corrected_value,
            new.reason,
            new.person,
            now
        ];
        self.rows(ADD, values).await?;
        Ok(number)
    }
}
