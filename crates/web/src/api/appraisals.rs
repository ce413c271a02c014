//! Appraisals ("make, share or buy") as they are written: drafts with versions, and the lock of their weights.

use actions::{Weighing, acts};
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use exchange::write_appraisal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::accounts::Ended;
use super::document::collection;
use super::once::{Made, once};
use super::paging::{Asked, Item, Page, Paging};
use super::problem::{FindingBody, Problem};
use super::questions::{Of, VersionBody};
use super::sent::{RequestKey, Seen, Sent};
use super::{code_of, id_of};
use crate::site::{Site, Visitor};

/// The addresses of appraisals.
pub(super) fn routes() -> OpenApiRouter<Site> {
    let router = collection(OpenApiRouter::new(), routes!(appraisals));
    router
        .routes(routes!(add_appraisal))
        .routes(routes!(appraisal))
        .routes(routes!(add_appraisal_version))
        .routes(routes!(lock_weights))
        .routes(routes!(open_weights))
        .routes(routes!(drop_appraisal))
        .routes(routes!(appraise))
}

/// An appraisal that is being written.
#[derive(Debug, Serialize, ToSchema)]
struct AppraisalBody {
    id: String,
    /// One more at each change.
    version: i64,
    body: String,
    title: String,
    /// The appraisal, as TOML.
    appraisal: String,
    /// Who locked the weights; null while they aren't locked.
    locked_by: Option<String>,
    #[schema(format = DateTime)]
    changed_at: String,
}

impl From<Weighing> for AppraisalBody {
    fn from(weighing: Weighing) -> Self {
        AppraisalBody {
            id: weighing.id.to_string(),
            version: weighing.version,
            body: weighing.body.to_string(),
            title: weighing.appraisal.title.clone(),
            appraisal: write_appraisal(&weighing.appraisal),
            locked_by: weighing.appraisal.lock.map(|lock| lock.by),
            changed_at: weighing.changed.to_string(),
        }
    }
}

impl Item for AppraisalBody {
    const COLUMNS: &'static [&'static str] = &["id", "version", "body", "title", "locked_by", "changed_at"];

    fn cursor(&self) -> String {
        self.id.clone()
    }
}

/// The appraisals that a body is writing.
#[utoipa::path(get, path = "/appraisals", tag = "appraisals", params(Of, Paging),
    responses((status = 200, description = "A part of them, oldest first", body = Page<AppraisalBody>)))]
async fn appraisals(
    State(site): State<Site>,
    visitor: Visitor,
    Query(Of { body }): Query<Of>,
    asked: Asked,
) -> Result<Response, Problem> {
    let found = acts::see_appraisals(site.desk(), &visitor.actor, &code_of(&body)?, site.now()).await?;
    Ok(asked.part(found.into_iter().map(AppraisalBody::from).collect()))
}

/// An appraisal with what a check of it says.
#[derive(Debug, Serialize, ToSchema)]
struct CheckedAppraisalBody {
    #[serde(flatten)]
    appraisal: AppraisalBody,
    /// May it be worked out? Not while a finding is an error.
    can_be_worked_out: bool,
    findings: Vec<FindingBody>,
}

/// An appraisal, checked against its register; nothing of the answer is told.
#[utoipa::path(get, path = "/appraisals/{id}", tag = "appraisals", params(("id" = String, Path)),
    responses((status = 200, description = "The appraisal", body = CheckedAppraisalBody,
        headers(("ETag" = String, description = "Its version")))))]
async fn appraisal(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let checked = acts::check_appraisal(site.desk(), &visitor.actor, &id_of(&id)?, site.now()).await?;
    let can_be_worked_out = checked.can_be_worked_out();
    let findings = checked.findings.iter().map(FindingBody::from).collect();
    let etag = [(header::ETAG, format!("\"{}\"", checked.weighing.version))];
    let body = CheckedAppraisalBody { appraisal: checked.weighing.into(), can_be_worked_out, findings };
    Ok((etag, Json(body)).into_response())
}

/// An appraisal to be written.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewAppraisalBody {
    /// The body that weighs its options.
    #[schema(min_length = 1, max_length = 200)]
    body: String,
    /// The appraisal, as TOML. Weights that it calls locked are open again, and its scores are left out.
    appraisal: String,
}

fn made(id: impl Into<String>, version: i64) -> Made {
    let id = id.into();
    let location = format!("/appraisals/{id}");
    Made { version: Some(version), ..Made::of(VersionBody { id, version }) }.at(location)
}

/// Begins an appraisal.
#[utoipa::path(post, path = "/appraisals", tag = "appraisals",
    params(("Idempotency-Key" = Option<String>, Header, description = "The same request with the same key is done once", nullable = false, min_length = 1, max_length = 200, pattern = "^[!-~]+$")),
    request_body = NewAppraisalBody,
    responses((status = 201, description = "It is begun", body = VersionBody)))]
