use jiff::Timestamp;
use store::{Id, NewAudit, NewRole};
use vocabulary::Code;

use super::add_person::{NewAccount, add};
use crate::Role;
use crate::desk::Desk;
use crate::refusal::Refusal;

/// Makes the first account of a new database, and its holder administrator of a body. Whoever can run this has the
/// database itself, so nobody has to sign in for it.
///
/// Errors: `WrongState` when somebody can sign in already; `Invalid`.
pub async fn first_administrator(
    desk: &Desk,
    new: NewAccount<'_>,
    body: &Code,
    now: Timestamp,
) -> Result<Id, Refusal> {
    let people = desk.store().view().await?.people().await?;
    if people.iter().any(|person| person.password_hash.is_some()) {
        return Err(Refusal::WrongState { allowed: vec!["add-person"] });
    }
    let person = add(desk, None, new, now).await?;
    let mut tx = desk.store().tx().await?;
    let role = NewRole {
        person: &person,
        body,
        role: Role::Administrator.word(),
        from: now,
        until: None,
        given_by: None,
    };
    let id = tx.give_role(&role, now).await?;
    let line = NewAudit {
        body: Some(body),
        act: "give-role",
        on_kind: "role",
        on_id: id.as_str(),
        ..NewAudit::default()
    };
    tx.append_audit(&line, now).await?;
    tx.commit().await?;
    Ok(person)
}
