use actions::{Claim, KeptResponse, acts, content_hash};
use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::{Value, json};

use super::problem::Problem;
use super::sent::RequestKey;
use crate::site::{Site, Visitor};

/// Something that a request has made.
#[derive(Debug)]
pub(super) struct Made {
    /// Where it is found; none if it can't be looked at by itself.
    pub location: Option<String>,
    /// Its version, if it has versions.
    pub version: Option<i64>,
    /// What it is.
    pub body: Value,
    /// What is answered when the same request comes again; without what is shown only once.
    pub again: Option<Value>,
}

impl Made {
    /// Something that has been made.
    pub(super) fn of(body: impl Serialize) -> Self {
        let body = serde_json::to_value(body).unwrap_or_default();
        Made { location: None, version: None, body, again: None }
    }

    /// Found at an address below `/api/v1`.
    pub(super) fn at(self, location: impl AsRef<str>) -> Self {
        Made { location: Some(format!("/api/v1{}", location.as_ref())), ..self }
    }

    fn kept(&self) -> KeptResponse {
        let body = self.again.as_ref().unwrap_or(&self.body);
        let value = json!({ "location": self.location, "version": self.version, "body": body });
        KeptResponse { status: 201, body: value.to_string().into_bytes() }
    }

    fn read(kept: &KeptResponse) -> Option<Made> {
        let value: Value = serde_json::from_slice(&kept.body).ok()?;
        let location = value["location"].as_str().map(str::to_string);
        Some(Made { location, version: value["version"].as_i64(), body: value["body"].clone(), again: None })
    }
}

impl IntoResponse for Made {
    fn into_response(self) -> Response {
        let mut response = (StatusCode::CREATED, Json(self.body)).into_response();
        let headers = response.headers_mut();
        if let Some(Ok(location)) = self.location.map(HeaderValue::try_from) {
            headers.insert(header::LOCATION, location);
        }
        if let Some(Ok(version)) = self.version.map(|version| HeaderValue::try_from(format!("\"{version}\"")))
        {
            headers.insert(header::ETAG, version);
        }
        response
    }
}

/// Does a request once for a key. `about` is what the request is, to tell it from another with the same key; nothing
/// secret, because its hash is kept.
///
/// Errors: 409 when the key began another request, or one whose end isn't known; what `work` answers.
pub(super) async fn once(
    (site, visitor): (&Site, &Visitor),
    key: RequestKey,
    about: impl Serialize,
    work: impl Future<Output = Result<Made, Problem>>,
) -> Result<Response, Problem> {
    let Some(key) = key.0 else { return Ok(work.await?.into_response()) };
    let (desk, actor) = (site.desk(), &visitor.actor);
    let path = visitor.address.split('?').next().unwrap_or_default();
    let hash = content_hash(json!([path, about]).to_string().as_bytes());
    let conflict = |detail: &str| Err(Problem::new(StatusCode::CONFLICT, detail));
    match acts::claim_request(desk, actor, &key, &hash, site.now()).await? {
        Claim::New => {}
        Claim::Kept(kept) => {
            let made = Made::read(&kept).map(IntoResponse::into_response);
            return Ok(made.unwrap_or_else(|| StatusCode::CREATED.into_response()));
        }
        Claim::Begun => {
            return conflict(
                "This request was begun and its end isn't known. Look whether it was done; then use another key.",
            );
        }
        Claim::Other => return conflict("This key was used for another request."),
    }
    match work.await {
        Ok(made) => {
            acts::keep_answer(desk, actor, &key, &made.kept()).await?;
            Ok(made.into_response())
        }
        Err(problem) => {
            if problem.nothing_was_done() {
                acts::release_request(desk, actor, &key).await?;
            }
            Err(problem)
        }
    }
}
