//! What a unit's income stands on, for those who keep its books or oversee it: as its page says it.

use actions::acts;
use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use exchange::listing::{json_value, section_csv, section_json};
use listing::{Listing, Section};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::code_of;
use super::document::collection;
use super::listing::{ListingBody, RowBody};
use super::paging::{Asked, Page};
use super::problem::Problem;
use crate::site::{Site, Visitor};
use crate::standing::said;

/// The addresses of a unit's standing.
pub(super) fn routes() -> OpenApiRouter<Site> {
    let router = OpenApiRouter::new().routes(routes!(standing));
    collection(router, routes!(standing_rows))
}

async fn told(site: &Site, visitor: &Visitor, code: &str) -> Result<Listing, Problem> {
    let unit = code_of(code)?;
    Ok(said(&acts::see_standing(site.desk(), &visitor.actor, &unit, site.now()).await?))
}

/// What a unit's income stands on.
#[utoipa::path(get, path = "/units/{code}/standing", tag = "standing", params(("code" = String, Path)),
    responses((status = 200, description = "Its listing", body = ListingBody)))]
async fn standing(
    State(site): State<Site>,
    visitor: Visitor,
    Path(code): Path<String>,
) -> Result<Response, Problem> {
    Ok(Json(json_value(&told(&site, &visitor, &code).await?)).into_response())
}

/// The rows of a table of it, such as `customers` or `lines`.
#[utoipa::path(get, path = "/units/{code}/standing/tables/{table}/rows", tag = "standing",
    params(("code" = String, Path), ("table" = String, Path), super::paging::Numbered),
    responses((status = 200, description = "A part of them", body = Page<RowBody>)))]
async fn standing_rows(
    State(site): State<Site>,
    visitor: Visitor,
    Path((code, table)): Path<(String, String)>,
    asked: Asked,
) -> Result<Response, Problem> {
    let listing = told(&site, &visitor, &code).await?;
    let section = listing.section(&table).ok_or(actions::Refusal::NotFound)?;
    let json = section_json(section);
    let all = json["rows"].as_array().map(Vec::as_slice).unwrap_or_default();
    asked.rows(all, |part| section_csv(&Section { rows: section.rows[part].to_vec(), ..section.clone() }))
}
