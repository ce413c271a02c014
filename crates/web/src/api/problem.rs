use actions::Refusal;
use axum::body::to_bytes;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;
use vocabulary::{Finding, Findings, Place};

use crate::site::Refused;

/// What a problem is sent as.
pub(super) const MEDIA_TYPE: &str = "application/problem+json";
/// So much of what a rejection says is told.
const DETAIL_BYTES_MAX: usize = 4096;

/// A problem on its way out.
#[derive(Debug)]
pub struct Problem(Box<ProblemBody>);

/// Why a request was not answered as asked (RFC 9457).
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Problem)]
pub(super) struct ProblemBody {
    /// Always `about:blank`: the status says which kind of problem it is.
    #[serde(rename = "type")]
    kind: &'static str,
    /// The name of the status.
    title: String,
    /// The status.
    #[schema(minimum = 400, maximum = 599)]
    status: u16,
    /// What happened, in words.
    detail: String,
    /// Everything that is wrong with what was sent.
    findings: Vec<FindingBody>,
    /// The version that is there now, when what was sent was made from an older one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    current_version: Option<i64>,
    /// What can be done instead, when it can't be done in this state.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    allowed: Vec<&'static str>,
    #[serde(skip)]
    headers: HeaderMap,
}

/// Something that a check has to say.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FindingBody {
    /// `error`, `warning` or `note`.
    pub severity: &'static str,
    /// A stable word; what it means stands in `docs/findings.md`.
    pub code: &'static str,
    /// The table, file or part of the request; may be empty, as the next two.
    pub table: String,
    /// The row or key.
    pub row: String,
    /// The column or field.
    pub column: String,
    /// What was seen.
    pub seen: String,
    /// What was expected.
    pub expected: String,
    /// What to do.
    pub action: String,
}

impl From<&Finding> for FindingBody {
    fn from(finding: &Finding) -> Self {
        FindingBody {
            severity: finding.severity.word(),
            code: finding.code,
            table: finding.place.table.clone(),
            row: finding.place.row.clone(),
            column: finding.place.column.clone(),
            seen: finding.seen.clone(),
            expected: finding.expected.clone(),
            action: finding.action.clone(),
        }
    }
}

impl Problem {
    /// A problem of a status.
    pub(super) fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        Problem(Box::new(ProblemBody {
            kind: "about:blank",
            title: status.canonical_reason().unwrap_or("Problem").to_string(),
            status: status.as_u16(),
            detail: detail.into(),
            findings: Vec::new(),
            current_version: None,
            allowed: Vec::new(),
            headers: HeaderMap::new(),
        }))
    }

    /// A part of a request that can't be read.
    pub(super) fn unreadable(part: &str, seen: impl Into<String>, expected: &str) -> Self {
        let finding = Finding::error("request-not-read", Place::cell("request", "", part), seen)
            .expected(expected)
            .action("Correct the request; `/api/v1/openapi.json` says what is taken.");
        Problem::new(StatusCode::BAD_REQUEST, "The request can't be read.").with(&vec![finding])
    }

    /// Somebody changed it first; the tag of what is there now.
    pub(super) fn stale(tag: &str) -> Self {
        let detail = "Somebody changed it first. Nothing was saved; look at what is there now.";
        Problem::new(StatusCode::PRECONDITION_FAILED, detail).header(header::ETAG, &format!("\"{tag}\""))
    }

    pub(super) fn with(mut self, findings: &Findings) -> Self {
        self.0.findings = findings.iter().map(FindingBody::from).collect();
        self
    }

    fn header(mut self, name: header::HeaderName, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.0.headers.insert(name, value);
        }
        self
    }

    /// Is it certain that nothing was done?
    pub(super) fn nothing_was_done(&self) -> bool {
        self.0.status < 500
    }
}

impl From<&Refusal> for Problem {
    fn from(refusal: &Refusal) -> Self {
        match refusal {
            Refusal::SignInFirst | Refusal::WrongCredentials => {
                let detail = "This needs a token (`Authorization: Bearer …`) or a session that is taken.";
                Problem::new(StatusCode::UNAUTHORIZED, detail)
                    .header(header::WWW_AUTHENTICATE, "Bearer realm=\"Ballast\"")
            }
            Refusal::Forbidden => Problem::new(
                StatusCode::FORBIDDEN,
                "No role that you hold allows this, or the token's scope doesn't.",
            ),
            Refusal::NotFound => Problem::new(StatusCode::NOT_FOUND, "There is no such thing."),
            Refusal::Stale { current_version } => {
                let mut problem = Problem::stale(&current_version.to_string());
                problem.0.current_version = Some(*current_version);
                problem
            }
            Refusal::WrongState { allowed } => {
                let mut problem = Problem::new(StatusCode::CONFLICT, "It can't be done in this state.");
                problem.0.allowed = allowed.clone();
                problem
            }
            Refusal::Invalid(findings) => {
                let detail = "What was sent can't be used; the findings say why.";
                Problem::new(StatusCode::UNPROCESSABLE_ENTITY, detail).with(findings)
            }
            Refusal::TryLater { from } => {
                Problem::new(StatusCode::TOO_MANY_REQUESTS, format!("Try again after {from}."))
            }
            Refusal::Store(error) => {
                // What went wrong inside is for whoever runs the server.
                eprintln!("the database: {error}");
                let detail = "The database did not answer as it should. Try again in a minute.";
                Problem::new(StatusCode::SERVICE_UNAVAILABLE, detail)
            }
        }
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        Problem::from(&refusal)
    }
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        Problem::from(&*refused.0)
    }
}

impl IntoResponse for Problem {
    fn into_response(mut self) -> Response {
        let status = StatusCode::from_u16(self.0.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut headers = std::mem::take(&mut self.0.headers);
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        (status, headers, serde_json::to_vec(&self.0).unwrap_or_default()).into_response()
    }
}

/// Tells every refusal and every rejection below it as a problem: what acts refuse, what can't be read, no such
/// address, no such method.
pub(super) async fn as_problems(request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    if let Some(refused) = response.extensions().get::<Refused>() {
        return Problem::from(refused.clone()).into_response();
    }
    let status = response.status();
    let is_told = response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind == MEDIA_TYPE);
    if is_told || !(status.is_client_error() || status.is_server_error()) {
        return response;
    }
    let (head, body) = response.into_parts();
    let words = to_bytes(body, DETAIL_BYTES_MAX).await.unwrap_or_default();
    let words = String::from_utf8_lossy(&words).into_owned();
    let mut problem = match status {
        StatusCode::METHOD_NOT_ALLOWED => {
            Problem::new(status, "This address doesn't take this method; `Allow` names those it takes.")
        }
        StatusCode::BAD_REQUEST => Problem::unreadable("", words, "a request as the API describes it"),
        _ => Problem::new(status, words),
    };
    if let Some(allow) = head.headers.get(header::ALLOW) {
        problem.0.headers.insert(header::ALLOW, allow.clone());
    }
    problem.into_response()
}
