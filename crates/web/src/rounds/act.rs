//! One form an act: what it asks, what should be known before, and what is wrong with what was sent.

use actions::{Refusal, acts};
use assurance::ActKind;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use vocabulary::{Code, Findings};

use super::on::{On, on_its_way};
use super::typing::{Opened, Typed, keeps};
use super::{fields, rating, sent, words};
use crate::Html;
use crate::components::{InsetText, Link};
use crate::fields::{Reader, Sheet, Values, link_to};
use crate::hurt::Problem;
use crate::site::plain::{Form, Plain, sentence};
use crate::site::{Posted, Refused, Site, Visitor, signed_out};

pub(super) fn kind_of(word: &str) -> Result<ActKind, Refused> {
    word.parse().map_err(|_| Refusal::NotFound.into())
}

/// For which body, where somebody could do it for several.
pub(super) fn body_of(values: &Values) -> Option<Code> {
    Some(values.get("body")).filter(|body| !body.is_empty()).map(Code::new)
}

/// `GET /rounds/{round}/{unit}/do/{act}`.
pub(super) async fn page(
    State(site): State<Site>,
    visitor: Visitor,
    Path((round, unit, act)): Path<(String, String, String)>,
    Query(asked): Query<Vec<(String, String)>>,
) -> Result<Response, Refused> {
    let act = kind_of(&act)?;
    let on = On::of(&site, &visitor, &round, &unit).await?;
    may(&on, act)?;
    let asked = Values::from(asked);
    let (at, rests) = (body_of(&asked), fields::rests_on(act, &asked));
    let saved = fields::filled(&on, act, at.as_ref(), asked);
    let opened = Opened::of(&site, &visitor, &on, (act, at.as_ref(), &rests), saved).await?;
    Ok(shown(&on, act, &opened.typed()))
}

/// Refuses a form to who couldn't send it now.
pub(super) fn may(on: &On, act: ActKind) -> Result<(), Refused> {
    match on.seen.may(act) {
        true => Ok(()),
        false => {
            let allowed = on.seen.open().into_iter().map(|(act, _)| act.word()).collect();
            Err(Refusal::WrongState { allowed }.into())
        }
    }
}

/// What has a page of its own.
fn elsewhere(act: ActKind) -> bool {
    use ActKind::{Answer, Intend, Keep, Open, StatePlan};
    matches!(act, Open | Answer | Keep | StatePlan | Intend)
}

fn shown(on: &On, act: ActKind, typed: &Typed<'_>) -> Response {
    let Typed { values, problems, status, .. } = *typed;
    let link = |problem: &Problem| (Html::from(&problem.words), link_to(problem, values));
    let mut page = on.below(title(on, act, values)).errors(problems.iter().map(link).collect());
    if elsewhere(act) {
        let at = if act == ActKind::Intend {
            "intentions"
        } else if act == ActKind::StatePlan {
            "plan"
        } else {
            ""
        };
        let words = "This is done on a page of its own: ";
        return page.text(Html::from(words).then(Html::link(&on.at(at), words::title(act)))).answer(status);
    }
    let mut sheet = Sheet::new(values, problems);
    fields::show(on, act, values, &mut sheet);
    let at = body_of(values);
    let rests = on.seen.seen(act, at.as_ref(), &fields::rests_on(act, values));
    let mut form = Form::new(on.at(&format!("do/{act}")), words::title(act)).hidden("seen", rests);
    form = form.field(keeps(on, act, sheet.fields));
    for name in ["body", "domain", "milestone"] {
        if !values.get(name).is_empty() {
            form = form.hidden(name, values.get(name));
        }
    }
    if !words::before(act).is_empty() {
        page =
            page.add(InsetText { html: Html::raw("<p>").then(words::before(act)).then(Html::raw("</p>")) });
    }
    page = about(on, act, values, typed.told(page));
    rating::materials(on, act, page).add(form).answer(status)
}

fn title(on: &On, act: ActKind, values: &Values) -> String {
    match act {
        ActKind::RateSelf => {
            format!("Rate your unit yourself: {}", on.domain(&Code::new(values.get("domain"))))
        }
        act => words::title(act).to_string(),
    }
}

/// What the act is about, where it is about one thing.
fn about(on: &On, act: ActKind, values: &Values, page: Plain) -> Plain {
    let view = on.seen.view();
    let milestone = || view.milestones.get(values.get("milestone").parse::<usize>().ok()?);
    match act {
        ActKind::MeetMilestone | ActKind::MissMilestone => match milestone() {
            Some(one) => page.text(format!("{}, by {}.", one.text, words::day(one.due))),
            None => page,
        },
        ActKind::Certify => match on.seen.unanswered().len() {
            0 => page,
            1 => page.text("One question isn’t answered yet."),
            several => page.text(format!("{several} questions aren’t answered yet.")),
        },
        ActKind::Respond => match body_of(values) {
            Some(body) => page.text(format!("You answer for {}.", on.name(&body))),
            None => page,
        },
        _ => page,
    }
}

/// `POST /rounds/{round}/{unit}/do/{act}`.
pub(super) async fn act(
    State(site): State<Site>,
    visitor: Visitor,
    Path((round, unit, act)): Path<(String, String, String)>,
    Posted(posted): Posted<Vec<(String, String)>>,
) -> Result<Response, Refused> {
    let act = kind_of(&act)?;
    if visitor.actor.person.is_none() {
        return Ok(signed_out(&site, &visitor, Link::to("/rounds", "Rounds"), &posted));
    }
    let on = On::of(&site, &visitor, &round, &unit).await?;
    may(&on, act)?;
    let values = Values::from(posted);
    let mut reader = Reader::new(&values);
    let done = sent::read(&on, act, &mut reader);
    let (Some(done), true) = (done, reader.problems.is_empty()) else {
        return Ok(shown(&on, act, &Typed::refused(&values, &reader.problems)));
    };
    let (at, body) = ((on.round.seen.reference(), on.seen.unit()), body_of(&values));
    let done = (done, body.as_ref());
    match acts::act_on_round(site.desk(), &visitor.actor, at, done, values.get("seen"), site.now()).await {
        Ok(receipt) => Ok(on_its_way(&on.home(), &receipt)),
        Err(Refusal::Invalid(findings)) => {
            Ok(shown(&on, act, &Typed::refused(&values, &problems_of(&findings))))
        }
        // What was typed stays, and the form rests on what is there now.
        Err(Refusal::Stale { .. }) => {
            let words = "Somebody else did something here after you opened this page. Look at it again; what you typed stands below.";
            Ok(shown(&on, act, &Typed::late(&values, &[Problem::new("", words)])))
        }
        Err(other) => Err(other.into()),
    }
}

/// What isn't as it must be, in words.
pub(super) fn problems_of(findings: &Findings) -> Vec<Problem> {
    let told = |finding: &vocabulary::Finding| match finding.code {
        "round-not-so" => Problem::new("", format!("It is needed {}.", finding.expected)),
        // Of a file that was sent.
        _ if finding.place.table == "upload" => {
            Problem::new(finding.place.column.as_str(), sentence(finding))
        }
        _ => Problem::new("", format!("{}: {}. {}", finding.place, finding.seen, finding.action)),
    };
    findings.iter().map(told).collect()
}
