//! Rounds as whoever asks sees them.

use actions::{Refusal, SeenRound, SeenUnit, acts};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use exchange::assurance::assessment_value;
use serde::Serialize;
use utoipa::ToSchema;

use crate::api::code_of;
use crate::api::doing::{StepBody, WaitingBody};
use crate::api::paging::{Asked, Item, Numbered, Page, Paging};
use crate::api::problem::Problem;
use crate::site::{Site, Visitor};

/// A round, in a line.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct RoundLineBody {
    reference: String,
    /// The oversight body that opened it.
    body: String,
    #[schema(format = Date)]
    opened: String,
    /// What it asks: the title of the definition.
    definition: String,
    /// The units that whoever asks is told of.
    units: Vec<String>,
}

impl From<&SeenRound> for RoundLineBody {
    fn from(round: &SeenRound) -> Self {
        RoundLineBody {
            reference: round.reference().to_string(),
            body: round.overseer().to_string(),
            opened: round.opened().to_string(),
            definition: round.definition().title.clone(),
            units: round.units().iter().map(|unit| unit.unit().to_string()).collect(),
        }
    }
}

impl Item for RoundLineBody {
    const COLUMNS: &'static [&'static str] = &["reference", "body", "opened", "definition", "units"];

    fn cursor(&self) -> String {
        self.reference.clone()
    }
}

/// The rounds that whoever asks is told of.
#[utoipa::path(get, path = "/rounds", tag = "rounds", params(Paging),
    responses((status = 200, description = "A part of them, by reference", body = Page<RoundLineBody>)))]
pub(super) async fn rounds(
    State(site): State<Site>,
    visitor: Visitor,
    asked: Asked,
) -> Result<Response, Problem> {
    let found = acts::see_rounds(site.desk(), &visitor.actor, site.now()).await?;
    let mut lines: Vec<RoundLineBody> = found.iter().map(RoundLineBody::from).collect();
    lines.sort_by(|one, other| one.reference.cmp(&other.reference));
    Ok(asked.part(lines))
}

/// A round, with what it asks.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct RoundBody {
    #[serde(flatten)]
    line: RoundLineBody,
    /// The SHA-256 of the definition's text.
    definition_sha256: String,
    /// The definition, as it was when the round was opened: TOML, as `data/checkpoints` has it.
    definition_toml: String,
}

/// One round as whoever asks sees it.
#[utoipa::path(get, path = "/rounds/{reference}", tag = "rounds", params(("reference" = String, Path)),
    responses((status = 200, description = "The round", body = RoundBody)))]
pub(super) async fn round(
    State(site): State<Site>,
    visitor: Visitor,
    Path(reference): Path<String>,
) -> Result<Json<RoundBody>, Problem> {
    let round = seen(&site, &visitor, &reference).await?;
    Ok(Json(RoundBody {
        line: RoundLineBody::from(&round),
        definition_sha256: round.definition_hash().to_string(),
        definition_toml: round.definition_text().to_string(),
    }))
}

/// A round as whoever asks sees it.
///
/// Errors: 404 where they aren't told of it.
pub(super) async fn seen(site: &Site, visitor: &Visitor, reference: &str) -> Result<SeenRound, Problem> {
    Ok(acts::see_round(site.desk(), &visitor.actor, &code_of(reference)?, site.now()).await?)
}

/// A unit of a round as whoever asks sees it.
///
/// Errors: 404 where they aren't told of it.
pub(super) async fn seen_unit(
    site: &Site,
    visitor: &Visitor,
    reference: &str,
    unit: &str,
) -> Result<SeenUnit, Problem> {
    let (round, unit) = (seen(site, visitor, reference).await?, code_of(unit)?);
    Ok(round.of_unit(&unit).cloned().ok_or(Refusal::NotFound)?)
}

/// A unit of a round, in a line.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct UnitLineBody {
    unit: String,
    /// Where it stands, as it is shown to whoever asks.
    state: &'static str,
    /// The last day on which the unit is expected to certify.
    #[schema(format = Date)]
    answer_by: String,
    /// The outcome on record; null where there is none, where the rule left it open, or where it isn't told.
    outcome: Option<String>,
    /// What waits for whoever asks.
    waiting: Vec<WaitingBody>,
}

impl From<&SeenUnit> for UnitLineBody {
    fn from(unit: &SeenUnit) -> Self {
        let outcome = unit.view().outcome.and_then(|recorded| recorded.outcome.as_ref());
        UnitLineBody {
            unit: unit.unit().to_string(),
            state: unit.state().word(),
            answer_by: unit.setup().answer_by.to_string(),
            outcome: outcome.map(ToString::to_string),
            waiting: waiting(unit),
        }
    }
}

impl Item for UnitLineBody {
    const COLUMNS: &'static [&'static str] = &["unit", "state", "answer_by", "outcome"];

    fn cursor(&self) -> String {
        self.unit.clone()
    }
}

