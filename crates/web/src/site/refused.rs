use std::sync::Arc;

use actions::Refusal;
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use vocabulary::Finding;

use super::around::shell;
use super::{Site, Visitor};
use crate::respond::error_page;

/// A refusal on its way out. Pages tell it as a page, the API as `application/problem+json`.
#[derive(Debug, Clone)]
pub struct Refused(pub Arc<Refusal>);

impl<T: Into<Refusal>> From<T> for Refused {
    fn from(refusal: T) -> Self {
        Refused(Arc::new(refusal.into()))
    }
}

impl Refused {
    /// The status of the answer.
    pub fn status(&self) -> StatusCode {
        match *self.0 {
            Refusal::SignInFirst | Refusal::WrongCredentials => StatusCode::UNAUTHORIZED,
            Refusal::Forbidden => StatusCode::FORBIDDEN,
            Refusal::NotFound => StatusCode::NOT_FOUND,
            Refusal::Stale { .. } => StatusCode::PRECONDITION_FAILED,
            Refusal::WrongState { .. } => StatusCode::CONFLICT,
            Refusal::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Refusal::TryLater { .. } => StatusCode::TOO_MANY_REQUESTS,
            Refusal::Store(_) => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// Title and paragraphs for people. Nothing of what went wrong inside is told.
    pub fn words(&self) -> (&'static str, Vec<String>) {
        match &*self.0 {
            Refusal::SignInFirst => ("Sign in first", vec!["This is for people who are signed in.".into()]),
            Refusal::WrongCredentials => {
                ("Not signed in", vec!["The e-mail address or the password is wrong.".into()])
            }
            Refusal::Forbidden => {
                ("You may not do this", vec!["None of the roles that you hold allows it.".into()])
            }
            Refusal::NotFound => ("Page not found", vec!["There is no page at this address.".into()]),
            Refusal::Stale { .. } => (
                "Somebody changed it first",
                vec![
                    "It was changed after you opened it, and nothing of yours was saved.".into(),
                    "Go back, open the page again, and make your change to what is there now.".into(),
                ],
            ),
            Refusal::WrongState { allowed } => {
                ("Not at this point", vec![format!("What can be done now: {}.", allowed.join(", "))])
            }
            Refusal::Invalid(findings) => ("There is a problem", findings.iter().map(sentence).collect()),
            Refusal::TryLater { from } => (
                "Too many attempts",
                vec![format!("Try again after {}.", from.strftime("%H:%M UTC on %-d %B %Y"))],
            ),
            Refusal::Store(_) => (
                "Ballast can't do this now",
                vec![
                    "The database did not answer as it should. Nothing was lost. Try again in a minute."
                        .into(),
                ],
            ),
        }
    }
}

/// A finding in a sentence or two.
fn sentence(finding: &Finding) -> String {
    let expected = match finding.expected.as_str() {
        "" => String::new(),
        expected => format!(" Expected: {expected}."),
    };
    format!("{}: {}.{expected} {}", finding.place, finding.seen, finding.action)
}

impl IntoResponse for Refused {
    /// Only the status; [`as_pages`] and the API put words to it.
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Tells refusals as pages, within what stands around every page. Who has to sign in first is led there and back.
pub(super) async fn as_pages(
    State(site): State<Site>,
    visitor: Visitor,
    request: Request,
    next: Next,
) -> Response {
    let is_read = request.method() == Method::GET;
    let response = next.run(request).await;
    let Some(refused) = response.extensions().get::<Refused>().cloned() else { return response };
    if let Refusal::Store(error) = &*refused.0 {
        eprintln!("the database: {error}");
    }
    if matches!(*refused.0, Refusal::SignInFirst) && is_read && visitor.samples.is_none() {
        return Redirect::to(&format!("/sign-in?next={}", super::around::encoded(&visitor.address)))
            .into_response();
    }
    let (title, paragraphs) = refused.words();
    error_page(refused.status(), title, paragraphs, shell(&site, &visitor))
}
