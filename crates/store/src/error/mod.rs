mod trouble;

use std::fmt;

use vocabulary::Finding;

pub(crate) use trouble::{locked, not_an_address, not_found, told, told_at};

/// What the store answers: a value, or why there is none.
pub type Result<T> = std::result::Result<T, StoreError>;

/// Why the store did not do what was asked. After `Stale` and `Missing` an act may go on; after any other error it
/// can only be dropped, and nothing of it is kept.
#[derive(Debug)]
pub enum StoreError {
    /// The database can't be used as it is; the finding says why and what somebody can do.
    Unusable(Box<Finding>),
    /// Somebody else changed it first. Nothing was written.
    Stale {
        /// The version that is there now.
        current_version: i64,
    },
    /// There is no such thing.
    Missing {
        /// The noun: "draft", "person".
        what: &'static str,
        /// Which one was asked for.
        id: String,
    },
    /// There is one of that name already, where only one may be.
    Taken {
        /// What the database says about it: names of table and column, never values.
        why: String,
    },
    /// A value that can't be kept, or a change that is never made.
    Refused {
        /// Why, in words for a developer.
        why: String,
    },
    /// The database failed, or holds what Ballast did not write.
    Failed {
        /// What was seen.
        why: String,
    },
}

impl StoreError {
    pub(crate) fn unusable(finding: Finding) -> Self {
        StoreError::Unusable(Box::new(finding))
    }

    pub(crate) fn missing(what: &'static str, id: impl fmt::Display) -> Self {
        StoreError::Missing { what, id: id.to_string() }
    }

    pub(crate) fn refused(why: impl Into<String>) -> Self {
        StoreError::Refused { why: why.into() }
    }

    pub(crate) fn failed(why: impl Into<String>) -> Self {
        StoreError::Failed { why: why.into() }
    }

    /// The finding, when it is one that a person can do something about.
    pub fn finding(&self) -> Option<&Finding> {
        match self {
            StoreError::Unusable(finding) => Some(finding),
            _ => None,
        }
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StoreError::Unusable(finding) => write!(f, "{finding}"),
            StoreError::Stale { current_version } => {
                write!(f, "somebody else changed it first; it is at version {current_version} now")
            }
            StoreError::Missing { what, id } => write!(f, "there is no {what} `{id}`"),
            StoreError::Taken { why } => write!(f, "there is one already: {why}"),
            StoreError::Refused { why } => write!(f, "refused: {why}"),
            StoreError::Failed { why } => write!(f, "the database failed: {why}"),
        }
    }
}

impl std::error::Error for StoreError {}
