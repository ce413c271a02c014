use store::{Id, Person, Tx};

use crate::refusal::Refusal;

/// An account as whoever changes it knows it: which one, and in which version they saw it. An act about an account or
/// its roles that was decided on looking at an older version is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known<'a> {
    /// Which one.
    pub id: &'a Id,
    /// The version that was looked at; none for who looks at nothing first, as the operator's command does.
    pub seen: Option<i64>,
}

impl<'a> From<&'a Id> for Known<'a> {
    fn from(id: &'a Id) -> Self {
        Known { id, seen: None }
    }
}

impl<'a> From<(&'a Id, i64)> for Known<'a> {
    fn from((id, seen): (&'a Id, i64)) -> Self {
        Known { id, seen: Some(seen) }
    }
}

impl Known<'_> {
    /// The account, if nobody has changed it since.
    ///
    /// Errors: `NotFound`; `Stale`.
    pub(super) async fn unchanged(&self, tx: &mut Tx) -> Result<Person, Refusal> {
        let person = tx.person(self.id).await?.ok_or(Refusal::NotFound)?;
        match self.seen {
            Some(seen) if seen != person.version => Err(Refusal::Stale { current_version: person.version }),
            _ => Ok(person),
        }
    }
}
