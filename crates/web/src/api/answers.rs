//! Answers: how far they have come, and their files as far as whoever asks may see them.

use actions::{AnswerFile, Shown, SignedCount, StoredResult, acts};
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use exchange::result::headline;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::accounts::Ended;
use super::document::collection;
use super::once::{Made, once};
use super::paging::{Asked, Item, Page, Paging};
use super::problem::Problem;
use super::questions::Of;
use super::sent::{RequestKey, Sent};
use super::{code_of, id_of};
use crate::site::{Site, Visitor};

/// The addresses of answers.
pub(super) fn routes() -> OpenApiRouter<Site> {
    let router = collection(OpenApiRouter::new(), routes!(answers));
    let router = collection(router, routes!(shared_answers));
    let router = collection(router, routes!(answer_files));
    router
        .routes(routes!(answer))
        .routes(routes!(answer_file))
        .routes(routes!(stop_answer))
        .routes(routes!(share_answer))
}

/// An answer: waiting, under way, or done.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AnswerBody {
    id: String,
    body: String,
    title: String,
    /// `queued`, `running`, `done`, `failed` or `stopped`.
    state: &'static str,
    /// 0 to 100.
    percent: i64,
    /// What is being done, or why it failed.
    message: String,
    snapshot_hash: String,
    #[schema(format = DateTime)]
    asked_at: String,
    #[schema(format = DateTime)]
    shared_at: Option<String>,
}

impl From<&StoredResult> for AnswerBody {
    fn from(stored: &StoredResult) -> Self {
        AnswerBody {
            id: stored.id.to_string(),
            body: stored.body.to_string(),
            title: stored.title.clone(),
            state: stored.run.state.as_str(),
            percent: stored.run.percent,
            message: stored.run.message.clone(),
            snapshot_hash: stored.snapshot_hash.clone(),
            asked_at: stored.created.to_string(),
            shared_at: stored.shared.map(|moment| moment.to_string()),
        }
    }
}

impl Item for AnswerBody {
    const COLUMNS: &'static [&'static str] =
        &["id", "body", "title", "state", "percent", "message", "snapshot_hash", "asked_at", "shared_at"];

    fn cursor(&self) -> String {
        self.id.clone()
    }
}

/// The answers of a body.
#[utoipa::path(get, path = "/answers", tag = "questions", params(Of, Paging),
    responses((status = 200, description = "A part of them, oldest first", body = Page<AnswerBody>)))]
async fn answers(
    State(site): State<Site>,
    visitor: Visitor,
    Query(Of { body }): Query<Of>,
    asked: Asked,
) -> Result<Response, Problem> {
    let found = acts::see_answers(site.desk(), &visitor.actor, &code_of(&body)?).await?;
    Ok(asked.part(found.iter().map(AnswerBody::from).collect()))
}

/// The answers of others that they have shared, and that concern a body of whoever asks.
#[utoipa::path(get, path = "/shared_answers", tag = "questions", params(Paging),
    responses((status = 200, description = "A part of them, oldest first", body = Page<AnswerBody>)))]
async fn shared_answers(
    State(site): State<Site>,
    visitor: Visitor,
    asked: Asked,
) -> Result<Response, Problem> {
    let found = acts::see_shared_answers(site.desk(), &visitor.actor).await?;
    Ok(asked.part(found.iter().map(|shared| AnswerBody::from(&shared.stored)).collect()))
}

/// An answer, as far as whoever asks may see it.
#[derive(Debug, Serialize, ToSchema)]
struct SeenBody {
    #[serde(flatten)]
    answer: AnswerBody,
    /// The hash that names the result; null while it isn't done.
    exhibit: Option<String>,
    /// The answer in one sentence; in bands for whoever may not see a unit's books.
    sentence: Option<String>,
    /// By unit that lines leave or join: how much of what is assumed or derived about it the unit has signed. The same
    /// for everybody who sees the answer.
    signed: Vec<SignedBody>,
}

/// How many of the figures that are assumed or derived about a unit it has signed.
#[derive(Debug, Serialize, ToSchema)]
struct SignedBody {
    unit: String,
    figures: usize,
    signed: usize,
    /// Is the answer an illustration only, because not all is signed?
    is_illustrative: bool,
}

impl From<&SignedCount> for SignedBody {
    fn from(count: &SignedCount) -> Self {
        SignedBody {
            unit: count.unit.to_string(),
            figures: count.figures,
            signed: count.signed,
            is_illustrative: count.is_illustrative(),
        }
    }
}

