use actions::permission::allow;
use actions::{Operation, Refusal, SeenCountry, acts};
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use exchange::listing_workbook;

use super::page::page;
use super::said::said;
use crate::files::{media_type, section_file, sent};
use crate::respond;
use crate::site::{Refused, Site, Visitor, shell};

/// The page at `/country`, its tables as files, and the monthly pack.
pub(crate) fn routes(site: Site) -> Router {
    Router::new()
        .route("/country", get(shown))
        .route("/country/pack.xlsx", get(pack))
        .route("/country/table/{file}", get(table))
        .with_state(site)
}

async fn seen(site: &Site, visitor: &Visitor) -> Result<SeenCountry, Refused> {
    Ok(acts::see_country(site.desk(), &visitor.actor, site.now()).await?)
}

async fn shown(State(site): State<Site>, visitor: Visitor) -> Result<Response, Refused> {
    let seen = seen(&site, &visitor).await?;
    let boundaries = site.settings().boundaries.as_deref();
    let sees_joint = allow(&visitor.actor, Operation::SeeJoint, None).is_ok();
    let around = (shell(&site, &visitor), sees_joint);
    Ok(respond::page(StatusCode::OK, page(&seen, boundaries, around)))
}

async fn table(
    State(site): State<Site>,
    visitor: Visitor,
    Path(file): Path<String>,
) -> Result<Response, Refused> {
    let written = section_file(&said(&seen(&site, &visitor).await?), &file).ok_or(Refusal::NotFound)?;
    let (media_type, bytes) = written.map_err(Refusal::Invalid)?;
    Ok(sent(&file, media_type, bytes))
}

async fn pack(State(site): State<Site>, visitor: Visitor) -> Result<Response, Refused> {
    let seen = seen(&site, &visitor).await?;
    let made_from = [
        ("Made on", seen.on.to_string()),
        ("Made for", visitor.actor.name.clone()),
        ("Register", seen.snapshot.name.clone()),
        ("SHA-256 of the register", seen.snapshot.hash.clone()),
        ("Day of the register", seen.reference.to_string()),
        ("SHA-256 of rules and rates", site.settings().rulebook.hash.clone()),
        ("Engine", env!("CARGO_PKG_VERSION").to_string()),
        (
            "Who may read it",
            "Those who oversee the units and cases in it: it tells of units’ books.".to_string(),
        ),
    ];
    let name = format!("country-{}.xlsx", seen.on);
    let bytes = listing_workbook(&said(&seen), &made_from).map_err(Refusal::Invalid)?;
    Ok(sent(&name, media_type(&name), bytes))
}
