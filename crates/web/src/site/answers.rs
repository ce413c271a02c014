//! How handlers answer: an id out of an address, a page, a form shown again, and the state of a run.

use actions::{Id, Refusal, RunState};
use axum::http::StatusCode;
use axum::response::Response;

use super::Refused;
use crate::components::Tag;
use crate::{Html, respond};

/// The id that stands in an address. What is none names nothing.
pub(crate) fn id_of(text: &str) -> Result<Id, Refused> {
    text.parse().map_err(|_| Refusal::NotFound.into())
}

/// A page.
pub(crate) fn shown(html: Html) -> Response {
    respond::page(StatusCode::OK, html)
}

/// A form that can't be taken as it was sent, shown again with what is wrong.
pub(crate) fn again(html: Html) -> Response {
    respond::page(StatusCode::UNPROCESSABLE_ENTITY, html)
}

/// How far a run has come, in a word.
pub(crate) fn state_tag(state: RunState) -> Tag {
    let (word, colour) = match state {
        RunState::Queued => ("Waiting", "grey"),
        RunState::Running => ("Under way", "blue"),
        RunState::Done => ("Answered", "green"),
        RunState::Failed => ("Failed", "red"),
        RunState::Stopped => ("Stopped", "orange"),
    };
    Tag::coloured(word, colour)
}
