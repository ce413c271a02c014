//! The database that a verb works on: where it is, how it is opened, and how a refusal is told at a terminal.

use std::path::{Path, PathBuf};

use actions::acts::Operator;
use actions::{Desk, Refusal};
use clap::Args;
use jiff::Timestamp;
use store::{Address, Options, Store, StoreError};
use vocabulary::{Finding, Findings};

use crate::answered::Answered;
use crate::exit::Exit;
use crate::say;

/// Where the database is, when no argument says so.
const VARIABLE: &str = "BALLAST_DATABASE";
const FILE_NAME: &str = "ballast.db";

/// Which database.
#[derive(Debug, Clone, Default, Args)]
pub struct Database {
    /// A file of SQLite, or postgres://USER@HOST/DATABASE. Without it: the environment's BALLAST_DATABASE, else
    /// ballast.db in your data folder.
    #[arg(long, global = true, value_name = "FILE|URL")]
    pub database: Option<String>,
}

impl Database {
    /// Its address: as the argument says, else as the environment says, else a file in the data folder.
    ///
    /// Errors: `database-address`.
    pub(crate) fn address(&self) -> Result<Address, StoreError> {
        let told = self.database.clone().or_else(|| std::env::var(VARIABLE).ok());
        match told.filter(|told| !told.trim().is_empty()) {
            Some(told) => told.parse(),
            None => Ok(Address::File(data_folder().join(FILE_NAME))),
        }
    }

    /// Does what a verb does with a store that has this program's schema.
    pub(crate) fn with_store(&self, work: impl AsyncFnOnce(Store) -> Result<Answered, Refusal>) -> Answered {
        run(async || work(Store::open(&self.address()?, Options::default()).await?).await)
    }

    /// The same with a store whatever its schema is.
    pub(crate) fn with_any_store(
        &self,
        work: impl AsyncFnOnce(Store) -> Result<Answered, Refusal>,
    ) -> Answered {
        run(async || work(Store::connect(&self.address()?, Options::default()).await?).await)
    }

    /// The same at a desk, for the operator: what is done stands in the audit under their account.
    pub(crate) fn as_operator(
        &self,
        work: impl AsyncFnOnce(&Desk, &Operator) -> Result<Answered, Refusal>,
    ) -> Answered {
        self.with_store(async |store| {
            let desk = Desk::new(store)?;
            let operator = Operator::at_the_machine(&desk, Timestamp::now()).await?;
            work(&desk, &operator).await
        })
    }
}

/// The folder for what a user keeps: as the desktop's rules say, else the current one.
fn data_folder() -> PathBuf {
    let named =
        |variable: &str| std::env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from);
    let folder = named("XDG_DATA_HOME")
        .or_else(|| named("LOCALAPPDATA"))
        .or_else(|| named("HOME").map(|home| home.join(".local").join("share")));
    folder.map_or_else(PathBuf::new, |folder| folder.join("ballast"))
}

/// Makes the folder of a database file, if it is the one in the data folder: elsewhere it is somebody's mistake.
pub(crate) fn make_data_folder(address: &Address) -> std::io::Result<()> {
    match address {
        Address::File(path)
            if path.parent() == Some(&data_folder()) && path.parent() != Some(Path::new("")) =>
        {
            std::fs::create_dir_all(data_folder())
        }
        _ => Ok(()),
    }
}

/// Runs what a verb does with a database to its end.
pub(crate) fn run(work: impl AsyncFnOnce() -> Result<Answered, Refusal>) -> Answered {
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return Answered::could_not(error.to_string()),
    };
    runtime.block_on(work()).unwrap_or_else(|refusal| refused(&refusal))
}

/// A refusal at a terminal: its words, and how the verb ended.
pub(crate) fn refused(refusal: &Refusal) -> Answered {
    let ended = |exit: Exit, messages: String| Answered { data: Vec::new(), messages: messages + "\n", exit };
    let say = |finding: &Finding| say::findings(&vec![finding.clone()]).trim_end().to_string();
    match refusal {
        Refusal::Invalid(findings) => Answered::refused(findings),
        Refusal::NotFound => ended(Exit::No, refusal.to_string()),
        Refusal::Stale { .. } => ended(Exit::Conflict, refusal.to_string()),
        Refusal::Store(error) => {
            ended(Exit::CouldNot, error.finding().map_or_else(|| error.to_string(), say))
        }
        other => ended(Exit::Refused, other.to_string()),
    }
}

/// Findings of a database as an answer: an error among them makes it no.
pub(crate) fn ended_with(findings: &Findings) -> Exit {
    if findings.iter().any(Finding::is_error) { Exit::No } else { Exit::Done }
}
