//! What is done to a case: every act of `docs/casework.md`, and the three that most systems send by a name of their own.

use actions::{Refusal, acts};
use axum::extract::{Path, Query, State};
use axum::response::Response;
use casework::{Act, ActKind, Choice, SectionId};
use exchange::casework::read_act;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value, json};
use utoipa::ToSchema;
use utoipa::openapi::{ObjectBuilder, RefOr, Schema};

use crate::api::code_of;
use crate::api::document::one_of;
use crate::api::doing::{At, ReceiptBody};
use crate::api::once::{Made, once};
use crate::api::problem::Problem;
use crate::api::sent::{RequestKey, SeenTag, Sent};
use crate::site::{Site, Visitor};

/// An act, as the record holds it: its `kind` and the fields of that kind.
#[derive(Debug)]
pub(super) struct ActBody(Value);

impl<'de> Deserialize<'de> for ActBody {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let fields = Map::deserialize(from)?;
        let kind = fields.get("kind").and_then(Value::as_str);
        let kind = kind.ok_or_else(|| D::Error::custom("no `kind`: the word of an act"))?;
        kind.parse::<ActKind>().map_err(D::Error::custom)?;
        Ok(ActBody(Value::Object(fields)))
    }
}

impl ToSchema for ActBody {}

impl utoipa::PartialSchema for ActBody {
    fn schema() -> RefOr<Schema> {
        let fields = ObjectBuilder::new()
            .description(Some("An act of `docs/casework.md`; what else it takes hangs on its kind. Findings name every field that is missing."))
            .property("kind", one_of(ActKind::WORDS))
            .required("kind");
        RefOr::T(fields.into())
    }
}

/// Who asks, on which case, for which body, and what they saw of it.
struct Asked<'a> {
    site: &'a Site,
    visitor: &'a Visitor,
    reference: &'a str,
    at: &'a At,
    seen: &'a str,
}

impl Asked<'_> {
    /// Does an act. Whoever acts on an older version is told the tag of the one that is there now.
    async fn does(&self, act: Act) -> Result<Made, Problem> {
        let (case, at, now) = (code_of(self.reference)?, self.at.body()?, self.site.now());
        let (desk, actor) = (self.site.desk(), &self.visitor.actor);
        match acts::act_on_case(desk, actor, &case, (act, at.as_ref()), self.seen, now).await {
            Ok(receipt) => Ok(Made::of(ReceiptBody { receipt })),
            Err(Refusal::Stale { .. }) => {
                let there = acts::see_case(desk, actor, &case, now).await?;
                Err(Problem::stale(&there.version()))
            }
            Err(other) => Err(other.into()),
        }
    }

    async fn does_once(
        &self,
        key: RequestKey,
        about: impl Serialize,
        act: Result<Act, Problem>,
    ) -> Result<Response, Problem> {
        let about = (self.seen, &self.at.at, about);
        once((self.site, self.visitor), key, about, async { self.does(act?).await }).await
    }
}

/// Does something to a case: every act of `docs/casework.md` but `open` and `attach`, which take from an answer what they say and
/// have addresses of their own.
#[utoipa::path(post, path = "/cases/{reference}/acts", tag = "cases",
    params(("reference" = String, Path), At,
        ("If-Match" = String, Header, description = "The tag of the case, or of the part that the act rests on, in quotes; an act that rests on nothing is done whatever changed meanwhile", pattern = "^\"[0-9a-f]{64}\"$"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same request with the same key is done once", nullable = false, min_length = 1, max_length = 200, pattern = "^[!-~]+$")),
    request_body = ActBody,
    responses((status = 201, description = "It is done", body = ReceiptBody)))]
pub(super) async fn act_on_case(
    State(site): State<Site>,
    visitor: Visitor,
    Path(reference): Path<String>,
    Query(at): Query<At>,
    SeenTag(seen): SeenTag,
    key: RequestKey,
    Sent(ActBody(sent)): Sent<ActBody>,
) -> Result<Response, Problem> {
    let act = read_act(&sent).map_err(|findings| Refusal::Invalid(findings).into());
    let asked = Asked { site: &site, visitor: &visitor, reference: &reference, at: &at, seen: &seen };
    asked.does_once(key, &sent, act).await
}

