//! One form an act: what it asks, what should be known before, and what is wrong with what was sent.

use actions::{RecordReceipt, Refusal, acts};
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use casework::{Act, ActKind};
use vocabulary::Findings;

use super::on::On;
use super::{fields, parts, sent, words};
use crate::Html;
use crate::components::{InsetText, Link};
use crate::fields::{Reader, Sheet, Values, link_to};
use crate::hurt::Problem;
use crate::site::plain::{Form, Plain, list};
use crate::site::{Posted, Refused, Site, Visitor, recorded, signed_out};

fn kind_of(word: &str) -> Result<ActKind, Refused> {
    word.parse().map_err(|_| Refusal::NotFound.into())
}

/// `GET /cases/{reference}/do/{act}`.
pub(super) async fn page(
    State(site): State<Site>,
    visitor: Visitor,
    Path((reference, act)): Path<(String, String)>,
    Query(asked): Query<Vec<(String, String)>>,
) -> Result<Response, Refused> {
    let act = kind_of(&act)?;
    let on = On::of(&site, &visitor, &reference).await?;
    may(&on, act)?;
    Ok(shown(&on, act, &Values::from(asked), &[], StatusCode::OK))
}

/// Refuses a form to who couldn't send it now.
fn may(on: &On, act: ActKind) -> Result<(), Refused> {
    // These have pages of their own.
    let elsewhere =
        [ActKind::Open, ActKind::Attach, ActKind::AttachFile, ActKind::TakeOutFile].contains(&act);
    if on.seen.may(act) && !elsewhere {
        return Ok(());
    }
    let allowed = on.seen.open().into_iter().map(|(act, _)| act.word()).collect();
    Err(Refusal::WrongState { allowed }.into())
}

fn shown(on: &On, act: ActKind, values: &Values, problems: &[Problem], status: StatusCode) -> Response {
    let mut sheet = Sheet::new(values, problems);
    fields::show(on, act, &mut sheet);
    let mut form = Form::new(on.at(&format!("do/{act}")), words::title(act));
    form.fields = sheet.fields;
    if let Some(rests) = fields::rests_on(act, values) {
        form = form.hidden("seen", on.seen.seen(rests));
    }
    for name in ["note", "point", "offer", "milestone", "benefit"] {
        if !values.get(name).is_empty() {
            form = form.hidden(name, values.get(name));
        }
    }
    let link = |problem: &Problem| (Html::from(&problem.words), link_to(problem, values));
    let mut page = on.below(words::title(act)).errors(problems.iter().map(link).collect());
    if !words::before(act).is_empty() {
        page = page.add(InsetText { html: words::before(act).into() });
    }
    page = about(on, act, values, page);
    if act == ActKind::Certify {
        page = warnings(on, page);
    }
    page.add(form).answer(status)
}

/// What whoever certifies should know first; none of it stops them.
fn warnings(on: &On, page: Plain) -> Plain {
    let told = on.seen.before_certifying();
    let told =
        told.iter().map(|finding| Html::from(format!("{}. {}", capital(&finding.seen), finding.action)));
    let told: Vec<Html> = told.collect();
    match told.is_empty() {
        true => page,
        false => page.heading("Before you send it").add(list(told)),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// What the act is about, where it is about one thing.
fn about(on: &On, act: ActKind, values: &Values, page: Plain) -> Plain {
    let view = on.seen.view();
    let number = |name: &str| values.get(name).parse::<usize>().ok();
    let text = match act {
        ActKind::Answer => number("note").and_then(|number| {
            let asked = view.notes.iter().find(|(known, _)| *known == Some(number));
            asked.map(|(_, note)| note.text.clone())
        }),
        ActKind::AnswerPoint => {
            number("point").and_then(|at| view.points.get(at)).map(|point| point.text.clone())
        }
        ActKind::AnswerOffer => {
            let offer = number("offer").and_then(|at| view.offers.get(at));
            offer.map(|offer| {
                let price = offer.annual_pence.whole_pounds();
                let until = words::day(offer.until);
                format!("{}, {price} a year, until {until}: {}", on.name(&offer.unit), offer.text)
            })
        }
        ActKind::MeetMilestone | ActKind::WaiveMilestone => {
            number("milestone").and_then(|at| view.milestones.get(at)).map(|milestone| milestone.text.clone())
        }
        ActKind::RecordOutturn => {
            let benefit = number("benefit").and_then(|at| view.benefits.get(at));
            benefit.map(|benefit| {
                format!("{}: {} was forecast.", benefit.title, benefit.forecast_pence.whole_pounds())
            })
        }
        _ => None,
    };
    match text {
        Some(text) => page.add(InsetText { html: parts::prose(&text) }),
        None => page,
    }
}

/// `POST /cases/{reference}/do/{act}`.
pub(super) async fn act(
    State(site): State<Site>,
    visitor: Visitor,
    Path((reference, act)): Path<(String, String)>,
    Posted(posted): Posted<Vec<(String, String)>>,
) -> Result<Response, Refused> {
    let act = kind_of(&act)?;
    if visitor.actor.person.is_none() {
        return Ok(signed_out(&site, &visitor, Link::to("/cases", "Cases"), &posted));
    }
    let on = On::of(&site, &visitor, &reference).await?;
    may(&on, act)?;
    let values = Values::from(posted);
    let mut reader = Reader::new(&values);
    let done = sent::read(act, &mut reader);
    let problems = reader.problems;
    if done.is_empty() || !problems.is_empty() {
        return Ok(shown(&on, act, &values, &problems, StatusCode::UNPROCESSABLE_ENTITY));
    }
    match all_done(&site, &visitor, &on, done, values.get("seen")).await {
        Ok(receipt) => Ok(on_its_way(&on.home(), &receipt)),
        Err(Refusal::Invalid(findings)) => {
            Ok(shown(&on, act, &values, &problems_of(&findings), StatusCode::UNPROCESSABLE_ENTITY))
        }
        // What was typed stays, and the form rests on what is there now.
        Err(Refusal::Stale { .. }) => {
            let problem = "Somebody else did something in this case after you opened this page. Look at the case again; what you \
                           typed stands below.";
            Ok(shown(&on, act, &values, &[Problem::new("", problem)], StatusCode::PRECONDITION_FAILED))
        }
        Err(other) => Err(other.into()),
    }
}

/// Does what was sent; the receipt of the last act.
async fn all_done(
    site: &Site,
    visitor: &Visitor,
    on: &On,
    acts: Vec<Act>,
    rests: &str,
) -> Result<String, Refusal> {
    let mut receipt = String::new();
    for act in acts {
        let (desk, case) = (site.desk(), on.seen.reference());
        receipt = acts::act_on_case(desk, &visitor.actor, case, (act, None), rests, site.now()).await?;
    }
    Ok(receipt)
}

/// To a page that shows the receipt.
pub(super) fn on_its_way(home: &str, receipt: &str) -> Response {
    let to = match receipt.parse::<RecordReceipt>() {
        Ok(receipt) => recorded(home, &receipt),
        Err(_) => home.to_string(),
    };
    Redirect::to(&to).into_response()
}

/// What isn't as it must be, in words.
pub(super) fn problems_of(findings: &Findings) -> Vec<Problem> {
    let told = |finding: &vocabulary::Finding| match finding.code {
        "case-not-so" => Problem::new("", format!("It is needed {}.", finding.expected)),
        _ => Problem::new("", format!("{}. {}", finding.seen, finding.action)),
    };
    findings.iter().map(told).collect()
}
