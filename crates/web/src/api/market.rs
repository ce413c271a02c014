//! The market, as its pages say it: the same listings, the same filters.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::Json;
use axum::extract::{FromRequestParts, Path, Query, State};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use exchange::listing::{json_value, section_csv, section_json};
use listing::Section;
use register::Snapshot;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use vocabulary::Code;

use super::document::collection;
use super::listing::{ListingBody, RowBody};
use super::paging::{Asked, Item, Page};
use super::problem::Problem;
use crate::MarketFacts;
use crate::market::{Subject, View, listing_of, section_of};
use crate::site::{Site, Visitor};

/// The addresses of the market.
pub(super) fn routes() -> OpenApiRouter<Site> {
    let router = OpenApiRouter::new().routes(routes!(market)).routes(routes!(market_one));
    let router = collection(router, routes!(market_rows));
    let router = collection(router, routes!(market_one_rows));
    let router = collection(router, routes!(units));
    let router = collection(router, routes!(commissioners));
    let router = collection(router, routes!(services));
    let router = collection(router, routes!(agreements));
    collection(router, routes!(sources))
}

/// What part of the market, and when.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(dead_code, reason = "describes what `View` reads")]
struct Filters {
    /// Only from this unit.
    #[param(required = false, nullable = false)]
    unit: Option<String>,
    /// Only to this buyer.
    #[param(required = false, nullable = false)]
    buyer: Option<String>,
    /// Only of this service.
    #[param(required = false, nullable = false)]
    service: Option<String>,
    /// On this day; without it, on the register's own.
    #[param(required = false, nullable = false, format = Date)]
    on: Option<String>,
    /// `was`: as it was; `now`: under the bodies of today.
    #[param(required = false, nullable = false, inline)]
    r#as: Option<AsOf>,
}

#[derive(Debug, ToSchema)]
#[schema(rename_all = "snake_case")]
#[allow(dead_code, reason = "describes what `View` reads")]
enum AsOf {
    Was,
    Now,
}

/// What a listing is about.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Units,
    Commissioners,
    Services,
    Agreements,
    Sources,
}

impl Kind {
    fn of(self, code: &str) -> Result<Subject, Problem> {
        let code: Code = code.parse().map_err(|_| Problem::from(actions::Refusal::NotFound))?;
        Ok(match self {
            Kind::Units => Subject::Unit(code),
            Kind::Commissioners => Subject::Buyer(code),
            Kind::Services => Subject::Service(code),
            Kind::Agreements => Subject::Agreement(code),
            Kind::Sources => Subject::Source(code),
        })
    }
}

/// What part of the market, and when: as pages read it, but a day that is there isn't blank. (A form sends its empty
/// fields; a program has no reason to.)
struct Viewed(View);

impl<S: Send + Sync> FromRequestParts<S> for Viewed {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let expected = "filters as the API describes them";
        let unreadable = |seen: String| Problem::unreadable("query", seen, expected);
        let pairs = parts.uri.query().unwrap_or_default().split('&');
        if pairs.into_iter().any(|pair| pair == "on" || pair == "on=") {
            return Err(unreadable("a blank day".to_string()));
        }
        let read = Query::<View>::from_request_parts(parts, state).await;
        read.map(|Query(view)| Viewed(view)).map_err(|rejection| unreadable(rejection.body_text()))
    }
}

fn listed(facts: &MarketFacts, subject: &Subject, view: &View) -> Result<Response, Problem> {
    Ok(Json(json_value(&listing_of(facts, subject, view)?)).into_response())
}

fn rows(
    asked: &Asked,
    facts: &MarketFacts,
    subject: &Subject,
    view: &View,
    table: &str,
) -> Result<Response, Problem> {
    let section = section_of(facts, subject, view, table)?;
    let json = section_json(&section);
    let all = json["rows"].as_array().map(Vec::as_slice).unwrap_or_default();
    asked.rows(all, |part| section_csv(&Section { rows: section.rows[part].to_vec(), ..section.clone() }))
}

/// The whole market.
#[utoipa::path(get, path = "/market", tag = "market", params(Filters),
    responses((status = 200, description = "Its listing", body = ListingBody)))]
async fn market(
    State(site): State<Site>,
    visitor: Visitor,
    Viewed(view): Viewed,
) -> Result<Response, Problem> {
    listed(&*site.market(&visitor).await?, &Subject::Whole, &view)
}

/// One unit, commissioner, service, agreement or source.
#[utoipa::path(get, path = "/market/{kind}/{code}", tag = "market", params(("kind" = inline(Kind), Path), ("code" = String, Path), Filters),
    responses((status = 200, description = "Its listing", body = ListingBody)))]
async fn market_one(
    State(site): State<Site>,
    visitor: Visitor,
    Path((kind, code)): Path<(Kind, String)>,
    Viewed(view): Viewed,
) -> Result<Response, Problem> {
    listed(&*site.market(&visitor).await?, &kind.of(&code)?, &view)
}

/// The rows of a table of the whole market.
#[utoipa::path(get, path = "/market/tables/{table}/rows", tag = "market", params(("table" = String, Path), Filters, super::paging::Numbered),
    responses((status = 200, description = "A part of them", body = Page<RowBody>)))]
async fn market_rows(
    State(site): State<Site>,
    visitor: Visitor,
    Path(table): Path<String>,
    Viewed(view): Viewed,
    asked: Asked,
) -> Result<Response, Problem> {
    rows(&asked, &*site.market(&visitor).await?, &Subject::Whole, &view, &table)
}

