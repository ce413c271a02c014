//! What databases say, told as what somebody can do about it.

use sqlx::error::{DatabaseError, ErrorKind};
use vocabulary::{Finding, Place};

use super::StoreError;

/// An error of a database that is open.
pub(crate) fn told(error: sqlx::Error) -> StoreError {
    told_at("database", error)
}

/// An error of the database at an address.
pub(crate) fn told_at(place: &str, error: sqlx::Error) -> StoreError {
    let finding = match &error {
        sqlx::Error::Database(said) => return by_the_database(place, said.as_ref()),
        sqlx::Error::PoolTimedOut => locked(place, "no connection became free in time"),
        // A certificate that doesn't hold comes as data that can't be read.
        sqlx::Error::Io(why) if why.kind() == std::io::ErrorKind::InvalidData => {
            no_tls(place, &error.to_string())
        }
        sqlx::Error::Io(_) => not_reached(place, &error.to_string()),
        sqlx::Error::Tls(_) => no_tls(place, &error.to_string()),
        sqlx::Error::Configuration(_) => not_an_address(place, &error.to_string()),
        _ => return StoreError::failed(error.to_string()),
    };
    StoreError::unusable(finding)
}

fn by_the_database(place: &str, said: &dyn DatabaseError) -> StoreError {
    let seen = said.message();
    match said.kind() {
        ErrorKind::UniqueViolation => return StoreError::Taken { why: seen.to_string() },
        ErrorKind::ForeignKeyViolation => {
            return StoreError::refused(format!(
                "it names something that isn't there, or is still named: {seen}"
            ));
        }
        ErrorKind::NotNullViolation | ErrorKind::CheckViolation => return StoreError::refused(seen),
        _ => {}
    }
    let code = said.code().unwrap_or_default();
    let finding = match code.parse::<u32>() {
        Ok(number) if code.len() != 5 => by_sqlite(place, number, seen),
        _ => by_postgres(place, &code, seen),
    };
    finding.map_or_else(|| by_trigger(&code, seen), StoreError::unusable)
}

/// A trigger of ours that guards what is never changed; or something unforeseen.
fn by_trigger(code: &str, seen: &str) -> StoreError {
    match code {
        "1811" | "P0001" => StoreError::refused(seen),
        _ => StoreError::failed(format!("{seen} ({code})")),
    }
}

/// Result codes of SQLite; the low eight bits are the kind.
fn by_sqlite(place: &str, code: u32, seen: &str) -> Option<Finding> {
    Some(match code & 0xff {
        5 | 6 => locked(place, seen),
        8 => read_only(place, seen),
        11 => damaged(place, seen),
        26 => not_a_database(place, seen),
        13 => full(place, seen),
        10 | 14 => not_reached(place, seen),
        _ => return None,
    })
}

/// States of PostgreSQL; the first two characters are the class.
fn by_postgres(place: &str, state: &str, seen: &str) -> Option<Finding> {
    Some(match state {
        "3D000" => not_found(place, seen),
        "28P01" | "28000" | "42501" => forbidden(place, seen),
        "55P03" | "40P01" | "25P03" | "53300" => locked(place, seen),
        "25006" => read_only(place, seen),
        "53100" => full(place, seen),
        "XX001" | "XX002" => damaged(place, seen),
        "57P01" | "57P02" | "57P03" => not_reached(place, seen),
        _ => return None,
    })
}

pub(crate) fn not_an_address(place: &str, seen: &str) -> Finding {
    Finding::error("database-address", Place::table(place), seen)
        .expected("a file, `sqlite:FILE`, `sqlite::memory:`, or `postgres://USER@HOST/DATABASE`")
        .action("Correct the address of the database.")
}

pub(crate) fn not_found(place: &str, seen: &str) -> Finding {
    Finding::error("database-not-found", Place::table(place), seen)
        .expected("a database that is there")
        .action("Correct the address, or make the database with `init`.")
}

fn not_reached(place: &str, seen: &str) -> Finding {
    Finding::error("database-not-reached", Place::table(place), seen)
        .expected("a file that can be opened, or a server that answers")
        .action("Check the address, whether the server runs, and who may reach it.")
}

fn forbidden(place: &str, seen: &str) -> Finding {
    Finding::error("database-forbidden", Place::table(place), seen)
        .expected("a user that the database lets in")
        .action("Correct user and password, or ask whoever runs the database.")
}

fn no_tls(place: &str, seen: &str) -> Finding {
    Finding::error("database-no-tls", Place::table(place), seen)
        .expected("a server that speaks TLS, with a certificate that holds as far as `sslmode` asks")
        .action("Switch TLS on at the server, name the certificate it was signed with (`sslrootcert`), or say `sslmode=prefer` if its network can be trusted.")
}

pub(crate) fn locked(place: &str, seen: &str) -> Finding {
    Finding::error("database-locked", Place::table(place), seen)
        .expected("the database to become free within the time that is waited")
        .action("Try again; if it stays so, find what else has the database open.")
}

fn read_only(place: &str, seen: &str) -> Finding {
    Finding::error("database-read-only", Place::table(place), seen)
        .expected("a database that may be written")
        .action(
            "Give the right to write to the file and its folder, or name the main server and not its copy.",
        )
}

fn full(place: &str, seen: &str) -> Finding {
    Finding::error("disk-full", Place::table(place), seen)
        .expected("room for what is written")
        .action("Make room. What was confirmed before is kept.")
}

fn damaged(place: &str, seen: &str) -> Finding {
    Finding::error("database-damaged", Place::table(place), seen)
        .expected("a database as it was written")
        .action("Stop writing, keep a copy, and restore the last backup.")
}

fn not_a_database(place: &str, seen: &str) -> Finding {
    Finding::error("not-a-database", Place::table(place), seen)
        .expected("a file that SQLite wrote, or no file yet")
        .action("Correct the address of the database.")
}
