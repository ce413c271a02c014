//! The addresses of "make, share or buy". Handlers call acts and decide nothing.

mod answer;
mod draft;
mod home;

use std::sync::Arc;

use actions::{Refusal, acts};
use axum::Router;
use axum::routing::{get, post};
use register::Snapshot;

use crate::site::{Refused, Site, Visitor, again, id_of, shown};

/// The pages at `/weigh`.
pub fn routes(site: Site) -> Router {
    Router::new()
        .route("/weigh", get(home::home).post(home::begin))
        .route("/weigh/new", get(home::new))
        .route("/weigh/drafts/{id}", get(draft::tasks))
        .route("/weigh/drafts/{id}/appraisal.toml", get(draft::download))
        .route("/weigh/drafts/{id}/run", post(draft::run))
        .route("/weigh/drafts/{id}/lock", post(draft::lock))
        .route("/weigh/drafts/{id}/open", post(draft::open))
        .route("/weigh/drafts/{id}/drop", post(draft::throw_away))
        .route("/weigh/drafts/{id}/{step}", get(draft::step).post(draft::change))
        .route("/weigh/{id}", get(answer::first))
        .route("/weigh/{id}/stop", post(answer::stop))
        .route("/weigh/{id}/freeze", post(answer::freeze))
        .route("/weigh/{id}/table/{file}", get(answer::table))
        .route("/weigh/{id}/files/{*path}", get(answer::file))
        .route("/weigh/{id}/{part}", get(answer::part))
        .with_state(site)
}

/// The register of a name as it counts now, for whoever asks; the one that the market shows where there is none.
async fn register_of(site: &Site, visitor: &Visitor, name: &str) -> Result<Arc<Snapshot>, Refused> {
    let market = acts::see_market(site.desk(), &visitor.actor, site.now()).await?.ok_or(Refusal::NotFound)?;
    if market.import.register == name || name.is_empty() {
        return Ok(market.snapshot);
    }
    let known = acts::list_registers(site.desk(), &visitor.actor).await?;
    let Some(found) = known.into_iter().find(|known| known.import.register == name) else {
        return Ok(market.snapshot);
    };
    let now = site.now();
    Ok(acts::see_register(site.desk(), &visitor.actor, &found.import.body, name, now).await?.snapshot)
}