/// One answer, of one's own body or shared with it.
#[utoipa::path(get, path = "/answers/{id}", tag = "questions", params(("id" = String, Path)),
    responses((status = 200, description = "The answer", body = SeenBody)))]
async fn answer(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let seen = acts::see_answer(site.desk(), &visitor.actor, &id_of(&id)?, site.now()).await?;
    let exhibit = seen.shown.as_ref().map(Shown::exhibit);
    let sentence = seen.shown.map(|shown| match shown {
        Shown::Whole(answered) => headline(&answered.told()).sentence,
        Shown::Banded(banded) => banded.sentence.clone(),
    });
    let signed = seen.signed.iter().map(SignedBody::from).collect();
    Ok(Json(SeenBody { answer: AnswerBody::from(&seen.stored), exhibit, sentence, signed }).into_response())
}

/// A file of an answer.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct FileBody {
    path: String,
    sha256: String,
    /// Null of what one may not open.
    size_bytes: Option<i64>,
    may_open: bool,
    /// Who may open it.
    seen_by: &'static str,
}

impl From<AnswerFile> for FileBody {
    fn from(file: AnswerFile) -> Self {
        FileBody {
            path: file.path,
            sha256: file.sha256,
            size_bytes: file.size_bytes,
            may_open: file.may_open,
            seen_by: file.seen_by,
        }
    }
}

impl Item for FileBody {
    const COLUMNS: &'static [&'static str] = &["path", "sha256", "size_bytes", "may_open", "seen_by"];

    fn cursor(&self) -> String {
        self.path.clone()
    }
}

/// The files of an answer, with their hashes; none while it isn't done.
#[utoipa::path(get, path = "/answers/{id}/files", tag = "questions", params(("id" = String, Path), Paging),
    responses((status = 200, description = "A part of them, by path", body = Page<FileBody>)))]
async fn answer_files(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    asked: Asked,
) -> Result<Response, Problem> {
    let seen = acts::see_answer(site.desk(), &visitor.actor, &id_of(&id)?, site.now()).await?;
    Ok(asked.part(seen.files.into_iter().map(FileBody::from).collect()))
}

/// One file of an answer that one may open. A `/` in its path is sent as `%2F`.
#[utoipa::path(get, path = "/answers/{id}/files/{path}", tag = "questions", params(("id" = String, Path), ("path" = String, Path)),
    responses((status = 200, description = "Its bytes", body = Vec<u8>, content_type = "application/octet-stream")))]
async fn answer_file(
    State(site): State<Site>,
    visitor: Visitor,
    Path((id, path)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let bytes = acts::answer_file(site.desk(), &visitor.actor, &id_of(&id)?, &path, site.now()).await?;
    // Always the same kind: nobody's browser runs or shows what is in it.
    Ok(([(header::CONTENT_TYPE, "application/octet-stream")], bytes).into_response())
}

/// Stops an answer that isn't done yet.
#[utoipa::path(post, path = "/answers/{id}/endings", tag = "questions", params(("id" = String, Path)),
    responses((status = 201, description = "It is stopped", body = Ended)))]
async fn stop_answer(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let now = site.now();
    acts::stop_answer(site.desk(), &visitor.actor, &id_of(&id)?, now).await?;
    Ok(Made::of(Ended { id, at: now.to_string() }).into_response())
}

/// An answer to be shared.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewShareBody {
    /// The hash of the result, which names the exhibit: what was looked at is what is shared.
    #[schema(min_length = 1, max_length = 64)]
    exhibit: String,
}

/// A receipt.
#[derive(Debug, Serialize, ToSchema)]
struct ReceiptBody {
    /// The receipt of the record: LOG#NUMBER:HASH.
    receipt: String,
}

/// Freezes an answer as an exhibit that others may see, each as far as they may.
#[utoipa::path(post, path = "/answers/{id}/shares", tag = "questions", params(("id" = String, Path),
        ("Idempotency-Key" = Option<String>, Header, description = "The same request with the same key is done once", nullable = false, min_length = 1, max_length = 200, pattern = "^[!-~]+$")),
    request_body = NewShareBody,
    responses((status = 201, description = "It is shared", body = ReceiptBody)))]
async fn share_answer(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    key: RequestKey,
    Sent(new): Sent<NewShareBody>,
) -> Result<Response, Problem> {
    let work = async {
        let (desk, now) = (site.desk(), site.now());
        let receipt = acts::share_answer(desk, &visitor.actor, &id_of(&id)?, &new.exhibit, now).await?;
        Ok(Made::of(ReceiptBody { receipt: receipt.to_string() }).at(format!("/answers/{id}")))
    };
    once((&site, &visitor), key, &new, work).await
}
