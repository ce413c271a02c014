//! Cases as whoever asks sees them.

use actions::{Refusal, SeenCase, acts};
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use casework::RestsOn;
use exchange::paper::CasePaper;
use serde::Serialize;
use utoipa::ToSchema;

use super::Laid;
use crate::api::code_of;
use crate::api::doing::{StepBody, WaitingBody};
use crate::api::paging::{Asked, Item, Numbered, Page, Paging};
use crate::api::problem::Problem;
use crate::site::{Site, Visitor};

/// A case, in a line.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CaseLineBody {
    reference: String,
    title: String,
    /// Where it stands, as it is shown to whoever asks.
    state: &'static str,
    /// `record` (one page) or `case`.
    tier: &'static str,
    /// Bodies that act together, the one that leads first.
    commissioners: Vec<String>,
    units: Vec<String>,
    /// The last day for a view.
    #[schema(format = Date)]
    view_by: Option<String>,
    /// The first day by which something is due from whoever asks.
    #[schema(format = Date)]
    due: Option<String>,
    /// What waits for whoever asks.
    waiting: Vec<WaitingBody>,
}

fn waiting(case: &SeenCase) -> Vec<WaitingBody> {
    let turns = case.turns().into_iter();
    turns.map(|turn| WaitingBody::of(turn.act.word(), (&turn.body, turn.office), turn.by)).collect()
}

impl From<&SeenCase> for CaseLineBody {
    fn from(case: &SeenCase) -> Self {
        let (title, state) = case.notice();
        CaseLineBody {
            reference: case.reference().to_string(),
            title: title.to_string(),
            state: state.word(),
            tier: case.setup().tier.word(),
            commissioners: case.commissioners().into_iter().map(ToString::to_string).collect(),
            units: case.setup().units.iter().map(ToString::to_string).collect(),
            view_by: case.view().view_by.map(|day| day.to_string()),
            due: case.turns().into_iter().filter_map(|turn| turn.by).min().map(|day| day.to_string()),
            waiting: waiting(case),
        }
    }
}

impl Item for CaseLineBody {
    const COLUMNS: &'static [&'static str] =
        &["reference", "title", "state", "tier", "commissioners", "units", "view_by", "due"];

    fn cursor(&self) -> String {
        self.reference.clone()
    }
}

/// The cases that whoever asks is told of, with what waits for them.
#[utoipa::path(get, path = "/cases", tag = "cases", params(Paging),
    responses((status = 200, description = "A part of them, by reference", body = Page<CaseLineBody>)))]
pub(super) async fn cases(
    State(site): State<Site>,
    visitor: Visitor,
    asked: Asked,
) -> Result<Response, Problem> {
    let found = acts::see_cases(site.desk(), &visitor.actor, site.now()).await?;
    Ok(asked.part(found.iter().map(CaseLineBody::from).collect()))
}

/// A case, as far as whoever asks sees it.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CaseBody {
    reference: String,
    /// As what whoever asks sees it.
    party: &'static str,
    /// The acts that are open to them.
    open: Vec<OpenBody>,
    /// What waits for them.
    waiting: Vec<WaitingBody>,
    /// Parts that an act may rest on, each with a tag of its own: `If-Match` takes it in place of the whole's.
    parts: Vec<PartBody>,
    /// The case itself, as `case` of a bundle's `case.json` has it.
    #[schema(value_type = Object)]
    case: CasePaper,
}

/// An act that is open.
#[derive(Debug, Serialize, ToSchema)]
struct OpenBody {
    act: &'static str,
    /// For which body.
    body: String,
    /// In which role.
    role: &'static str,
}

/// A part of a case.
#[derive(Debug, Serialize, ToSchema)]
struct PartBody {
    /// `section`, `note`, `point`, `milestone` or `benefit`.
    part: &'static str,
    /// The section's name, or a number from 0, as acts name it.
    id: String,
    /// Another as soon as the part is.
    tag: String,
}

fn parts(case: &SeenCase) -> Vec<PartBody> {
    let view = case.view();
    let part = |part, id: String, on| PartBody { part, id, tag: case.seen(on) };
    let numbered = |name, count: usize, on: fn(usize) -> RestsOn| {
        (0..count).map(move |at| part(name, at.to_string(), on(at)))
    };
    let sections =
        view.sections.iter().map(|one| part("section", one.id.to_string(), RestsOn::Section(one.id)));
    let notes = view.notes.iter().filter_map(|(number, _)| *number);
    sections
        .chain(notes.map(|at| part("note", at.to_string(), RestsOn::Note(at))))
        .chain(numbered("point", view.points.len(), RestsOn::Point))
        .chain(numbered("milestone", view.milestones.len(), RestsOn::Milestone))
        .chain(numbered("benefit", view.benefits.len(), RestsOn::Benefit))
        .collect()
}

