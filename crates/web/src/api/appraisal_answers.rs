//! Answers to appraisals: how far they have come, their tables, and their files as far as whoever asks may see them.
//! They are stopped and shared like any answer.

use std::sync::Arc;

use actions::{Refusal, acts};
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use exchange::listing::{json_value, section_csv, section_json};
use listing::{Listing, Section};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::answers::{AnswerBody, FileBody};
use super::document::collection;
use super::listing::RowBody;
use super::paging::{Asked, Page, Paging};
use super::problem::Problem;
use super::questions::Of;
use super::{code_of, id_of};
use crate::site::{Site, Visitor};

/// The addresses of answers to appraisals.
pub(super) fn routes() -> OpenApiRouter<Site> {
    let router = collection(OpenApiRouter::new(), routes!(appraisal_answers));
    let router = collection(router, routes!(shared_appraisal_answers));
    let router = collection(router, routes!(appraisal_answer_rows));
    let router = collection(router, routes!(appraisal_answer_files));
    router.routes(routes!(appraisal_answer)).routes(routes!(appraisal_answer_file))
}

/// The answers to appraisals of a body.
#[utoipa::path(get, path = "/appraisal_answers", tag = "appraisals", params(Of, Paging),
    responses((status = 200, description = "A part of them, oldest first", body = Page<AnswerBody>)))]
async fn appraisal_answers(
    State(site): State<Site>,
    visitor: Visitor,
    Query(Of { body }): Query<Of>,
    asked: Asked,
) -> Result<Response, Problem> {
    let found = acts::see_all_weighed(site.desk(), &visitor.actor, &code_of(&body)?).await?;
    Ok(asked.part(found.iter().map(AnswerBody::from).collect()))
}

/// Appraisals of others that they have shared, and that concern a body of whoever asks.
#[utoipa::path(get, path = "/shared_appraisal_answers", tag = "appraisals", params(Paging),
    responses((status = 200, description = "A part of them, oldest first", body = Page<AnswerBody>)))]
async fn shared_appraisal_answers(
    State(site): State<Site>,
    visitor: Visitor,
    asked: Asked,
) -> Result<Response, Problem> {
    let found = acts::see_shared_weighed(site.desk(), &visitor.actor).await?;
    Ok(asked.part(found.iter().map(|shared| AnswerBody::from(&shared.stored)).collect()))
}

/// The answer to an appraisal, as far as whoever asks may see it.
#[derive(Debug, Serialize, ToSchema)]
struct WeighedBody {
    #[serde(flatten)]
    answer: AnswerBody,
    /// The hash that names the exhibit; null while it isn't done.
    exhibit: Option<String>,
    /// The whole answer with its tables; null while it isn't done. In bands for whoever may not see a unit's books.
    #[schema(value_type = Option<Object>)]
    listing: Option<serde_json::Value>,
}

/// One answer to an appraisal, of one's own body or shared with it.
#[utoipa::path(get, path = "/appraisal_answers/{id}", tag = "appraisals", params(("id" = String, Path)),
    responses((status = 200, description = "The answer", body = WeighedBody)))]
async fn appraisal_answer(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let seen = acts::see_weighed(site.desk(), &visitor.actor, &id_of(&id)?).await?;
    let listing = seen.page.as_deref().map(json_value);
    let exhibit = (!seen.exhibit.is_empty()).then_some(seen.exhibit);
    Ok(Json(WeighedBody { answer: AnswerBody::from(&seen.stored), exhibit, listing }).into_response())
}

async fn listing_of(site: &Site, visitor: &Visitor, id: &str) -> Result<Arc<Listing>, Problem> {
    let seen = acts::see_weighed(site.desk(), &visitor.actor, &id_of(id)?).await?;
    Ok(seen.page.ok_or(Refusal::NotFound)?)
}

/// The rows of a table of it, such as `options` or `who_pays`.
#[utoipa::path(get, path = "/appraisal_answers/{id}/tables/{table}/rows", tag = "appraisals",
    params(("id" = String, Path), ("table" = String, Path), super::paging::Numbered),
    responses((status = 200, description = "A part of them", body = Page<RowBody>)))]
async fn appraisal_answer_rows(
    State(site): State<Site>,
    visitor: Visitor,
    Path((id, table)): Path<(String, String)>,
    asked: Asked,
) -> Result<Response, Problem> {
    let listing = listing_of(&site, &visitor, &id).await?;
    let section = listing.section(&table).ok_or(Refusal::NotFound)?;
    let json = section_json(section);
    let all = json["rows"].as_array().map(Vec::as_slice).unwrap_or_default();
    asked.rows(all, |part| section_csv(&Section { rows: section.rows[part].to_vec(), ..section.clone() }))
}

/// The files of an answer to an appraisal, with their hashes; none while it isn't done.
#[utoipa::path(get, path = "/appraisal_answers/{id}/files", tag = "appraisals", params(("id" = String, Path), Paging),
    responses((status = 200, description = "A part of them, by path", body = Page<FileBody>)))]
async fn appraisal_answer_files(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    asked: Asked,
) -> Result<Response, Problem> {
    let seen = acts::see_weighed(site.desk(), &visitor.actor, &id_of(&id)?).await?;
    Ok(asked.part(seen.files.into_iter().map(FileBody::from).collect()))
}

/// One file of an answer to an appraisal that one may open. A `/` in its path is sent as `%2F`.
#[utoipa::path(get, path = "/appraisal_answers/{id}/files/{path}", tag = "appraisals", params(("id" = String, Path), ("path" = String, Path)),
    responses((status = 200, description = "Its bytes", body = Vec<u8>, content_type = "application/octet-stream")))]
async fn appraisal_answer_file(
    State(site): State<Site>,
    visitor: Visitor,
    Path((id, path)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let bytes = acts::weighed_file(site.desk(), &visitor.actor, &id_of(&id)?, &path).await?;
    // Always the same kind: nobody's browser runs or shows what is in it.
    Ok(([(header::CONTENT_TYPE, "application/octet-stream")], bytes).into_response())
}
