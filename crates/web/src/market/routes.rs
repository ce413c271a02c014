//! The addresses of the market.

use std::sync::Arc;

use axum::Router;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use vocabulary::Code;

use super::facts::MarketFacts;
use super::files::table_file;
use super::page::{NotFound, page_of};
use super::view::{Subject, View};
use crate::Shell;
use crate::respond::{error_page, page};

/// What a server tells the pages of the market: the current facts, and what goes around a page for whoever asks.
pub trait MarketState: Clone + Send + Sync + 'static {
    /// The facts as they are now. Called once for each request.
    fn facts(&self, request: &Parts) -> Arc<MarketFacts>;

    /// What goes around a page: navigation, who is signed in.
    fn shell(&self, request: &Parts) -> Shell;
}

/// The pages of the market at `/market`, and their tables as files.
pub fn market_routes<S: MarketState>(state: S) -> Router {
    let below = Router::new()
        .route("/market", get(whole::<S>))
        .route("/market/table/{file}", get(whole_file::<S>))
        .route("/market/{kind}/{code}", get(one::<S>))
        .route("/market/{kind}/{code}/table/{file}", get(one_file::<S>));
    below.with_state(state)
}

type Asked = Result<Query<View>, QueryRejection>;

async fn whole<S: MarketState>(State(state): State<S>, asked: Asked, request: Parts) -> Response {
    let Query(view) = match asked {
        Ok(view) => view,
        Err(rejection) => return refused(&rejection, state.shell(&request)),
    };
    shown(&state, &request, &Subject::Whole, &view)
}

async fn one<S: MarketState>(
    State(state): State<S>,
    Path((kind, code)): Path<(String, String)>,
    asked: Asked,
    request: Parts,
) -> Response {
    match (subject_of(&kind, &code), asked) {
        (Some(subject), Ok(Query(view))) => shown(&state, &request, &subject, &view),
        (None, _) => nothing_there(state.shell(&request)),
        (_, Err(rejection)) => refused(&rejection, state.shell(&request)),
    }
}

async fn whole_file<S: MarketState>(
    State(state): State<S>,
    Path(file): Path<String>,
    asked: Asked,
    request: Parts,
) -> Response {
    match asked {
        Ok(Query(view)) => sent(&state, &request, &Subject::Whole, &view, &file),
        Err(rejection) => refused(&rejection, state.shell(&request)),
    }
}

async fn one_file<S: MarketState>(
    State(state): State<S>,
    Path((kind, code, file)): Path<(String, String, String)>,
    asked: Asked,
    request: Parts,
) -> Response {
    match (subject_of(&kind, &code), asked) {
        (Some(subject), Ok(Query(view))) => sent(&state, &request, &subject, &view, &file),
        (None, _) => nothing_there(state.shell(&request)),
        (_, Err(rejection)) => refused(&rejection, state.shell(&request)),
    }
}

fn subject_of(kind: &str, code: &str) -> Option<Subject> {
    let code = Some(code.trim()).filter(|code| !code.is_empty()).map(Code::new)?;
    match kind {
        "units" => Some(Subject::Unit(code)),
        "commissioners" => Some(Subject::Buyer(code)),
        "services" => Some(Subject::Service(code)),
        "agreements" => Some(Subject::Agreement(code)),
        "sources" => Some(Subject::Source(code)),
        _ => None,
    }
}

fn shown<S: MarketState>(state: &S, request: &Parts, subject: &Subject, view: &View) -> Response {
    if let Some(address) = view.elsewhere(subject) {
        return Redirect::to(&address).into_response();
    }
    match page_of(&state.facts(request), subject, view) {
        Ok(made) => page(StatusCode::OK, made.html(state.shell(request))),
        Err(not_found) => unknown(not_found, state.shell(request)),
    }
}

fn sent<S: MarketState>(state: &S, request: &Parts, subject: &Subject, view: &View, file: &str) -> Response {
    match table_file(&state.facts(request), subject, view, file) {
        Ok(file) => {
            let name = format!("attachment; filename=\"{}\"", file.name.replace(['"', '\\'], ""));
            let headers =
                [(header::CONTENT_TYPE, file.media_type.to_string()), (header::CONTENT_DISPOSITION, name)];
            (headers, file.bytes).into_response()
        }
        Err(not_found) => unknown(not_found, state.shell(request)),
    }
}

fn unknown(NotFound(findings): NotFound, shell: Shell) -> Response {
    let words = findings.iter().map(|finding| match finding.expected.as_str() {
        "" => format!("{}.", finding.seen),
        expected => format!("{}. Expected: {expected}.", finding.seen),
    });
    error_page(StatusCode::NOT_FOUND, "Page not found", words, shell)
}

fn nothing_there(shell: Shell) -> Response {
    error_page(
        StatusCode::NOT_FOUND,
        "Page not found",
        ["There is no page at this address.".to_string()],
        shell,
    )
}

fn refused(rejection: &QueryRejection, shell: Shell) -> Response {
    let words = ["What the address asks for can't be read.".to_string(), rejection.body_text()];
    error_page(StatusCode::BAD_REQUEST, "Address not understood", words, shell)
}
