use jiff::Timestamp;

use super::Context;
use crate::answered::Answered;
use crate::database::Database;
use crate::listed::done;

/// Brings the database to this program's schema, all steps or none.
pub(super) fn run(context: &Context, database: &Database) -> Answered {
    database.with_any_store(async |store| {
        let migrated = store.migrate(Timestamp::now()).await?;
        let place = store.address().to_string();
        store.close().await;
        let sentence = match migrated.from == migrated.to {
            true => format!("{place} has the schema {} already.", migrated.to),
            false => format!("{place} went from the schema {} to {}.", migrated.from, migrated.to),
        };
        let parts =
            [("database", place), ("from", migrated.from.to_string()), ("to", migrated.to.to_string())];
        done(context, &sentence, &parts)
    })
}
