use actions::{Refusal, acts};
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use exchange::read_scenario;
use vocabulary::Code;

use super::page::{standing_file, standing_page};
use super::{assumptions, correct};
use crate::files::sent;
use crate::respond;
use crate::site::{Refused, Site, Visitor, shell};

/// The pages at `/units/{code}/standing`, and those of the figures that the unit signs.
pub fn routes(site: Site) -> Router {
    Router::new()
        .route("/units/{code}/standing", get(page))
        .route("/units/{code}/standing/table/{file}", get(table))
        .route("/units/{code}/assumptions", get(assumptions::page))
        .route("/units/{code}/signatures", post(assumptions::sign))
        .route("/units/{code}/corrections", get(correct::page).post(correct::correct))
        .with_state(site)
}

async fn page(
    State(site): State<Site>,
    visitor: Visitor,
    Path(code): Path<String>,
) -> Result<Response, Refused> {
    let unit = Code::new(code.trim());
    let seen = acts::see_standing(site.desk(), &visitor.actor, &unit, site.now()).await?;
    let html = standing_page(&seen, &joining(&site, &unit), shell(&site, &visitor));
    Ok(respond::page(StatusCode::OK, html))
}

/// Questions that ship in which a body joins the unit.
fn joining(site: &Site, unit: &Code) -> Vec<(String, String)> {
    let titled = |(name, text): &(String, String)| {
        let scenario = read_scenario(name, text).0?;
        let joins = scenario.moves.iter().any(|one| one.to.code.as_ref() == Some(unit));
        joins.then(|| (name.clone(), scenario.title))
    };
    site.settings().scenarios.iter().filter_map(titled).collect()
}

async fn table(
    State(site): State<Site>,
    visitor: Visitor,
    Path((code, file)): Path<(String, String)>,
) -> Result<Response, Refused> {
    let unit = Code::new(code.trim());
    let seen = acts::see_standing(site.desk(), &visitor.actor, &unit, site.now()).await?;
    let written = standing_file(&seen, &file).ok_or(Refusal::NotFound)?;
    let (media_type, bytes) = written.map_err(Refusal::Invalid)?;
    Ok(sent(&file, media_type, bytes))
}
