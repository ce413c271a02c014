use std::path::Path;

use actions::acts::{self, Confirmed, Operator};
use actions::{Actor, Desk, Refusal};
use clap::Args;
use exchange::{read_pack, read_pack_bytes, write_zip};
use jiff::Timestamp;
use register::{Change, Difference, RawPack, Register, Snapshot, differences};
use vocabulary::{Code, Finding, Findings};

use super::Context;
use super::doctor::table_of;
use crate::answered::Answered;
use crate::cli::Format;
use crate::database::{Database, ended_with};
use crate::listed::listed;
use crate::listing::{Cell, Section};
use crate::load::Loader;
use crate::{say, shipped};

/// What is to be imported, and as what.
#[derive(Debug, Clone, Args)]
pub(crate) struct Asked {
    /// A folder, zip, workbook or table, or the name of a register that ships.
    path: String,
    /// The body whose register it becomes.
    #[arg(long, value_name = "CODE")]
    body: Code,
    /// Which of its registers.
    #[arg(long)]
    name: String,
    /// Make it the register that counts. Without this, nothing is saved.
    #[arg(long)]
    apply: bool,
    #[command(flatten)]
    database: Database,
}

/// A pack as it is uploaded: a name that says what kind of file it is, and its bytes.
pub(super) struct Pack {
    file: String,
    bytes: Vec<u8>,
}

impl Pack {
    /// A pack that was read from files, as a zip.
    ///
    /// Errors: `Invalid` when it can't be written.
    pub(super) fn of_raw(name: &str, raw: &RawPack) -> Result<Pack, Refusal> {
        Ok(Pack { file: format!("{name}.zip"), bytes: write_zip(raw).map_err(Refusal::Invalid)? })
    }

    /// The pack of a path, with what was found while it was read.
    fn read(loader: &Loader, path: &str) -> Result<(Pack, Findings), Refusal> {
        if let Some((raw, findings)) = shipped::pack(path) {
            return Ok((Pack::of_raw(path, &raw)?, findings));
        }
        if Path::new(path).is_dir() {
            let (raw, findings) = read_pack(Path::new(path), &loader.limits);
            return Ok((Pack::of_raw("pack", &raw)?, findings));
        }
        let bytes = loader.bytes(path).map_err(Refusal::Invalid)?;
        let file = Path::new(path).file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok((Pack { file, bytes }, Findings::new()))
    }
}

/// Says what a pack would change in the register of a body; with `--apply` makes it the register that counts.
pub(super) fn run(context: &Context, asked: &Asked) -> Answered {
    asked.database.as_operator(async |desk, operator| {
        let (pack, mut findings) = Pack::read(&context.loader, &asked.path)?;
        let (raw, more) = read_pack_bytes(&pack.file, &pack.bytes, &context.loader.limits);
        findings.extend(more);
        let (snapshot, more) = Snapshot::of(&raw);
        findings.extend(more);
        findings.sort();
        findings.dedup();
        let changes = would_change(desk, operator, asked, &snapshot).await?;
        if findings.iter().any(Finding::is_error) {
            let sentence = "It can't be imported as it is. Nothing was saved.".to_string();
            return Ok(answer(context, sentence, &changes, &findings));
        }
        let count = changes.len();
        if !asked.apply || changes.is_empty() {
            let sentence = match count {
                0 => "It is the register that counts already.".to_string(),
                count => format!("It would change {count} rows. Nothing was saved; --apply imports it."),
            };
            return Ok(answer(context, sentence, &changes, &findings));
        }
        let actor = operator.about(&asked.body);
        let confirmed = apply(desk, &actor, &asked.body, &asked.name, &pack).await?;
        let sentence = format!(
            "{count} rows changed. It is import {} of {}/{}, register {}; receipt {}.",
            confirmed.number, asked.body, asked.name, confirmed.snapshot_hash, confirmed.receipt
        );
        Ok(answer(context, sentence, &changes, &findings))
    })
}

async fn would_change(
    desk: &Desk,
    operator: &Operator,
    asked: &Asked,
    snapshot: &Snapshot,
) -> Result<Vec<Difference>, Refusal> {
    let actor = operator.about(&asked.body);
    match acts::see_register(desk, &actor, &asked.body, &asked.name, Timestamp::now()).await {
        Ok(before) => Ok(differences(&before.snapshot.all, &snapshot.all)),
        Err(Refusal::NotFound) => Ok(differences(&Register::default(), &snapshot.all)),
        Err(refusal) => Err(refusal),
    }
}

/// Uploads a pack and confirms it, as somebody would in the browser.
///
/// Errors: as `upload_register` and `confirm_import`.
pub(super) async fn apply(
    desk: &Desk,
    actor: &Actor,
    body: &Code,
    register: &str,
    pack: &Pack,
) -> Result<Confirmed, Refusal> {
    let file = (pack.file.as_str(), pack.bytes.as_slice());
    let upload = acts::upload_register(desk, actor, body, register, file, Timestamp::now()).await?;
    acts::confirm_import(desk, actor, &upload.draft, upload.version, upload.seen, Timestamp::now()).await
}

/// For people the findings as messages and the changes as a table; programs get one of the two as rows: findings
/// while any of them is an error, else changes.
fn answer(context: &Context, sentence: String, changes: &[Difference], findings: &Findings) -> Answered {
    let exit = ended_with(findings);
    let has_errors = findings.iter().any(Finding::is_error);
    let table = if has_errors && context.format == Format::Csv { table_of(findings) } else { table(changes) };
    let answered = listed(context, ("Import", sentence), table, Findings::new());
    Answered { messages: say::findings(findings), exit, ..answered }
}

/// What would change: a row for each value.
fn table(changes: &[Difference]) -> Section {
    let mut table = Section::new("changes", "Changes")
        .column("table", "Table")
        .column("key", "Row")
        .column("change", "What")
        .column("column", "Column")
        .column("before", "Before")
        .column("after", "After");
    for change in changes {
        let mut row = |what: &str, column: &str, before: &str, after: &str| {
            let cells = [change.table, &change.key, what, column, before, after];
            table.row(cells.into_iter().map(Cell::text).collect());
        };
        match &change.change {
            Change::Added(_) => row("added", "", "", ""),
            Change::Ended(_) => row("ended", "", "", ""),
            Change::Changed(values) => {
                values.iter().for_each(|(column, before, after)| row("changed", column, before, after));
            }
        }
    }
    table
}
