//! Packs that were uploaded and aren't the register yet: what is wrong with them, and what they would change.

use actions::acts::{self, Upload};
use axum::Json;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use exchange::Limits;
use register::{Change, Difference};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::{OpenApiRouter, UtoipaMethodRouterExt};
use utoipa_axum::routes;

use super::document::collection;
use super::once::{Made, once};
use super::paging::{Asked, Item, Page, Paging};
use super::problem::{FindingBody, Problem};
use super::sent::RequestKey;
use super::{code_of, id_of};
use crate::site::{Site, Visitor};

/// The addresses of uploads.
pub(super) fn routes() -> OpenApiRouter<Site> {
    // The act says in a finding what is too large; this only keeps memory.
    let bytes_max = usize::try_from(Limits::default().file_bytes_max).unwrap_or(usize::MAX).saturating_add(1);
    let limit = DefaultBodyLimit::max(bytes_max);
    let add = UtoipaMethodRouterExt::layer(routes!(add_upload), limit);
    let router = OpenApiRouter::new().routes(add).routes(routes!(upload));
    let router = collection(router, routes!(findings));
    collection(router, routes!(differences))
}

/// An uploaded pack.
#[derive(Debug, Serialize, ToSchema)]
struct UploadBody {
    id: String,
    /// Its version.
    version: i64,
    body: String,
    register: String,
    /// The number of the import that it was compared with, 0 when there is none: `If-Match` of the import.
    seen: i64,
    /// The hash of what was read.
    snapshot_hash: String,
    /// May it become the register? Not while a finding is an error.
    can_be_confirmed: bool,
    errors: usize,
    warnings: usize,
    notes: usize,
    differences: usize,
}

impl From<&Upload> for UploadBody {
    fn from(upload: &Upload) -> Self {
        let count = |word: &str| upload.findings.iter().filter(|found| found.severity.word() == word).count();
        UploadBody {
            id: upload.draft.to_string(),
            version: upload.version,
            body: upload.body.to_string(),
            register: upload.register.clone(),
            seen: upload.seen,
            snapshot_hash: upload.snapshot.hash.clone(),
            can_be_confirmed: upload.can_be_confirmed(),
            errors: count("error"),
            warnings: count("warning"),
            notes: count("note"),
            differences: upload.differences.len(),
        }
    }
}

/// What the file is called.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Named {
    /// Its name with its ending, which says how it is read: .zip, .xlsx, .csv.
    #[param(min_length = 1, max_length = 200)]
    file_name: String,
}

/// Uploads a pack. Nothing is saved in the register.
#[utoipa::path(post, path = "/registers/{body}/{register}/uploads", tag = "registers",
    params(("body" = String, Path), ("register" = String, Path, pattern = "^[a-z0-9-]{1,64}$"), Named,
        ("Idempotency-Key" = Option<String>, Header, description = "The same request with the same key is done once", nullable = false, min_length = 1, max_length = 200, pattern = "^[!-~]+$")),
    request_body(content = Vec<u8>, content_type = "application/octet-stream", description = "The bytes of the file"),
    responses((status = 201, description = "It was read", body = UploadBody)))]
async fn add_upload(
    State(site): State<Site>,
    visitor: Visitor,
    Path((body, register)): Path<(String, String)>,
    Query(Named { file_name }): Query<Named>,
    key: RequestKey,
    bytes: Bytes,
) -> Result<Response, Problem> {
    let code = code_of(&body)?;
    let work = async {
        let file = (file_name.as_str(), &*bytes);
        let upload =
            acts::upload_register(site.desk(), &visitor.actor, &code, &register, file, site.now()).await?;
        let made = Made { version: Some(upload.version), ..Made::of(UploadBody::from(&upload)) };
        Ok(made.at(format!("/uploads/{}", upload.draft)))
    };
    once((&site, &visitor), key, (&file_name, actions::content_hash(&bytes)), work).await
}

