use std::path::Path;

use actions::acts;
use clap::{Args, Subcommand};
use vocabulary::{Finding, Place};

use super::Context;
use crate::answered::Answered;
use crate::database::Database;

/// What is taken out.
#[derive(Debug, Clone, Args)]
pub(crate) struct Asked {
    #[command(flatten)]
    database: Database,
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Clone, Subcommand)]
enum What {
    /// A log of the record with its contents, up to its last head: what `verify` takes.
    Record {
        /// The log, such as ballast.example/2026; it may be left out where there is only one.
        log: Option<String>,
        /// A new file; without it the record is printed.
        #[arg(long, value_name = "FILE")]
        out: Option<String>,
    },
}

/// Takes a log out of the database.
pub(super) fn run(_context: &Context, asked: &Asked) -> Answered {
    let What::Record { log, out } = &asked.what;
    asked.database.as_operator(async |desk, operator| {
        let logs = desk.store().view().await?.record_logs().await?;
        let log = match (log, logs.as_slice()) {
            (Some(log), _) => log,
            (None, [only]) => only,
            (None, several) => {
                let finding =
                    Finding::error("which-log", Place::table("record"), format!("{} logs", several.len()))
                        .expected(if several.is_empty() {
                            "an act that is recorded".to_string()
                        } else {
                            several.join(", ")
                        })
                        .action("Name the log.");
                return Ok(Answered::refused(&vec![finding]));
            }
        };
        let record = acts::export_record(desk, operator, log).await?;
        let answered = match out {
            None => Answered::data(record.text),
            Some(path) => match write_new(Path::new(path), &record.text) {
                Ok(()) => Answered::data(format!("{log} is in {path}.\n")),
                Err(error) => return Ok(Answered::could_not(format!("{path}: {error}"))),
            },
        };
        Ok(match record.unsealed {
            0 => answered,
            several => answered.saying(format!(
                "{several} entries aren't sealed yet, and aren't in it: `ballast seal` first."
            )),
        })
    })
}

fn write_new(path: &Path, text: &str) -> std::io::Result<()> {
    std::io::Write::write_all(&mut std::fs::File::create_new(path)?, text.as_bytes())
}
