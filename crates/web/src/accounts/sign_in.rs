use std::net::SocketAddr;

use actions::{Refusal, acts};
use axum::Extension;
use axum::extract::{ConnectInfo, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::cookie::CookieJar;
use serde::Deserialize;

use super::words::when;
use crate::Html;
use crate::components::{Input, NotificationBanner, Question};
use crate::site::plain::{Form, Plain};
use crate::site::{Posted, Refused, Site, Visitor, inside, session_cookie, session_ended, shell};

/// Where to go afterwards.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Next {
    #[serde(default)]
    next: String,
    /// Was the password just changed?
    #[serde(default)]
    changed: String,
}

pub(super) async fn form(State(site): State<Site>, visitor: Visitor, Query(asked): Query<Next>) -> Response {
    if visitor.actor.person.is_some() {
        return Redirect::to(inside(&asked.next)).into_response();
    }
    let page = page(&site, &visitor, &asked.next, "", None);
    let page = match asked.changed.is_empty() {
        true => page,
        false => page.before(NotificationBanner {
            is_success: true,
            heading: "Your password was changed".into(),
            html: Some("Sign in with the new one.".into()),
        }),
    };
    page.answer(StatusCode::OK)
}

#[derive(Deserialize)]
pub(super) struct Sent {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    next: String,
}

pub(super) async fn sign_in(
    State(site): State<Site>,
    visitor: Visitor,
    from: Option<Extension<ConnectInfo<SocketAddr>>>,
    jar: CookieJar,
    Posted(sent): Posted<Sent>,
) -> Result<Response, Refused> {
    let from = from.map(|Extension(ConnectInfo(at))| at.ip().to_string()).unwrap_or_default();
    match acts::sign_in(site.desk(), sent.email.trim(), &sent.password, &from, site.now()).await {
        Ok(session) => {
            let cookie = session_cookie(&site, &session.secret);
            Ok((jar.add(cookie), Redirect::to(inside(&sent.next))).into_response())
        }
        Err(Refusal::WrongCredentials) => {
            let words = "The e-mail address or the password is wrong.".to_string();
            let page = page(&site, &visitor, &sent.next, &sent.email, Some(words));
            Ok(page.answer(StatusCode::UNAUTHORIZED))
        }
        Err(Refusal::TryLater { from }) => {
            let words = format!("Too many attempts. Try again after {}.", when(from));
            let page = page(&site, &visitor, &sent.next, &sent.email, Some(words));
            Ok(page.answer(StatusCode::TOO_MANY_REQUESTS))
        }
        Err(other) => Err(other.into()),
    }
}

fn page(site: &Site, visitor: &Visitor, next: &str, email: &str, error: Option<String>) -> Plain {
    let error: Option<Html> = error.map(Html::from);
    let errors = error.clone().map(|error| (error, Some("#email".to_string())));
    let email = Input {
        question: Question::new("email", "E-mail address").error(error),
        value: email.to_string(),
        kind: "email",
        width: Some(30),
        autocomplete: Some("username"),
        without_spelling: true,
        ..Input::default()
    };
    let password = Input {
        question: Question::new("password", "Password"),
        kind: "password",
        width: Some(30),
        autocomplete: Some("current-password"),
        ..Input::default()
    };
    let form = Form::new("/sign-in", "Sign in").hidden("next", inside(next)).field(email).field(password);
    Plain::new(shell(site, visitor), "Sign in")
        .errors(errors.into_iter().collect())
        .add(form)
        .text("Accounts are made by the administrator of your body. Ask them if you have none, or have forgotten your password.")
}

pub(super) async fn sign_out(
    State(site): State<Site>,
    visitor: Visitor,
    jar: CookieJar,
) -> Result<Response, Refused> {
    // Who isn't signed in any more is signed out.
    if let (Some(session), Some(_)) = (&visitor.session, &visitor.actor.person) {
        acts::sign_out(site.desk(), &visitor.actor, session, site.now()).await?;
    }
    Ok((jar.add(session_ended(&site)), Redirect::to("/")).into_response())
}
