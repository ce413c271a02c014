use std::path::Path;

use jiff::Timestamp;
use store::{Options, Store};
use vocabulary::Findings;

use super::Context;
use super::backup::counts;
use crate::answered::Answered;
use crate::database::{Database, make_data_folder, run as at_database};
use crate::listed::listed;

/// Reads a backup of either kind of database into a new one. What is there already is never mixed or replaced.
pub(super) fn run(context: &Context, file: &str, database: &Database) -> Answered {
    let path = Path::new(file);
    if !path.is_file() {
        return Answered::could_not(format!("{file}: there is no such file"));
    }
    at_database(async || {
        let address = database.address()?;
        if let Err(error) = make_data_folder(&address) {
            return Ok(Answered::could_not(format!("{address}: {error}")));
        }
        let store = Store::make(&address, Options::default()).await?;
        let restored = store.restore(path, Timestamp::now()).await?;
        store.close().await;
        let sentence = format!("{address} holds what the backup of {} held.", restored.made);
        Ok(listed(context, ("Restored", sentence), counts(&restored.tables), Findings::new()))
    })
}
