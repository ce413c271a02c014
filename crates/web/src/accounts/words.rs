//! Words for roles, operations and moments.

use actions::{Operation, Role};
use jiff::Timestamp;

/// A role as people say it.
pub(crate) fn role_words(role: Role) -> String {
    match role {
        Role::HrLead => "HR lead".to_string(),
        other => capital(&other.word().replace('-', " ")),
    }
}

/// An operation as people say it.
pub(crate) fn operation_words(operation: Operation) -> String {
    capital(&operation.word().replace('-', " "))
}

/// A moment, to the minute.
pub(crate) fn when(moment: Timestamp) -> String {
    moment.strftime("%-d %B %Y, %H:%M UTC").to_string()
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
