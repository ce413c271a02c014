use actions::acts::{self, NewAccount, Operator};
use actions::{Desk, Refusal};
use clap::Args;
use jiff::Timestamp;
use store::{Options, Store};
use vocabulary::Code;

use super::Context;
use super::import::{Pack, apply};
use crate::answered::Answered;
use crate::database::{Database, make_data_folder, run as at_database};
use crate::listed::done;
use crate::record_key::RecordKey;
use crate::secrets;
use crate::shipped::{self, REGISTERS};

/// What is asked of a new database.
#[derive(Debug, Clone, Args)]
pub(crate) struct Asked {
    #[command(flatten)]
    database: Database,
    #[command(flatten)]
    key: RecordKey,
    /// Make the first account, an administrator's, with this e-mail address. Its password comes from the file
    /// BALLAST_PASSWORD_FILE, the terminal, or standard input.
    #[arg(long, value_name = "EMAIL")]
    administrator: Option<String>,
    /// What to call the administrator.
    #[arg(long, default_value = "Administrator", requires = "administrator")]
    name: String,
    /// Import the register that ships, england-2013, as a register of --body.
    #[arg(long)]
    with_shipped: bool,
    /// The body whose register it becomes, and at which the administrator holds that role. Y54 is NHS England.
    #[arg(long, value_name = "CODE", default_value = "Y54")]
    body: Code,
}

/// Makes the database and what it begins with. Doing it again changes nothing that is there.
pub(super) fn run(context: &Context, asked: &Asked) -> Answered {
    let password = match asked.administrator.as_deref().map(secrets::password).transpose() {
        Ok(password) => password,
        Err(why) => return Answered::could_not(why),
    };
    at_database(async || {
        let address = asked.database.address()?;
        if let Err(error) = make_data_folder(&address) {
            return Ok(Answered::could_not(format!("{address}: {error}")));
        }
        let (store, migrated) = Store::init(&address, Options::default(), Timestamp::now()).await?;
        let desk = Desk::new(store)?;
        let mut parts = vec![("database", address.to_string()), ("schema", migrated.to.to_string())];
        if let (Some(email), Some(password)) = (&asked.administrator, &password) {
            let new = NewAccount { email, name: &asked.name, password };
            acts::first_administrator(&desk, new, &asked.body, Timestamp::now()).await?;
            parts.push(("administrator", email.clone()));
        }
        let key = asked.key.made(&desk, &address).await?;
        if let Ok(key) = &key {
            parts.push(("record_key", key.verifier().to_string()));
        }
        if asked.with_shipped {
            parts.push(("register", with_shipped(&desk, &asked.body).await?));
        }
        let sentence = match migrated.from {
            0 => format!("{address} is made."),
            _ => format!("{address} was there already."),
        };
        let (sentence, notes) = match &key {
            Ok(key) => (
                format!("{sentence} Its record is sealed with a key that is checked by {}.", key.verifier()),
                None,
            ),
            Err(why) => (sentence, Some(why)),
        };
        let answered = done(context, &sentence, &parts)?;
        Ok(notes.map_or(answered.clone(), |why| answered.saying(why)))
    })
}

/// Imports the register that ships, unless the body has it; its hash.
async fn with_shipped(desk: &Desk, body: &Code) -> Result<String, Refusal> {
    let now = Timestamp::now();
    let actor = Operator::at_the_machine(desk, now).await?.about(body);
    match acts::see_register(desk, &actor, body, REGISTERS[0], now).await {
        Ok(there) => return Ok(there.snapshot.hash.clone()),
        Err(Refusal::NotFound) => {}
        Err(refusal) => return Err(refusal),
    }
    let (raw, _) = shipped::pack(REGISTERS[0]).ok_or(Refusal::NotFound)?;
    let pack = Pack::of_raw(REGISTERS[0], &raw)?;
    Ok(apply(desk, &actor, body, REGISTERS[0], &pack).await?.snapshot_hash)
}
