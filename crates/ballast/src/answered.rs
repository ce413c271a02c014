use std::io::Write;

use vocabulary::{Finding, Findings};

use crate::exit::Exit;
use crate::say;

/// Findings that mean that there could be no answer, yes or no: a file that can't be used, or no time.
const UNREADABLE: [&str; 5] = ["cannot-read", "missing-file", "not-a-result", "broken-row", "stopped-early"];

/// What a verb has to say: data for standard output, messages for standard error, and how it ended.
#[derive(Debug, Clone)]
pub struct Answered {
    /// Data.
    pub data: Vec<u8>,
    /// Messages.
    pub messages: String,
    /// How it ended.
    pub exit: Exit,
}

impl Answered {
    /// Data, and nothing else to say.
    pub fn data(data: impl Into<Vec<u8>>) -> Self {
        Answered { data: data.into(), messages: String::new(), exit: Exit::Done }
    }

    /// Data with findings as messages; an error among them makes the answer no.
    pub fn with(data: impl Into<Vec<u8>>, findings: &Findings) -> Self {
        let errors = findings.iter().any(Finding::is_error);
        let exit = if errors { Exit::No } else { Exit::Done };
        Answered { data: data.into(), messages: say::findings(findings), exit }
    }

    /// Findings that forbid an answer. What can't be read from disk is not the input's fault.
    pub fn refused(findings: &Findings) -> Self {
        let could_not =
            findings.iter().any(|finding| finding.is_error() && UNREADABLE.contains(&finding.code));
        let exit = if could_not { Exit::CouldNot } else { Exit::No };
        Answered { data: Vec::new(), messages: say::findings(findings), exit }
    }

    /// The command line asks for something that isn't.
    pub fn wrong_use(message: impl Into<String>) -> Self {
        Answered { data: Vec::new(), messages: message.into() + "\n", exit: Exit::WrongUse }
    }

    /// A file could not be written.
    pub fn could_not(message: impl Into<String>) -> Self {
        Answered { data: Vec::new(), messages: message.into() + "\n", exit: Exit::CouldNot }
    }

    /// Adds a message.
    pub fn saying(mut self, message: impl AsRef<str>) -> Self {
        self.messages.push_str(message.as_ref());
        self.messages.push('\n');
        self
    }

    /// Prints both and answers how it ended. A reader that went away is no error.
    pub(crate) fn print(self) -> Exit {
        let messages = std::io::stderr().write_all(self.messages.as_bytes());
        let mut out = std::io::stdout().lock();
        match out.write_all(&self.data).and_then(|()| out.flush()).and(messages) {
            Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Exit::CouldNot,
            _ => self.exit,
        }
    }
}
