use actions::acts::{self, Account, NewAccount};
use actions::{Held, Refusal, Role};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use vocabulary::Findings;

use super::words::{role_words, when};
use crate::Html;
use crate::components::{Column, Input, Question, Table};
use crate::site::plain::{Form, Plain, error_at, errors_of};
use crate::site::{Names, Posted, Refused, Site, Visitor, shell};

pub(super) async fn list(State(site): State<Site>, visitor: Visitor) -> Result<Response, Refused> {
    let accounts = acts::see_accounts(site.desk(), &visitor.actor, site.now()).await?;
    Ok(page(&site, &visitor, &accounts, &Sent::default(), &Findings::new()).await.answer(StatusCode::OK))
}

async fn page(site: &Site, visitor: &Visitor, accounts: &[Account], sent: &Sent, wrong: &Findings) -> Plain {
    let names = Names::of(site, visitor).await;
    let rows = accounts.iter().map(|account| row(site, account, &names)).collect();
    let columns = ["Name", "E-mail", "Roles", "State"].map(Column::words).to_vec();
    let open = accounts.iter().filter(|account| is_open(site, account)).count();
    Plain::new(shell(site, visitor), "Accounts")
        .errors(errors_of(wrong, &["name", "email", "password"]))
        .lead(format!("{open} of {} accounts are open.", accounts.len()))
        .add(Table { hides_caption: true, ..Table::new("Accounts", columns, rows) })
        .heading("Add a person")
        .add(form(sent, wrong))
}

fn is_open(site: &Site, account: &Account) -> bool {
    account.closed.is_none_or(|closed| closed > site.now())
}

fn row(site: &Site, account: &Account, names: &Names) -> Vec<Html> {
    let word = |role: &str| role.parse::<Role>().map_or_else(|_| role.to_string(), role_words);
    let said = |held: &Held| format!("{} at {}", word(&held.role), names.short(&held.body));
    let roles: Vec<String> = account.roles.iter().map(said).collect();
    let state = match account.closed {
        Some(closed) if !is_open(site, account) => format!("Closed on {}", when(closed)),
        _ => "Open".to_string(),
    };
    let roles = if roles.is_empty() { "None".to_string() } else { roles.join("; ") };
    let name = Html::link(&format!("/accounts/{}", account.id), &account.name);
    vec![name, (&account.email).into(), roles.into(), state.into()]
}

fn form(sent: &Sent, wrong: &Findings) -> Form {
    let field = |name: &str, label: &str, value: &str, kind: &'static str| Input {
        question: Question::new(name, label).error(error_at(wrong, name)),
        value: value.to_string(),
        kind,
        width: Some(30),
        autocomplete: Some("off"),
        without_spelling: true,
        ..Input::default()
    };
    let mut password = field("password", "First password", "", "password");
    password.question.hint =
        Some("At least 12 characters. They change it themselves at “Your account”.".into());
    password.autocomplete = Some("new-password");
    Form::new("/accounts", "Add person")
        .field(field("name", "Name", &sent.name, "text"))
        .field(field("email", "E-mail address", &sent.email, "email"))
        .field(password)
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    name: String,
    email: String,
    password: String,
}

pub(super) async fn add(
    State(site): State<Site>,
    visitor: Visitor,
    Posted(sent): Posted<Sent>,
) -> Result<Response, Refused> {
    let new = NewAccount { email: sent.email.trim(), name: &sent.name, password: &sent.password };
    match acts::add_person(site.desk(), &visitor.actor, new, site.now()).await {
        Ok(id) => Ok(Redirect::to(&format!("/accounts/{id}")).into_response()),
        Err(Refusal::Invalid(findings)) => {
            let accounts = acts::see_accounts(site.desk(), &visitor.actor, site.now()).await?;
            Ok(page(&site, &visitor, &accounts, &sent, &findings)
                .await
                .answer(StatusCode::UNPROCESSABLE_ENTITY))
        }
        Err(other) => Err(other.into()),
    }
}
