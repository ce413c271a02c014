//! Questions ("who else is hurt?") as they are written: drafts with versions.

use actions::{Question, acts};
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::accounts::Ended;
use super::document::collection;
use super::once::{Made, once};
use super::paging::{Asked, Item, Page, Paging};
use super::problem::{FindingBody, Problem};
use super::sent::{RequestKey, Seen, Sent};
use super::{code_of, id_of};
use crate::site::{Site, Visitor};

/// The addresses of questions.
pub(super) fn routes() -> OpenApiRouter<Site> {
    let router = collection(OpenApiRouter::new(), routes!(questions));
    router
        .routes(routes!(add_question))
        .routes(routes!(question))
        .routes(routes!(add_version))
        .routes(routes!(drop_question))
        .routes(routes!(ask))
}

/// Whose.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Of {
    /// The body that they belong to.
    #[param(min_length = 1)]
    pub body: String,
}

/// A question that is being written.
#[derive(Debug, Serialize, ToSchema)]
struct QuestionBody {
    id: String,
    /// One more at each change.
    version: i64,
    body: String,
    title: String,
    /// The scenario, as TOML.
    scenario: String,
    #[schema(format = DateTime)]
    changed_at: String,
}

impl From<Question> for QuestionBody {
    fn from(question: Question) -> Self {
        QuestionBody {
            id: question.id.to_string(),
            version: question.version,
            body: question.body.to_string(),
            title: question.title,
            scenario: question.scenario,
            changed_at: question.changed.to_string(),
        }
    }
}

impl Item for QuestionBody {
    const COLUMNS: &'static [&'static str] = &["id", "version", "body", "title", "changed_at"];

    fn cursor(&self) -> String {
        self.id.clone()
    }
}

/// The questions that a body is writing.
#[utoipa::path(get, path = "/questions", tag = "questions", params(Of, Paging),
    responses((status = 200, description = "A part of them, oldest first", body = Page<QuestionBody>)))]
async fn questions(
    State(site): State<Site>,
    visitor: Visitor,
    Query(Of { body }): Query<Of>,
    asked: Asked,
) -> Result<Response, Problem> {
    let found = acts::see_questions(site.desk(), &visitor.actor, &code_of(&body)?, site.now()).await?;
    Ok(asked.part(found.into_iter().map(QuestionBody::from).collect()))
}

/// A question with what a check of it says.
#[derive(Debug, Serialize, ToSchema)]
struct CheckedBody {
    #[serde(flatten)]
    question: QuestionBody,
    /// May it be asked? Not while a finding is an error.
    can_be_asked: bool,
    findings: Vec<FindingBody>,
}

/// A question, checked against its register; nothing is run.
#[utoipa::path(get, path = "/questions/{id}", tag = "questions", params(("id" = String, Path)),
    responses((status = 200, description = "The question", body = CheckedBody,
        headers(("ETag" = String, description = "Its version")))))]
async fn question(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let checked = acts::check_question(site.desk(), &visitor.actor, &id_of(&id)?, site.now()).await?;
    let can_be_asked = checked.can_be_asked();
    let findings = checked.findings.iter().map(FindingBody::from).collect();
    let etag = [(header::ETAG, format!("\"{}\"", checked.question.version))];
    let body = CheckedBody { question: checked.question.into(), can_be_asked, findings };
    Ok((etag, Json(body)).into_response())
}

/// A question to be written.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewQuestionBody {
    /// The body that asks.
    #[schema(min_length = 1, max_length = 200)]
    body: String,
    #[schema(max_length = 200)]
    title: String,
    /// The scenario, as TOML. It is kept as it is written, right or not.
    scenario: String,
}

/// Something with a version.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct VersionBody {
    pub(super) id: String,
    pub(super) version: i64,
}

fn made(id: impl Into<String>, version: i64) -> Made {
    let id = id.into();
    let location = format!("/questions/{id}");
    Made { version: Some(version), ..Made::of(VersionBody { id, version }) }.at(location)
}

/// Begins a question.
#[utoipa::path(post, path = "/questions", tag = "questions",
    params(("Idempotency-Key" = Option<String>, Header, description = "The same request with the same key is done once", nullable = false, min_length = 1, max_length = 200, pattern = "^[!-~]+$")),
    request_body = NewQuestionBody,
    responses((status = 201, description = "It is begun", body = VersionBody)))]
async fn add_question(
    State(site): State<Site>,
    visitor: Visitor,
    key: RequestKey,
    Sent(new): Sent<NewQuestionBody>,
) -> Result<Response, Problem> {
    let work = async {
        let (body, now) = (code_of(&new.body)?, site.now());
        let (id, version) =
            acts::begin_question(site.desk(), &visitor.actor, &body, &new.title, &new.scenario, now).await?;
        Ok(made(id.as_str(), version))
    };
    once((&site, &visitor), key, &new, work).await
}

/// A question as it should be from now on.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewVersionBody {
    #[schema(max_length = 200)]
    title: String,
    /// The scenario, as TOML.
    scenario: String,
}

/// Changes a question.
#[utoipa::path(post, path = "/questions/{id}/versions", tag = "questions",
    params(("id" = String, Path), ("If-Match" = String, Header, description = "The version that was changed, in quotes", pattern = "^\"[0-9]{1,15}\"$"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same request with the same key is done once", nullable = false, min_length = 1, max_length = 200, pattern = "^[!-~]+$")),
    request_body = NewVersionBody,
    responses((status = 201, description = "It is changed", body = VersionBody)))]
async fn add_version(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Seen(seen): Seen,
    key: RequestKey,
    Sent(new): Sent<NewVersionBody>,
) -> Result<Response, Problem> {
    let work = async {
        let (desk, texts) = (site.desk(), (new.title.as_str(), new.scenario.as_str()));
        let version =
            acts::change_question(desk, &visitor.actor, &id_of(&id)?, seen, texts, site.now()).await?;
        Ok(made(&id, version))
    };
    once((&site, &visitor), key, (seen, &new), work).await
}

/// Drops a question.
#[utoipa::path(post, path = "/questions/{id}/endings", tag = "questions",
    params(("id" = String, Path), ("If-Match" = String, Header, description = "The version that was seen, in quotes", pattern = "^\"[0-9]{1,15}\"$")),
    responses((status = 201, description = "It is dropped", body = Ended)))]
async fn drop_question(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Seen(seen): Seen,
) -> Result<Response, Problem> {
    let now = site.now();
    acts::drop_question(site.desk(), &visitor.actor, &id_of(&id)?, seen, now).await?;
    Ok(Made::of(Ended { id, at: now.to_string() }).into_response())
}

/// Asks a question: a worker answers it, and the question stays.
#[utoipa::path(post, path = "/questions/{id}/answers", tag = "questions",
    params(("id" = String, Path), ("If-Match" = String, Header, description = "The version that is asked, in quotes", pattern = "^\"[0-9]{1,15}\"$"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same request with the same key is done once", nullable = false, min_length = 1, max_length = 200, pattern = "^[!-~]+$")),
    responses((status = 201, description = "It waits to be answered", body = Ended)))]
async fn ask(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Seen(seen): Seen,
    key: RequestKey,
) -> Result<Response, Problem> {
    let work = async {
        let now = site.now();
        let answer = acts::ask(site.desk(), &visitor.actor, &id_of(&id)?, seen, now).await?;
        let made = Made::of(Ended { id: answer.to_string(), at: now.to_string() });
        Ok(made.at(format!("/answers/{answer}")))
    };
    once((&site, &visitor), key, seen, work).await
}
