//! What is done on a unit of a round: every act of `docs/assurance.md`.

use actions::{Refusal, acts};
use assurance::ActKind;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use serde::de::Error;
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};
use utoipa::ToSchema;
use utoipa::openapi::{ObjectBuilder, RefOr, Schema};

use super::told::{seen, seen_unit};
use crate::api::code_of;
use crate::api::document::one_of;
use crate::api::doing::{At, ReceiptBody};
use crate::api::once::{Made, once};
use crate::api::problem::Problem;
use crate::api::sent::{RequestKey, SeenTag, Sent};
use crate::site::{Site, Visitor};

/// An act, as the record holds it: its `kind` and the fields of that kind.
#[derive(Debug)]
pub(super) struct RoundActBody(Value);

impl<'de> Deserialize<'de> for RoundActBody {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let fields = Map::deserialize(from)?;
        let kind = fields.get("kind").and_then(Value::as_str);
        let kind = kind.ok_or_else(|| D::Error::custom("no `kind`: the word of an act"))?;
        kind.parse::<ActKind>().map_err(D::Error::custom)?;
        Ok(RoundActBody(Value::Object(fields)))
    }
}

impl ToSchema for RoundActBody {}

impl utoipa::PartialSchema for RoundActBody {
    fn schema() -> RefOr<Schema> {
        let fields = ObjectBuilder::new()
            .description(Some("An act of `docs/assurance.md`; what else it takes hangs on its kind. Findings name every field that is missing."))
            .property("kind", one_of(ActKind::WORDS))
            .required("kind");
        RefOr::T(fields.into())
    }
}

/// Does something on a unit of a round: every act of `docs/assurance.md` but `open`, which is done for all units at once.
#[utoipa::path(post, path = "/rounds/{reference}/units/{unit}/acts", tag = "rounds",
    params(("reference" = String, Path), ("unit" = String, Path), At,
        ("If-Match" = String, Header, description = "The tag of what the act rests on (`rests_on` of the act among `open`), or of the unit, in quotes", pattern = "^\"[0-9a-f]{64}\"$"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same request with the same key is done once", nullable = false, min_length = 1, max_length = 200, pattern = "^[!-~]+$")),
    request_body = RoundActBody,
    responses((status = 201, description = "It is done", body = ReceiptBody)))]
pub(super) async fn act_on_round(
    State(site): State<Site>,
    visitor: Visitor,
    Path((reference, unit)): Path<(String, String)>,
    Query(at): Query<At>,
    SeenTag(tag): SeenTag,
    key: RequestKey,
    Sent(RoundActBody(sent)): Sent<RoundActBody>,
) -> Result<Response, Problem> {
    let about = (&tag, &at.at, &sent);
    let work = async {
        let (code, body) = (code_of(&unit)?, at.body()?);
        let round = seen(&site, &visitor, &reference).await?;
        // Whoever isn't told of it learns nothing from findings either.
        round.of_unit(&code).ok_or(Refusal::NotFound)?;
        let act = round.read_act(&sent).map_err(Refusal::Invalid)?;
        let (desk, actor, now) = (site.desk(), &visitor.actor, site.now());
        let (kind, on) = (act.kind(), act.rests_on());
        let done = (act, body.as_ref());
        match acts::act_on_round(desk, actor, (round.reference(), &code), done, &tag, now).await {
            Ok(receipt) => Ok(Made::of(ReceiptBody { receipt })),
            Err(Refusal::Stale { .. }) => {
                let there = seen_unit(&site, &visitor, &reference, &unit).await?;
                Err(Problem::stale(&there.seen(kind, body.as_ref(), &on)))
            }
            Err(other) => Err(other.into()),
        }
    };
    once((&site, &visitor), key, about, work).await
}
