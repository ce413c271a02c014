//! The command line of Ballast: reads arguments, loads registers and scenarios, calls the engines and
//! prints. No rule of the domain lives here.

mod answered;
mod check_page;
mod cli;
mod database;
mod exit;
mod explain;
mod folder;
mod interrupt;
mod listed;
mod listing;
mod load;
mod mailer;
mod prices_page;
mod progress;
mod record_key;
pub mod report;
mod review;
mod say;
mod secrets;
mod serving;
pub mod shipped;
mod show_page;
mod text;
mod verbs;

use std::process::ExitCode;

pub use exit::Exit;
pub use load::Loader;

/// Runs the command line and says how it ended.
pub fn main() -> ExitCode {
    let answered = match cli::parse() {
        Ok(command) => verbs::run(command),
        Err(answered) => answered,
    };
    answered.print().into()
}
