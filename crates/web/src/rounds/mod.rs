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
mod parts;
mod question;
mod rating;
mod sent;
mod tables;
mod tasks;
mod unit;
mod words;

use axum::Router;
use axum::routing::get;

use crate::site::Site;

pub(crate) use list::card;

/// The pages at `/rounds`.
pub(crate) fn routes(site: Site) -> Router {
    Router::new()
        .route("/rounds", get(list::page))
        .route("/rounds/new", get(open::page).post(open::open))
        .route("/rounds/{round}", get(overview::page))
        .route("/rounds/{round}/definition.toml", get(overview::definition))
        .route("/rounds/{round}/{unit}", get(unit::page))
        .route("/rounds/{round}/{unit}/questions/{question}", get(question::page).post(question::save))
        .route("/rounds/{round}/{unit}/plan", get(tables::plan_page).post(tables::state_plan))
        .route("/rounds/{round}/{unit}/intentions", get(tables::intentions_page).post(tables::intend))
        .route("/rounds/{round}/{unit}/do/{act}", get(act::page).post(act::act))
        .with_state(site)
}
