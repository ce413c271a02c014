use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;

use crate::error::{Result, StoreError};

/// The name of a stored thing: a UUID of version 7, which begins with its moment and is random in the rest.
/// Later ones sort after earlier ones. It is no secret.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(String);

impl Id {
    /// A new id of a moment. This is the one place where ids are made.
    ///
    /// Errors: when the machine gives no random bytes.
    pub fn new(now: Timestamp) -> Result<Id> {
        let mut bytes = [0_u8; 16];
        getrandom::fill(&mut bytes).map_err(|e| StoreError::failed(format!("no random bytes: {e}")))?;
        let millisecond = u64::try_from(now.as_millisecond()).unwrap_or(0);
        bytes[..6].copy_from_slice(&millisecond.to_be_bytes()[2..]);
        bytes[6] = 0x70 | (bytes[6] & 0x0f);
        bytes[8] = 0x80 | (bytes[8] & 0x3f);
        let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(Id([&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// An id that the database holds.
    pub(crate) fn known(text: String) -> Id {
        Id(text)
    }
}

impl FromStr for Id {
    type Err = StoreError;

    /// Errors: when it doesn't have the shape of an id, so there can be nothing of that name.
    fn from_str(text: &str) -> Result<Id> {
        let shaped = text.len() == 36
            && text.bytes().enumerate().all(|(at, byte)| match at {
                8 | 13 | 18 | 23 => byte == b'-',
                _ => matches!(byte, b'0'..=b'9' | b'a'..=b'f'),
            });
        if shaped { Ok(Id(text.to_string())) } else { Err(StoreError::refused("not an id")) }
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn later_ids_sort_later_and_read_back() {
        let at = |ms| Id::new(Timestamp::from_millisecond(ms).unwrap()).unwrap();
        let (early, late) = (at(1_000), at(1_795_000_000_000));
        assert!(early < late);
        assert_eq!(early.to_string().parse::<Id>().unwrap(), early);
        assert_eq!(&late.as_str()[14..15], "7");
        assert_ne!(at(5), at(5));
    }

    #[test]
    fn other_text_is_no_id() {
        for text in ["", "1", "../../etc/passwd", "0193A1B2-0000-7000-8000-000000000000"] {
            assert!(text.parse::<Id>().is_err(), "{text}");
        }
    }
}
