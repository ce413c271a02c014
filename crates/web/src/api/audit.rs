//! What has been done for a body.

use actions::{AuditLine, acts};
use axum::extract::{Query, State};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::code_of;
use super::document::collection;
use super::paging::{Asked, Item, Numbered, Page};
use super::problem::Problem;
use crate::site::{Site, Visitor};

/// The addresses of the audit.
pub(super) fn routes() -> OpenApiRouter<Site> {
    collection(OpenApiRouter::new(), routes!(audit_lines))
}

/// Whose audit.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Of {
    /// The body for which it was done.
    #[param(min_length = 1)]
    body: String,
}

/// A line of the audit.
#[derive(Debug, Serialize, ToSchema)]
struct AuditBody {
    number: i64,
    /// What the person who acted was given.
    receipt: String,
    #[schema(format = DateTime)]
    at: String,
    /// The account; null when Ballast acted by itself.
    account: Option<String>,
    body: Option<String>,
    act: String,
    on_kind: String,
    on_id: String,
    /// Hash of what it was before, and after.
    before: Option<String>,
    after: Option<String>,
    /// Hash of the line before this one.
    previous_hash: String,
    hash: String,
}

impl From<AuditLine> for AuditBody {
    fn from(line: AuditLine) -> Self {
        AuditBody {
            number: line.number,
            receipt: line.receipt.to_string(),
            at: line.at.to_string(),
            account: line.person.map(|id| id.to_string()),
            body: line.body.map(|code| code.to_string()),
            act: line.act,
            on_kind: line.on_kind,
            on_id: line.on_id,
            before: line.before,
            after: line.after,
            previous_hash: line.previous_hash,
            hash: line.hash,
        }
    }
}

impl Item for AuditBody {
    const COLUMNS: &'static [&'static str] = &[
        "number",
        "receipt",
        "at",
        "account",
        "body",
        "act",
        "on_kind",
        "on_id",
        "before",
        "after",
        "previous_hash",
        "hash",
    ];

    fn cursor(&self) -> String {
        self.number.to_string()
    }
}

/// What has been done for a body, latest first.
#[utoipa::path(get, path = "/audit_lines", tag = "audit", params(Of, Numbered),
    responses((status = 200, description = "A part of it", body = Page<AuditBody>)))]
async fn audit_lines(
    State(site): State<Site>,
    visitor: Visitor,
    Query(Of { body }): Query<Of>,
    asked: Asked,
) -> Result<Response, Problem> {
    let before = asked.after_number()?.unwrap_or(i64::MAX);
    let limit = i64::try_from(asked.limit).unwrap_or(i64::MAX);
    let found =
        acts::see_audit(site.desk(), &visitor.actor, &code_of(&body)?, before, limit.saturating_add(1))
            .await?;
    let mut items: Vec<AuditBody> = found.into_iter().map(AuditBody::from).collect();
    let more = items.len() > asked.limit;
    items.truncate(asked.limit);
    let next = items.last().filter(|_| more).map(Item::cursor);
    Ok(asked.told(items, next))
}
