use std::fmt;

use crate::act_kind::ActKind;
use crate::guard::Guard;
use crate::state::State;

/// Why an act isn't done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// Somebody in this role at this body doesn't do this act in this case. Says nothing of the state.
    NotYours {
        /// The act.
        act: ActKind,
        /// What it may do now.
        open: Vec<ActKind>,
    },
    /// Not in this state.
    NotNow {
        /// The act.
        act: ActKind,
        /// The state, as it is shown to who asks.
        state: State,
        /// What it may do now.
        open: Vec<ActKind>,
    },
    /// Something that must be so isn't.
    NotSo {
        /// The act.
        act: ActKind,
        /// Every guard that failed.
        guards: Vec<Guard>,
        /// What it may do now.
        open: Vec<ActKind>,
    },
}

impl Refused {
    /// What the one who asked may do now.
    pub fn open(&self) -> &[ActKind] {
        match self {
            Refused::NotYours { open, .. } | Refused::NotNow { open, .. } | Refused::NotSo { open, .. } => {
                open
            }
        }
    }

    /// Every guard that failed.
    pub fn guards(&self) -> &[Guard] {
        match self {
            Refused::NotSo { guards, .. } => guards,
            _ => &[],
        }
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refused::NotYours { act, .. } => write!(f, "“{act}” is done by somebody else.")?,
            Refused::NotNow { act, state, .. } => {
                write!(f, "“{act}” can't be done now: the case is at “{}”.", state.title())?;
            }
            Refused::NotSo { act, guards, .. } => {
                let must: Vec<_> = guards.iter().map(|guard| guard.word()).collect();
                write!(f, "“{act}” needs that {}.", must.join("; and that "))?;
            }
        }
        let open: Vec<_> = self.open().iter().map(|act| act.word()).collect();
        match open.is_empty() {
            true => f.write_str(" Nothing is open to you now."),
            false => write!(f, " Open to you now: {}.", open.join(", ")),
        }
    }
}

impl std::error::Error for Refused {}
