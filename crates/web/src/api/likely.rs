//! The likely values of a scenario at once: nothing is kept.

use actions::acts;
use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use exchange::listing::json_value;
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::code_of;
use super::listing::ListingBody;
use super::problem::Problem;
use super::sent::Sent;
use crate::hurt::{Part, PostingsView, seen};
use crate::site::{Site, Visitor};

/// The address of likely values.
pub(super) fn routes() -> OpenApiRouter<Site> {
    OpenApiRouter::new().routes(routes!(likely_values))
}

/// A scenario that a body asks about.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct LikelyBody {
    /// The body that asks.
    #[schema(min_length = 1, max_length = 200)]
    body: String,
    /// The scenario, as TOML. Its draws are left out.
    scenario: String,
}

/// Has the likely values of a scenario at once: no draws, no other rules, and nothing is kept.
#[utoipa::path(post, path = "/likely_values", tag = "questions", request_body = LikelyBody,
    responses((status = 200, description = "The answer; in bands for whoever may not see a unit's books", body = ListingBody)))]
async fn likely_values(
    State(site): State<Site>,
    visitor: Visitor,
    Sent(asked): Sent<LikelyBody>,
) -> Result<Response, Problem> {
    let (body, now) = (code_of(&asked.body)?, site.now());
    let (_, told) = acts::answer_now(site.desk(), &visitor.actor, &body, &asked.scenario, now).await?;
    let market = site.market(&visitor).await?;
    let listing = seen(&told, &market).said(Part::Answer, &PostingsView::default());
    Ok(Json(json_value(&listing)).into_response())
}
