//! Published cases and the register of moves: for everybody, without a token.

use actions::{Actor, acts};
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use exchange::paper::CasePaper;
use exchange::public::{PublicCase, PublicMove};
use serde::Serialize;
use utoipa::ToSchema;

use super::Laid;
use super::told::as_bytes;
use crate::api::code_of;
use crate::api::paging::{Asked, Item, Page, Paging};
use crate::api::problem::Problem;
use crate::site::Site;

/// A published case, in a line.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PublishedBody {
    reference: String,
    title: String,
    /// `record` or `case`.
    tier: String,
    state: String,
    commissioners: Vec<String>,
    units: Vec<String>,
    /// Who gave the outcome; null if nobody did.
    oversight: Option<String>,
    outcome: Option<String>,
    #[schema(format = Date)]
    outcome_date: Option<String>,
    /// Each as `CODE:CHOICE`.
    decisions: Vec<String>,
    #[schema(format = Date)]
    published_date: String,
    #[schema(format = Date)]
    changed_date: String,
    /// The address of its page.
    address: String,
}

impl From<&PublicCase> for PublishedBody {
    fn from(case: &PublicCase) -> Self {
        let codes =
            |bodies: &[exchange::public::PublicBody]| bodies.iter().map(|body| body.code.clone()).collect();
        let (outcome, outcome_date) =
            case.outcome.clone().map(|(verdict, on)| (verdict, on.to_string())).unzip();
        let decisions = case.decisions.iter();
        PublishedBody {
            reference: case.reference.clone(),
            title: case.title.clone(),
            tier: case.tier.clone(),
            state: case.state.clone(),
            commissioners: codes(&case.commissioners),
            units: codes(&case.units),
            oversight: case.oversight.as_ref().map(|body| body.code.clone()),
            outcome,
            outcome_date,
            decisions: decisions.map(|one| format!("{}:{}", one.body.code, one.choice)).collect(),
            published_date: case.published.to_string(),
            changed_date: case.changed.to_string(),
            address: case.address.clone(),
        }
    }
}

impl Item for PublishedBody {
    const COLUMNS: &'static [&'static str] = &[
        "reference",
        "title",
        "tier",
        "state",
        "commissioners",
        "units",
        "oversight",
        "outcome",
        "outcome_date",
        "decisions",
        "published_date",
        "changed_date",
        "address",
    ];

    fn cursor(&self) -> String {
        self.reference.clone()
    }
}

async fn data(site: &Site) -> Result<acts::PublicData, Problem> {
    let address = site.settings().public_address.trim_end_matches('/');
    Ok(acts::see_public_data(site.desk(), address, site.now()).await?)
}

/// Published cases with their outcomes and decisions.
#[utoipa::path(get, path = "/published/cases", tag = "published", params(Paging), security(()),
    responses((status = 200, description = "A part of them, by reference", body = Page<PublishedBody>)))]
pub(super) async fn published_cases(State(site): State<Site>, asked: Asked) -> Result<Response, Problem> {
    Ok(asked.part(data(&site).await?.cases.iter().map(PublishedBody::from).collect()))
}

/// A move of the register of moves.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct MoveBody {
    id: String,
    /// The published case that decided it; null if none did.
    case: Option<String>,
    buyer: String,
    from: String,
    /// None if they aren't known.
    services: Vec<String>,
    /// Null if it isn't known.
    to_kind: Option<String>,
    to: Option<String>,
    #[schema(format = Date)]
    effective_date: Option<String>,
    /// Pounds a year as text; null if they aren't known, or are exempt.
    annual_gbp: Option<String>,
    status: String,
    source: String,
}

impl From<&PublicMove> for MoveBody {
    fn from(one: &PublicMove) -> Self {
        let known = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
        MoveBody {
            id: one.id.clone(),
            case: known(&one.case),
            buyer: one.buyer.code.clone(),
            from: one.from.code.clone(),
            services: one.services.iter().map(|service| service.code.clone()).collect(),
            to_kind: known(&one.to_kind),
            to: one.to.as_ref().map(|body| body.code.clone()),
            effective_date: one.effective.map(|day| day.to_string()),
            annual_gbp: one.annual.map(vocabulary::Pence::pounds_text),
            status: one.status.clone(),
            source: one.source.clone(),
        }
    }
}

impl Item for MoveBody {
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "case",
        "buyer",
        "from",
        "services",
        "to_kind",
        "to",
        "effective_date",
        "annual_gbp",
        "status",
        "source",
    ];

    fn cursor(&self) -> String {
        self.id.clone()
    }
}

/// The register of moves: what the register of this server knows of, and what published cases decided.
#[utoipa::path(get, path = "/published/moves", tag = "published", params(Paging), security(()),
    responses((status = 200, description = "A part of them, by id", body = Page<MoveBody>)))]
pub(super) async fn published_moves(State(site): State<Site>, asked: Asked) -> Result<Response, Problem> {
    Ok(asked.part(data(&site).await?.moves.iter().map(MoveBody::from).collect()))
}

async fn told(site: &Site, reference: &str, laid: &Laid) -> Result<CasePaper, Problem> {
    let (reference, layout) = (code_of(reference)?, laid.layout()?);
    Ok(acts::see_case_paper(site.desk(), &Actor::public(), &reference, layout, site.now()).await?)
}

/// A published case: what `case` of the `case.json` of its public bundle has.
#[utoipa::path(get, path = "/published/cases/{reference}", tag = "published", params(("reference" = String, Path), Laid), security(()),
    responses((status = 200, description = "The case", body = Object)))]
pub(super) async fn published_case(
    State(site): State<Site>,
    Path(reference): Path<String>,
    Query(laid): Query<Laid>,
) -> Result<Response, Problem> {
    Ok(Json(told(&site, &reference, &laid).await?).into_response())
}

/// A document of a published case: `case.html`, `case.docx` or `summary.html`.
#[utoipa::path(get, path = "/published/cases/{reference}/documents/{document}", tag = "published",
    params(("reference" = String, Path), ("document" = String, Path), Laid), security(()),
    responses((status = 200, description = "Its bytes", body = Vec<u8>, content_type = "application/octet-stream")))]
pub(super) async fn published_document(
    State(site): State<Site>,
    Path((reference, document)): Path<(String, String)>,
    Query(laid): Query<Laid>,
) -> Result<Response, Problem> {
    Ok(as_bytes(crate::cases::written(&told(&site, &reference, &laid).await?, &document)?))
}

/// The public bundle of a case, which `ballast verify` takes.
#[utoipa::path(get, path = "/published/cases/{reference}/bundle", tag = "published", params(("reference" = String, Path), Laid), security(()),
    responses((status = 200, description = "Its bytes", body = Vec<u8>, content_type = "application/octet-stream")))]
pub(super) async fn published_bundle(
    State(site): State<Site>,
    Path(reference): Path<String>,
    Query(laid): Query<Laid>,
) -> Result<Response, Problem> {
    let (reference, as_asked) = (code_of(&reference)?, (laid.layout()?, true));
    let actor = Actor::public();
    Ok(as_bytes(acts::see_case_bundle(site.desk(), &actor, &reference, as_asked, site.now()).await?))
}
