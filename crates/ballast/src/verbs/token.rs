use std::collections::BTreeSet;

use actions::acts;
use actions::{ApiToken, Id, Operation};
use clap::{Args, Subcommand};
use jiff::Timestamp;
use vocabulary::Findings;

use super::Context;
use super::user::account;
use crate::answered::Answered;
use crate::cli::Format;
use crate::database::Database;
use crate::listed::{done, listed};
use crate::listing::{Cell, Section};

/// What is asked about tokens.
#[derive(Debug, Clone, Args)]
pub(crate) struct Asked {
    #[command(flatten)]
    database: Database,
    #[command(subcommand)]
    act: Act,
}

#[derive(Debug, Clone, Subcommand)]
enum Act {
    /// Make a token in somebody's name, and print it once.
    Make {
        /// Whose: an e-mail address.
        #[arg(long = "for", value_name = "EMAIL")]
        owner: String,
        /// What it is for.
        #[arg(long)]
        label: String,
        /// What it may be used for: operations, such as see-market,see-register; or all.
        #[arg(long, value_delimiter = ',', required = true, value_name = "OPERATION")]
        scope: Vec<String>,
        /// It ends after so many days.
        #[arg(long, default_value_t = 90)]
        days: i64,
    },
    /// Take a token back.
    Revoke {
        /// Whose: an e-mail address.
        #[arg(long = "for", value_name = "EMAIL")]
        owner: String,
        /// The token's id, as `token list` tells it.
        id: String,
    },
    /// List somebody's tokens. The tokens themselves aren't kept.
    List {
        /// Whose: an e-mail address.
        #[arg(long = "for", value_name = "EMAIL")]
        owner: String,
    },
}

/// Tokens of the API, for the operator.
pub(super) fn run(context: &Context, asked: Asked) -> Answered {
    let now = Timestamp::now();
    match asked.act {
        Act::Make { owner, label, scope, days } => {
            let scope = match scope_of(&scope) {
                Ok(scope) => scope,
                Err(why) => return Answered::wrong_use(why),
            };
            asked.database.as_operator(async |desk, operator| {
                let owner = account(desk, operator, &owner, now).await?;
                let shape = (label.as_str(), &scope, days);
                let made = acts::make_token_for(desk, operator, &owner.id, shape, now).await?;
                let secret = made.secret.reveal().to_string();
                if context.format == Format::Text {
                    let told = format!("The token {}; it isn't shown again.", made.id);
                    return Ok(Answered::data(secret + "\n").saying(told));
                }
                done(context, "A token was made.", &[("id", made.id.to_string()), ("token", secret)])
            })
        }
        Act::Revoke { owner, id } => {
            let Ok(id) = id.parse::<Id>() else { return Answered::wrong_use(format!("not an id: {id:?}")) };
            asked.database.as_operator(async |desk, operator| {
                let owner = account(desk, operator, &owner, now).await?;
                acts::revoke_token_of(desk, operator, &owner.id, &id, now).await?;
                done(context, &format!("The token {id} isn't taken any more."), &[("id", id.to_string())])
            })
        }
        Act::List { owner } => asked.database.as_operator(async |desk, operator| {
            let owner = account(desk, operator, &owner, now).await?;
            let tokens = acts::see_tokens_of(desk, operator, &owner.id).await?;
            let tokens_word = if tokens.len() == 1 { "token" } else { "tokens" };
            let sentence = format!("{} {tokens_word} of {}.", tokens.len(), owner.email);
            Ok(listed(
                context,
                ("Tokens", sentence),
                table_of(&tokens, context.format == Format::Text),
                Findings::new(),
            ))
        }),
    }
}

fn scope_of(words: &[String]) -> Result<BTreeSet<Operation>, String> {
    if words == ["all"] {
        return Ok(Operation::ALL.iter().copied().collect());
    }
    let read =
        |word: &String| word.parse().map_err(|known| format!("no operation {word:?}; {known}, or all"));
    words.iter().map(read).collect()
}

/// For people without the scope, which is long, so that the id is whole.
fn table_of(tokens: &[ApiToken], for_people: bool) -> Section {
    let columns = [("label", "Label"), ("expires", "Ends"), ("revoked", "Taken back"), ("id", "Id")];
    let scope = (!for_people).then_some(("scope", "Scope"));
    let mut table = Section::new("tokens", "Tokens");
    for (key, title) in columns.into_iter().chain(scope) {
        table = table.column(key, title);
    }
    let moment = |moment: Timestamp| match for_people {
        true => Cell::text(moment.strftime("%Y-%m-%d").to_string()),
        false => Cell::text(moment.to_string()),
    };
    for token in tokens {
        let label = Cell::text(&token.label);
        let cells =
            [label, moment(token.expires), Cell::maybe(token.revoked, moment), Cell::text(token.id.as_str())];
        table.row(cells.into_iter().chain(scope.map(|_| Cell::text(&token.scope))).collect());
    }
    table
}
