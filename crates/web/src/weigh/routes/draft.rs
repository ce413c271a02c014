use std::sync::Arc;

use actions::permission::allow;
use actions::{Actor, Operation, Refusal, Weighing, acts};
use appraisal::input::Appraisal;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use exchange::write_appraisal;
use jiff::tz::TimeZone;
use register::Snapshot;
use serde::Deserialize;
use vocabulary::Findings;

use super::{again, id_of, register_of, shown};
use crate::fields::Reader;
use crate::fields::Values;
use crate::files::sent;
use crate::hurt::Problem;
use crate::site::{Posted, Refused, Site, Visitor, recorded, shell};
use crate::weigh::check::check_page;
use crate::weigh::forms::{Form, form_of, form_page};
use crate::weigh::lists::{list_of, list_page};
use crate::weigh::on::{May, On};
use crate::weigh::step::Step;
use crate::weigh::tasks::tasks_page;

/// Which of a list a page is about.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(default)]
pub(super) struct At {
    n: usize,
    m: usize,
}

/// An appraisal with its register.
struct Loaded {
    weighing: Weighing,
    id: String,
    snapshot: Arc<Snapshot>,
    may: May,
}

async fn loaded(site: &Site, visitor: &Visitor, id: &str) -> Result<Loaded, Refused> {
    let weighing = acts::see_appraisal(site.desk(), &visitor.actor, &id_of(id)?, site.now()).await?;
    let snapshot = register_of(site, visitor, &weighing.appraisal.register).await?;
    let may = may(&visitor.actor, &weighing);
    Ok(Loaded { weighing, id: id.to_string(), snapshot, may })
}

fn may(actor: &Actor, weighing: &Weighing) -> May {
    let may = |operation| allow(actor, operation, Some(&weighing.body)).is_ok();
    May {
        write: may(Operation::WriteAppraisal),
        posts: may(Operation::KeepPosts),
        lock: may(Operation::LockWeights),
        run: may(Operation::Appraise),
    }
}

impl Loaded {
    fn on<'a>(&'a self, site: &'a Site, visitor: &'a Visitor, at: At) -> On<'a> {
        On {
            id: &self.id,
            version: self.weighing.version,
            appraisal: &self.weighing.appraisal,
            snapshot: &self.snapshot,
            rulebook: &site.settings().rulebook,
            may: self.may,
            n: at.n,
            m: at.m,
            today: site.now().to_zoned(TimeZone::UTC).date(),
            name: &visitor.actor.name,
        }
    }
}

