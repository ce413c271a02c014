//! A round is opened for all of its units at once.

use actions::{NewRound, acts};
use axum::extract::State;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use vocabulary::Code;

use crate::api::code_of;
use crate::api::once::{Made, once};
use crate::api::problem::Problem;
use crate::api::sent::{RequestKey, Sent};
use crate::site::{Site, Visitor, encoded};

/// A round to be opened.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewRoundBody {
    /// The oversight body that opens it.
    #[schema(min_length = 1, max_length = 200)]
    body: String,
    /// The name of a definition that ships: that of its file in `data/checkpoints`, without `.toml`.
    #[schema(min_length = 1)]
    definition: String,
    /// Units that this body oversees.
    #[schema(min_items = 1)]
    units: Vec<String>,
    /// The last day on which they are expected to certify: today, or later.
    #[schema(format = Date)]
    answer_by: String,
}

/// A round that was opened.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OpenedRoundBody {
    /// Names it.
    reference: String,
}

/// Opens a round. Customers are those of the register; each unit opens with its last answers.
#[utoipa::path(post, path = "/rounds", tag = "rounds",
    params(("Idempotency-Key" = Option<String>, Header, description = "The same request with the same key is done once", nullable = false, min_length = 1, max_length = 200, pattern = "^[!-~]+$")),
    request_body = NewRoundBody,
    responses((status = 201, description = "It is opened", body = OpenedRoundBody)))]
pub(super) async fn open_round(
    State(site): State<Site>,
    visitor: Visitor,
    key: RequestKey,
    Sent(new): Sent<NewRoundBody>,
) -> Result<Response, Problem> {
    let work = async {
        let body = code_of(&new.body)?;
        let units: Vec<Code> = new.units.iter().map(|unit| code_of(unit)).collect::<Result<_, _>>()?;
        let answer_by = new
            .answer_by
            .parse()
            .map_err(|_| Problem::unreadable("answer_by", &new.answer_by, "a day such as 2027-01-31"))?;
        let asked = NewRound { definition: &new.definition, units: &units, answer_by };
        let reference = acts::open_round(site.desk(), &visitor.actor, &body, &asked, site.now()).await?;
        let reference = reference.to_string();
        let at = format!("/rounds/{}", encoded(&reference));
        Ok(Made::of(OpenedRoundBody { reference }).at(at))
    };
    once((&site, &visitor), key, &new, work).await
}
