//! The API at `/api/v1`. Like pages, it calls acts and decides nothing; every refusal is told as
//! `application/problem+json`.

mod accounts;
mod answers;
mod appraisal_answers;
mod appraisals;
mod audit;
mod cases;
mod corrections;
mod country;
mod document;
mod doing;
mod likely;
mod listing;
mod market;
mod once;
mod paging;
mod problem;
mod questions;
mod record;
mod registers;
mod rounds;
mod sent;
mod signatures;
mod standing;
mod tokens;
mod uploads;

use actions::{Id, Refusal};
use axum::extract::Request;
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get};
use axum::{Json, Router};
use tower_http::csrf::CsrfLayer;
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use vocabulary::Code;

use crate::market::NotFound;
use crate::site::{Site, Visitor, look_up};
use problem::Problem;

/// Where it is.
const BASE: &str = "/api/v1";

fn described() -> OpenApiRouter<Site> {
    let all = OpenApiRouter::new()
        .merge(market::routes())
        .merge(registers::routes())
        .merge(uploads::routes())
        .merge(questions::routes())
        .merge(answers::routes())
        .merge(appraisals::routes())
        .merge(appraisal_answers::routes())
        .merge(likely::routes())
        .merge(standing::routes())
        .merge(country::routes())
        .merge(signatures::routes())
        .merge(corrections::routes())
        .merge(accounts::routes())
        .merge(tokens::routes())
        .merge(audit::routes())
        .merge(record::routes())
        .merge(cases::routes())
        .merge(rounds::routes());
    OpenApiRouter::new().nest(BASE, all)
}

/// What needs neither token nor session.
fn open() -> OpenApiRouter<Site> {
    OpenApiRouter::new().nest(BASE, cases::open_routes())
}

/// What the API says of itself.
pub fn openapi() -> OpenApi {
    document::finish(described().merge(open()).into_openapi())
}

/// The API of a site.
pub fn api_routes(site: Site) -> Router {
    let document = Json(openapi());
    let (all, _) = described().split_for_parts();
    let (open, _) = open().split_for_parts();
    let elsewhere = |_| {
        let detail = "A page of another site sent this, so nothing was done.";
        Problem::new(axum::http::StatusCode::FORBIDDEN, detail).into_response()
    };
    all.route_layer(from_fn(signed_in))
        .merge(open)
        .route(&format!("{BASE}/openapi.json"), get(async move || document))
        .route("/api/{*rest}", any(nothing))
        .layer(from_fn_with_state(site.clone(), look_up))
        .layer(CsrfLayer::new().with_rejection_response(elsewhere))
        .layer(from_fn(problem::as_problems))
        .with_state(site)
}

/// Nothing of this is for the public. Said before anything of the request is read, so that nobody learns from
/// findings what they may not know.
async fn signed_in(visitor: Visitor, request: Request, next: Next) -> Response {
    match visitor.actor.person {
        Some(_) => next.run(request).await,
        None => Problem::from(Refusal::SignInFirst).into_response(),
    }
}

async fn nothing() -> Problem {
    Refusal::NotFound.into()
}

/// A body's code out of an address or a body.
///
/// Errors: what is no code names nothing.
fn code_of(text: &str) -> Result<Code, Problem> {
    text.parse().map_err(|_| Refusal::NotFound.into())
}

/// An id out of an address or a body.
///
/// Errors: what is no id names nothing.
fn id_of(text: &str) -> Result<Id, Problem> {
    text.parse().map_err(|_| Refusal::NotFound.into())
}

impl From<NotFound> for Problem {
    fn from(NotFound(findings): NotFound) -> Self {
        Problem::new(axum::http::StatusCode::NOT_FOUND, "The register knows nothing of this name.")
            .with(&findings)
    }
}