async fn add_appraisal(
    State(site): State<Site>,
    visitor: Visitor,
    key: RequestKey,
    Sent(new): Sent<NewAppraisalBody>,
) -> Result<Response, Problem> {
    let work = async {
        let (body, now) = (code_of(&new.body)?, site.now());
        let (id, version) =
            acts::begin_appraisal(site.desk(), &visitor.actor, &body, &new.appraisal, now).await?;
        Ok(made(id.as_str(), version))
    };
    once((&site, &visitor), key, &new, work).await
}

/// An appraisal as it should be from now on.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewAppraisalVersionBody {
    /// The appraisal, as TOML.
    appraisal: String,
}

/// Changes an appraisal: its posts as the HR lead, the rest as an author. What is locked stays.
#[utoipa::path(post, path = "/appraisals/{id}/versions", tag = "appraisals",
    params(("id" = String, Path), ("If-Match" = String, Header, description = "The version that was changed, in quotes", pattern = "^\"[0-9]{1,15}\"$"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same request with the same key is done once", nullable = false, min_length = 1, max_length = 200, pattern = "^[!-~]+$")),
    request_body = NewAppraisalVersionBody,
    responses((status = 201, description = "It is changed", body = VersionBody)))]
async fn add_appraisal_version(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Seen(seen): Seen,
    key: RequestKey,
    Sent(new): Sent<NewAppraisalVersionBody>,
) -> Result<Response, Problem> {
    let work = async {
        let (desk, now) = (site.desk(), site.now());
        let version =
            acts::change_appraisal(desk, &visitor.actor, &id_of(&id)?, seen, &new.appraisal, now).await?;
        Ok(made(&id, version))
    };
    once((&site, &visitor), key, (seen, &new), work).await
}

/// Locks the weights in one's own name: from then on options can be scored.
#[utoipa::path(post, path = "/appraisals/{id}/locks", tag = "appraisals",
    params(("id" = String, Path), ("If-Match" = String, Header, description = "The version that was seen, in quotes", pattern = "^\"[0-9]{1,15}\"$")),
    responses((status = 201, description = "They are locked", body = VersionBody)))]
async fn lock_weights(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Seen(seen): Seen,
) -> Result<Response, Problem> {
    let done = acts::lock_weights(site.desk(), &visitor.actor, &id_of(&id)?, seen, site.now()).await?;
    Ok(made(&id, done.version).into_response())
}

/// Opens locked weights again; all scores are dropped.
#[utoipa::path(post, path = "/appraisals/{id}/openings", tag = "appraisals",
    params(("id" = String, Path), ("If-Match" = String, Header, description = "The version that was seen, in quotes", pattern = "^\"[0-9]{1,15}\"$")),
    responses((status = 201, description = "They are open", body = VersionBody)))]
async fn open_weights(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Seen(seen): Seen,
) -> Result<Response, Problem> {
    let done = acts::open_weights(site.desk(), &visitor.actor, &id_of(&id)?, seen, site.now()).await?;
    Ok(made(&id, done.version).into_response())
}

/// Drops an appraisal.
#[utoipa::path(post, path = "/appraisals/{id}/endings", tag = "appraisals",
    params(("id" = String, Path), ("If-Match" = String, Header, description = "The version that was seen, in quotes", pattern = "^\"[0-9]{1,15}\"$")),
    responses((status = 201, description = "It is dropped", body = Ended)))]
async fn drop_appraisal(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Seen(seen): Seen,
) -> Result<Response, Problem> {
    let now = site.now();
    acts::drop_appraisal(site.desk(), &visitor.actor, &id_of(&id)?, seen, now).await?;
    Ok(Made::of(Ended { id, at: now.to_string() }).into_response())
}

/// Has an appraisal worked out: a worker takes it up, and the appraisal stays.
#[utoipa::path(post, path = "/appraisals/{id}/answers", tag = "appraisals",
    params(("id" = String, Path), ("If-Match" = String, Header, description = "The version that is worked out, in quotes", pattern = "^\"[0-9]{1,15}\"$"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same request with the same key is done once", nullable = false, min_length = 1, max_length = 200, pattern = "^[!-~]+$")),
    responses((status = 201, description = "It waits to be worked out", body = Ended)))]
async fn appraise(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Seen(seen): Seen,
    key: RequestKey,
) -> Result<Response, Problem> {
    let work = async {
        let now = site.now();
        let answer = acts::appraise(site.desk(), &visitor.actor, &id_of(&id)?, seen, now).await?;
        let made = Made::of(Ended { id: answer.to_string(), at: now.to_string() });
        Ok(made.at(format!("/appraisal_answers/{answer}")))
    };
    once((&site, &visitor), key, seen, work).await
}