/// The rows of a table of one of them.
#[utoipa::path(get, path = "/market/{kind}/{code}/tables/{table}/rows", tag = "market",
    params(("kind" = inline(Kind), Path), ("code" = String, Path), ("table" = String, Path), Filters, super::paging::Numbered),
    responses((status = 200, description = "A part of them", body = Page<RowBody>)))]
async fn market_one_rows(
    State(site): State<Site>,
    visitor: Visitor,
    Path((kind, code, table)): Path<(Kind, String, String)>,
    Viewed(view): Viewed,
    asked: Asked,
) -> Result<Response, Problem> {
    rows(&asked, &*site.market(&visitor).await?, &kind.of(&code)?, &view, &table)
}

/// Something that has a listing of its own below `/market/{kind}/{code}`.
#[derive(Debug, Serialize, ToSchema)]
struct Named {
    code: String,
    name: String,
}

impl Item for Named {
    const COLUMNS: &'static [&'static str] = &["code", "name"];

    fn cursor(&self) -> String {
        self.code.clone()
    }
}

/// An agreement line of the register.
#[derive(Debug, Serialize, ToSchema)]
struct Agreement {
    line_id: String,
    buyer_code: String,
    supplier_code: String,
    service_code: String,
    /// Pounds a year, as text.
    annual_gbp: String,
    source: String,
    /// `recorded`, `derived` or `assumed`.
    basis: String,
}

impl Item for Agreement {
    const COLUMNS: &'static [&'static str] =
        &["line_id", "buyer_code", "supplier_code", "service_code", "annual_gbp", "source", "basis"];

    fn cursor(&self) -> String {
        self.line_id.clone()
    }
}

async fn was(site: &Site, visitor: &Visitor) -> Result<Arc<Snapshot>, Problem> {
    Ok(Arc::clone(site.market(visitor).await?.was()))
}

fn named(snapshot: &Snapshot, codes: BTreeSet<&Code>) -> Vec<Named> {
    let one = |code: &Code| Named { code: code.to_string(), name: snapshot.name_of(code.as_str()) };
    codes.into_iter().map(one).collect()
}

/// Units: whoever supplies by an agreement line of the register.
#[utoipa::path(get, path = "/market/units", tag = "market", params(super::paging::Paging),
    responses((status = 200, description = "A part of them, by code", body = Page<Named>)))]
async fn units(State(site): State<Site>, visitor: Visitor, asked: Asked) -> Result<Response, Problem> {
    let snapshot = was(&site, &visitor).await?;
    let lines = snapshot.rows.agreement_lines.iter();
    Ok(asked.part(named(&snapshot, lines.map(|line| &line.supplier_code).collect())))
}

/// Commissioners: whoever buys by an agreement line of the register.
#[utoipa::path(get, path = "/market/commissioners", tag = "market", params(super::paging::Paging),
    responses((status = 200, description = "A part of them, by code", body = Page<Named>)))]
async fn commissioners(
    State(site): State<Site>,
    visitor: Visitor,
    asked: Asked,
) -> Result<Response, Problem> {
    let snapshot = was(&site, &visitor).await?;
    let lines = snapshot.rows.agreement_lines.iter();
    Ok(asked.part(named(&snapshot, lines.map(|line| &line.buyer_code).collect())))
}

/// Services of the register.
#[utoipa::path(get, path = "/market/services", tag = "market", params(super::paging::Paging),
    responses((status = 200, description = "A part of them, by code", body = Page<Named>)))]
async fn services(State(site): State<Site>, visitor: Visitor, asked: Asked) -> Result<Response, Problem> {
    let snapshot = was(&site, &visitor).await?;
    let rows = snapshot.rows.services.iter();
    let one = |row: &register::tables::Service| Named {
        code: row.service_code.to_string(),
        name: row.title.0.clone(),
    };
    Ok(asked.part(rows.map(one).collect()))
}

/// Sources of the register.
#[utoipa::path(get, path = "/market/sources", tag = "market", params(super::paging::Paging),
    responses((status = 200, description = "A part of them, by code", body = Page<Named>)))]
async fn sources(State(site): State<Site>, visitor: Visitor, asked: Asked) -> Result<Response, Problem> {
    let snapshot = was(&site, &visitor).await?;
    let rows = snapshot.rows.sources.iter();
    let one =
        |row: &register::tables::Source| Named { code: row.source_id.to_string(), name: row.title.0.clone() };
    Ok(asked.part(rows.map(one).collect()))
}

/// Agreement lines of the register.
#[utoipa::path(get, path = "/market/agreements", tag = "market", params(super::paging::Paging),
    responses((status = 200, description = "A part of them, by line", body = Page<Agreement>)))]
async fn agreements(State(site): State<Site>, visitor: Visitor, asked: Asked) -> Result<Response, Problem> {
    let snapshot = was(&site, &visitor).await?;
    let one = |line: &register::tables::AgreementLine| Agreement {
        line_id: line.line_id.to_string(),
        buyer_code: line.buyer_code.to_string(),
        supplier_code: line.supplier_code.to_string(),
        service_code: line.service_code.to_string(),
        annual_gbp: line.annual_gbp.pounds_text(),
        source: line.source.to_string(),
        basis: line.basis.to_string(),
    };
    Ok(asked.part(snapshot.rows.agreement_lines.iter().map(one).collect()))
}
