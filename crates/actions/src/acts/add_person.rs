use jiff::Timestamp;
use store::{Id, NewAudit, NewPerson, StoreError};
use vocabulary::{Finding, Place};

use super::change_password::check_password;
use crate::actor::Actor;
use crate::desk::Desk;
use crate::operation::Operation;
use crate::permission::allow;
use crate::refusal::Refusal;

/// An account to be made.
#[derive(Debug, Clone, Copy)]
pub struct NewAccount<'a> {
    /// Their e-mail address; nobody else's.
    pub email: &'a str,
    /// What to call them.
    pub name: &'a str,
    /// Their first password; they change it themselves.
    pub password: &'a str,
}

/// Makes an account. It holds no role yet.
///
/// Errors: `Forbidden`; `Invalid` when something is missing, or the e-mail address is taken.
pub async fn add_person(
    desk: &Desk,
    actor: &Actor,
    new: NewAccount<'_>,
    now: Timestamp,
) -> Result<Id, Refusal> {
    allow(actor, Operation::AddPerson, None)?;
    add(desk, actor.person.as_ref(), new, now).await
}

pub(super) async fn add(
    desk: &Desk,
    by: Option<&Id>,
    new: NewAccount<'_>,
    now: Timestamp,
) -> Result<Id, Refusal> {
    check(new)?;
    let hash = desk.hash_password(new.password).await?;
    let person = NewPerson { email: new.email, name: new.name.trim(), password_hash: Some(&hash) };
    let mut tx = desk.store().tx().await?;
    let id = match tx.add_person(&person, now).await {
        Err(StoreError::Taken { .. }) => return Err(taken(new.email)),
        other => other?,
    };
    let line = NewAudit {
        person: by,
        act: "add-person",
        on_kind: "person",
        on_id: id.as_str(),
        ..NewAudit::default()
    };
    tx.append_audit(&line, now).await?;
    tx.commit().await?;
    Ok(id)
}

fn check(new: NewAccount<'_>) -> Result<(), Refusal> {
    let mut findings = Vec::new();
    let (email, name) = (new.email.trim(), new.name.trim());
    let shaped = email.split_once('@').is_some_and(|(who, at)| !who.is_empty() && !at.is_empty());
    if !shaped || email.len() > 320 || email.contains(char::is_whitespace) {
        findings.push(
            Finding::error("email-address", Place::cell("account", "", "email"), format!("{email:?}"))
                .expected("an e-mail address")
                .action("Correct it."),
        );
    }
    if name.is_empty() || name.chars().count() > 200 {
        let seen = format!("{} characters", name.chars().count());
        findings.push(
            Finding::error("account-name", Place::cell("account", "", "name"), seen)
                .expected("a name of at most 200 characters")
                .action("Say what to call them."),
        );
    }
    if let Err(Refusal::Invalid(more)) = check_password(new.password) {
        findings.extend(more);
    }
    if findings.is_empty() { Ok(()) } else { Err(Refusal::Invalid(findings)) }
}

fn taken(email: &str) -> Refusal {
    Refusal::Invalid(vec![
        Finding::error("email-taken", Place::cell("account", "", "email"), format!("{email:?}"))
            .expected("an e-mail address that has no account yet")
            .action("Look the account up, or use another address."),
    ])
}
