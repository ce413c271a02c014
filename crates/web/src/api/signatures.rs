//! What units say of the figures that are derived or assumed about them.

use actions::acts;
use actions::{KnownFigure, SeenFigure};
use axum::extract::{Path, State};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use vocabulary::Code;

use super::code_of;
use super::document::collection;
use super::once::{Made, once};
use super::paging::{Asked, Item, Page, Paging};
use super::problem::Problem;
use super::sent::{RequestKey, Seen, Sent, whole};
use crate::site::{Site, Visitor};

/// The addresses of signatures, and of what a unit corrects.
pub(super) fn routes() -> OpenApiRouter<Site> {
    let router = collection(OpenApiRouter::new(), routes!(signatures));
    router.routes(routes!(add_signatures)).routes(routes!(add_correction))
}

/// A figure that the register derives or assumes about a unit, with the last word on it.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct SignatureBody {
    /// The unit that it is about.
    unit: String,
    /// Which: `table/key/column`.
    at: String,
    /// The service that it belongs to; null when it is about the unit as a whole.
    service: Option<String>,
    /// The value, as the register writes it.
    value: String,
    /// `derived` or `assumed`.
    basis: &'static str,
    source: String,
    /// `unsaid`, `signed`, `corrected`, `taken_up`, `declined` or `said_of_an_earlier_value`.
    state: &'static str,
    /// The number of the last word; 0 when nothing was said.
    number: i64,
    /// The value that it was said of.
    said_of: Option<String>,
    /// What it should be.
    corrected_value: Option<String>,
    reason: Option<String>,
    /// Who said it.
    by: Option<String>,
    #[schema(format = DateTime)]
    said_at: Option<String>,
}

impl SignatureBody {
    pub(super) fn of(unit: &Code, known: &KnownFigure) -> Self {
        let (figure, word) = (&known.figure, known.word.as_ref());
        SignatureBody {
            unit: unit.to_string(),
            at: figure.at.clone(),
            service: figure.service.as_ref().map(Code::to_string),
            value: figure.value.clone(),
            basis: figure.basis.word(),
            source: figure.source.to_string(),
            state: known.state.word(),
            number: known.number(),
            said_of: word.map(|word| word.seen_value.clone()),
            corrected_value: word.and_then(|word| word.corrected_value.clone()),
            reason: word.map(|word| word.reason.clone()),
            by: known.by.clone(),
            said_at: word.map(|word| word.at.to_string()),
        }
    }
}

impl Item for SignatureBody {
    const COLUMNS: &'static [&'static str] = &[
        "unit",
        "at",
        "service",
        "value",
        "basis",
        "source",
        "state",
        "number",
        "said_of",
        "corrected_value",
        "reason",
        "by",
        "said_at",
    ];

    fn cursor(&self) -> String {
        format!("{}/{}", self.unit, self.at)
    }
}

/// The figures that the register derives or assumes about a unit, each with the unit's last word on it.
#[utoipa::path(get, path = "/units/{code}/signatures", tag = "standing", params(("code" = String, Path), Paging),
    responses((status = 200, description = "A part of them, by figure", body = Page<SignatureBody>)))]
async fn signatures(
    State(site): State<Site>,
    visitor: Visitor,
    Path(code): Path<String>,
    asked: Asked,
) -> Result<Response, Problem> {
    let seen = acts::see_signatures(site.desk(), &visitor.actor, &code_of(&code)?, site.now()).await?;
    Ok(asked.part(seen.figures.iter().map(|known| SignatureBody::of(&seen.unit, known)).collect()))
}

/// A figure as it was seen.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SeenFigureBody {
    /// Which: `table/key/column`.
    #[schema(min_length = 1, max_length = 400)]
    at: String,
    /// The value that was seen.
    value: String,
    /// The number of the last word that was seen; 0 for none. Anything said since refuses the request.
    #[serde(deserialize_with = "whole")]
    #[schema(minimum = 0)]
    number: i64,
}

impl SeenFigureBody {
    fn seen(&self) -> SeenFigure {
        SeenFigure { at: self.at.clone(), value: self.value.clone(), number: self.number }
    }
}

/// Figures to be signed.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewSignatures {
    #[schema(min_items = 1)]
    figures: Vec<SeenFigureBody>,
}

/// What was said.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct SaidBody {
    /// Of how many figures.
    pub count: usize,
    /// Names the line of the audit.
    pub receipt: String,
}

/// Signs figures as they stand in the register: all of them or none.
#[utoipa::path(post, path = "/units/{code}/signatures", tag = "standing",
    params(("code" = String, Path),
        ("Idempotency-Key" = Option<String>, Header, description = "The same request with the same key is done once", nullable = false, min_length = 1, max_length = 200, pattern = "^[!-~]+$")),
    request_body = NewSignatures,
    responses((status = 201, description = "They are signed", body = SaidBody),
        (status = 412, description = "Somebody changed one of them first")))]
async fn add_signatures(
    State(site): State<Site>,
    visitor: Visitor,
    Path(code): Path<String>,
    key: RequestKey,
    Sent(new): Sent<NewSignatures>,
) -> Result<Response, Problem> {
    let work = async {
        let seen: Vec<SeenFigure> = new.figures.iter().map(SeenFigureBody::seen).collect();
        let unit = code_of(&code)?;
        let done = acts::sign_assumptions(site.desk(), &visitor.actor, &unit, &seen, site.now()).await?;
        Ok(Made::of(SaidBody { count: done.count, receipt: done.receipt.to_string() }))
    };
    once((&site, &visitor), key, &new, work).await
}

/// What a figure should be.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewCorrection {
    /// Which: `table/key/column`.
    #[schema(min_length = 1, max_length = 400)]
    at: String,
    /// The value that was seen.
    value: String,
    /// What it should be, as the register writes it.
    corrected_value: String,
    /// Why.
    #[schema(min_length = 1, max_length = 2000)]
    reason: String,
}

/// Says what a figure should be. The register stays as it is until its data steward takes it up.
#[utoipa::path(post, path = "/units/{code}/corrections", tag = "standing",
    params(("code" = String, Path),
        ("If-Match" = String, Header, description = "The number of the last word on the figure that was seen, in quotes; \"0\" for none", pattern = "^\"[0-9]{1,15}\"$"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same request with the same key is done once", nullable = false, min_length = 1, max_length = 200, pattern = "^[!-~]+$")),
    request_body = NewCorrection,
    responses((status = 201, description = "It waits to be taken up", body = SaidBody)))]
async fn add_correction(
    State(site): State<Site>,
    visitor: Visitor,
    Path(code): Path<String>,
    Seen(number): Seen,
    key: RequestKey,
    Sent(new): Sent<NewCorrection>,
) -> Result<Response, Problem> {
    let work = async {
        let seen = SeenFigure { at: new.at.clone(), value: new.value.clone(), number };
        let (unit, said) = (code_of(&code)?, (new.corrected_value.as_str(), new.reason.as_str()));
        let (desk, actor) = (site.desk(), &visitor.actor);
        let receipt = acts::correct_assumption(desk, actor, &unit, &seen, said, site.now()).await?;
        let body = SaidBody { count: 1, receipt: receipt.to_string() };
        Ok(Made { version: Some(number + 1), ..Made::of(body) })
    };
    once((&site, &visitor), key, (number, &new), work).await
}
