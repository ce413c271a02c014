use actions::acts::{self, ReceiptState};
use actions::{Id, Refusal};
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use vocabulary::Code;

use crate::files::sent;
use crate::site::{Refused, Site, Visitor, encoded};

const TEXT: &str = "text/plain; charset=utf-8";

/// Of which entry.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct OfReceipt {
    receipt: String,
}

/// Of which log.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct OfLog {
    log: String,
}

/// `GET /prove/proof?receipt=…`: the proof of an entry.
pub(super) async fn proof(
    State(site): State<Site>,
    visitor: Visitor,
    Query(asked): Query<OfReceipt>,
) -> Result<Response, Refused> {
    let seen = acts::see_receipt(site.desk(), &visitor.actor, &asked.receipt).await?;
    let ReceiptState::Sealed { proof, .. } = seen.state else { return Err(Refusal::NotFound.into()) };
    let name = format!("entry-{}.tlog-proof", seen.receipt.number);
    Ok(sent(&name, TEXT, proof.to_string().into_bytes()))
}

/// `GET /prove/head?log=…`: the last head of a log.
pub(super) async fn head(
    State(site): State<Site>,
    visitor: Visitor,
    Query(asked): Query<OfLog>,
) -> Result<Response, Refused> {
    let heads = acts::see_heads(site.desk(), &visitor.actor).await?;
    let seen = heads.into_iter().find(|seen| seen.log == asked.log).ok_or(Refusal::NotFound)?;
    Ok(sent(&format!("head-{}.txt", seen.head.size), TEXT, seen.head.note.into_bytes()))
}

/// `GET /prove/record?log=…`: a log without its contents.
pub(super) async fn record(
    State(site): State<Site>,
    visitor: Visitor,
    Query(asked): Query<OfLog>,
) -> Result<Response, Refused> {
    let record = acts::download_record(site.desk(), &visitor.actor, &asked.log).await?;
    Ok(sent("record.jsonl", "application/jsonl", record.text.into_bytes()))
}

/// `GET /prove/audit/{body}/{receipt}`: from a line of the audit to its entry.
pub(super) async fn of_audit(
    State(site): State<Site>,
    visitor: Visitor,
    Path((body, receipt)): Path<(String, String)>,
) -> Result<Response, Refused> {
    let line: Id = receipt.parse().map_err(|_| Refusal::NotFound)?;
    let receipt = acts::audit_receipt(site.desk(), &visitor.actor, &Code::new(&body), &line).await?;
    Ok(Redirect::to(&format!("/prove?receipt={}", encoded(&receipt.to_string()))).into_response())
}