/// One case as whoever asks sees it.
#[utoipa::path(get, path = "/cases/{reference}", tag = "cases", params(("reference" = String, Path), Laid),
    responses((status = 200, description = "The case", body = CaseBody,
        headers(("ETag" = String, description = "Another as soon as anything of it is that they see")))))]
pub(super) async fn case(
    State(site): State<Site>,
    visitor: Visitor,
    Path(reference): Path<String>,
    Query(laid): Query<Laid>,
) -> Result<Response, Problem> {
    let (reference, layout) = (code_of(&reference)?, laid.layout()?);
    let (desk, actor, now) = (site.desk(), &visitor.actor, site.now());
    let seen = acts::see_case(desk, actor, &reference, now).await?;
    let open = seen.open().into_iter().map(|(act, who)| OpenBody {
        act: act.word(),
        body: who.body.to_string(),
        role: who.office.word(),
    });
    let body = CaseBody {
        reference: reference.to_string(),
        party: seen.party().word(),
        open: open.collect(),
        waiting: waiting(&seen),
        parts: parts(&seen),
        case: acts::see_case_paper(desk, actor, &reference, layout, now).await?,
    };
    let etag = [(header::ETAG, format!("\"{}\"", seen.version()))];
    Ok((etag, Json(body)).into_response())
}

/// What was done to a case, as far as whoever asks knows it.
#[utoipa::path(get, path = "/cases/{reference}/acts", tag = "cases", params(("reference" = String, Path), Numbered),
    responses((status = 200, description = "A part of it, in order", body = Page<StepBody>)))]
pub(super) async fn history(
    State(site): State<Site>,
    visitor: Visitor,
    Path(reference): Path<String>,
    asked: Asked,
) -> Result<Response, Problem> {
    asked.after_number()?;
    let reference = code_of(&reference)?;
    let seen = acts::see_case(site.desk(), &visitor.actor, &reference, site.now()).await?;
    let (view, receipts) = (seen.view(), seen.receipts());
    let step = |(at, step): (usize, &casework::Step<'_>)| StepBody {
        number: at + 1,
        on: step.on.to_string(),
        act: step.act.word(),
        body: step.body.to_string(),
        receipt: receipts.get(at).map(ToString::to_string),
    };
    Ok(asked.part(view.history.iter().enumerate().map(step).collect()))
}

/// A document of a case, as whoever asks sees it: `case.html`, `case.docx` or `summary.html`.
#[utoipa::path(get, path = "/cases/{reference}/documents/{document}", tag = "cases",
    params(("reference" = String, Path), ("document" = String, Path), Laid),
    responses((status = 200, description = "Its bytes", body = Vec<u8>, content_type = "application/octet-stream")))]
pub(super) async fn document(
    State(site): State<Site>,
    visitor: Visitor,
    Path((reference, document)): Path<(String, String)>,
    Query(laid): Query<Laid>,
) -> Result<Response, Problem> {
    let (reference, layout) = (code_of(&reference)?, laid.layout()?);
    let told = acts::see_case_paper(site.desk(), &visitor.actor, &reference, layout, site.now()).await?;
    Ok(as_bytes(crate::cases::written(&told, &document)?))
}

/// A case with everything to check it with (`ballast verify` takes it), as whoever asks sees it (`exempt.zip`) or as it is
/// published (`public.zip`).
#[utoipa::path(get, path = "/cases/{reference}/bundles/{version}", tag = "cases",
    params(("reference" = String, Path), ("version" = String, Path), Laid),
    responses((status = 200, description = "Its bytes", body = Vec<u8>, content_type = "application/octet-stream")))]
pub(super) async fn bundle(
    State(site): State<Site>,
    visitor: Visitor,
    Path((reference, version)): Path<(String, String)>,
    Query(laid): Query<Laid>,
) -> Result<Response, Problem> {
    let (reference, layout) = (code_of(&reference)?, laid.layout()?);
    let public = match version.as_str() {
        "public.zip" => true,
        "exempt.zip" => false,
        _ => return Err(Refusal::NotFound.into()),
    };
    let (desk, as_asked) = (site.desk(), (layout, public));
    Ok(as_bytes(acts::see_case_bundle(desk, &visitor.actor, &reference, as_asked, site.now()).await?))
}

/// Always of the same kind: nobody's browser runs or shows what is in it.
pub(super) fn as_bytes(bytes: Vec<u8>) -> Response {
    ([(header::CONTENT_TYPE, "application/octet-stream")], bytes).into_response()
}
