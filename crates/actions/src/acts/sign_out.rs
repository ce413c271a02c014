use jiff::Timestamp;
use store::NewAudit;

use crate::actor::Actor;
use crate::desk::Desk;
use crate::operation::Operation;
use crate::permission::allow;
use crate::refusal::Refusal;
use crate::secret::Secret;

/// Ends the actor's session. One that has ended already is no error.
///
/// Errors: `SignInFirst`.
pub async fn sign_out(desk: &Desk, actor: &Actor, session: &Secret, now: Timestamp) -> Result<(), Refusal> {
    allow(actor, Operation::SignOut, None)?;
    let Some(person) = &actor.person else { return Err(Refusal::SignInFirst) };
    let mut tx = desk.store().tx().await?;
    if tx.end_session(&session.hash()).await? {
        let line = NewAudit {
            person: Some(person),
            act: "sign-out",
            on_kind: "person",
            on_id: person.as_str(),
            ..NewAudit::default()
        };
        tx.append_audit(&line, now).await?;
    }
    tx.commit().await?;
    Ok(())
}
