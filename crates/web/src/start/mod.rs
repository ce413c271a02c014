//! The first page: what somebody is likely to want next, by what they are; and, in the demonstration, who they are.

mod cards;
mod page;
mod switcher;

use axum::Router;
use axum::routing::{get, post};

use crate::site::Site;

pub(crate) use switcher::switcher;

/// The addresses of the start. The ones that make somebody of anybody, and let days pass, are there in the demonstration alone.
pub(crate) fn routes(site: Site) -> Router {
    let pages = Router::new().route("/", get(page::page));
    let pages = match site.desk().samples() {
        Some(_) => pages
            .route("/demo/role", post(switcher::switch))
            .route("/demo/day", post(switcher::let_a_day_pass)),
        None => pages,
    };
    pages.with_state(site)
}
