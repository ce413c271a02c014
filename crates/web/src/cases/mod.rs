//! Cases: written, asked about, certified, reviewed, decided, published, followed. Pages show what `SeenCase` tells, offer
//! the acts that it says are open, and decide nothing.

mod act;
mod analysis;
mod changes;
mod fields;
mod figures;
mod files;
mod list;
mod on;
mod open;
mod overview;
mod papers;
mod parts;
pub(crate) mod policy;
mod public;
mod section;
mod sent;
mod tasks;
mod together;
mod words;

pub(crate) use open::case_on;
pub(crate) use papers::written;
pub(crate) use words::title as act_title;

use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use axum::{Extension, Router};

use crate::files::form_bytes_max;
use crate::site::{BytesMax, Site};

/// The pages at `/cases` and `/published`.
pub(crate) fn routes(site: Site) -> Router {
    let bytes_max = form_bytes_max();
    let limit = DefaultBodyLimit::max(bytes_max);
    Router::new()
        .route("/cases", get(list::page))
        .route("/cases/new", get(open::page).post(open::open))
        .route("/cases/together", get(together::all))
        .route("/cases/{reference}", get(overview::page))
        .route("/cases/{reference}/together", get(together::page))
        .route("/cases/{reference}/sections/{section}", get(section::page).post(section::save))
        .route("/cases/{reference}/sections/{section}/typing", post(section::keep))
        .route("/cases/{reference}/exhibits", get(open::attach_page).post(open::attach))
        .route("/cases/{reference}/changes", get(changes::page))
        .route("/cases/{reference}/analysis", get(analysis::page))
        .route("/cases/{reference}/do/{act}", get(act::page).post(act::act))
        .route("/cases/{reference}/papers/{file}", get(papers::file))
        .route("/cases/{reference}/bundle/{version}", get(papers::bundle))
        .route(policy::ADDRESS, get(policy::page))
        .route("/published", get(public::page))
        .route("/published/{file}", get(public::file))
        .route("/cases/{reference}/files/{hash}", get(files::download))
        .route("/cases/{reference}/files/{hash}/removals", post(files::take_out_again))
        .merge(
            Router::new()
                .route("/cases/{reference}/sections/{section}/files", post(files::attach))
                .layer(limit)
                .layer(Extension(BytesMax(bytes_max))),
        )
        .with_state(site)
}