/// `GET /weigh/drafts/{id}`: all tasks.
pub(super) async fn tasks(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Refused> {
    let loaded = loaded(&site, &visitor, &id).await?;
    Ok(tasks_page(&loaded.on(&site, &visitor, At::default()), shell(&site, &visitor)))
}

/// `GET /weigh/drafts/{id}/appraisal.toml`.
pub(super) async fn download(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Refused> {
    let loaded = loaded(&site, &visitor, &id).await?;
    let text = write_appraisal(&loaded.weighing.appraisal);
    Ok(sent("appraisal.toml", "text/plain; charset=utf-8", text.into_bytes()))
}

/// `GET /weigh/drafts/{id}/{step}`.
pub(super) async fn step(
    State(site): State<Site>,
    visitor: Visitor,
    Path((id, slug)): Path<(String, String)>,
    Query(at): Query<At>,
) -> Result<Response, Refused> {
    let step = Step::of(&slug).ok_or(Refusal::NotFound)?;
    let loaded = loaded(&site, &visitor, &id).await?;
    let on = loaded.on(&site, &visitor, at);
    let shell = shell(&site, &visitor);
    if step == Step::Check {
        let id = &loaded.weighing.id;
        let checked = acts::check_appraisal(site.desk(), &visitor.actor, id, site.now()).await?;
        return Ok(check_page(&on, &checked.findings, checked.can_be_worked_out(), shell));
    }
    if let Some(list) = list_of(step) {
        return Ok(shown(list_page(&on, list, shell)));
    }
    let form = form_of(step).ok_or(Refusal::NotFound)?;
    may_fill(&on, step)?;
    let values = form.fill(&on);
    Ok(shown(form_page(&on, (step, form), (&values, on.version), &[], shell)))
}

/// Refuses a form to those who could only look at it: what it holds stands in the lists.
fn may_fill(on: &On<'_>, step: Step) -> Result<(), Refused> {
    let may = if step == Step::Post { on.may.posts } else { on.may.write };
    if may { Ok(()) } else { Err(Refusal::Forbidden.into()) }
}

/// `POST /weigh/drafts/{id}/{step}`: keeps what was sent, and leads on.
pub(super) async fn change(
    State(site): State<Site>,
    visitor: Visitor,
    Path((id, slug)): Path<(String, String)>,
    Query(at): Query<At>,
    Posted(fields): Posted<Vec<(String, String)>>,
) -> Result<Response, Refused> {
    let step = Step::of(&slug).ok_or(Refusal::NotFound)?;
    let loaded = loaded(&site, &visitor, &id).await?;
    let on = loaded.on(&site, &visitor, at);
    let values = Values::from(fields);
    let seen: i64 = values.get("version").parse().unwrap_or_default();
    if let Some(list) = list_of(step) {
        let number = values.get("take_out").parse().map_err(|_| Refusal::NotFound)?;
        keep(&site, &visitor, &loaded, seen, &list.take_out(&on, number)).await?;
        return Ok(Redirect::to(&on.at(step)).into_response());
    }
    let form = form_of(step).ok_or(Refusal::NotFound)?;
    let mut reader = Reader::new(&values);
    let changed = form.take(&on, &mut reader);
    let problems = reader.problems;
    let asked = (&on, step, form, &values, seen);
    if !problems.is_empty() {
        return Ok(filled_again(&site, &visitor, asked, &problems));
    }
    match keep(&site, &visitor, &loaded, seen, &changed).await {
        Ok(()) => Ok(Redirect::to(&form.next(&on, &changed)).into_response()),
        Err(Refusal::Invalid(findings)) => Ok(filled_again(&site, &visitor, asked, &said(&findings))),
        Err(other) => Err(other.into()),
    }
}

type Asked<'a> = (&'a On<'a>, Step, &'static dyn Form, &'a Values, i64);

fn filled_again(
    site: &Site,
    visitor: &Visitor,
    (on, step, form, values, seen): Asked<'_>,
    problems: &[Problem],
) -> Response {
    again(form_page(on, (step, form), (values, seen), problems, shell(site, visitor)))
}

/// What an act refuses, as problems of the whole form.
fn said(findings: &Findings) -> Vec<Problem> {
    let words = |finding: &vocabulary::Finding| format!("{}. {}", finding.seen, finding.action);
    findings.iter().map(|finding| Problem::new("", words(finding))).collect()
}

/// Keeps a changed appraisal. What changes nothing keeps the version that others may have open.
async fn keep(
    site: &Site,
    visitor: &Visitor,
    loaded: &Loaded,
    seen: i64,
    changed: &Appraisal,
) -> Result<(), Refusal> {
    if *changed == loaded.weighing.appraisal {
        return Ok(());
    }
    let text = write_appraisal(changed);
    let (desk, id) = (site.desk(), &loaded.weighing.id);
    acts::change_appraisal(desk, &visitor.actor, id, seen, &text, site.now()).await.map(drop)
}

/// The version that was seen.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Seen {
    version: i64,
}

/// `POST /weigh/drafts/{id}/run`: has it worked out, and leads to where the answer will stand.
pub(super) async fn run(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Posted(seen): Posted<Seen>,
) -> Result<Response, Refused> {
    let result = acts::appraise(site.desk(), &visitor.actor, &id_of(&id)?, seen.version, site.now()).await?;
    Ok(Redirect::to(&format!("/weigh/{result}")).into_response())
}

/// `POST /weigh/drafts/{id}/lock`.
pub(super) async fn lock(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Posted(seen): Posted<Seen>,
) -> Result<Response, Refused> {
    let (desk, now) = (site.desk(), site.now());
    let done = acts::lock_weights(desk, &visitor.actor, &id_of(&id)?, seen.version, now).await?;
    let address = format!("/weigh/drafts/{id}/{}", Step::Criteria.slug());
    Ok(Redirect::to(&recorded(&address, &done.receipt)).into_response())
}

/// `POST /weigh/drafts/{id}/open`.
pub(super) async fn open(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Posted(seen): Posted<Seen>,
) -> Result<Response, Refused> {
    let (desk, now) = (site.desk(), site.now());
    let done = acts::open_weights(desk, &visitor.actor, &id_of(&id)?, seen.version, now).await?;
    let address = format!("/weigh/drafts/{id}/{}", Step::Criteria.slug());
    Ok(Redirect::to(&recorded(&address, &done.receipt)).into_response())
}

/// `POST /weigh/drafts/{id}/drop`: throws the appraisal away. Its answers stay.
pub(super) async fn throw_away(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Posted(seen): Posted<Seen>,
) -> Result<Response, Refused> {
    acts::drop_appraisal(site.desk(), &visitor.actor, &id_of(&id)?, seen.version, site.now()).await?;
    Ok(Redirect::to("/weigh").into_response())
}
