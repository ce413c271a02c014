//! What goes into a statement.

use jiff::Timestamp;
use vocabulary::{Code, Date};

use crate::error::{Result, StoreError};
use crate::id::Id;

/// A value of one of the three kinds that are kept, or nothing of that kind.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    Int(Option<i64>),
    Text(Option<String>),
    Bytes(Option<Vec<u8>>),
}

/// A moment as it is kept: whole microseconds since 1970 began, UTC. What is finer is dropped.
pub(crate) fn microseconds(at: Timestamp) -> i64 {
    at.as_microsecond()
}

/// The moment that was kept so; `None` beyond the years that can be told. (`Timestamp::from_microsecond` refuses the
/// last second of all.)
pub(crate) fn moment(us: i64) -> Option<Timestamp> {
    let nanosecond = i32::try_from(us % 1_000_000).ok()? * 1_000;
    Timestamp::new(us / 1_000_000, nanosecond).ok()
}

impl Value {
    /// PostgreSQL has no NUL in text; so neither has SQLite here.
    pub(crate) fn check(&self) -> Result<()> {
        match self {
            Value::Text(Some(text)) if text.contains('\0') => {
                Err(StoreError::refused("text with a NUL character can't be kept"))
            }
            _ => Ok(()),
        }
    }
}

/// The values of a statement, in the order of its placeholders.
macro_rules! values {
    ($($value:expr),* $(,)?) => { vec![$($crate::value::Value::from($value)),*] };
}
pub(crate) use values;

macro_rules! from {
    ($($given:ty, $name:ident => $value:expr;)*) => {
        $(impl From<$given> for Value {
            fn from($name: $given) -> Self { $value }
        })*
    };
}

from! {
    i64, number => Value::Int(Some(number));
    Option<i64>, number => Value::Int(number);
    Timestamp, at => Value::Int(Some(microseconds(at)));
    Option<Timestamp>, at => Value::Int(at.map(microseconds));
    bool, yes => Value::Int(Some(yes.into()));
    &str, text => Value::Text(Some(text.to_string()));
    Option<&str>, text => Value::Text(text.map(str::to_string));
    &String, text => Value::Text(Some(text.clone()));
    String, text => Value::Text(Some(text));
    Option<String>, text => Value::Text(text);
    &Id, id => Value::Text(Some(id.to_string()));
    Option<&Id>, id => Value::Text(id.map(Id::to_string));
    &Code, code => Value::Text(Some(code.to_string()));
    Option<&Code>, code => Value::Text(code.map(Code::to_string));
    Option<Date>, date => Value::Text(date.map(|date| date.to_string()));
    &[u8], bytes => Value::Bytes(Some(bytes.to_vec()));
    Option<&[u8]>, bytes => Value::Bytes(bytes.map(<[u8]>::to_vec));
}
