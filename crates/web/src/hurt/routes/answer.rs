use actions::acts::{self, SeenAnswer};
use actions::permission::allow;
use actions::{Operation, Refusal, RunState, Shown as Told, StoredResult};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::{Asked, id_of, shown};
use crate::components::{Button, ButtonKind, Link, Progress};
use crate::files::{media_type, sent};
use crate::hurt::{About, AboutFile, AboutSigned, Part, PostingsView, Seen, Shown, result_page, table_file};
use crate::site::{Refused, Site, Visitor, recorded, shell};
use crate::{Html, MarketFacts, Shell};

/// How often a page that waits for an answer looks again.
const LOOK_SECONDS: u32 = 3;

#[derive(Template)]
#[template(path = "hurt_run.html")]
struct RunPage {
    shell: Shell,
    title: String,
    progress: Option<Progress>,
    says: String,
    stop: Option<Button>,
    address: String,
    seconds: u32,
}

/// `GET /hurt/{id}`: the answer, or how far it has come.
pub(super) async fn first(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Asked(view): Asked<PostingsView>,
) -> Result<Response, Refused> {
    page(&site, &visitor, &id, Part::Answer, &view).await
}

/// `GET /hurt/{id}/{part}`.
pub(super) async fn part(
    State(site): State<Site>,
    visitor: Visitor,
    Path((id, slug)): Path<(String, String)>,
    Asked(view): Asked<PostingsView>,
) -> Result<Response, Refused> {
    let part = Part::of(&slug).ok_or(Refusal::NotFound)?;
    page(&site, &visitor, &id, part, &view).await
}

async fn page(
    site: &Site,
    visitor: &Visitor,
    id: &str,
    part: Part,
    view: &PostingsView,
) -> Result<Response, Refused> {
    let answer = acts::see_answer(site.desk(), &visitor.actor, &id_of(id)?, site.now()).await?;
    let market = site.market(visitor).await?;
    let Some(told) = &answer.shown else {
        return Ok(waiting(&answer.stored, ("/hurt", "Who else is hurt?"), shell(site, visitor)));
    };
    let boundaries = site.settings().boundaries.as_deref();
    let seen = Shown { seen: seen(told, &market), boundaries };
    let html = result_page(&seen, about(visitor, &answer, &market), part, view).html(shell(site, visitor));
    Ok(shown(html))
}

/// An answer as pages take it.
pub(crate) fn seen<'a>(told: &'a Told, market: &'a MarketFacts) -> Seen<'a> {
    match told {
        Told::Whole(answered) => Seen::Whole(answered.told()),
        Told::Banded(banded) => Seen::Banded(banded, Some(market.was())),
    }
}

fn about(visitor: &Visitor, answer: &SeenAnswer, market: &MarketFacts) -> About {
    let SeenAnswer { stored, shown, files, signed, .. } = answer;
    let date = |time: jiff::Timestamp| time.strftime("%-d %B %Y").to_string();
    let exhibit = shown.as_ref().map(actions::Shown::exhibit).unwrap_or_default();
    let shared = stored
        .shared
        .map(|time| format!("Frozen and shared on {}. The exhibit’s name is {exhibit}.", date(time)));
    let may_freeze = allow(&visitor.actor, Operation::ShareAnswer, Some(&stored.body)).is_ok();
    About {
        id: stored.id.to_string(),
        title: stored.title.clone(),
        asked: format!(
            "Asked by {} on {}.",
            market.was().name_of(stored.body.as_str()),
            date(stored.created)
        ),
        freezes: if shared.is_none() && may_freeze { exhibit } else { String::new() },
        case: crate::cases::case_on(&visitor.actor, stored),
        shared,
        signed: signed
            .iter()
            .map(|count| AboutSigned {
                unit: market.was().name_of(count.unit.as_str()),
                figures: count.figures,
                signed: count.signed,
            })
            .collect(),
        files: files
            .iter()
            .map(|file| AboutFile {
                path: file.path.clone(),
                sha256: file.sha256.clone(),
                may_open: file.may_open,
                seen_by: file.seen_by.to_string(),
            })
            .collect(),
    }
}

