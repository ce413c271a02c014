use std::process::ExitCode;

/// How a verb ended. The numbers are part of the command line's contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Done; or the answer is yes. Warnings end so too.
    Done,
    /// The answer is no: a finding of severity error, not verified, differs.
    No,
    /// The command line was wrong.
    WrongUse,
    /// It could not be done: a file, the network.
    CouldNot,
    /// The role or the state doesn't allow it.
    Refused,
    /// Somebody else changed it first.
    Conflict,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(match exit {
            Exit::Done => 0,
            Exit::No => 1,
            Exit::WrongUse => 2,
            Exit::CouldNot => 3,
            Exit::Refused => 4,
            Exit::Conflict => 5,
        })
    }
}
