//! The whole country, for those who oversee: as its page says it.

use actions::acts;
use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use exchange::listing::{json_value, section_csv, section_json};
use listing::{Listing, Section};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::document::collection;
use super::listing::{ListingBody, RowBody};
use super::paging::{Asked, Page};
use super::problem::Problem;
use crate::country::said;
use crate::site::{Site, Visitor};

/// The addresses of the country.
pub(super) fn routes() -> OpenApiRouter<Site> {
    let router = OpenApiRouter::new().routes(routes!(country));
    collection(router, routes!(country_rows))
}

async fn told(site: &Site, visitor: &Visitor) -> Result<Listing, Problem> {
    Ok(said(&acts::see_country(site.desk(), &visitor.actor, site.now()).await?))
}

/// Units at risk, cases that wait, conditions overdue and agreements that end, the worst first.
#[utoipa::path(get, path = "/country", tag = "country",
    responses((status = 200, description = "Its listing", body = ListingBody)))]
async fn country(State(site): State<Site>, visitor: Visitor) -> Result<Response, Problem> {
    Ok(Json(json_value(&told(&site, &visitor).await?)).into_response())
}

/// The rows of a table of it: `units`, `tests`, `cases`, `conditions`, `ends`, `moves` or `basis`.
#[utoipa::path(get, path = "/country/tables/{table}/rows", tag = "country",
    params(("table" = String, Path), super::paging::Numbered),
    responses((status = 200, description = "A part of them", body = Page<RowBody>)))]
async fn country_rows(
    State(site): State<Site>,
    visitor: Visitor,
    Path(table): Path<String>,
    asked: Asked,
) -> Result<Response, Problem> {
    let listing = told(&site, &visitor).await?;
    let section = listing.section(&table).ok_or(actions::Refusal::NotFound)?;
    let json = section_json(section);
    let all = json["rows"].as_array().map(Vec::as_slice).unwrap_or_default();
    asked.rows(all, |part| section_csv(&Section { rows: section.rows[part].to_vec(), ..section.clone() }))
}
