//! Rounds of assuring units: those that one is told of, each unit as its reader sees it; what is done to them; and a round opened or
//! closed.

mod acting;
mod opening;
mod told;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::document::collection;
use crate::site::Site;

/// The addresses of rounds.
pub(super) fn routes() -> OpenApiRouter<Site> {
    let router = collection(OpenApiRouter::new(), routes!(told::rounds));
    let router = collection(router, routes!(told::units_of_round));
    let router = collection(router, routes!(told::acts_of_round));
    router
        .routes(routes!(told::round))
        .routes(routes!(told::unit_of_round))
        .routes(routes!(opening::open_round))
        .routes(routes!(acting::act_on_round))
}
