//! Registers of bodies and their history.

use actions::{Id, Import, acts};
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::document::collection;
use super::once::{Made, once};
use super::paging::{Asked, Item, Page, Paging};
use super::problem::Problem;
use super::sent::{RequestKey, Seen, Sent, maybe_whole};
use super::{code_of, id_of};
use crate::site::{Site, Visitor};

/// The addresses of registers.
pub(super) fn routes() -> OpenApiRouter<Site> {
    let router = collection(OpenApiRouter::new(), routes!(registers));
    let router = collection(router, routes!(imports));
    router.routes(routes!(register)).routes(routes!(add_import))
}

/// A line of the history of a register: from then on this snapshot counted.
#[derive(Debug, Serialize, ToSchema)]
struct ImportBody {
    body: String,
    register: String,
    /// From 1, without gaps. The last one is the version of the register.
    number: i64,
    snapshot_hash: String,
    title: String,
    #[schema(format = DateTime)]
    imported_at: String,
    /// The account; null if it came with Ballast.
    imported_by: Option<String>,
}

impl From<Import> for ImportBody {
    fn from(import: Import) -> Self {
        ImportBody {
            body: import.body.to_string(),
            register: import.register,
            number: import.number,
            snapshot_hash: import.snapshot_hash,
            title: import.title,
            imported_at: import.imported.to_string(),
            imported_by: import.imported_by.map(|id| id.to_string()),
        }
    }
}

impl Item for ImportBody {
    const COLUMNS: &'static [&'static str] =
        &["body", "register", "number", "snapshot_hash", "title", "imported_at", "imported_by"];

    fn cursor(&self) -> String {
        format!("{}/{}/{:010}", self.body, self.register, self.number)
    }
}

/// The last import of every register.
#[utoipa::path(get, path = "/registers", tag = "registers", params(Paging),
    responses((status = 200, description = "A part of them, by body and name", body = Page<ImportBody>)))]
async fn registers(State(site): State<Site>, visitor: Visitor, asked: Asked) -> Result<Response, Problem> {
    let found = acts::see_registers(site.desk(), &visitor.actor).await?;
    Ok(asked.part(found.into_iter().map(ImportBody::from).collect()))
}

/// When it is looked at.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct At {
    /// As it counted at this moment; without it, now.
    #[param(required = false, nullable = false, format = DateTime)]
    at: Option<String>,
}

/// The register of a body as it counts now, or counted at a moment.
#[utoipa::path(get, path = "/registers/{body}/{register}", tag = "registers",
    params(("body" = String, Path), ("register" = String, Path), At),
    responses((status = 200, description = "Its import", body = ImportBody,
        headers(("ETag" = String, description = "The number of the import")))))]
async fn register(
    State(site): State<Site>,
    visitor: Visitor,
    Path((body, register)): Path<(String, String)>,
    Query(At { at }): Query<At>,
) -> Result<Response, Problem> {
    let read = |text: String| {
        let unreadable = || Problem::unreadable("at", text.clone(), "a moment such as 2026-11-21T09:00:00Z");
        text.parse::<Timestamp>().map_err(|_| unreadable())
    };
    let at = at.map(read).transpose()?.unwrap_or_else(|| site.now());
    let found = acts::see_register(site.desk(), &visitor.actor, &code_of(&body)?, &register, at).await?;
    let etag = [(header::ETAG, format!("\"{}\"", found.import.number))];
    Ok((etag, Json(ImportBody::from(found.import))).into_response())
}

/// The history of a register.
#[utoipa::path(get, path = "/registers/{body}/{register}/imports", tag = "registers",
    params(("body" = String, Path), ("register" = String, Path), Paging),
    responses((status = 200, description = "A part of it, oldest first", body = Page<ImportBody>)))]
async fn imports(
    State(site): State<Site>,
    visitor: Visitor,
    Path((body, register)): Path<(String, String)>,
    asked: Asked,
) -> Result<Response, Problem> {
    let found = acts::see_history(site.desk(), &visitor.actor, &code_of(&body)?, &register).await?;
    Ok(asked.part(found.into_iter().map(|known| ImportBody::from(known.import)).collect()))
}

/// What is to count: an upload, or the snapshot of an earlier import. One of the two.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(untagged)]
enum NewImport {
    Upload(OfUpload),
    Undo(Undo),
}

/// An upload is to count.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct OfUpload {
    /// The upload's id.
    upload: String,
}

/// The snapshot of an earlier import is to count again.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Undo {
    /// The number of the earlier import.
    #[serde(deserialize_with = "maybe_whole")]
    #[schema(required = true, nullable = false)]
    back_to: Option<i64>,
}

/// An import that happened.
#[derive(Debug, Serialize, ToSchema)]
struct Imported {
    /// Its number in the history.
    number: i64,
    snapshot_hash: String,
    /// The receipt of the record: LOG#NUMBER:HASH.
    receipt: String,
}

impl From<acts::Confirmed> for Made {
    fn from(confirmed: acts::Confirmed) -> Self {
        let number = confirmed.number;
        let body = Imported {
            number,
            snapshot_hash: confirmed.snapshot_hash,
            receipt: confirmed.receipt.to_string(),
        };
        Made { version: Some(number), ..Made::of(body) }
    }
}

/// Makes an upload, or the snapshot of an earlier import, the register that counts.
#[utoipa::path(post, path = "/registers/{body}/{register}/imports", tag = "registers",
    params(("body" = String, Path), ("register" = String, Path),
        ("If-Match" = String, Header, description = "The number of the last import that was seen, in quotes; \"0\" where there was none", pattern = "^\"[0-9]{1,15}\"$"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same request with the same key is done once", nullable = false, min_length = 1, max_length = 200, pattern = "^[!-~]+$")),
    request_body = NewImport,
    responses((status = 201, description = "It counts", body = Imported)))]
async fn add_import(
    State(site): State<Site>,
    visitor: Visitor,
    Path((body, register)): Path<(String, String)>,
    Seen(seen): Seen,
    key: RequestKey,
    Sent(new): Sent<NewImport>,
) -> Result<Response, Problem> {
    let (desk, actor) = (site.desk(), &visitor.actor);
    let code = code_of(&body)?;
    let work = async {
        let confirmed = match &new {
            NewImport::Upload(OfUpload { upload }) => {
                let draft: Id = id_of(upload)?;
                let found = acts::see_upload(desk, actor, &draft, site.now()).await?;
                if (&found.body, found.register.as_str()) != (&code, register.as_str()) {
                    return Err(actions::Refusal::NotFound.into());
                }
                acts::confirm_import(desk, actor, &draft, found.version, seen, site.now()).await?
            }
            NewImport::Undo(Undo { back_to }) => {
                let back_to = back_to.unwrap_or_default();
                acts::undo_import(desk, actor, &code, &register, back_to, seen, site.now()).await?
            }
        };
        Ok(Made::from(confirmed).at(format!("/registers/{body}/{register}")))
    };
    once((&site, &visitor), key, (seen, &new), work).await
}
