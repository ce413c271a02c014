use actions::permission::role_may;
use actions::{ApiToken, Operation, Refusal, Role, acts};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use vocabulary::Findings;

use super::tokens;
use super::words::role_words;
use crate::Html;
use crate::components::{Column, Input, Question, Table};
use crate::site::plain::{Form, Plain, error_at, errors_of, list};
use crate::site::{Names, Posted, Refused, Site, Visitor, shell};

pub(super) async fn page(State(site): State<Site>, visitor: Visitor) -> Result<Response, Refused> {
    let held = acts::see_tokens(site.desk(), &visitor.actor).await?;
    Ok(built(&site, &visitor, &held, &Findings::new()).await.answer(StatusCode::OK))
}

/// The page of one's own account, with what is wrong with a form of it.
pub(super) async fn built(site: &Site, visitor: &Visitor, held: &[ApiToken], wrong: &Findings) -> Plain {
    let names = Names::of(site, visitor).await;
    let row = |(body, role): &(vocabulary::Code, Role)| -> Vec<Html> {
        vec![role_words(*role).into(), names.with_code(body).into()]
    };
    let roles: Vec<Vec<Html>> = visitor.actor.roles.iter().map(row).collect();
    let fields = ["old", "password", "label", "scope", "days"];
    let mut page = Plain::new(shell(site, visitor), "Your account")
        .errors(errors_of(wrong, &fields))
        .lead(format!("You are signed in as {}.", visitor.actor.name))
        .heading("Your roles");
    page = match roles.is_empty() {
        true => page.text("You hold no role yet. The administrator of your body gives roles."),
        false => page.add(Table {
            hides_caption: true,
            ..Table::new("Your roles", vec![Column::words("Role"), Column::words("At")], roles)
        }),
    };
    let mut audits: Vec<Html> = Vec::new();
    for body in visitor.actor.bodies() {
        let may =
            |(at, role): &(vocabulary::Code, Role)| at == body && role_may(Operation::SeeAudit, Some(*role));
        if visitor.actor.roles.iter().any(may) {
            audits.push(Html::link(
                &format!("/audit/{body}"),
                &format!("What was done for {}", names.short(body)),
            ));
        }
    }
    if !audits.is_empty() {
        page = page.add(list(audits));
    }
    if visitor.samples.is_none() {
        page = page.heading("Change your password").add(password_form(wrong));
    }
    tokens::part(page, site, visitor, held, wrong)
}

fn password_form(wrong: &Findings) -> Form {
    let field = |name: &str, label: &str, autocomplete: &'static str| Input {
        question: Question::new(name, label).error(error_at(wrong, name)),
        kind: "password",
        width: Some(30),
        autocomplete: Some(autocomplete),
        ..Input::default()
    };
    let mut new = field("password", "New password", "new-password");
    new.question.hint = Some(
        "At least 12 characters; three words are easy to remember. You are signed out everywhere.".into(),
    );
    Form::new("/account/password", "Change password")
        .field(field("old", "The password as it is now", "current-password"))
        .field(new)
}

#[derive(Deserialize)]
pub(super) struct Change {
    #[serde(default)]
    old: String,
    #[serde(default)]
    password: String,
}

pub(super) async fn change_password(
    State(site): State<Site>,
    visitor: Visitor,
    Posted(sent): Posted<Change>,
) -> Result<Response, Refused> {
    let done =
        acts::change_password(site.desk(), &visitor.actor, &sent.old, &sent.password, site.now()).await;
    let (wrong, status) = match done {
        Ok(()) => return Ok(Redirect::to("/sign-in?changed=yes").into_response()),
        Err(Refusal::WrongCredentials) => {
            let place = vocabulary::Place::cell("account", "", "old");
            let finding = vocabulary::Finding::error("old-password", place, "another password")
                .expected("the password that you have now")
                .action("That isn't your password.");
            (vec![finding], StatusCode::UNAUTHORIZED)
        }
        Err(Refusal::Invalid(findings)) => (findings, StatusCode::UNPROCESSABLE_ENTITY),
        Err(other) => return Err(other.into()),
    };
    let held = acts::see_tokens(site.desk(), &visitor.actor).await?;
    Ok(built(&site, &visitor, &held, &wrong).await.answer(status))
}
