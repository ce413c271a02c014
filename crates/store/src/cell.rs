//! What comes out of a database, the same from both.

use jiff::Timestamp;
use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;
use sqlx::{Column, Row, TypeInfo, ValueRef};
use vocabulary::{Code, Date};

use crate::error::{Result, StoreError, told};
use crate::id::Id;
use crate::value::moment;

/// One cell of a row.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell {
    Null,
    Int(i64),
    Text(String),
    Bytes(Vec<u8>),
}

/// A row of a database, as cells.
pub(crate) trait ToCells {
    fn to_cells(&self) -> Result<Cells>;
}

macro_rules! to_cells {
    ($row:ty, $int:pat, $text:pat, $bytes:pat) => {
        impl ToCells for $row {
            fn to_cells(&self) -> Result<Cells> {
                let cell = |at: usize| {
                    let raw = self.try_get_raw(at).map_err(told)?;
                    if raw.is_null() {
                        return Ok(Cell::Null);
                    }
                    Ok(match raw.type_info().name() {
                        $int => Cell::Int(self.try_get(at).map_err(told)?),
                        $text => Cell::Text(self.try_get(at).map_err(told)?),
                        $bytes => Cell::Bytes(self.try_get(at).map_err(told)?),
                        other => {
                            let column = self.column(at).name();
                            return Err(StoreError::failed(format!(
                                "`{column}` holds a value of the kind {other}"
                            )));
                        }
                    })
                };
                let cells: Result<Vec<Cell>> = (0..self.len()).map(cell).collect();
                Ok(Cells { cells: cells?.into_iter() })
            }
        }
    };
}
to_cells!(SqliteRow, "INTEGER", "TEXT", "BLOB");
to_cells!(PgRow, "INT8", "TEXT" | "NAME" | "VARCHAR", "BYTEA");

/// The cells of a row, taken from left to right.
#[derive(Debug)]
pub(crate) struct Cells {
    cells: std::vec::IntoIter<Cell>,
}

impl Iterator for Cells {
    type Item = Cell;

    fn next(&mut self) -> Option<Cell> {
        self.cells.next()
    }
}

fn odd(wanted: &str, cell: Option<Cell>) -> StoreError {
    let seen = match cell {
        None => "no cell",
        Some(Cell::Null) => "nothing",
        Some(Cell::Int(_)) => "a number",
        Some(Cell::Text(_)) => "text",
        Some(Cell::Bytes(_)) => "bytes",
    };
    StoreError::failed(format!("the database holds {seen} where {wanted} is kept"))
}

impl Cells {
    pub(crate) fn int(&mut self) -> Result<i64> {
        self.int_or_none()?.ok_or_else(|| odd("a number", Some(Cell::Null)))
    }

    pub(crate) fn int_or_none(&mut self) -> Result<Option<i64>> {
        match self.next() {
            Some(Cell::Int(number)) => Ok(Some(number)),
            Some(Cell::Null) => Ok(None),
            other => Err(odd("a number", other)),
        }
    }

    pub(crate) fn text(&mut self) -> Result<String> {
        self.text_or_none()?.ok_or_else(|| odd("text", Some(Cell::Null)))
    }

    pub(crate) fn text_or_none(&mut self) -> Result<Option<String>> {
        match self.next() {
            Some(Cell::Text(text)) => Ok(Some(text)),
            Some(Cell::Null) => Ok(None),
            other => Err(odd("text", other)),
        }
    }

    pub(crate) fn bytes(&mut self) -> Result<Vec<u8>> {
        self.bytes_or_none()?.ok_or_else(|| odd("bytes", Some(Cell::Null)))
    }

    pub(crate) fn bytes_or_none(&mut self) -> Result<Option<Vec<u8>>> {
        match self.next() {
            Some(Cell::Bytes(bytes)) => Ok(Some(bytes)),
            Some(Cell::Null) => Ok(None),
            other => Err(odd("bytes", other)),
        }
    }

    pub(crate) fn time(&mut self) -> Result<Timestamp> {
        self.time_or_none()?.ok_or_else(|| odd("a moment", Some(Cell::Null)))
    }

    pub(crate) fn time_or_none(&mut self) -> Result<Option<Timestamp>> {
        let read = |us| moment(us).ok_or_else(|| odd("a moment", Some(Cell::Int(us))));
        self.int_or_none()?.map(read).transpose()
    }

    pub(crate) fn id(&mut self) -> Result<Id> {
        self.text().map(Id::known)
    }

    pub(crate) fn id_or_none(&mut self) -> Result<Option<Id>> {
        Ok(self.text_or_none()?.map(Id::known))
    }

    pub(crate) fn code(&mut self) -> Result<Code> {
        self.text().map(|text| Code::new(&text))
    }

    pub(crate) fn date_or_none(&mut self) -> Result<Option<Date>> {
        let read = |text: String| text.parse().map_err(|_| odd("a date", Some(Cell::Text(String::new()))));
        self.text_or_none()?.map(read).transpose()
    }
}
