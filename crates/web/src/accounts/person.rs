use actions::acts::{self, Account};
use actions::{Held, Id, Refusal, Role};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use vocabulary::{Code, Findings};

use super::words::{role_words, when};
use crate::components::{ButtonKind, Column, Input, Link, Question, Select, SummaryList, Table};
use crate::site::plain::{Form, Plain, error_at, errors_of};
use crate::site::{Names, Posted, Refused, Site, Visitor, shell};
use crate::{Html, Shell};

async fn account(site: &Site, visitor: &Visitor, id: &str) -> Result<Account, Refused> {
    let accounts = acts::see_accounts(site.desk(), &visitor.actor, site.now()).await?;
    Ok(accounts.into_iter().find(|account| account.id.as_str() == id).ok_or(Refusal::NotFound)?)
}

pub(super) async fn page(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Refused> {
    let account = account(&site, &visitor, &id).await?;
    Ok(built(&site, &visitor, &account, "", &Findings::new()).await.answer(StatusCode::OK))
}

async fn built(site: &Site, visitor: &Visitor, account: &Account, body: &str, wrong: &Findings) -> Plain {
    let names = Names::of(site, visitor).await;
    let state = account.closed.map_or("Open".to_string(), |closed| format!("Closed on {}", when(closed)));
    let rows: Vec<Vec<Html>> = account.roles.iter().map(|held| row(account, held, &names)).collect();
    let columns = vec![Column::words("Role"), Column::words("At"), Column::words("What can be done")];
    let breadcrumbs = vec![Link::to("/accounts", "Accounts")];
    let page = Plain::new(Shell { breadcrumbs, ..shell(site, visitor) }, &account.name)
        .errors(errors_of(wrong, &["body", "role", "password"]))
        .add(SummaryList::of([("E-mail address", account.email.clone()), ("State", state)]))
        .heading("Roles");
    let page = match rows.is_empty() {
        true => page.text("They hold no role."),
        false => page.add(Table { hides_caption: true, ..Table::new("Roles", columns, rows) }),
    };
    let page = page.heading("Give a role").add(give_form(account, body, wrong));
    if account.closed.is_some() || visitor.actor.person.as_ref() == Some(&account.id) {
        return page;
    }
    let page = page
        .heading("Set a new password")
        .text("For who has forgotten theirs. Where they were signed in, they no longer are.")
        .add(password_form(account, wrong));
    let mut close = form_about(account, "closures", "Close the account");
    close.button.kind = ButtonKind::Warning;
    page.heading("Close the account")
        .text("From then on it can't be used, and their sessions end. What they did stays on the record.")
        .add(close)
}

/// A form about an account, which says what version of it was looked at.
fn form_about(account: &Account, act: &str, button: impl Into<Html>) -> Form {
    Form::new(format!("/accounts/{}/{act}", account.id), button).hidden("seen", account.version)
}

fn password_form(account: &Account, wrong: &Findings) -> Form {
    let mut form = form_about(account, "passwords", "Set the password");
    form.button.kind = ButtonKind::Secondary;
    form.field(Input {
        question: Question::new("password", "New password")
            .hint("At least 12 characters. They change it themselves at “Your account”.")
            .error(error_at(wrong, "password")),
        kind: "password",
        width: Some(30),
        autocomplete: Some("new-password"),
        without_spelling: true,
        ..Input::default()
    })
}

fn row(account: &Account, held: &Held, names: &Names) -> Vec<Html> {
    let role = held.role.parse::<Role>().map_or_else(|_| held.role.clone(), role_words);
    let what = format!(" as {role} at {}", held.body);
    let words = Html::from("End").then(Html::raw("<span class=\"nhsuk-u-visually-hidden\">"));
    let act = format!("roles/{}/ends", held.id);
    let mut form =
        form_about(account, &act, words.then(what).then(Html::raw("</span>"))).hidden("body", &held.body);
    form.button.kind = ButtonKind::Secondary;
    form.is_inline = true;
    vec![role.into(), names.with_code(&held.body).into(), form.into()]
}

fn give_form(account: &Account, body: &str, wrong: &Findings) -> Form {
    let options = Role::ALL.iter().map(|role| (role.word().to_string(), role_words(*role))).collect();
    let role = Select {
        question: Question::new("role", "Role").error(error_at(wrong, "role")),
        options,
        selected: Role::Viewer.word().to_string(),
    };
    let body = Input {
        question: Question::new("body", "Code of the body")
            .hint("Such as 06K for a commissioner or 0CG for a unit; X-SYSTEM for Ballast itself.")
            .error(error_at(wrong, "body")),
        value: body.to_string(),
        width: Some(10),
        without_spelling: true,
        ..Input::default()
    };
    form_about(account, "roles", "Give the role").field(role).field(body)
}

#[derive(Deserialize)]
pub(super) struct Given {
    seen: i64,
    #[serde(default)]
    role: String,
    #[serde(default)]
    body: String,
}

pub(super) async fn give(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Posted(sent): Posted<Given>,
) -> Result<Response, Refused> {
    let account = account(&site, &visitor, &id).await?;
    let done = match (sent.body.parse::<Code>(), sent.role.parse::<Role>()) {
        (Ok(body), Ok(role)) => {
            let known = (&account.id, sent.seen);
            acts::give_role(site.desk(), &visitor.actor, known, &body, role, site.now()).await
        }
        (Err(expected), _) => Err(Refusal::Invalid(wrong("body", &sent.body, expected))),
        (_, Err(expected)) => Err(Refusal::Invalid(wrong("role", &sent.role, expected))),
    };
    match done {
        Ok(_) => Ok(Redirect::to(&format!("/accounts/{id}")).into_response()),
        Err(Refusal::Invalid(findings)) => {
            let page = built(&site, &visitor, &account, &sent.body, &findings).await;
            Ok(page.answer(StatusCode::UNPROCESSABLE_ENTITY))
        }
        Err(other) => Err(other.into()),
    }
}

fn wrong(field: &str, seen: &str, expected: String) -> Findings {
    let place = vocabulary::Place::cell("role", "", field);
    let finding = vocabulary::Finding::error("role-form", place, format!("{seen:?}")).expected(expected);
    vec![finding.action("Correct it.")]
}

#[derive(Deserialize)]
pub(super) struct At {
    seen: i64,
    body: String,
}

pub(super) async fn end(
    State(site): State<Site>,
    visitor: Visitor,
    Path((id, role)): Path<(String, String)>,
    Posted(at): Posted<At>,
) -> Result<Response, Refused> {
    let role: Id = role.parse().map_err(|_| Refusal::NotFound)?;
    let (known, body) = ((&role, at.seen), Code::new(&at.body));
    acts::end_role(site.desk(), &visitor.actor, &body, known, site.now()).await?;
    Ok(Redirect::to(&format!("/accounts/{id}")).into_response())
}

#[derive(Deserialize)]
pub(super) struct NewPassword {
    seen: i64,
    #[serde(default)]
    password: String,
}

pub(super) async fn set_password(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Posted(sent): Posted<NewPassword>,
) -> Result<Response, Refused> {
    let account = account(&site, &visitor, &id).await?;
    let known = (&account.id, sent.seen);
    match acts::set_password(site.desk(), &visitor.actor, known, &sent.password, site.now()).await {
        Ok(()) => Ok(Redirect::to(&format!("/accounts/{id}")).into_response()),
        Err(Refusal::Invalid(findings)) => {
            let page = built(&site, &visitor, &account, "", &findings).await;
            Ok(page.answer(StatusCode::UNPROCESSABLE_ENTITY))
        }
        Err(other) => Err(other.into()),
    }
}

#[derive(Deserialize)]
pub(super) struct Closed {
    seen: i64,
}

pub(super) async fn close(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Posted(sent): Posted<Closed>,
) -> Result<Response, Refused> {
    let id: Id = id.parse().map_err(|_| Refusal::NotFound)?;
    acts::close_person(site.desk(), &visitor.actor, (&id, sent.seen), site.now()).await?;
    Ok(Redirect::to("/accounts").into_response())
}
