use std::collections::BTreeSet;

use jiff::Timestamp;
use store::{Id, View};

use crate::actor::Actor;
use crate::desk::Desk;
use crate::refusal::Refusal;
use crate::secret::Secret;

/// The actor of a session; the public when it has ended, or its account is closed.
///
/// Errors: when the database can't be reached.
pub async fn who_has_session(desk: &Desk, session: &Secret, now: Timestamp) -> Result<Actor, Refusal> {
    let mut view = desk.store().view().await?;
    let found = view.session(&session.hash(), now).await?;
    match found.and_then(|session| session.person) {
        Some(person) => actor(&mut view, &person, now).await,
        None => Ok(Actor::public()),
    }
}

/// The actor of a token of the API: its owner, within its scope. The public when it isn't taken.
///
/// Errors: when the database can't be reached.
pub async fn who_has_token(desk: &Desk, token: &Secret, now: Timestamp) -> Result<Actor, Refusal> {
    let mut view = desk.store().view().await?;
    let Some(found) = view.api_token(&token.hash(), now).await? else { return Ok(Actor::public()) };
    let owner = actor(&mut view, &found.person, now).await?;
    let scope: BTreeSet<_> = found.scope.split(' ').filter_map(|word| word.parse().ok()).collect();
    Ok(Actor { scope: Some(scope), ..owner })
}

pub(super) async fn actor(view: &mut View, person: &Id, now: Timestamp) -> Result<Actor, Refusal> {
    let open = view.person(person).await?.filter(|person| person.closed.is_none_or(|closed| closed > now));
    let Some(person) = open else { return Ok(Actor::public()) };
    let held = view.roles_of_person(&person.id, now).await?;
    // A role that this program doesn't know allows nothing.
    let roles = held.into_iter().filter_map(|held| Some((held.body, held.role.parse().ok()?)));
    Ok(Actor { roles: roles.collect(), name: person.name, person: Some(person.id), scope: None })
}
