use actions::acts::{self, Account, NewAccount, Operator};
use actions::{Desk, Refusal, Role};
use clap::{Args, Subcommand};
use jiff::Timestamp;
use vocabulary::{Code, Findings};

use super::Context;
use crate::answered::Answered;
use crate::cli::Format;
use crate::database::Database;
use crate::listed::{done, listed};
use crate::listing::{Cell, Section};
use crate::secrets;

/// What is asked about accounts.
#[derive(Debug, Clone, Args)]
pub(crate) struct Asked {
    #[command(flatten)]
    database: Database,
    #[command(subcommand)]
    act: Act,
}

#[derive(Debug, Clone, Subcommand)]
enum Act {
    /// Make an account. Its password comes from the file BALLAST_PASSWORD_FILE, the terminal, or standard input.
    Add {
        /// Their e-mail address.
        email: String,
        /// What to call them.
        #[arg(long)]
        name: String,
        /// A role to give at once.
        #[arg(long, requires = "body")]
        role: Option<Role>,
        /// The body at which it is held.
        #[arg(long, requires = "role", value_name = "CODE")]
        body: Option<Code>,
    },
    /// Close an account. What its holder did stays.
    Close {
        /// Their e-mail address.
        email: String,
    },
    /// Set a new password, for who has forgotten theirs. It comes from where that of `add` comes from.
    Password {
        /// Their e-mail address.
        email: String,
    },
    /// List accounts and the roles that they hold now.
    List,
    /// Give or end a role at a body.
    Role {
        /// Their e-mail address.
        email: String,
        /// The body.
        #[arg(long, value_name = "CODE")]
        body: Code,
        /// The role to give.
        #[arg(long, value_name = "ROLE", required_unless_present = "end")]
        give: Option<Role>,
        /// The role to end.
        #[arg(long, value_name = "ROLE", conflicts_with = "give")]
        end: Option<Role>,
    },
}

/// Accounts and roles, for the operator.
pub(super) fn run(context: &Context, asked: Asked) -> Answered {
    let now = Timestamp::now();
    match asked.act {
        Act::Add { email, name, role, body } => {
            let password = match secrets::password(&email) {
                Ok(password) => password,
                Err(why) => return Answered::could_not(why),
            };
            let new = NewAccount { email: &email, name: &name, password: &password };
            asked.database.as_operator(async |desk, operator| {
                let id = acts::add_person(desk, &operator.about(&nowhere()), new, now).await?;
                if let (Some(role), Some(body)) = (role, &body) {
                    acts::give_role(desk, &operator.about(body), &id, body, role, now).await?;
                }
                done(
                    context,
                    &format!("{email} has an account."),
                    &[("id", id.to_string()), ("email", email.clone())],
                )
            })
        }
        Act::Close { email } => asked.database.as_operator(async |desk, operator| {
            let account = account(desk, operator, &email, now).await?;
            let known = (&account.id, account.version);
            acts::close_person(desk, &operator.about(&nowhere()), known, now).await?;
            let parts = [("id", account.id.to_string()), ("email", email.clone())];
            done(context, &format!("The account of {email} is closed."), &parts)
        }),
        Act::Password { email } => set_password(context, &asked.database, &email, now),
        Act::List => asked.database.as_operator(async |desk, operator| {
            let accounts = acts::see_accounts(desk, &operator.about(&nowhere()), now).await?;
            let sentence = format!("{} accounts.", accounts.len());
            Ok(listed(
                context,
                ("Accounts", sentence),
                table_of(&accounts, context.format == Format::Text),
                Findings::new(),
            ))
        }),
        Act::Role { email, body, give, end } => asked.database.as_operator(async |desk, operator| {
            let account = account(desk, operator, &email, now).await?;
            change_role(desk, operator, &account, (&body, give, end), now).await?;
            let (role, did) = match (give, end) {
                (Some(role), _) => (role.word(), "is now"),
                (None, end) => (end.map_or("", Role::word), "is no longer"),
            };
            let parts = [("email", email.clone()), ("body", body.to_string()), ("role", role.to_string())];
            done(context, &format!("{email} {did} {role} at {body}."), &parts)
        }),
    }
}

fn set_password(context: &Context, database: &Database, email: &str, now: Timestamp) -> Answered {
    let password = match secrets::password(email) {
        Ok(password) => password,
        Err(why) => return Answered::could_not(why),
    };
    database.as_operator(async |desk, operator| {
        let account = account(desk, operator, email, now).await?;
        let known = (&account.id, account.version);
        acts::set_password(desk, &operator.about(&nowhere()), known, &password, now).await?;
        let sentence = format!("{email} has a new password. Where they were signed in, they no longer are.");
        let parts = [("id", account.id.to_string()), ("email", email.to_string())];
        done(context, &sentence, &parts)
    })
}

async fn change_role(
    desk: &Desk,
    operator: &Operator,
    account: &Account,
    (body, give, end): (&Code, Option<Role>, Option<Role>),
    now: Timestamp,
) -> Result<(), Refusal> {
    let actor = operator.about(body);
    if let Some(role) = give {
        acts::give_role(desk, &actor, &account.id, body, role, now).await?;
    }
    if let Some(role) = end {
        let held = account.roles.iter().find(|held| held.body == *body && held.role == role.word());
        acts::end_role(desk, &actor, body, &held.ok_or(Refusal::NotFound)?.id, now).await?;
    }
    Ok(())
}

/// The account of an e-mail address.
///
/// Errors: `NotFound`.
pub(super) async fn account(
    desk: &Desk,
    operator: &Operator,
    email: &str,
    now: Timestamp,
) -> Result<Account, Refusal> {
    let accounts = acts::see_accounts(desk, &operator.about(&nowhere()), now).await?;
    let key = store::email_key(email);
    accounts.into_iter().find(|account| store::email_key(&account.email) == key).ok_or(Refusal::NotFound)
}

/// The body of what is about no body.
fn nowhere() -> Code {
    Code::new("operator")
}

/// A row for each role, and one for who holds none; for people without ids, since a verb takes the e-mail address.
fn table_of(accounts: &[Account], for_people: bool) -> Section {
    let mut table = Section::new("accounts", "Accounts and roles")
        .column("email", "E-mail")
        .column("name", "Name")
        .column("role", "Role")
        .column("body", "Body")
        .column("closed", "Closed");
    if !for_people {
        table = table.column("id", "Id");
    }
    for account in accounts {
        let closed = account.closed.map(|moment| moment.to_string()).unwrap_or_default();
        let mut row = |role: &str, body: &str| {
            let cells = [&account.email, &account.name, role, body, &closed];
            let id = (!for_people).then_some(account.id.as_str());
            table.row(cells.into_iter().chain(id).map(Cell::text).collect());
        };
        if account.roles.is_empty() {
            row("", "");
        }
        account.roles.iter().for_each(|held| row(&held.role, held.body.as_str()));
    }
    table
}
