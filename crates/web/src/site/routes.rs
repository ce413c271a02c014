use actions::Refusal;
use axum::Router;
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::response::Response;
use tower_http::csrf::CsrfLayer;

use super::{Refused, Site, Visitor, current, refused, shell, visitor};
use crate::market_routes;
use crate::respond::{asset_routes, error_page, secured};
use crate::{hurt, standing};

/// Every page of a server. Each part of the house gives its own routes.
pub fn site_routes(site: Site) -> Router {
    let market = market_routes(site.clone()).layer(from_fn_with_state(site.clone(), current::with_market));
    let pages = Router::new()
        .merge(market)
        .merge(hurt::routes(site.clone()))
        .merge(standing::routes(site.clone()))
        .fallback(nothing)
        .layer(from_fn_with_state(site.clone(), refused::as_pages))
        .layer(from_fn_with_state(site.clone(), visitor::look_up));
    let elsewhere = move |_| elsewhere(&site);
    secured(pages.layer(CsrfLayer::new().with_rejection_response(elsewhere)).merge(asset_routes()))
}

async fn nothing() -> Refused {
    Refusal::NotFound.into()
}

/// A form that was sent from a page of somebody else.
fn elsewhere(site: &Site) -> Response {
    let words = ["It was sent from a page of another site, so nothing was done.".to_string()];
    error_page(StatusCode::FORBIDDEN, "Form not taken", words, shell(site, &Visitor::default()))
}
