//! What the database says about itself: is it consistent, and will it keep what it confirms?

use vocabulary::{Finding, Findings, Place};

use crate::error::Result;
use crate::statement::Statement;
use crate::tx::View;

/// What only SQLite reads.
pub(crate) mod sqlite {
    crate::statement::statements! {
        INTEGRITY = "SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'";
        ORPHANS = "SELECT \"table\" || ' names a missing row of ' || \"parent\" FROM pragma_foreign_key_check";
    }
    pub(super) const DAMAGE: &[crate::statement::Statement] = &[INTEGRITY];
    pub(super) const BROKEN: &[crate::statement::Statement] = &[ORPHANS];
    /// How it keeps what it confirms is set by us, at each connection.
    pub(super) const LOSES: &[crate::statement::Statement] = &[];
}

/// What only PostgreSQL reads.
pub(crate) mod postgres {
    crate::statement::statements! {
        UNCHECKED = "SELECT 'the constraint ' || conname || ' was never checked' FROM pg_constraint
            WHERE NOT convalidated AND connamespace = CAST(current_schema() AS regnamespace) ORDER BY 1";
        SWITCHED_OFF = "SELECT 'the trigger ' || tgname || ' is switched off' FROM pg_trigger
            JOIN pg_class ON pg_class.oid = tgrelid
            WHERE tgenabled = 'D' AND relnamespace = CAST(current_schema() AS regnamespace) ORDER BY 1";
        WEAK = "SELECT name || ' = ' || setting FROM pg_settings
            WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit') AND setting = 'off' ORDER BY 1";
        PROTECTED = "SELECT CASE WHEN ssl THEN 'yes' ELSE 'no' END FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
    }
    pub(super) const DAMAGE: &[crate::statement::Statement] = &[];
    pub(super) const TLS: crate::statement::Statement = PROTECTED;
    pub(super) const BROKEN: &[crate::statement::Statement] = &[UNCHECKED, SWITCHED_OFF];
    pub(super) const LOSES: &[crate::statement::Statement] = &[WEAK];
}

/// Is this connection to a server protected by TLS? None of a file, which needs no connection.
pub(super) async fn is_protected(view: &mut View) -> Result<Option<bool>> {
    if view.is_sqlite() {
        return Ok(None);
    }
    let said = view.list(postgres::TLS, vec![], |cells| cells.text()).await?;
    Ok(Some(said.iter().any(|word| word == "yes")))
}

/// What a database says of itself.
pub(super) async fn server(view: &mut View) -> Result<Findings> {
    let (damage, broken, loses) = match view.is_sqlite() {
        true => (sqlite::DAMAGE, sqlite::BROKEN, sqlite::LOSES),
        false => (postgres::DAMAGE, postgres::BROKEN, postgres::LOSES),
    };
    let place = || Place::table("database");
    let mut findings = Vec::new();
    for seen in said(view, damage).await? {
        findings.push(
            Finding::error("database-damaged", place(), seen)
                .expected("a database as it was written")
                .action("Stop writing, keep a copy, and restore the last backup."),
        );
    }
    for seen in said(view, broken).await? {
        findings.push(
            Finding::error("broken-reference", place(), seen)
                .expected("every row that is named to be there, and the database to see to it")
                .action("Find out what else writes to this database; restore the last backup."),
        );
    }
    for seen in said(view, loses).await? {
        findings.push(
            Finding::warning("not-durable", place(), seen)
                .expected("what is confirmed to be on disk")
                .action("Set it back, or accept that a power cut may lose the last acts."),
        );
    }
    Ok(findings)
}

async fn said(view: &mut View, statements: &[Statement]) -> Result<Vec<String>> {
    let mut all = Vec::new();
    for statement in statements {
        all.extend(view.list(*statement, vec![], |cells| cells.text()).await?);
    }
    Ok(all)
}