async fn found(site: &Site, visitor: &Visitor, id: &str) -> Result<Upload, Problem> {
    Ok(acts::see_upload(site.desk(), &visitor.actor, &id_of(id)?, site.now()).await?)
}

/// An upload, read again and compared with the register as it is now.
#[utoipa::path(get, path = "/uploads/{id}", tag = "registers", params(("id" = String, Path)),
    responses((status = 200, description = "The upload", body = UploadBody,
        headers(("ETag" = String, description = "Its version")))))]
async fn upload(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let upload = found(&site, &visitor, &id).await?;
    let etag = [(header::ETAG, format!("\"{}\"", upload.version))];
    Ok((etag, Json(UploadBody::from(&upload))).into_response())
}

/// A finding with its place in the order.
#[derive(Debug, Serialize, ToSchema)]
struct NumberedFinding {
    number: usize,
    #[serde(flatten)]
    finding: FindingBody,
}

impl Item for NumberedFinding {
    const COLUMNS: &'static [&'static str] =
        &["severity", "code", "table", "row", "column", "seen", "expected", "action"];

    fn cursor(&self) -> String {
        format!("{:08}", self.number)
    }
}

/// Everything that is wrong with an upload.
#[utoipa::path(get, path = "/uploads/{id}/findings", tag = "registers", params(("id" = String, Path), Paging),
    responses((status = 200, description = "A part of it", body = Page<NumberedFinding>)))]
async fn findings(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    asked: Asked,
) -> Result<Response, Problem> {
    let upload = found(&site, &visitor, &id).await?;
    let one = |(at, finding)| NumberedFinding { number: at + 1, finding: FindingBody::from(finding) };
    Ok(asked.part(upload.findings.iter().enumerate().map(one).collect()))
}

/// A row that would change.
#[derive(Debug, Serialize, ToSchema)]
struct DifferenceBody {
    number: usize,
    table: &'static str,
    key: String,
    /// `added`, `changed` or `ended`.
    change: &'static str,
    /// Each column that differs, with what it was and would be.
    values: Vec<ValueBody>,
}

/// A value that would change.
#[derive(Debug, Serialize, ToSchema)]
struct ValueBody {
    column: &'static str,
    /// Null where there was no row.
    before: Option<String>,
    /// Null where there would be no row.
    after: Option<String>,
}

impl DifferenceBody {
    fn of(number: usize, difference: &Difference) -> Self {
        let value = |column, before: Option<&String>, after: Option<&String>| ValueBody {
            column,
            before: before.cloned(),
            after: after.cloned(),
        };
        let (change, values) = match &difference.change {
            Change::Added(cells) => {
                ("added", cells.iter().map(|(column, cell)| value(*column, None, Some(cell))).collect())
            }
            Change::Ended(cells) => {
                ("ended", cells.iter().map(|(column, cell)| value(*column, Some(cell), None)).collect())
            }
            Change::Changed(cells) => {
                let one = |(column, before, after): &(&'static str, String, String)| {
                    value(*column, Some(before), Some(after))
                };
                ("changed", cells.iter().map(one).collect())
            }
        };
        DifferenceBody { number, table: difference.table, key: difference.key.clone(), change, values }
    }
}

impl Item for DifferenceBody {
    const COLUMNS: &'static [&'static str] = &["table", "key", "change", "values"];

    fn cursor(&self) -> String {
        format!("{:08}", self.number)
    }
}

/// What an upload would change in the register.
#[utoipa::path(get, path = "/uploads/{id}/differences", tag = "registers", params(("id" = String, Path), Paging),
    responses((status = 200, description = "A part of it", body = Page<DifferenceBody>)))]
async fn differences(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    asked: Asked,
) -> Result<Response, Problem> {
    let upload = found(&site, &visitor, &id).await?;
    let one = |(at, difference)| DifferenceBody::of(at + 1, difference);
    Ok(asked.part(upload.differences.iter().enumerate().map(one).collect()))
}
