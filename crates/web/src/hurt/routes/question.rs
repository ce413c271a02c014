use actions::acts::{self, Checked};
use actions::{Question, Refusal};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use exchange::{read_scenario, write_scenario};
use serde::Deserialize;
use stability::scenario::{Scenario, Steps};
use vocabulary::{Code, Estimate, Month};

use super::home::{Begun, new_page, register_name};
use super::{Asked, again, id_of, shown};
use crate::MarketFacts;
use crate::hurt::{Asking, Filled, Problem, Step, apply, check_page, step_page};
use crate::site::{Posted, Refused, Site, Visitor, shell};

/// `POST /hurt`: begins a question, and leads to its first step, or to the check when it starts from something.
pub(super) async fn begin(
    State(site): State<Site>,
    visitor: Visitor,
    Posted(begun): Posted<Begun>,
) -> Result<Response, Refused> {
    let title = begun.title.trim().to_string();
    if title.is_empty() || title.chars().count() > 200 {
        let problems = [Problem::new("title", "Enter a title of at most 200 characters")];
        return Ok(again(new_page(&site, &visitor, begun, &problems).await?));
    }
    let shipped = site.settings().scenarios.iter().find(|(name, _)| *name == begun.from);
    let started = shipped.and_then(|(name, text)| read_scenario(name, text).0);
    let step = if started.is_some() { Step::Check } else { Step::Who };
    let register = register_name(&site, &visitor).await?;
    let scenario = match started {
        Some(scenario) => Scenario { title: title.clone(), register, ..scenario },
        None => blank(&title, register, &*site.market(&visitor).await?)?,
    };
    let body = Code::new(begun.body.trim());
    let text = write_scenario(&scenario);
    let (id, _) = acts::begin_question(site.desk(), &visitor.actor, &body, &title, &text, site.now()).await?;
    Ok(Redirect::to(&format!("/hurt/questions/{id}/{}", step.slug())).into_response())
}

/// A question of which nothing is known yet: five years from the year of the register.
fn blank(title: &str, register: String, market: &MarketFacts) -> Result<Scenario, Refused> {
    let year = Month::of(market.day()).financial_year();
    let reluctance = Estimate::new(0.05, 0.10, 0.25).map_err(|_| Refusal::NotFound)?;
    Ok(Scenario {
        title: title.to_string(),
        register,
        start: year.first_month().first_day(),
        months: 60,
        payer_rule: Code::new("unit-bears"),
        reaction: true,
        reluctance,
        seed: 1,
        draws: 200,
        steps: Steps::Sticky,
        closes: None,
        moves: Vec::new(),
        assumptions: Vec::new(),
    })
}

/// Which move or assumption, and where the reader came from.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct At {
    n: usize,
    back: String,
}

/// A question with its scenario read.
async fn loaded(site: &Site, visitor: &Visitor, id: &str) -> Result<(Question, Scenario), Refused> {
    let question = acts::see_question(site.desk(), &visitor.actor, &id_of(id)?, site.now()).await?;
    let (scenario, findings) = read_scenario("scenario", &question.scenario);
    let scenario = scenario.ok_or(Refusal::Invalid(findings))?;
    Ok((question, scenario))
}

fn asking<'a>(
    site: &'a Site,
    (id, market): (&'a str, &'a MarketFacts),
    question: &'a Question,
    scenario: &'a Scenario,
) -> Asking<'a> {
    Asking {
        id,
        version: question.version,
        title: &question.title,
        scenario,
        snapshot: market.was(),
        rulebook: &site.settings().rulebook,
    }
}

/// `GET /hurt/questions/{id}/{step}`.
pub(super) async fn step(
    State(site): State<Site>,
    visitor: Visitor,
    Path((id, slug)): Path<(String, String)>,
    Asked(at): Asked<At>,
) -> Result<Response, Refused> {
    let step = Step::of(&slug).ok_or(Refusal::NotFound)?;
    let (question, scenario) = loaded(&site, &visitor, &id).await?;
    let market = site.market(&visitor).await?;
    let asking = asking(&site, (&id, &market), &question, &scenario);
    if step == Step::Check {
        let checked: Checked =
            acts::check_question(site.desk(), &visitor.actor, &question.id, site.now()).await?;
        let shell = shell(&site, &visitor);
        return Ok(shown(check_page(&asking, &checked.findings, checked.can_be_asked(), shell)));
    }
    if step.is_of_a_move() && step != Step::Who && scenario.moves.len() <= at.n {
        return Ok(Redirect::to(&asking.address(Step::Moves)).into_response());
    }
    let filled = Filled::of(&asking, step, at.n, &at.back);
    Ok(shown(step_page(&asking, step, &filled, &[], shell(&site, &visitor))))
}

/// `POST /hurt/questions/{id}/{step}`: keeps what was sent, and leads on.
pub(super) async fn change(
    State(site): State<Site>,
    visitor: Visitor,
    Path((id, slug)): Path<(String, String)>,
    Posted(mut filled): Posted<Filled>,
) -> Result<Response, Refused> {
    let step = Step::of(&slug).filter(|step| *step != Step::Check).ok_or(Refusal::NotFound)?;
    let (question, scenario) = loaded(&site, &visitor, &id).await?;
    let market = site.market(&visitor).await?;
    let asking = asking(&site, (&id, &market), &question, &scenario);
    if step == Step::Services {
        // The page names the body that the draft has, not one that was sent.
        filled.buyer = scenario.moves.get(filled.n).map(|one| one.buyer.to_string()).unwrap_or_default();
    }
    let changed = match apply(&asking, step, &filled) {
        Ok(changed) => changed,
        Err(problems) => {
            return Ok(again(step_page(&asking, step, &filled, &problems, shell(&site, &visitor))));
        }
    };
    // A step that changes nothing keeps the version that others may have open.
    if changed != scenario {
        let text = write_scenario(&changed);
        let (desk, title) = (site.desk(), &question.title);
        acts::change_question(desk, &visitor.actor, &question.id, filled.version, (title, &text), site.now())
            .await?;
    }
    Ok(Redirect::to(&onward(&asking, step, &filled, changed.moves.len())).into_response())
}

/// Where a step leads: to the next one, back to the check, or to the list that something was taken out of.
fn onward(asking: &Asking<'_>, step: Step, filled: &Filled, moves: usize) -> String {
    if filled.take_out.is_some() {
        return asking.address(step);
    }
    // Another body has other services: the steps of its move follow.
    let goes_back = filled.back == "check" && !matches!(step, Step::Who | Step::Assumption);
    let next = if goes_back { Step::Check } else { step.next() };
    if next.is_of_a_move() {
        let n = filled.n.min(moves.saturating_sub(1));
        return format!("{}?n={n}", asking.address(next));
    }
    asking.address(next)
}

/// The version that was seen.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Seen {
    version: i64,
}

/// `POST /hurt/questions/{id}/run`: asks it, and leads to where the answer will stand.
pub(super) async fn run(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Posted(seen): Posted<Seen>,
) -> Result<Response, Refused> {
    let result = acts::ask(site.desk(), &visitor.actor, &id_of(&id)?, seen.version, site.now()).await?;
    Ok(Redirect::to(&format!("/hurt/{result}")).into_response())
}

/// `POST /hurt/questions/{id}/drop`: throws the question away. Its answers stay.
pub(super) async fn throw_away(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Posted(seen): Posted<Seen>,
) -> Result<Response, Refused> {
    acts::drop_question(site.desk(), &visitor.actor, &id_of(&id)?, seen.version, site.now()).await?;
    Ok(Redirect::to("/hurt").into_response())
}
