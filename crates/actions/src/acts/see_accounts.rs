use jiff::Timestamp;
use store::Held;

use crate::actor::Actor;
use crate::desk::Desk;
use crate::operation::Operation;
use crate::permission::allow;
use crate::refusal::Refusal;

/// One account, without its password hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its name in the store.
    pub id: store::Id,
    /// One more at each change of the account or of its roles.
    pub version: i64,
    /// E-mail address.
    pub email: String,
    /// What to call them.
    pub name: String,
    /// From when it can't be used.
    pub closed: Option<Timestamp>,
    /// The roles that they hold now.
    pub roles: Vec<Held>,
}

/// Every account with its roles, by e-mail address.
///
/// Errors: `Forbidden`.
pub async fn see_accounts(desk: &Desk, actor: &Actor, now: Timestamp) -> Result<Vec<Account>, Refusal> {
    allow(actor, Operation::SeeAccounts, None)?;
    let mut view = desk.store().view().await?;
    let mut accounts = Vec::new();
    for person in view.people().await? {
        let roles = view.roles_of_person(&person.id, now).await?;
        accounts.push(Account {
            id: person.id,
            version: person.version,
            email: person.email,
            name: person.name,
            closed: person.closed,
            roles,
        });
    }
    Ok(accounts)
}
