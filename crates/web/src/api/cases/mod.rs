//! Cases: those that one is told of, each as its reader sees it; what is done to them; and published ones for everybody.

mod acting;
mod evidence;
mod published;
mod together;
mod told;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::document::collection;
use super::problem::Problem;
use crate::site::Site;
use casework::Layout;
use serde::Deserialize;
use utoipa::IntoParams;

/// The addresses of cases.
pub(super) fn routes() -> OpenApiRouter<Site> {
    let router = collection(OpenApiRouter::new(), routes!(told::cases));
    let router = collection(router, routes!(told::history));
    let router = collection(router, routes!(evidence::typings));
    router
        .routes(routes!(told::case))
        .routes(routes!(told::document))
        .routes(routes!(told::bundle))
        .routes(routes!(together::joint))
        .routes(routes!(together::joint_of_case))
        .routes(routes!(evidence::open_case))
        .routes(routes!(evidence::attach_exhibit))
        .routes(routes!(evidence::keep_typing))
        .routes(routes!(acting::act_on_case))
        .routes(routes!(acting::submit_case))
        .routes(routes!(acting::return_case))
        .routes(routes!(acting::decide_case))
}

/// What is open to everybody.
pub(super) fn open_routes() -> OpenApiRouter<Site> {
    let router = collection(OpenApiRouter::new(), routes!(published::published_cases));
    let router = collection(router, routes!(published::published_moves));
    router
        .routes(routes!(published::published_case))
        .routes(routes!(published::published_document))
        .routes(routes!(published::published_bundle))
}

/// Under which headings.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
struct Laid {
    /// The layout of the documents; that of a full business case when nothing is said.
    #[param(required = false, nullable = false, schema_with = layout_words)]
    layout: Option<String>,
}

impl Laid {
    /// Errors: 400 when there is no such layout.
    fn layout(&self) -> Result<Layout, Problem> {
        let Some(word) = &self.layout else { return Ok(Layout::Fbc) };
        word.parse().map_err(|known: String| Problem::unreadable("layout", word, &known))
    }
}

fn layout_words() -> utoipa::openapi::Schema {
    super::document::one_of(Layout::WORDS)
}
