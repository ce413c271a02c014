use std::collections::BTreeSet;

use store::Id;
use vocabulary::Code;

use crate::Role;
use crate::operation::Operation;

/// Whoever asks, as far as a session or a token says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Actor {
    /// Who; none for the public.
    pub person: Option<Id>,
    /// What to call them; blank for the public.
    pub name: String,
    /// The roles that they hold now.
    pub roles: Vec<(Code, Role)>,
    /// What a token may be used for; none for a session, which may do all that its person may.
    pub scope: Option<BTreeSet<Operation>>,
}

impl Actor {
    /// Somebody who isn't signed in.
    pub fn public() -> Self {
        Actor::default()
    }

    /// The bodies at which they hold a role.
    pub fn bodies(&self) -> BTreeSet<&Code> {
        self.roles.iter().map(|(body, _)| body).collect()
    }

    /// Do they hold a role at a body?
    pub fn is(&self, role: Role, body: &Code) -> bool {
        self.roles.iter().any(|(at, held)| held == &role && at == body)
    }
}
