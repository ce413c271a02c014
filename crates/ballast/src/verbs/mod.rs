//! One file a verb.

mod appraise;
mod backup;
pub(crate) mod by;
pub(crate) mod case;
mod case_draft;
mod check;
mod coalitions;
mod demo;
pub(crate) mod doctor;
mod explain;
pub(crate) mod export;
pub(crate) mod import;
pub(crate) mod init;
mod joint;
mod market;
mod migrate;
mod prices;
mod replay;
mod restore;
pub(crate) mod round;
mod schema;
pub(crate) mod seal;
pub(crate) mod serve;
mod show;
mod simulate;
mod template;
pub(crate) mod token;
pub(crate) mod user;
mod verify;

use exchange::Limits;

use crate::answered::Answered;
use crate::cli::{CaseAct, Command, Format, Verb};
use crate::load::Loader;

/// What every verb is told.
pub(crate) struct Context {
    /// Reads registers and scenarios within limits.
    pub loader: Loader,
    /// How to print.
    pub format: Format,
    /// The register named on the command line.
    pub register: Option<String>,
    /// May headings be bold?
    pub colour: bool,
}

/// Does what the command line asks.
pub(crate) fn run(command: Command) -> Answered {
    let limits =
        Limits { file_bytes_max: command.file_limit_mb.saturating_mul(1024 * 1024), ..Limits::default() };
    let context = Context {
        loader: Loader { limits },
        format: command.format,
        register: command.register,
        colour: colour(),
    };
    match command.verb {
        Verb::Demo { print, address } => demo::run(&context, print, address),
        Verb::Simulate { scenario, out, all_rules, whole_register, draws, draw, sobol } => {
            let asked =
                simulate::Asked { scenario, out, all_rules, whole_register, draws, draw, samples: sobol };
            simulate::run(&context, &asked)
        }
        Verb::Check { paths } => check::run(&context, &paths),
        Verb::Template { table, out } => template::run(&context, &table, out.as_deref()),
        Verb::Market { unit, buyer, service } => {
            market::run(&context, &market::Filters { unit, buyer, service })
        }
        Verb::Explain { result, figure } => explain::run(&context, &result, figure.as_deref()),
        Verb::Replay { result } => replay::run(&context, &result),
        Verb::Verify { file, key, receipts, heads } => {
            verify::run(&context, &verify::Asked { file, key, receipts, heads })
        }
        Verb::Show { kind, id } => show::run(&context, &kind, id.as_deref()),
        Verb::Prices { unit, service, coalitions, method, savings, additive } => {
            prices::run(&context, prices::Asked { unit, service, coalitions, method, savings, additive })
        }
        Verb::Joint { scenarios, failure, size, sets, all_rules } => {
            joint::run(&context, &joint::Asked { scenarios, failure, size, sets, all_rules })
        }
        Verb::Case { act: CaseAct::Draft { result, out } } => {
            case_draft::run(&context, &result, out.as_deref())
        }
        Verb::Case { act: CaseAct::Kept(act) } => case::run(&context, act),
        Verb::Round { act } => round::run(&context, act),
        Verb::Appraise { file, out, draws, sobol } => {
            appraise::run(&context, &appraise::Asked { file, out, draws, samples: sobol })
        }
        Verb::Export(asked) => export::run(&context, &asked),
        Verb::Seal(asked) => seal::run(&context, &asked),
        Verb::Serve(asked) => serve::run(&context, &asked),
        Verb::Init(asked) => init::run(&context, &asked),
        Verb::Migrate(database) => migrate::run(&context, &database),
        Verb::Backup { file, database } => backup::run(&context, &file, &database),
        Verb::Restore { file, database } => restore::run(&context, &file, &database),
        Verb::Doctor(asked) => doctor::run(&context, &asked),
        Verb::User(asked) => user::run(&context, asked),
        Verb::Token(asked) => token::run(&context, asked),
        Verb::Import(asked) => import::run(&context, &asked),
        Verb::Schema { out, api, check } => schema::run(&out, api, check),
    }
}

/// Bold only for a person at a terminal who hasn't asked for none.
fn colour() -> bool {
    use std::io::IsTerminal;
    std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}