/// How far the run has come; the page looks again by itself, with or without JavaScript.
/// `part` is the address and the name of the part of the house that the answer is of.
pub(crate) fn waiting(stored: &StoredResult, part: (&str, &str), mut shell: Shell) -> Response {
    let run = &stored.run;
    let is_under_way = matches!(run.state, RunState::Queued | RunState::Running);
    let says = match run.state {
        RunState::Queued => "It waits for its turn.".to_string(),
        RunState::Running => "It is being worked out.".to_string(),
        RunState::Done => {
            "Another version of Ballast or of the rules would answer otherwise. The files of the answer are kept."
                .to_string()
        }
        RunState::Failed => format!("It failed: {}", run.message),
        RunState::Stopped => "It was stopped, and there is no answer.".to_string(),
    };
    let done = u64::try_from(run.percent).unwrap_or(0);
    shell.title = if is_under_way { "Working it out".to_string() } else { "No answer".to_string() };
    shell.breadcrumbs = vec![Link::to(part.0, part.1)];
    let address = format!("{}/{}", part.0, stored.id);
    let html = Html::of(&RunPage {
        shell,
        title: stored.title.clone(),
        progress: is_under_way.then(|| Progress {
            id: "progress".to_string(),
            label: "Per cent done".into(),
            done,
            all: 100,
        }),
        says,
        stop: is_under_way.then(|| Button {
            text: "Stop".into(),
            kind: ButtonKind::Secondary,
            ..Button::default()
        }),
        seconds: LOOK_SECONDS,
        address,
    });
    let mut response = shown(html);
    if is_under_way {
        response.headers_mut().insert(header::REFRESH, HeaderValue::from(LOOK_SECONDS));
    }
    response
}

/// `POST /hurt/{id}/stop`.
pub(super) async fn stop(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Refused> {
    acts::stop_answer(site.desk(), &visitor.actor, &id_of(&id)?, site.now()).await?;
    Ok(Redirect::to(&format!("/hurt/{id}")).into_response())
}

/// What is frozen: the hash that the page named.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Freeze {
    exhibit: String,
}

/// `POST /hurt/{id}/freeze`.
pub(super) async fn freeze(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    crate::site::Posted(freeze): crate::site::Posted<Freeze>,
) -> Result<Response, Refused> {
    let (desk, now) = (site.desk(), site.now());
    let receipt = acts::share_answer(desk, &visitor.actor, &id_of(&id)?, &freeze.exhibit, now).await?;
    Ok(Redirect::to(&recorded(&format!("/hurt/{id}"), &receipt)).into_response())
}

/// `GET /hurt/{id}/table/{part}/{file}`: a table of a page as a file, as far as its reader sees it.
pub(super) async fn table(
    State(site): State<Site>,
    visitor: Visitor,
    Path((id, slug, file)): Path<(String, String, String)>,
    Asked(view): Asked<PostingsView>,
) -> Result<Response, Refused> {
    let part = if slug == "answer" { Some(Part::Answer) } else { Part::of(&slug) };
    let part = part.ok_or(Refusal::NotFound)?;
    let answer = acts::see_answer(site.desk(), &visitor.actor, &id_of(&id)?, site.now()).await?;
    let market = site.market(&visitor).await?;
    let told = answer.shown.as_ref().ok_or(Refusal::NotFound)?;
    let seen = Shown { seen: seen(told, &market), boundaries: site.settings().boundaries.as_deref() };
    let written = table_file(&seen, part, &view, &file).ok_or(Refusal::NotFound)?;
    let (media_type, bytes) = written.map_err(Refusal::Invalid)?;
    Ok(sent(&file, media_type, bytes))
}

/// `GET /hurt/{id}/files/{path}`: a file of the result, for whoever may open it.
pub(super) async fn file(
    State(site): State<Site>,
    visitor: Visitor,
    Path((id, path)): Path<(String, String)>,
) -> Result<Response, Refused> {
    let bytes = acts::answer_file(site.desk(), &visitor.actor, &id_of(&id)?, &path, site.now()).await?;
    Ok(sent(&path, media_type(&path), bytes))
}
