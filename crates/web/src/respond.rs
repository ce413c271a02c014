//! Answers to requests: pages, errors as pages, assets, and the headers that keep all of them safe.

use std::io::Write as _;

use askama::Template;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Path, Request};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn, map_response};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use flate2::{Compression, write::GzEncoder};

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
    let kept = "public, max-age=31536000, immutable";
    let headers = [
        (header::CONTENT_TYPE, asset.media_type),
        (header::CACHE_CONTROL, kept),
        (header::VARY, "accept-encoding"),
    ];
    if takes_gzip(&asked) {
        return (headers, [(header::CONTENT_ENCODING, "gzip")], asset.gzip).into_response();
    }
    (headers, asset.bytes).into_response()
}

/// Does whoever asks take compressed answers?
pub(crate) fn takes_gzip(asked: &HeaderMap) -> bool {
    let accepts = asked.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or("");
    let coding = |part: &str| part.split(';').map(str::trim).map(str::to_string).collect::<Vec<_>>();
    let mut codings = accepts.split(',').map(coding);
    codings.any(|parts| parts[0] == "gzip" && !parts[1..].iter().any(|part| part == "q=0"))
}

/// The largest answer that is compressed here; pages are far below.
const COMPRESSED_BYTES_MAX: usize = 16 << 20;

/// Compresses pages and tables. Pages hold no secrets that an attacker could guess by their compressed length:
/// requests are told apart by their origin, not by tokens in forms.
pub(crate) async fn compressed(request: Request, next: Next) -> Response {
    let takes = takes_gzip(request.headers());
    let response = next.run(request).await;
    let kind =
        response.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("");
    let is_text = kind.starts_with("text/") || kind.starts_with("application/json");
    if !takes || !is_text || response.headers().contains_key(header::CONTENT_ENCODING) {
        return response;
    }
    let (mut head, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, COMPRESSED_BYTES_MAX).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    match encoder.write_all(&bytes).and_then(|()| encoder.finish()) {
        Ok(packed) => {
            head.headers.remove(header::CONTENT_LENGTH);
            head.headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
            head.headers.append(header::VARY, HeaderValue::from_static("accept-encoding"));
            Response::from_parts(head, Body::from(packed))
        }
        Err(_) => Response::from_parts(head, Body::from(bytes)),
    }
}

/// Puts the headers that keep pages safe on every answer of a server, and compresses pages and tables.
pub fn secured(router: Router) -> Router {
    router.layer(from_fn(compressed)).layer(map_response(async |mut response: Response| {
        let headers = response.headers_mut();
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=()"),
        ] {
            headers.insert(name, HeaderValue::from_static(value));
        }
        // A document that is a page by itself has said already what it may do, which is less.
        let policy = headers.entry(header::CONTENT_SECURITY_POLICY);
        policy.or_insert(HeaderValue::from_static(CONTENT_SECURITY_POLICY));
        response
    }))
}
