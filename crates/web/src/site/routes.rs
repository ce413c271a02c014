use actions::{Refusal, acts};
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tower_http::csrf::CsrfLayer;

use super::{Refused, Site, Visitor, current, refused, shell, visitor};
use crate::api::api_routes;
use crate::market_routes;
use crate::respond::{asset_routes, compressed, error_page, secured};
use crate::{accounts, cases, country, hurt, prove, registers, rounds, standing, start, weigh};

/// Every page of a server. Each part of the house gives its own routes.
pub fn site_routes(site: Site) -> Router {
    let market = market_routes(site.clone())
        .layer(from_fn(compressed))
        .layer(from_fn_with_state(site.clone(), current::with_market));
    let pages = Router::new()
        .merge(market)
        .merge(hurt::routes(site.clone()))
        .merge(start::routes(site.clone()))
        .merge(accounts::routes(site.clone()))
        .merge(registers::routes(site.clone()))
        .merge(standing::routes(site.clone()))
        .merge(weigh::routes(site.clone()))
        .merge(cases::routes(site.clone()))
        .merge(rounds::routes(site.clone()))
        .merge(country::routes(site.clone()))
        .merge(prove::routes(site.clone()))
        .fallback(nothing)
        .layer(from_fn_with_state(site.clone(), refused::as_pages))
        .layer(from_fn_with_state(site.clone(), visitor::look_up));
    let health = Router::new().route("/health", get(health)).with_state(site.clone());
    let around = site.clone();
    let elsewhere = move |_| elsewhere(&around);
    let pages = pages.layer(CsrfLayer::new().with_rejection_response(elsewhere));
    secured(pages.merge(api_routes(site)).merge(asset_routes()).merge(health))
}

/// Whether the server can do its work: for whoever watches over it.
async fn health(State(site): State<Site>) -> Response {
    let (status, word) = match acts::is_well(site.desk()).await {
        Ok(()) => (StatusCode::OK, "ok"),
        Err(refusal) => {
            eprintln!("the database: {refusal}");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer")
        }
    };
    let headers = [("content-type", "application/json"), ("cache-control", "no-store")];
    (status, headers, format!("{{\"status\": \"{word}\"}}\n")).into_response()
}

async fn nothing() -> Refused {
    Refusal::NotFound.into()
}

/// A form that was sent from a page of somebody else.
fn elsewhere(site: &Site) -> Response {
    let words = ["It was sent from a page of another site, so nothing was done.".to_string()];
    error_page(StatusCode::FORBIDDEN, "Form not taken", words, shell(site, &Visitor::default()))
}
