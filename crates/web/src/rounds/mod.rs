//! Rounds of assuring units: answered, certified, rated by two, settled, published, followed. Pages show what `SeenRound` tells, offer
//! the acts that it says are open, and decide nothing.

mod act;
mod answers;
mod fields;
mod income;
mod list;
mod on;
mod open;
mod overview;
mod papers;
mod parts;
mod question;
mod rating;
mod rows;
mod sent;
mod tables;
mod tasks;
mod typing;
mod unit;
mod words;

use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use axum::{Extension, Router};

use crate::files::form_bytes_max;
use crate::site::{BytesMax, Site};

pub(crate) use list::card;

/// The pages at `/rounds`.
pub(crate) fn routes(site: Site) -> Router {
    let bytes_max = form_bytes_max();
    let with_files = Router::new()
        .route("/rounds/{round}/{unit}/questions/{question}", get(question::page).post(question::save))
        .layer(DefaultBodyLimit::max(bytes_max))
        .layer(Extension(BytesMax(bytes_max)));
    Router::new()
        .route("/rounds", get(list::page))
        .route("/rounds/new", get(open::page).post(open::open))
        .route("/rounds/{round}", get(overview::page))
        .route("/rounds/{round}/definition.toml", get(overview::definition))
        .route("/rounds/{round}/{unit}", get(unit::page))
        .route("/rounds/{round}/{unit}/files/{hash}", get(papers::download))
        .route("/rounds/{round}/{unit}/typing/{act}", post(typing::keep))
        .route("/rounds/{round}/{unit}/plan", get(tables::plan_page).post(tables::state_plan))
        .route("/rounds/{round}/{unit}/intentions", get(tables::intentions_page).post(tables::intend))
        .route("/rounds/{round}/{unit}/do/{act}", get(act::page).post(act::act))
        .merge(with_files)
        .with_state(site)
}
