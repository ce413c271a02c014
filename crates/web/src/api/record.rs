//! The record: signed heads, and the entry of a receipt with its proof.

use actions::RecordEntry;
use actions::acts::{self, ReceiptState, SeenHead};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::document::collection;
use super::paging::{Asked, Item, Page, Paging};
use super::problem::Problem;
use crate::site::{Site, Visitor};

/// The addresses of the record.
pub(super) fn routes() -> OpenApiRouter<Site> {
    collection(OpenApiRouter::new(), routes!(record_heads))
        .routes(routes!(record_receipt))
        .routes(routes!(record_log))
}

/// The last signed head of a log.
#[derive(Debug, Serialize, ToSchema)]
struct HeadBody {
    /// The log.
    log: String,
    /// How many entries it is over.
    entries: i64,
    /// When it was signed, by the server's clock.
    #[schema(format = DateTime)]
    sealed: String,
    /// What its signature is checked by: NAME+ID+KEY.
    key: String,
    /// The signed note (C2SP checkpoint).
    head: String,
}

impl From<SeenHead> for HeadBody {
    fn from(seen: SeenHead) -> Self {
        HeadBody {
            log: seen.log,
            entries: seen.head.size,
            sealed: seen.head.sealed.to_string(),
            key: seen.head.verifier_key,
            head: seen.head.note,
        }
    }
}

impl Item for HeadBody {
    const COLUMNS: &'static [&'static str] = &["log", "entries", "sealed", "key", "head"];

    fn cursor(&self) -> String {
        self.log.clone()
    }
}

/// The entry of a receipt.
#[derive(Debug, Serialize, ToSchema)]
struct SeenReceiptBody {
    receipt: String,
    /// `sealed`: a signed head has it. `unsealed`: it is there, and no head has it yet. `differs`: it isn't what it was.
    state: &'static str,
    /// What stands in clear, and the hashes of what doesn't, as the record holds it; null when it differs.
    entry: Option<serde_json::Value>,
    /// The proof (C2SP tlog-proof) that a signed head has it; null while none has.
    proof: Option<String>,
    /// What the head's signature is checked by: NAME+ID+KEY; null while none has it.
    key: Option<String>,
    /// How it differs, in words; null when it doesn't.
    differs: Option<String>,
}

/// The last signed head of every log of the record.
#[utoipa::path(get, path = "/record/heads", tag = "record", params(Paging),
    responses((status = 200, description = "A part of them", body = Page<HeadBody>)))]
async fn record_heads(State(site): State<Site>, visitor: Visitor, asked: Asked) -> Result<Response, Problem> {
    let heads = acts::see_heads(site.desk(), &visitor.actor).await?;
    Ok(asked.part(heads.into_iter().map(HeadBody::from).collect()))
}

/// The entry of a receipt, with its proof once it is sealed.
#[utoipa::path(get, path = "/record/receipts/{receipt}", tag = "record",
    params(("receipt" = String, Path, description = "LOG#NUMBER:HASH, percent-encoded")),
    responses((status = 200, description = "The entry", body = SeenReceiptBody)))]
async fn record_receipt(
    State(site): State<Site>,
    visitor: Visitor,
    Path(receipt): Path<String>,
) -> Result<Json<SeenReceiptBody>, Problem> {
    let seen = acts::see_receipt(site.desk(), &visitor.actor, &receipt).await?;
    let known = |entry: &RecordEntry| Some(entry.value());
    let receipt = seen.receipt.to_string();
    let none =
        SeenReceiptBody { receipt, state: "differs", entry: None, proof: None, key: None, differs: None };
    Ok(Json(match seen.state {
        ReceiptState::Differs(why) => SeenReceiptBody { differs: Some(why), ..none },
        ReceiptState::Unsealed { entry } => {
            SeenReceiptBody { state: "unsealed", entry: known(&entry), ..none }
        }
        ReceiptState::Sealed { entry, proof, key, .. } => SeenReceiptBody {
            state: "sealed",
            entry: known(&entry),
            proof: Some(proof.to_string()),
            key: Some(key.to_string()),
            ..none
        },
    }))
}

/// A log of the record without its contents, up to its last head: `record.jsonl`, which `ballast verify` takes.
#[utoipa::path(get, path = "/record/logs/{log}", tag = "record",
    params(("log" = String, Path, description = "The log, percent-encoded")),
    responses((status = 200, description = "The file", body = String, content_type = "application/octet-stream")))]
async fn record_log(
    State(site): State<Site>,
    visitor: Visitor,
    Path(log): Path<String>,
) -> Result<Response, Problem> {
    let record = acts::download_record(site.desk(), &visitor.actor, &log).await?;
    Ok(([(header::CONTENT_TYPE, "application/octet-stream")], record.text).into_response())
}
