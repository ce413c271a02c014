use jiff::Timestamp;
use store::{Id, NewAudit, NewPerson};
use vocabulary::Code;

use crate::Role;
use crate::actor::Actor;
use crate::desk::Desk;
use crate::refusal::Refusal;

/// What stands in place of an e-mail address in the operator's account. No address is spelt so, and the account has
/// no password: nobody signs in to it.
pub(super) const ACCOUNT: &str = "operator";
const NAME: &str = "The operator, at the machine";

/// Whoever runs Ballast on the machine where the database is. They could write to the database itself, so they are
/// trusted; what they do stands in the audit under an account of its own. Only the command line makes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operator {
    /// The account that stands for them.
    pub(super) person: Id,
}

impl Operator {
    /// The operator of this database; their account is made when there is none.
    ///
    /// Errors: when the database can't be reached.
    pub async fn at_the_machine(desk: &Desk, now: Timestamp) -> Result<Operator, Refusal> {
        let mut tx = desk.store().tx().await?;
        if let Some(known) = tx.person_by_email(ACCOUNT).await? {
            return Ok(Operator { person: known.id });
        }
        let new = NewPerson { email: ACCOUNT, name: NAME, password_hash: None };
        let person = tx.add_person(&new, now).await?;
        let line = NewAudit {
            person: Some(&person),
            act: "operator",
            on_kind: "person",
            on_id: person.as_str(),
            ..NewAudit::default()
        };
        tx.append_audit(&line, now).await?;
        tx.commit().await?;
        Ok(Operator { person })
    }

    /// The operator as somebody who brings facts in for a body, and keeps accounts.
    pub fn about(&self, body: &Code) -> Actor {
        let role = |role| (body.clone(), role);
        Actor {
            person: Some(self.person.clone()),
            name: NAME.to_string(),
            roles: vec![role(Role::DataSteward), role(Role::Administrator)],
            scope: None,
        }
    }
}
