//! The demonstration: a desk over a database in memory, at which anybody can be any of a few made-up people.
//! Nobody of them has a password, and no other desk knows of them.

use argon2::Params;
use jiff::Timestamp;
use store::{Id, NewAudit, NewPerson, NewRole, Store, StoreError};
use vocabulary::Code;

use crate::Role;
use crate::desk::Desk;
use crate::refusal::Refusal;

/// Somebody whom the demonstration makes up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sample {
    /// What they are called in the list to choose from.
    pub title: String,
    /// Their name; blank for the public, who has no account.
    pub name: String,
    /// What they are, and where.
    pub roles: Vec<(Code, Role)>,
}

/// A sample with its account.
#[derive(Debug, Clone)]
pub(crate) struct KnownSample {
    pub title: String,
    /// None for the public.
    pub person: Option<Id>,
}

/// No password is ever hashed at such a desk, so its cost may be the least that there is.
const LEAST_KIB: u32 = 8;

impl Desk {
    /// The desk of a demonstration. The first sample is who everybody is at first.
    ///
    /// Errors: when the database can't keep them.
    pub async fn demonstration(store: Store, samples: &[Sample], now: Timestamp) -> Result<Desk, Refusal> {
        let cost = Params::new(LEAST_KIB, 1, 1, None);
        let cost = cost.map_err(|error| StoreError::Failed { why: error.to_string() })?;
        let desk = Desk::with_cost(store, cost)?;
        let mut tx = desk.store().tx().await?;
        let mut known = Vec::new();
        for (number, sample) in samples.iter().enumerate() {
            let title = sample.title.clone();
            if sample.name.is_empty() {
                known.push(KnownSample { title, person: None });
                continue;
            }
            let email = format!("sample-{:02}@ballast.example", number + 1);
            let new = NewPerson { email: &email, name: &sample.name, password_hash: None };
            let person = tx.add_person(&new, now).await?;
            for (body, role) in &sample.roles {
                let role = role.word();
                let new = NewRole { person: &person, body, role, from: now, until: None, given_by: None };
                let id = tx.give_role(&new, now).await?;
                let line = NewAudit {
                    body: Some(body),
                    act: "give-role",
                    on_kind: "role",
                    on_id: id.as_str(),
                    ..NewAudit::default()
                };
                tx.append_audit(&line, now).await?;
            }
            known.push(KnownSample { title, person: Some(person) });
        }
        tx.commit().await?;
        Ok(desk.with_samples(known))
    }

    /// What the people are called whom anybody can be; none but in the demonstration.
    pub fn samples(&self) -> Option<Vec<String>> {
        let samples = self.known_samples()?;
        Some(samples.iter().map(|sample| sample.title.clone()).collect())
    }
}