fn waiting(unit: &SeenUnit) -> Vec<WaitingBody> {
    let turns = unit.turns().into_iter();
    turns.map(|turn| WaitingBody::of(turn.act.word(), (&turn.body, turn.office), turn.by)).collect()
}

/// The units of a round that whoever asks is told of, with what waits for them.
#[utoipa::path(get, path = "/rounds/{reference}/units", tag = "rounds",
    params(("reference" = String, Path), Paging),
    responses((status = 200, description = "A part of them, by code", body = Page<UnitLineBody>)))]
pub(super) async fn units_of_round(
    State(site): State<Site>,
    visitor: Visitor,
    Path(reference): Path<String>,
    asked: Asked,
) -> Result<Response, Problem> {
    let round = seen(&site, &visitor, &reference).await?;
    let mut lines: Vec<UnitLineBody> = round.units().iter().map(UnitLineBody::from).collect();
    lines.sort_by(|one, other| one.unit.cmp(&other.unit));
    Ok(asked.part(lines))
}

/// A unit of a round, as far as whoever asks sees it.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct UnitBody {
    unit: String,
    /// As what whoever asks sees it.
    party: &'static str,
    /// The acts that are open to them.
    open: Vec<OpenBody>,
    /// What waits for them.
    waiting: Vec<WaitingBody>,
    /// Answers, ratings, plan, intentions, survey, outcome and milestones, as far as they are theirs to see: what isn't is empty or
    /// null.
    #[schema(value_type = Object)]
    assessment: serde_json::Value,
}

/// An act that is open, for a body.
#[derive(Debug, Serialize, ToSchema)]
struct OpenBody {
    act: &'static str,
    /// For which body.
    body: String,
    /// What it rests on: each with the tag that `If-Match` takes.
    rests_on: Vec<PartBody>,
}

/// Something that an act rests on.
#[derive(Debug, Serialize, ToSchema)]
struct PartBody {
    /// `question`, `domain`, `plan`, `intentions`, `response`, `milestone` or `whole`.
    part: &'static str,
    /// A question, a domain, or the number of a milestone from 0, as acts name it; blank where there is one.
    id: String,
    /// Another as soon as the part is.
    tag: String,
}

fn open(unit: &SeenUnit) -> Vec<OpenBody> {
    let mut open = Vec::new();
    for (act, _) in unit.open() {
        for body in unit.bodies_for(act) {
            let rests = unit.could_rest_on(act, Some(body)).into_iter();
            let part = |on: assurance::RestsOn| PartBody {
                part: on.part(),
                id: on.id(),
                tag: unit.seen(act, Some(body), &on),
            };
            open.push(OpenBody {
                act: act.word(),
                body: body.to_string(),
                rests_on: rests.map(part).collect(),
            });
        }
    }
    open
}

/// One unit of a round as whoever asks sees it.
#[utoipa::path(get, path = "/rounds/{reference}/units/{unit}", tag = "rounds",
    params(("reference" = String, Path), ("unit" = String, Path)),
    responses((status = 200, description = "The unit", body = UnitBody,
        headers(("ETag" = String, description = "Another as soon as anything of it is that they see")))))]
pub(super) async fn unit_of_round(
    State(site): State<Site>,
    visitor: Visitor,
    Path((reference, unit)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let unit = seen_unit(&site, &visitor, &reference, &unit).await?;
    let body = UnitBody {
        unit: unit.unit().to_string(),
        party: unit.party().word(),
        open: open(&unit),
        waiting: waiting(&unit),
        assessment: assessment_value(&unit.view(), unit.on()),
    };
    let etag = [(header::ETAG, format!("\"{}\"", unit.version()))];
    Ok((etag, Json(body)).into_response())
}

/// What was done on a unit of a round, as far as whoever asks knows it.
#[utoipa::path(get, path = "/rounds/{reference}/units/{unit}/acts", tag = "rounds",
    params(("reference" = String, Path), ("unit" = String, Path), Numbered),
    responses((status = 200, description = "A part of it, in order", body = Page<StepBody>)))]
pub(super) async fn acts_of_round(
    State(site): State<Site>,
    visitor: Visitor,
    Path((reference, unit)): Path<(String, String)>,
    asked: Asked,
) -> Result<Response, Problem> {
    asked.after_number()?;
    let unit = seen_unit(&site, &visitor, &reference, &unit).await?;
    let (view, receipts) = (unit.view(), unit.receipts());
    let step = |(at, step): (usize, &assurance::Step<'_>)| StepBody {
        number: at + 1,
        on: step.on.to_string(),
        act: step.act.word(),
        body: step.body.to_string(),
        receipt: receipts.get(at).map(ToString::to_string),
    };
    Ok(asked.part(view.history.iter().enumerate().map(step).collect()))
}
