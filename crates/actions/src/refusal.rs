use std::fmt;

use jiff::Timestamp;
use store::StoreError;
use vocabulary::{Finding, Findings, Place};

/// Why an act was not done. None of them says more than its reader may know.
#[derive(Debug)]
pub enum Refusal {
    /// Nobody is signed in, and somebody who is might.
    SignInFirst,
    /// It is known to the actor, and not theirs to change.
    Forbidden,
    /// There is no such thing, or the actor may not know of it: the two are told alike.
    NotFound,
    /// Somebody else changed it first.
    Stale {
        /// The version that is there now.
        current_version: i64,
    },
    /// Not in this state: what can be done instead, in words.
    WrongState {
        /// The acts that are open now.
        allowed: Vec<&'static str>,
    },
    /// What was sent can't be used; every finding.
    Invalid(Findings),
    /// The e-mail address or the password is wrong, or the account is closed: the three are told alike.
    WrongCredentials,
    /// Too many attempts to sign in.
    TryLater {
        /// From when on it can be tried again.
        from: Timestamp,
    },
    /// The database could not do it.
    Store(StoreError),
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Stale { current_version } => Refusal::Stale { current_version },
            StoreError::Missing { .. } => Refusal::NotFound,
            StoreError::Refused { why } => Refusal::Invalid(vec![
                Finding::error("cannot-keep", Place::default(), why)
                    .expected("text without NUL that isn't too long, and names of things that are there")
                    .action("Correct what was sent."),
            ]),
            other => Refusal::Store(other),
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::SignInFirst => f.write_str("sign in first"),
            Refusal::Forbidden => f.write_str("you may not do this"),
            Refusal::NotFound => f.write_str("there is no such thing"),
            Refusal::Stale { .. } => f.write_str("somebody else changed it first"),
            Refusal::WrongState { allowed } => write!(f, "not now; what can be done: {}", allowed.join(", ")),
            Refusal::Invalid(findings) => write!(f, "{} things are wrong with it", findings.len()),
            Refusal::WrongCredentials => f.write_str("the e-mail address or the password is wrong"),
            Refusal::TryLater { from } => write!(f, "too many attempts; try again after {from}"),
            Refusal::Store(error) => write!(f, "{error}"),
        }
    }
}

impl std::error::Error for Refusal {}
