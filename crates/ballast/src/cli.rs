//! The arguments, as clap reads them.

use clap::{Parser, Subcommand, ValueEnum};

use crate::answered::Answered;
use crate::database::Database;
use crate::exit::Exit;
use crate::verbs::{case, doctor, export, import, init, round, seal, serve, token, user};

/// Shows what a change in who provides a shared service does to everyone.
#[derive(Debug, Parser)]
#[command(name = "ballast", version, about, arg_required_else_help = true)]
pub struct Command {
    /// How to print the answer.
    #[arg(long, global = true, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// The register, where nothing else names one: a folder, zip or workbook, or the name of one that ships.
    #[arg(long, global = true, value_name = "PACK")]
    pub register: Option<String>,
    /// Largest file that is read, in megabytes.
    #[arg(long, global = true, value_name = "MB", default_value_t = 32, value_parser = clap::value_parser!(u64).range(1..=4096))]
    pub file_limit_mb: u64,
    /// What to do.
    #[command(subcommand)]
    pub verb: Verb,
}

/// How to print an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
    /// For spreadsheets.
    Csv,
}

/// One verb, one act.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Print what East and North Hertfordshire's move of 2013 does to everyone; at a terminal, then serve it.
    Demo {
        /// Print and end. So it is whenever the output isn't a terminal.
        #[arg(long, conflicts_with = "address")]
        print: bool,
        /// Serve at this address, whatever the output is.
        #[arg(long, value_name = "IP:PORT")]
        address: Option<std::net::SocketAddr>,
    },
    /// Check register packs and scenarios: all findings at once.
    Check {
        /// Folders, zips, workbooks, scenario files, or names of what ships.
        #[arg(required = true)]
        paths: Vec<String>,
    },
    /// Write an empty table, or a whole empty pack, to fill in.
    Template {
        /// The name of a table, or `pack`.
        table: String,
        /// Where to: a name ending in .csv, .zip or .xlsx; without it a table is printed.
        #[arg(long, value_name = "FILE")]
        out: Option<String>,
    },
    /// Show who buys what from whom.
    Market {
        /// Only this unit.
        #[arg(long, value_name = "CODE")]
        unit: Option<String>,
        /// Only this buyer.
        #[arg(long, value_name = "CODE")]
        buyer: Option<String>,
        /// Only this service.
        #[arg(long, value_name = "CODE")]
        service: Option<String>,
    },
    /// Run a scenario: who is hurt, by how much, and when.
    Simulate {
        /// A scenario file, `-` for standard input, or the name of one that ships.
        scenario: String,
        /// Write the result to this folder.
        #[arg(long, value_name = "DIR")]
        out: Option<String>,
        /// Show every payer rule side by side.
        #[arg(long)]
        all_rules: bool,
        /// Take in every unit of the register, not only those that the scenario can touch.
        #[arg(long)]
        whole_register: bool,
        /// Number of draws, instead of the scenario's own.
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(0..=100_000))]
        draws: Option<u32>,
        /// Run at the values that every assumption has in draw J, instead of its likely value.
        #[arg(long, value_name = "J", conflicts_with_all = ["draws", "sobol"], value_parser = clap::value_parser!(u32).range(0..100_000))]
        draw: Option<u32>,
        /// Say how far each assumption drives the answer, from N base samples: N × (assumptions + 2) pairs of runs.
        #[arg(long, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u32).range(0..=100_000))]
        sobol: u32,
    },
    /// Trace a figure of a result to its postings, and to the rows and sources behind them.
    Explain {
        /// The folder of a result.
        result: String,
        /// The figure, for example `effects/06K`; without one, the figures that can be explained.
        figure: Option<String>,
    },
    /// Run a result again and say whether every number is the same.
    Replay {
        /// The folder of a result.
        result: String,
    },
    /// Work a record, the proof of an entry, or the bundle of a case out again, and say whether anything in it was changed.
    Verify {
        /// A record (`record.jsonl`), a proof, or the bundle of a case (`case-REFERENCE.zip`).
        file: String,
        /// The record's key, NAME+ID+KEY, as you got it another way.
        #[arg(long)]
        key: Option<String>,
        /// A receipt that the record has to fit; may be given several times.
        #[arg(long = "receipt", value_name = "RECEIPT")]
        receipts: Vec<String>,
        /// A file with a head that the record has to fit; may be given several times.
        #[arg(long = "head", value_name = "FILE")]
        heads: Vec<String>,
    },
    /// Show one thing of a register, and where it is known from.
    Show {
        /// What kind of thing: a table, for example `bodies`.
        kind: String,
        /// Its key; without one, a list.
        id: Option<String>,
    },
    /// Weigh options: make, share or buy, against business as usual.
    Appraise {
        /// An appraisal file, the name of one that ships, or `-` for standard input.
        file: String,
        /// Write the answer into this folder: manifest, tables, and the workbook with live formulas.
        #[arg(long, value_name = "DIR")]
        out: Option<String>,
        /// Number of draws, instead of the file's.
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(0..=100_000))]
        draws: Option<u32>,
        /// Sensitivity indices from so many base samples.
        #[arg(long, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u32).range(0..=100_000))]
        sobol: u32,
    },
    /// What several pending cases do together: the smallest sets that bring a failure about.
    Joint {
        /// Scenario files, or names of scenarios that ship; each is one case.
        #[arg(required = true, value_name = "SCENARIO")]
        scenarios: Vec<String>,
        /// fails (a unit's reserve), critical-mass (a service), leaves (anyone further), or all.
        #[arg(long, value_name = "FAILURE", default_value = "all")]
        failure: String,
        /// Sets up to this size are tried one by one, whatever else is found.
        #[arg(long, value_name = "N", default_value_t = 4, value_parser = clap::value_parser!(u8).range(1..=16))]
        size: u8,
        /// Most sets that are tried for one failure of one unit, instead of 12,000 month by month and 250,000 at rest.
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=100_000_000))]
        sets: Option<u64>,
        /// Also who pays under every payer rule, if all cases go ahead.
        #[arg(long)]
        all_rules: bool,
    },
    /// Say whether there are prices that nobody gains by leaving: of a unit, or of a table of groups.
    Prices {
        /// The unit, by its code.
        unit: Option<String>,
        /// Only this service of the unit.
        #[arg(long, value_name = "CODE")]
        service: Option<String>,
        /// Instead of a unit: a table `group,cost_gbp` (members joined by `+`), or `-` for standard input.
        #[arg(long, value_name = "FILE")]
        coalitions: Option<String>,
        /// With --coalitions: nucleolus (if nothing is said), prenucleolus, per-capita-nucleolus, proportional-nucleolus, shapley, least-core or scrb.
        #[arg(long, value_name = "METHOD")]
        method: Option<String>,
        /// With --coalitions: the amounts are savings or worth, so that more is better.
        #[arg(long)]
        savings: bool,
        /// With --coalitions: a group without a row gets the sum of its best parts.
        #[arg(long)]
        additive: bool,
    },
    /// The business case.
    Case {
        /// What to do with it.
        #[command(subcommand)]
        act: CaseAct,
    },
    /// Rounds that assure units.
    Round {
        /// What to do with them.
        #[command(subcommand)]
        act: round::Act,
    },
    /// Sign a head over every entry of the record that has none.
    Seal(seal::Asked),
    /// Take something out of the database, as a file.
    Export(export::Asked),
    /// Serve Ballast to a team, in the browser and as an API.
    Serve(serve::Asked),
    /// Make the database, and the first account.
    Init(init::Asked),
    /// Bring the database to this version's schema.
    Migrate(Database),
    /// Write everything that the database holds to one new file, while it is in use.
    Backup {
        /// The new file.
        file: String,
        #[command(flatten)]
        database: Database,
    },
    /// Read a backup into a new, empty database.
    Restore {
        /// The backup.
        file: String,
        #[command(flatten)]
        database: Database,
    },
    /// Check that the database is what it should be; nothing is changed.
    Doctor(doctor::Asked),
    /// Accounts and their roles.
    User(user::Asked),
    /// Tokens of the API.
    Token(token::Asked),
    /// Check a register pack against the register of a body, and with --apply make it the one that counts.
    Import(import::Asked),
    /// Write templates, schemas and documentation of the tables.
    #[command(hide = true)]
    Schema {
        /// The folder to write to.
        #[arg(long, default_value = "docs/schema")]
        out: String,
        /// Write the description of the API instead.
        #[arg(long)]
        api: bool,
        /// Write nothing; say which files differ.
        #[arg(long)]
        check: bool,
    },
}

/// What can be done with a case.
#[derive(Debug, Subcommand)]
pub enum CaseAct {
    /// Write the skeleton of a case from a result.
    Draft {
        /// The folder of a result.
        result: String,
        /// The folder to write `case.md` and `case.html` to; without it the Markdown is printed.
        #[arg(long, value_name = "DIR")]
        out: Option<String>,
    },
    /// A case of a server.
    #[command(flatten)]
    Kept(case::Act),
}

/// Reads the arguments. Errors: help and version (which are answers), or wrong use.
pub fn parse() -> Result<Command, Answered> {
    Command::try_parse().map_err(|error| {
        let text = error.render().to_string();
        if error.use_stderr() {
            Answered { data: Vec::new(), messages: text, exit: Exit::WrongUse }
        } else {
            Answered::data(text)
        }
    })
}