/// Certifies what is written now; the last one that is needed sends the case.
#[utoipa::path(post, path = "/cases/{reference}/submissions", tag = "cases",
    params(("reference" = String, Path), At,
        ("If-Match" = String, Header, description = "The tag of the case that is certified, in quotes", pattern = "^\"[0-9a-f]{64}\"$"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same request with the same key is done once", nullable = false, min_length = 1, max_length = 200, pattern = "^[!-~]+$")),
    responses((status = 201, description = "It is certified", body = ReceiptBody)))]
pub(super) async fn submit_case(
    State(site): State<Site>,
    visitor: Visitor,
    Path(reference): Path<String>,
    Query(at): Query<At>,
    SeenTag(seen): SeenTag,
    key: RequestKey,
) -> Result<Response, Problem> {
    let asked = Asked { site: &site, visitor: &visitor, reference: &reference, at: &at, seen: &seen };
    asked.does_once(key, json!({}), Ok(Act::Certify)).await
}

/// What is to be put right.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ReturnBody {
    #[schema(min_items = 1)]
    points: Vec<PointBody>,
}

/// A point, bound to a section.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PointBody {
    #[schema(schema_with = section_words)]
    section: String,
    #[schema(min_length = 1)]
    text: String,
}

pub(super) fn section_words() -> Schema {
    one_of(SectionId::WORDS)
}

/// Returns a case with points.
#[utoipa::path(post, path = "/cases/{reference}/returns", tag = "cases",
    params(("reference" = String, Path), At,
        ("If-Match" = String, Header, description = "The tag of the case that was read, in quotes", pattern = "^\"[0-9a-f]{64}\"$"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same request with the same key is done once", nullable = false, min_length = 1, max_length = 200, pattern = "^[!-~]+$")),
    request_body = ReturnBody,
    responses((status = 201, description = "It is returned", body = ReceiptBody)))]
pub(super) async fn return_case(
    State(site): State<Site>,
    visitor: Visitor,
    Path(reference): Path<String>,
    Query(at): Query<At>,
    SeenTag(seen): SeenTag,
    key: RequestKey,
    Sent(sent): Sent<ReturnBody>,
) -> Result<Response, Problem> {
    let act = read_act(&json!({ "kind": "return", "points": sent.points }));
    let act = act.map_err(|findings| Refusal::Invalid(findings).into());
    let asked = Asked { site: &site, visitor: &visitor, reference: &reference, at: &at, seen: &seen };
    asked.does_once(key, &sent, act).await
}

/// What a governing body decides.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DecisionBody {
    #[schema(schema_with = choice_words)]
    choice: String,
    /// Why; always on the record, and published.
    #[schema(min_length = 1)]
    text: String,
    /// The changes, if, and only if, it proceeds with some.
    #[serde(default)]
    #[schema(required = false)]
    changes: String,
}

fn choice_words() -> Schema {
    one_of(Choice::WORDS)
}

/// Decides for a governing body.
#[utoipa::path(post, path = "/cases/{reference}/decisions", tag = "cases",
    params(("reference" = String, Path), At,
        ("If-Match" = String, Header, description = "The tag of the case that was read, in quotes", pattern = "^\"[0-9a-f]{64}\"$"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same request with the same key is done once", nullable = false, min_length = 1, max_length = 200, pattern = "^[!-~]+$")),
    request_body = DecisionBody,
    responses((status = 201, description = "It is decided", body = ReceiptBody)))]
pub(super) async fn decide_case(
    State(site): State<Site>,
    visitor: Visitor,
    Path(reference): Path<String>,
    Query(at): Query<At>,
    SeenTag(seen): SeenTag,
    key: RequestKey,
    Sent(sent): Sent<DecisionBody>,
) -> Result<Response, Problem> {
    let act = read_act(
        &json!({ "kind": "decide", "choice": sent.choice, "text": sent.text, "changes": sent.changes }),
    );
    let act = act.map_err(|findings| Refusal::Invalid(findings).into());
    let asked = Asked { site: &site, visitor: &visitor, reference: &reference, at: &at, seen: &seen };
    asked.does_once(key, &sent, act).await
}
