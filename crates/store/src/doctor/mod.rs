//! `doctor`: is the database what it should be? Every check says all it has to say.

mod contents;
mod server;

use vocabulary::{Finding, Findings, Place};

use crate::error::Result;
use crate::migrate::{self, Schema};
use crate::open::Store;
use crate::statement::{self, Statement};
pub(crate) use contents::{ALL, contents};
pub(crate) use server::{postgres, sqlite};

/// Works out the register's own hash from the bytes of a canonical pack; `None` when they can't be read as one.
/// Handed in, because reading packs is the work of another crate.
pub type RegisterHash = fn(&[u8]) -> Option<String>;

impl Store {
    /// Checks schema, durability, the database's own consistency, every statement, the hash of every blob, the
    /// register hash of every snapshot (if `register_hash` is given) and the audit without a gap. Reads everything
    /// once; changes nothing.
    ///
    /// Errors: when the database can't be read at all; what is wrong with it comes as findings.
    pub async fn doctor(&self, register_hash: Option<RegisterHash>) -> Result<Findings> {
        let schema = self.schema().await?;
        let mut findings: Findings = schema.finding(&self.address().to_string()).into_iter().collect();
        findings.extend(server::server(&mut self.view().await?).await?);
        if schema != Schema::Current {
            return Ok(findings);
        }
        findings.extend(self.refused_statements().await?);
        findings.extend(contents(&mut self.view().await?, register_hash).await?);
        Ok(findings)
    }

    /// Is a connection to the database protected by TLS? None of a file, which needs no connection.
    ///
    /// Errors: when the database can't be reached.
    pub async fn is_protected(&self) -> Result<Option<bool>> {
        server::is_protected(&mut self.view().await?).await
    }

    /// Every statement that the database will not prepare. With a schema of this program there is none.
    async fn refused_statements(&self) -> Result<Findings> {
        let mut findings = Vec::new();
        let own = if self.view().await?.is_sqlite() { sqlite_statements() } else { postgres_statements() };
        for statement in statement::all().chain(own) {
            // A refusal ends a transaction, so each has its own.
            let mut view = self.view().await?;
            // A connection of SQLite learns of changed tables only when it reads.
            migrate::schema(&mut view).await?;
            if let Err(refusal) = view.columns(statement.text.to_string()).await {
                findings.push(
                    Finding::error("statement-refused", Place::table(statement.name), refusal.to_string())
                        .expected("a statement that the database can prepare")
                        .action("Compare the tables with the migrations: something has changed them."),
                );
            }
        }
        Ok(findings)
    }
}

fn sqlite_statements() -> Vec<Statement> {
    [migrate::sqlite::ALL, sqlite::ALL].concat()
}

fn postgres_statements() -> Vec<Statement> {
    [migrate::postgres::ALL, postgres::ALL].concat()
}
