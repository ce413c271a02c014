//! Cases: written, asked about, certified, reviewed, decided, published, followed. Pages show what `SeenCase` tells, offer
//! the acts that it says are open, and decide nothing.

mod act;
mod fields;
mod list;
mod on;
mod open;
mod overview;
mod papers;
mod parts;
mod public;
mod section;
mod sent;
mod tasks;
mod words;

pub(crate) use open::case_on;

use axum::Router;
use axum::routing::{get, post};

use crate::site::Site;

/// The pages at `/cases` and `/published`.
pub(crate) fn routes(site: Site) -> Router {
    Router::new()
        .route("/cases", get(list::page))
        .route("/cases/new", get(open::page).post(open::open))
        .route("/cases/{reference}", get(overview::page))
        .route("/cases/{reference}/sections/{section}", get(section::page).post(section::save))
        .route("/cases/{reference}/sections/{section}/typing", post(section::keep))
        .route("/cases/{reference}/exhibits", get(open::attach_page).post(open::attach))
        .route("/cases/{reference}/changes", get(section::changes))
        .route("/cases/{reference}/do/{act}", get(act::page).post(act::act))
        .route("/cases/{reference}/papers/{file}", get(papers::file))
        .route("/published", get(public::page))
        .with_state(site)
}
