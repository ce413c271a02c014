//! Tokens of the API: one's own.

use std::collections::BTreeSet;

use actions::{ApiToken, Operation, Refusal, acts};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use vocabulary::{Finding, Place};

use super::accounts::Ended;
use super::document::collection;
use super::id_of;
use super::once::{Made, once};
use super::paging::{Asked, Item, Page, Paging};
use super::problem::Problem;
use super::sent::{RequestKey, Sent, whole};
use crate::site::{Site, Visitor};

/// The addresses of tokens.
pub(super) fn routes() -> OpenApiRouter<Site> {
    let router = collection(OpenApiRouter::new(), routes!(tokens));
    router.routes(routes!(add_token)).routes(routes!(revoke_token))
}

/// A token, without what is kept of it only as a hash.
#[derive(Debug, Serialize, ToSchema)]
struct TokenBody {
    id: String,
    label: String,
    /// The operations that it may be used for.
    scope: Vec<String>,
    #[schema(format = DateTime)]
    made_at: String,
    #[schema(format = DateTime)]
    ends_at: String,
    #[schema(format = DateTime)]
    revoked_at: Option<String>,
}

impl From<&ApiToken> for TokenBody {
    fn from(token: &ApiToken) -> Self {
        TokenBody {
            id: token.id.to_string(),
            label: token.label.clone(),
            scope: token.scope.split(' ').map(str::to_string).collect(),
            made_at: token.created.to_string(),
            ends_at: token.expires.to_string(),
            revoked_at: token.revoked.map(|moment| moment.to_string()),
        }
    }
}

impl Item for TokenBody {
    const COLUMNS: &'static [&'static str] = &["id", "label", "scope", "made_at", "ends_at", "revoked_at"];

    fn cursor(&self) -> String {
        self.id.clone()
    }
}

/// One's own tokens.
#[utoipa::path(get, path = "/tokens", tag = "tokens", params(Paging),
    responses((status = 200, description = "A part of them, oldest first", body = Page<TokenBody>)))]
async fn tokens(State(site): State<Site>, visitor: Visitor, asked: Asked) -> Result<Response, Problem> {
    let found = acts::see_tokens(site.desk(), &visitor.actor).await?;
    Ok(asked.part(found.iter().map(TokenBody::from).collect()))
}

/// A token to be made.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewTokenBody {
    /// What it is for.
    #[schema(min_length = 1, max_length = 100)]
    label: String,
    /// The operations that it may be used for.
    #[schema(min_items = 1, schema_with = super::document::operation_words)]
    scope: Vec<String>,
    /// It ends after so many days.
    #[serde(deserialize_with = "whole")]
    #[schema(minimum = 1, maximum = 366)]
    days: i64,
}

/// A token that was made.
#[derive(Debug, Serialize, ToSchema)]
struct MadeTokenBody {
    id: String,
    /// The token. It is shown this once; null when the same request comes again.
    token: Option<String>,
}

/// Makes a token in one's own name: it can do what is in its scope, as far as its owner may.
#[utoipa::path(post, path = "/tokens", tag = "tokens",
    params(("Idempotency-Key" = Option<String>, Header, description = "The same request with the same key is done once", nullable = false, min_length = 1, max_length = 200, pattern = "^[!-~]+$")),
    request_body = NewTokenBody,
    responses((status = 201, description = "It is made", body = MadeTokenBody)))]
async fn add_token(
    State(site): State<Site>,
    visitor: Visitor,
    key: RequestKey,
    Sent(new): Sent<NewTokenBody>,
) -> Result<Response, Problem> {
    let scope: Result<BTreeSet<Operation>, String> = new.scope.iter().map(|word| word.parse()).collect();
    let scope = scope.map_err(|known| {
        let place = Place::cell("request", "", "scope");
        let finding = Finding::error("request-not-read", place, new.scope.join(" ")).expected(known);
        Problem::from(Refusal::Invalid(vec![finding.action("Correct it.")]))
    })?;
    let work = async {
        let (desk, actor) = (site.desk(), &visitor.actor);
        let made = acts::make_token(desk, actor, &new.label, &scope, new.days, site.now()).await?;
        let body = |token| MadeTokenBody { id: made.id.to_string(), token };
        let again = serde_json::to_value(body(None)).ok();
        Ok(Made { again, ..Made::of(body(Some(made.secret.reveal().to_string()))) })
    };
    once((&site, &visitor), key, &new, work).await
}

/// Takes a token of one's own back.
#[utoipa::path(post, path = "/tokens/{id}/revocations", tag = "tokens", params(("id" = String, Path)),
    responses((status = 201, description = "It isn't taken any more", body = Ended)))]
async fn revoke_token(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let now = site.now();
    acts::revoke_token(site.desk(), &visitor.actor, &id_of(&id)?, now).await?;
    Ok(Made::of(Ended { id, at: now.to_string() }).into_response())
}
