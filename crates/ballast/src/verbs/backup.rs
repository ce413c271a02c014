use std::path::Path;

use jiff::Timestamp;
use store::TableCount;
use vocabulary::Findings;

use super::Context;
use crate::answered::Answered;
use crate::database::Database;
use crate::listed::listed;
use crate::listing::{Cell, Section};

/// Writes everything that the database holds, as it is at one moment, to a new file.
pub(super) fn run(context: &Context, file: &str, database: &Database) -> Answered {
    database.with_store(async |store| {
        let tables = store.backup(Path::new(file), Timestamp::now()).await?;
        let sentence = format!("Everything in {} is in {file}, as it was at one moment. The key of the record isn't in it: keep that file apart.", store.address());
        store.close().await;
        Ok(listed(context, ("Backup", sentence), counts(&tables), Findings::new()))
    })
}

/// How many rows of each table.
pub(super) fn counts(tables: &[TableCount]) -> Section {
    let mut table = Section::new("tables", "Rows").column("table", "Table").column("rows", "Rows");
    for counted in tables {
        table.row(vec![Cell::text(&counted.table), Cell::Count(counted.rows)]);
    }
    table
}
