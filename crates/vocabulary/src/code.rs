use std::borrow::Borrow;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

/// The outside world: where money goes that no body of the register receives.
pub const OUTSIDE: &str = "outside";

/// Codes that no body may take, because the ledger uses them: `outside, exchequer, centre, system`.
pub const RESERVED_CODES: [&str; 4] = [OUTSIDE, "exchequer", "centre", "system"];

/// A code of a body, a service or a row: open text without leading or trailing space, never empty.
///
/// Cheap to copy; ordered as text, which is the order in which everything is summed.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(Arc<str>);

impl Code {
    /// Makes a code from text that is known to be one. Surrounding space is removed.
    pub fn new(text: &str) -> Self {
        Code(Arc::from(text.trim()))
    }

    /// The code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Is this `*`, which stands for every body or every service?
    pub fn is_any(&self) -> bool {
        &*self.0 == "*"
    }
}

impl FromStr for Code {
    type Err = String;
    /// Errors: what a code looks like, when the text is empty or holds a control character.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        if text.is_empty() || text.chars().any(char::is_control) {
            return Err("a code: text that isn't empty".to_string());
        }
        Ok(Code::new(text))
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", &*self.0)
    }
}

impl Borrow<str> for Code {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Code {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Code {
    fn from(text: &str) -> Self {
        Code::new(text)
    }
}
