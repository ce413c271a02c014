//! In whose name something is done on a database: by a token of theirs. What they may see and do is decided by the acts.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use actions::{Actor, Desk, Refusal, Secret, acts};
use clap::Args;
use jiff::Timestamp;
use store::Store;

use crate::answered::Answered;
use crate::database::Database;
use crate::record_key::RecordKey;
use crate::shipped;

/// A token, when no argument names a file with one.
const VARIABLE: &str = "BALLAST_TOKEN";

/// Where the database is, and who asks.
#[derive(Debug, Clone, Args)]
pub struct By {
    #[command(flatten)]
    database: Database,
    /// A file with a token of the API, in whose owner's name it is done. Without it: the environment's BALLAST_TOKEN, else nobody's.
    #[arg(long, value_name = "FILE")]
    token_file: Option<PathBuf>,
}

/// Does something at a desk in the name of whose token it is.
pub(super) fn at_desk(
    by: &By,
    key: Option<&RecordKey>,
    work: impl AsyncFnOnce(&Desk, &Actor) -> Result<Answered, Refusal>,
) -> Answered {
    let token = match token(by.token_file.as_deref()) {
        Ok(token) => token,
        Err(why) => return Answered::could_not(why),
    };
    by.database.with_store(async |store: Store| {
        let key = match key.map(|key| key.read(store.address())).transpose() {
            Ok(key) => key.flatten(),
            Err(why) => return Ok(Answered::could_not(why)),
        };
        let desk = Desk::new(store)?.with_rulebook(Arc::new(shipped::rulebook().0));
        let desk = desk.with_checkpoints(shipped::checkpoints());
        let desk = key.into_iter().fold(desk, Desk::with_record_key);
        let actor = match token {
            None => Actor::public(),
            Some(token) => {
                let actor = acts::who_has_token(&desk, &Secret::sent(&token), Timestamp::now()).await?;
                if actor.person.is_none() {
                    return Err(Refusal::WrongCredentials);
                }
                actor
            }
        };
        work(&desk, &actor).await
    })
}

/// Never an argument: every process of the machine could read it.
fn token(file: Option<&Path>) -> Result<Option<String>, String> {
    let told = match file {
        Some(path) => {
            Some(std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?)
        }
        None => std::env::var(VARIABLE).ok(),
    };
    Ok(told.map(|text| text.trim().to_string()).filter(|text| !text.is_empty()))
}
