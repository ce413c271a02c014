use axum::http::StatusCode;
use axum::response::Response;

use super::around::{encoded, shell};
use super::plain::{Form, Plain};
use super::{Site, Visitor};
use crate::Html;
use crate::components::{ErrorSummary, FileUpload, Link, Question, Textarea};

/// Who is no longer signed in has lost nothing: what was sent stands in the page, to be sent again. `below` is where the page stands.
pub(crate) fn signed_out(site: &Site, visitor: &Visitor, below: Link, sent: &[(String, String)]) -> Response {
    let here = visitor.address.split('?').next().unwrap_or_default();
    answer(site, visitor, below, form(here, sent))
}

/// The same where a file was sent as well, which no page can hold: it is chosen again.
pub(crate) fn signed_out_with_file(
    site: &Site,
    visitor: &Visitor,
    below: Link,
    sent: &[(String, String)],
) -> Response {
    let here = visitor.address.split('?').next().unwrap_or_default();
    let question = Question::new("file", "Choose the file again").hint("If you had chosen one.");
    let form = form(here, sent).field(FileUpload { question, accept: "", is_multiple: false });
    answer(site, visitor, below, Form { is_multipart: true, ..form })
}

/// The same where what was typed is for another address than what was asked for.
pub(crate) fn signed_out_at(
    site: &Site,
    visitor: &Visitor,
    (below, here): (Link, &str),
    sent: &[(String, String)],
) -> Response {
    answer(site, visitor, below, form(here, sent))
}

fn form(here: &str, sent: &[(String, String)]) -> Form {
    let form = Form::new(here, "Save it now");
    sent.iter().fold(form, |form, (name, value)| match value.contains(char::is_whitespace) {
        true => form.field(Textarea {
            question: Question::new(name, "What you typed"),
            value: value.clone(),
            rows: 10,
        }),
        false => form.hidden(name, value),
    })
}

fn answer(site: &Site, visitor: &Visitor, below: Link, form: Form) -> Response {
    let words = "You were signed out, so nothing was saved yet. What you typed is below.";
    let mut shell = shell(site, visitor);
    shell.breadcrumbs = vec![below];
    shell.has_errors = true;
    let sign_in = format!("/sign-in?next={}", encoded(&form.action));
    let how = Html::raw("<p><a href=\"")
        .then(sign_in)
        .then(Html::raw("\" target=\"_blank\" rel=\"noopener\">Sign in again (opens in a new tab)</a>, come back to this tab, and save it.</p>"));
    Plain::new(shell, "You were signed out")
        .before(ErrorSummary { errors: vec![(words.into(), None)] })
        .add(how)
        .add(form)
        .answer(StatusCode::UNAUTHORIZED)
}
