//! Answers to requests: pages, errors as pages, assets, and the headers that keep all of them safe.

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::map_response;
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use crate::{Html, Shell, assets};

/// Only what comes from here, no inline scripts or styles, nobody may frame a page.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
     connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// A page. It is asked for anew each time, since who is signed in and what is known may have changed.
pub fn page(status: StatusCode, html: Html) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache")),
    ];
    (status, headers, html.into_string()).into_response()
}

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage {
    shell: Shell,
    paragraphs: Vec<String>,
}

/// A refusal as a page: what is wrong in plain words, and the way out of it.
pub fn error_page(
    status: StatusCode,
    title: &str,
    paragraphs: impl IntoIterator<Item = String>,
    mut shell: Shell,
) -> Response {
    shell.title = title.to_string();
    page(status, Html::of(&ErrorPage { shell, paragraphs: paragraphs.into_iter().collect() }))
}

/// Style, scripts and icons at `/assets`. Their addresses change with their bytes, so they may be kept for ever.
pub fn asset_routes() -> Router {
    Router::new().route("/assets/{name}", get(asset))
}

async fn asset(Path(name): Path<String>, asked: HeaderMap) -> Response {
    let Some(asset) = assets::named(&name) else { return StatusCode::NOT_FOUND.into_response() };
    let accepts = asked.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or("");
    let kept = "public, max-age=31536000, immutable";
    let headers =
        [(header::CONTENT_TYPE, asset.media_type), (header::CACHE_CONTROL, kept), (header::VARY, "accept-encoding")];
    if accepts.split(',').any(|coding| coding.trim() == "gzip" || coding.trim().starts_with("gzip;q=1")) {
        return (headers, [(header::CONTENT_ENCODING, "gzip")], asset.gzip).into_response();
    }
    (headers, asset.bytes).into_response()
}

/// Puts the headers that keep pages safe on every answer of a server.
pub fn secured(router: Router) -> Router {
    router.layer(map_response(async |mut response: Response| {
        let headers = response.headers_mut();
        for (name, value) in [
            ("content-security-policy", CONTENT_SECURITY_POLICY),
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=()"),
        ] {
            headers.insert(name, HeaderValue::from_static(value));
        }
        response
    }))
}
