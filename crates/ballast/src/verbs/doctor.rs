use actions::mail::see_mail_trouble;
use actions::{Desk, Refusal, acts};
use clap::Args;
use exchange::{Limits, read_pack_bytes};
use register::Snapshot;
use store::{Schema, Store, StoreError};
use vocabulary::{Finding, Findings, Place};

use super::Context;
use crate::answered::Answered;
use crate::cli::Format;
use crate::database::{Database, ended_with};
use crate::listed::listed;
use crate::listing::{Cell, Section};
use crate::record_key::RecordKey;

/// What is checked.
#[derive(Debug, Clone, Args)]
pub(crate) struct Asked {
    #[command(flatten)]
    database: Database,
    #[command(flatten)]
    key: RecordKey,
}

/// Checks schema, durability, the hash of everything that is kept, the audit, and whether the record is sealed. Changes nothing.
pub(super) fn run(context: &Context, asked: &Asked) -> Answered {
    asked.database.with_any_store(async |store| {
        let mut findings = store.doctor(Some(register_hash)).await?;
        findings.extend(connection(&store).await?);
        if store.schema().await? == Schema::Current {
            findings.extend(sealing(&store, &asked.key).await?);
            findings.extend(see_mail_trouble(&Desk::new(store.clone())?).await?);
        }
        let place = store.address().to_string();
        store.close().await;
        let errors = findings.iter().filter(|finding| finding.is_error()).count();
        let sentence = match errors {
            0 => format!("{place} is what it should be."),
            count => format!("{place} isn't what it should be: {count} errors."),
        };
        // People read each in whole sentences; a table of the terminal's width would cut them short.
        let (table, told) = match context.format {
            Format::Text => (table_of(&[]), findings.clone()),
            _ => (table_of(&findings), Findings::new()),
        };
        let mut answered = listed(context, ("Doctor", sentence), table, told);
        answered.exit = ended_with(&findings);
        Ok(answered)
    })
}

/// Is there a key for the record, does it fit, and what isn't sealed?
async fn sealing(store: &Store, key: &RecordKey) -> Result<Findings, Refusal> {
    let desk = Desk::new(store.clone())?;
    match key.read(store.address()) {
        Ok(Some(key)) => acts::see_sealing(&desk.with_record_key(key)).await,
        Ok(None) => acts::see_sealing(&desk).await,
        Err(why) => Ok(vec![
            Finding::error("record-key-broken", Place::table("record"), why)
                .expected("the key of the record, as `init` wrote it")
                .action("Put the file back from where you keep a copy of it."),
        ]),
    }
}

/// What protects the connection, where the address leaves it to the driver.
async fn connection(store: &Store) -> Result<Option<Finding>, StoreError> {
    let is_named = store.address().names_sslmode() || std::env::var_os("PGSSLMODE").is_some();
    let (false, Some(is_protected)) = (is_named, store.is_protected().await?) else { return Ok(None) };
    let seen = match is_protected {
        true => "no sslmode; TLS is used because the server has it, and nobody checks whose server it is",
        false => "no sslmode; the server has no TLS, so what is sent can be read on the way",
    };
    let finding = Finding::note("tls-not-asked", Place::table("database"), seen)
        .expected("`sslmode=verify-full`, or a network that can be trusted")
        .action("Add `?sslmode=verify-full` to the address, and `sslrootcert` if the authority is your own.");
    Ok(Some(finding))
}

/// The hash of the register that a kept pack holds.
fn register_hash(pack: &[u8]) -> Option<String> {
    let (raw, findings) = read_pack_bytes("pack.zip", pack, &Limits::default());
    if findings.iter().any(Finding::is_error) { None } else { Some(Snapshot::of(&raw).0.hash) }
}

/// Findings as a table.
pub(super) fn table_of(findings: &[Finding]) -> Section {
    let columns = [("severity", "Severity"), ("code", "Finding"), ("place", "Where"), ("seen", "Seen")];
    let more = [("expected", "Expected"), ("action", "To do")];
    let mut table = Section::new("findings", "Findings");
    for (key, title) in columns.into_iter().chain(more) {
        table = table.column(key, title);
    }
    for finding in findings {
        table.row(vec![
            Cell::text(finding.severity.word()),
            Cell::text(finding.code),
            Cell::text(finding.place.to_string()),
            Cell::text(&finding.seen),
            Cell::text(&finding.expected),
            Cell::text(&finding.action),
        ]);
    }
    table
}
