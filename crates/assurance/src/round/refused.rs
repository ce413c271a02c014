use std::fmt;

use super::act::ActKind;
use super::guard::Guard;
use super::state::State;

/// Why an act isn't done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// Somebody in this role at this body doesn't do this. Says nothing of the state.
    NotYours {
        /// The act.
        act: ActKind,
    },
    /// Not in this state.
    NotNow {
        /// The act.
        act: ActKind,
        /// The state, as it is shown to who asks.
        state: State,
    },
    /// Something that must be so isn't.
    NotSo {
        /// The act.
        act: ActKind,
        /// Every guard that failed.
        guards: Vec<Guard>,
    },
    /// The round doesn't assess such a unit.
    NoSuchUnit,
}

impl Refused {
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
            Refused::NotYours { act } => write!(f, "“{act}” is done by somebody else."),
            Refused::NotNow { act, state } => {
                write!(f, "“{act}” can't be done now: the round is at “{}”.", state.title())
            }
            Refused::NotSo { act, guards } => {
                let must: Vec<_> = guards.iter().map(|guard| guard.word()).collect();
                write!(f, "“{act}” needs that {}.", must.join("; and that "))
            }
            Refused::NoSuchUnit => f.write_str("The round doesn't assess such a unit."),
        }
    }
}

impl std::error::Error for Refused {}
