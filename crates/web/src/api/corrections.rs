//! What the data steward of a register answers to what units say of its figures.

use actions::SeenFigure;
use actions::acts::{self, Correction};
use axum::extract::{Path, State};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use vocabulary::Code;

use super::code_of;
use super::document::collection;
use super::once::{Made, once};
use super::paging::{Asked, Page, Paging};
use super::problem::Problem;
use super::sent::{RequestKey, Sent, whole};
use super::signatures::{SaidBody, SignatureBody};
use crate::site::{Site, Visitor};

/// The addresses of corrections to a register.
pub(super) fn routes() -> OpenApiRouter<Site> {
    collection(OpenApiRouter::new(), routes!(corrections))
        .routes(routes!(take_up_corrections))
        .routes(routes!(decline_corrections))
}

/// What units say that figures of a register should be, and nobody has answered.
#[utoipa::path(get, path = "/registers/{body}/{register}/corrections", tag = "registers",
    params(("body" = String, Path), ("register" = String, Path), Paging),
    responses((status = 200, description = "A part of them, by unit and figure", body = Page<SignatureBody>)))]
async fn corrections(
    State(site): State<Site>,
    visitor: Visitor,
    Path((body, register)): Path<(String, String)>,
    asked: Asked,
) -> Result<Response, Problem> {
    let body = code_of(&body)?;
    let seen = acts::see_corrections(site.desk(), &visitor.actor, &body, &register, site.now()).await?;
    let one = |one: &Correction| SignatureBody::of(&one.unit, &one.known);
    Ok(asked.part(seen.open.iter().map(one).collect()))
}

/// A correction as it was seen.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SeenCorrection {
    /// The unit that says so.
    #[schema(min_length = 1, max_length = 200)]
    unit: String,
    /// Which figure: `table/key/column`.
    #[schema(min_length = 1, max_length = 400)]
    at: String,
    /// The register's value that was seen.
    value: String,
    /// The number of the correction that was seen.
    #[serde(deserialize_with = "whole")]
    #[schema(minimum = 0)]
    number: i64,
}

fn chosen(all: &[SeenCorrection]) -> Result<Vec<(Code, SeenFigure)>, Problem> {
    let one = |one: &SeenCorrection| {
        let seen = SeenFigure { at: one.at.clone(), value: one.value.clone(), number: one.number };
        Ok((code_of(&one.unit)?, seen))
    };
    all.iter().map(one).collect()
}

/// Corrections to be taken up.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct TakenUp {
    #[schema(min_items = 1)]
    corrections: Vec<SeenCorrection>,
}

/// An upload that was made of corrections.
#[derive(Debug, Serialize, ToSchema)]
struct MadeUpload {
    /// The upload's id.
    upload: String,
    /// Its version.
    version: i64,
}

/// Makes an upload of corrections, to be looked at and confirmed as any other.
#[utoipa::path(post, path = "/registers/{body}/{register}/corrections/uploads", tag = "registers",
    params(("body" = String, Path), ("register" = String, Path),
        ("Idempotency-Key" = Option<String>, Header, description = "The same request with the same key is done once", nullable = false, min_length = 1, max_length = 200, pattern = "^[!-~]+$")),
    request_body = TakenUp,
    responses((status = 201, description = "The upload", body = MadeUpload),
        (status = 412, description = "Somebody changed one of them first")))]
async fn take_up_corrections(
    State(site): State<Site>,
    visitor: Visitor,
    Path((body, register)): Path<(String, String)>,
    key: RequestKey,
    Sent(new): Sent<TakenUp>,
) -> Result<Response, Problem> {
    let work = async {
        let (body, chosen) = (code_of(&body)?, chosen(&new.corrections)?);
        let (desk, actor, register) = (site.desk(), &visitor.actor, (&body, register.as_str()));
        let upload = acts::take_up_corrections(desk, actor, register, &chosen, site.now()).await?;
        let made = MadeUpload { upload: upload.draft.to_string(), version: upload.version };
        let made = Made { version: Some(upload.version), ..Made::of(made) };
        Ok(made.at(format!("/uploads/{}", upload.draft)))
    };
    once((&site, &visitor), key, &new, work).await
}

/// Corrections that aren't taken up.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Declined {
    #[schema(min_items = 1)]
    corrections: Vec<SeenCorrection>,
    /// Why; the units' directors read it.
    #[schema(min_length = 1, max_length = 2000)]
    reason: String,
}

/// Says that corrections aren't taken up, and why.
#[utoipa::path(post, path = "/registers/{body}/{register}/corrections/refusals", tag = "registers",
    params(("body" = String, Path), ("register" = String, Path),
        ("Idempotency-Key" = Option<String>, Header, description = "The same request with the same key is done once", nullable = false, min_length = 1, max_length = 200, pattern = "^[!-~]+$")),
    request_body = Declined,
    responses((status = 201, description = "Their directors see it", body = SaidBody),
        (status = 412, description = "Somebody changed one of them first")))]
async fn decline_corrections(
    State(site): State<Site>,
    visitor: Visitor,
    Path((body, register)): Path<(String, String)>,
    key: RequestKey,
    Sent(new): Sent<Declined>,
) -> Result<Response, Problem> {
    let work = async {
        let (body, chosen) = (code_of(&body)?, chosen(&new.corrections)?);
        let (desk, actor, register) = (site.desk(), &visitor.actor, (&body, register.as_str()));
        let receipt =
            acts::decline_correction(desk, actor, register, &chosen, &new.reason, site.now()).await?;
        Ok(Made::of(SaidBody { count: chosen.len(), receipt: receipt.to_string() }))
    };
    once((&site, &visitor), key, &new, work).await
}
