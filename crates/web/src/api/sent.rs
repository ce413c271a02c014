//! What a request sends: JSON, a version that was seen, a key.

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::problem::Problem;

/// The body of a request, as JSON.
pub(super) struct Sent<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Sent<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        if !is_json(request.headers()) {
            let detail = "The body has to be JSON, with `Content-Type: application/json`.";
            return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, detail));
        }
        let bytes = Bytes::from_request(request, state)
            .await
            .map_err(|rejection| Problem::new(rejection.status(), rejection.body_text()))?;
        match serde_json::from_slice(&bytes) {
            Ok(sent) => Ok(Sent(sent)),
            Err(error) => Err(Problem::unreadable("body", error.to_string(), "JSON as the API describes it")),
        }
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    kind == "application/json" || (kind.starts_with("application/") && kind.ends_with("+json"))
}

/// The version that a change was made from: `If-Match: "3"`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seen(pub i64);

impl<S: Send + Sync> FromRequestParts<S> for Seen {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let value = parts.headers.get(header::IF_MATCH).ok_or_else(no_version)?;
        let text = value.to_str().unwrap_or_default().trim();
        let number = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        let digits = number.filter(|digits| digits.bytes().all(|digit| digit.is_ascii_digit()));
        match digits.and_then(|digits| digits.parse().ok()) {
            Some(version) => Ok(Seen(version)),
            None => Err(Problem::unreadable("If-Match", text, "a version as `ETag` told it, such as \"3\"")),
        }
    }
}

/// The tag that a change was made from: `If-Match: "5f0c…"`, as `ETag` told it.
#[derive(Debug, Clone)]
pub(super) struct SeenTag(pub String);

impl<S: Send + Sync> FromRequestParts<S> for SeenTag {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let value = parts.headers.get(header::IF_MATCH).ok_or_else(no_version)?;
        let text = value.to_str().unwrap_or_default().trim();
        let tag = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        let is_hash = |tag: &&str| tag.len() == 64 && tag.bytes().all(|byte| byte.is_ascii_hexdigit());
        match tag.filter(is_hash) {
            Some(tag) => Ok(SeenTag(tag.to_string())),
            None => Err(Problem::unreadable("If-Match", text, "a tag as `ETag` told it, in quotes")),
        }
    }
}

fn no_version() -> Problem {
    let detail = "Say which version this was made from: `If-Match`, with the `ETag` that you saw.";
    Problem::new(StatusCode::PRECONDITION_REQUIRED, detail)
}

/// The key of a request, if it has one: the same request with the same key is done once.
#[derive(Debug, Clone)]
pub(super) struct RequestKey(pub Option<String>);

impl<S: Send + Sync> FromRequestParts<S> for RequestKey {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let Some(value) = parts.headers.get("idempotency-key") else { return Ok(RequestKey(None)) };
        let text = value.to_str().unwrap_or_default().trim();
        let is_visible = text.bytes().all(|byte| (b'!'..=b'~').contains(&byte));
        if text.is_empty() || text.len() > 200 || !is_visible {
            return Err(Problem::unreadable("Idempotency-Key", text, "1 to 200 visible characters"));
        }
        Ok(RequestKey(Some(text.to_string())))
    }
}

/// A whole number, also where a program writes it as `7.0`: JSON knows no difference.
pub(super) fn whole<'de, D: Deserializer<'de>>(from: D) -> Result<i64, D::Error> {
    let value = Value::deserialize(from)?;
    let exact = |float: f64| (float.fract() == 0.0 && float.abs() < 9e15).then_some(float as i64);
    value
        .as_i64()
        .or_else(|| value.as_f64().and_then(exact))
        .ok_or_else(|| D::Error::custom("not a whole number"))
}

/// The same, where it may be left out.
pub(super) fn maybe_whole<'de, D: Deserializer<'de>>(from: D) -> Result<Option<i64>, D::Error> {
    whole(from).map(Some)
}
