use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use crate::error::{StoreError, not_an_address};

/// Where a database is. Shown without its password.
#[derive(Clone, PartialEq, Eq)]
pub enum Address {
    /// One file of SQLite.
    File(PathBuf),
    /// SQLite in memory: gone when it is closed.
    Memory,
    /// A PostgreSQL server, as a whole URL.
    Postgres(String),
}

impl Address {
    /// Does it say how far its connections are to be protected? Without, the driver's own choice holds: TLS when the
    /// server has it, whoever the server is, and none when it hasn't.
    pub fn names_sslmode(&self) -> bool {
        let Address::Postgres(url) = self else { return true };
        let settings = url.split_once('?').map(|(_, settings)| settings).unwrap_or_default();
        settings.split('&').any(|one| one.starts_with("sslmode=") || one.starts_with("ssl-mode="))
    }
}

impl FromStr for Address {
    type Err = StoreError;

    /// Reads `postgres://…`, `postgresql://…`, `sqlite::memory:`, `sqlite:FILE`, `sqlite://FILE`, or a path alone.
    ///
    /// Errors: `database-address` when it is empty or of a kind that isn't known.
    fn from_str(text: &str) -> Result<Self, StoreError> {
        let text = text.trim();
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Ok(Address::Postgres(text.to_string()));
        }
        let path = match text.strip_prefix("sqlite:") {
            Some(":memory:") => return Ok(Address::Memory),
            Some(rest) => rest.strip_prefix("//").unwrap_or(rest),
            None if text.contains("://") => {
                let kind = text.split("://").next().unwrap_or_default();
                return Err(bad_address(&format!("a database of the kind `{kind}`")));
            }
            None => text,
        };
        if path.is_empty() || path.contains('\0') {
            return Err(bad_address("no path"));
        }
        Ok(Address::File(PathBuf::from(path)))
    }
}

fn bad_address(seen: &str) -> StoreError {
    StoreError::unusable(not_an_address("database", seen))
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Address::File(path) => write!(f, "{}", path.display()),
            Address::Memory => f.write_str("sqlite::memory:"),
            Address::Postgres(url) => f.write_str(&without_secrets(url)),
        }
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// A URL without user, password and settings: what may stand in a message.
fn without_secrets(url: &str) -> String {
    let (scheme, rest) = url.split_once("://").unwrap_or(("postgres", url));
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    let place = rest.rsplit_once('@').map_or(rest, |(_, place)| place);
    format!("{scheme}://{place}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Address> {
        text.parse().ok()
    }

    #[test]
    fn every_way_to_write_an_address() {
        let file = |path: &str| Some(Address::File(PathBuf::from(path)));
        assert_eq!(read("ballast.db"), file("ballast.db"));
        assert_eq!(read(" /srv/a b.db "), file("/srv/a b.db"));
        assert_eq!(read("sqlite:x.db"), file("x.db"));
        assert_eq!(read("sqlite:///srv/x.db"), file("/srv/x.db"));
        assert_eq!(read("sqlite::memory:"), Some(Address::Memory));
        let url = "postgresql://u:p@h:1/d";
        assert_eq!(read(url), Some(Address::Postgres(url.into())));
    }

    #[test]
    fn what_protects_a_connection_is_named_or_not() {
        let names = |text: &str| read(text).unwrap().names_sslmode();
        assert!(names("ballast.db") && names("sqlite::memory:"), "a file needs no connection");
        assert!(names("postgres://h/d?application_name=b&sslmode=verify-full"));
        assert!(!names("postgres://sslmode=x@h/d") && !names("postgres://h/d?x=sslmode=require"));
    }

    #[test]
    fn what_is_no_address_is_a_finding() {
        for text in ["", "sqlite:", "mysql://host/base", "https://example.org"] {
            let error = text.parse::<Address>().unwrap_err();
            assert_eq!(error.finding().unwrap().code, "database-address", "{text}");
        }
    }

    #[test]
    fn a_password_is_never_shown() {
        for url in [
            "postgres://me:s3@cret@host:5/db",
            "postgres://host/db?user=me&password=s3@cret",
            "mysql://me:s3cret@h",
        ] {
            let shown = match url.parse::<Address>() {
                Ok(address) => format!("{address} {address:?}"),
                Err(error) => format!("{error} {error:?}"),
            };
            assert!(!shown.contains("cret") && !shown.contains("me:"), "{shown}");
        }
    }
}
