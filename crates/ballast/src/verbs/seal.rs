use std::path::Path;

use actions::{Desk, acts};
use clap::Args;
use jiff::Timestamp;

use super::Context;
use crate::answered::Answered;
use crate::cli::Format;
use crate::database::Database;
use crate::listed::{done, listed};
use crate::listing::{Cell, Section};
use crate::record_key::RecordKey;

/// What is sealed, and with what.
#[derive(Debug, Clone, Args)]
pub(crate) struct Asked {
    #[command(flatten)]
    database: Database,
    #[command(flatten)]
    key: RecordKey,
    /// Write the last head of the newest log to this file, to be given away.
    #[arg(long, value_name = "FILE")]
    out: Option<String>,
    /// Seal nothing; begin a log of another name, for another key.
    #[arg(long, conflicts_with = "out")]
    new_log: bool,
}

/// Seals at once what isn't sealed, and prints the last head of every log.
pub(super) fn run(context: &Context, asked: &Asked) -> Answered {
    let now = Timestamp::now();
    if asked.new_log {
        return asked.database.as_operator(async |desk, operator| {
            let name = acts::begin_log(desk, operator, now).await?;
            let sentence = format!(
                "Entries from now on stand in {name}. To seal it with another key: `ballast init --record-key FILE`."
            );
            done(context, &sentence, &[("log", name)])
        });
    }
    asked.database.with_store(async |store| {
        let key = match asked.key.read(store.address()) {
            Ok(key) => key,
            Err(why) => return Ok(Answered::could_not(why)),
        };
        let desk = Desk::new(store)?;
        let desk = key.into_iter().fold(desk, Desk::with_record_key);
        let sealed = acts::seal(&desk, now).await?;
        let heads = acts::see_heads(&desk, &actions::Actor::public()).await?;
        if let (Some(path), Some(last)) = (&asked.out, heads.iter().max_by_key(|head| head.head.sealed))
            && let Err(error) = std::fs::write(Path::new(path), &last.head.note)
        {
            return Ok(Answered::could_not(format!("{path}: {error}")));
        }
        let sentence = match sealed.made.len() {
            0 => "Nothing was left to seal.".to_string(),
            1 => "One log was sealed.".to_string(),
            several => format!("{several} logs were sealed."),
        };
        let for_people = context.format == Format::Text;
        let table = table_of(&heads, for_people);
        let mut answered = listed(context, ("Seal", sentence), table, sealed.findings);
        if for_people {
            // A head is given away as it stands, on lines of its own.
            heads.iter().for_each(|seen| answered.data.extend(format!("\n{}", seen.head.note).into_bytes()));
        }
        Ok(answered)
    })
}

fn table_of(heads: &[acts::SeenHead], for_people: bool) -> Section {
    let columns = [("log", "Log"), ("entries", "Entries"), ("sealed", "Sealed")];
    let note = (!for_people).then_some(("head", "Head"));
    let mut table = Section::new("heads", "Last heads");
    for (key, title) in columns.into_iter().chain(note) {
        table = table.column(key, title);
    }
    for seen in heads {
        let head = &seen.head;
        let at = head.sealed.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        let size = u64::try_from(head.size).unwrap_or_default();
        let cells = [Cell::text(&seen.log), Cell::Count(size), Cell::text(at)];
        table.row(cells.into_iter().chain(note.map(|_| Cell::text(&head.note))).collect());
    }
    table
}
