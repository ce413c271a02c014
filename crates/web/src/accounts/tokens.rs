use std::collections::BTreeSet;

use actions::permission::role_may;
use actions::{ApiToken, Id, Operation, Refusal, acts};
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use vocabulary::Findings;

use super::own;
use super::words::{operation_words, when};
use crate::Html;
use crate::components::{
    ButtonKind, Checkboxes, Choice, Column, Input, InsetText, NotificationBanner, Question, Select, Table,
};
use crate::site::plain::{Form, Plain, error_at, paragraph};
use crate::site::{Posted, Refused, Site, Visitor, shell};

/// What nobody does through the API.
const BY_HAND: [Operation; 6] = [
    Operation::SignIn,
    Operation::SignOut,
    Operation::ChangePassword,
    Operation::MakeToken,
    Operation::RevokeToken,
    Operation::SeeTokens,
];

/// Lives that are offered, in days.
const DAYS: [(&str, &str); 4] = [("7", "A week"), ("30", "30 days"), ("90", "90 days"), ("366", "A year")];

/// The part of the account's page about tokens.
pub(super) fn part(
    page: Plain,
    site: &Site,
    visitor: &Visitor,
    held: &[ApiToken],
    wrong: &Findings,
) -> Plain {
    let rows: Vec<Vec<Html>> = held.iter().map(|token| row(site, token)).collect();
    let page = page.heading("Tokens for the API").text(
        "A program that works in your name sends a token in place of a password. It can do what you choose here, \
         and never more than you may.",
    );
    let columns = ["Name", "For", "Until", "State"].map(Column::words).to_vec();
    let page = match rows.is_empty() {
        true => page.text("You have none."),
        false => page.add(Table { hides_caption: true, ..Table::new("Your tokens", columns, rows) }),
    };
    page.add(form(visitor, wrong))
}

fn row(site: &Site, token: &ApiToken) -> Vec<Html> {
    let words = |word: &str| {
        word.parse::<Operation>()
            .map_or_else(|_| word.to_string(), |known| operation_words(known).to_string())
    };
    let scope: Vec<String> = token.scope.split(' ').map(words).collect();
    let state = match token.revoked {
        Some(at) => Html::from(format!("Revoked on {}", when(at))),
        None if token.expires <= site.now() => "Expired".into(),
        None => {
            let words = Html::from("Revoke")
                .then(Html::raw("<span class=\"nhsuk-u-visually-hidden\"> "))
                .then(&token.label);
            let mut form = Form::new(
                format!("/account/tokens/{}/revocations", token.id),
                words.then(Html::raw("</span>")),
            );
            form.button.kind = ButtonKind::Secondary;
            form.is_inline = true;
            form.into()
        }
    };
    vec![(&token.label).into(), scope.join("; ").into(), when(token.expires).into(), state]
}

fn form(visitor: &Visitor, wrong: &Findings) -> Form {
    let may = |operation: &&Operation| {
        !BY_HAND.contains(operation)
            && (role_may(**operation, visitor.actor.roles.first().map(|(_, role)| *role))
                || visitor.actor.roles.iter().any(|(_, role)| role_may(**operation, Some(*role))))
    };
    let choices = Operation::ALL
        .iter()
        .filter(may)
        .map(|operation| Choice::new(operation.word(), operation_words(*operation)));
    // One finding tells about the whole form.
    let error = wrong.iter().find(|finding| finding.code == "token-shape");
    let error = error.map(|finding| Html::from(format!("Expected: {}.", finding.expected)));
    let label = Input {
        question: Question::new("label", "Name of the new token")
            .hint("What it is for: you see it in the list.")
            .error(error.or_else(|| error_at(wrong, "label"))),
        width: Some(20),
        ..Input::default()
    };
    let options = DAYS.iter().map(|(days, words)| (days.to_string(), words.to_string())).collect();
    let days =
        Select { question: Question::new("days", "How long it lives"), options, selected: "30".into() };
    let scope = Checkboxes {
        question: Question::new("scope", "What it may be used for"),
        choices: choices.collect(),
    };
    Form::new("/account/tokens", "Make a token").field(label).field(days).field(scope)
}

#[derive(Deserialize)]
pub(super) struct Sent {
    #[serde(default)]
    label: String,
    #[serde(default)]
    days: i64,
    #[serde(default)]
    scope: Vec<String>,
}

pub(super) async fn make(
    State(site): State<Site>,
    visitor: Visitor,
    Posted(sent): Posted<Sent>,
) -> Result<Response, Refused> {
    let scope: BTreeSet<Operation> = sent.scope.iter().filter_map(|word| word.parse().ok()).collect();
    match acts::make_token(site.desk(), &visitor.actor, &sent.label, &scope, sent.days, site.now()).await {
        Ok(made) => {
            let shown = Html::raw("<p class=\"app-secret\">").then(made.secret.reveal());
            let html = paragraph("Copy it now: it is shown only once, and kept here only as its hash.");
            let mut answer = Plain::new(shell(&site, &visitor), "Your new token")
                .before(NotificationBanner {
                    is_success: true,
                    heading: format!("The token “{}” was made", sent.label.trim()).into(),
                    html: None,
                })
                .add(html)
                .add(InsetText { html: shown.then(Html::raw("</p>")) })
                .add(paragraph(Html::link("/account", "Back to your account")))
                .answer(StatusCode::OK);
            answer.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
            Ok(answer)
        }
        Err(Refusal::Invalid(findings)) => {
            let held = acts::see_tokens(site.desk(), &visitor.actor).await?;
            let page = own::built(&site, &visitor, &held, &findings).await;
            Ok(page.answer(StatusCode::UNPROCESSABLE_ENTITY))
        }
        Err(other) => Err(other.into()),
    }
}

pub(super) async fn revoke(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Refused> {
    let id: Id = id.parse().map_err(|_| Refusal::NotFound)?;
    acts::revoke_token(site.desk(), &visitor.actor, &id, site.now()).await?;
    Ok(Redirect::to("/account").into_response())
}
