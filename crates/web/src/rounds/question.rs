//! A question: what it asks, what a good answer shows, and the unit's answer.

use actions::{Refusal, acts};
use assurance::{Act, ActKind, Evidence, RestsOn};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use vocabulary::Code;

use super::act::problems_of;
use super::on::{On, found, on_its_way};
use super::{answers, words};
use crate::Html;
use crate::components::{Button, ButtonKind, InsetText, Link};
use crate::fields::{Reader, Sheet, Values};
use crate::hurt::Problem;
use crate::site::plain::{Form, paragraph};
use crate::site::{Posted, Refused, Site, Visitor, signed_out};

fn question_of<'a>(on: &'a On, id: &str) -> Result<&'a assurance::Question, Refused> {
    let found = on.definition().questions().find(|question| question.id.as_str() == id);
    let view = on.seen.view();
    let reads = on.seen.may(ActKind::Answer) || view.answers.iter().any(|(known, _)| known.as_str() == id);
    found.filter(|_| reads).ok_or_else(|| Refusal::NotFound.into())
}

/// `GET /rounds/{round}/{unit}/questions/{question}`.
pub(super) async fn page(
    State(site): State<Site>,
    visitor: Visitor,
    Path((round, unit, question)): Path<(String, String, String)>,
) -> Result<Response, Refused> {
    let on = On::of(&site, &visitor, &round, &unit).await?;
    let question = question_of(&on, &question)?;
    let view = on.seen.view();
    let own = view.answers.iter().find(|(id, _)| **id == question.id).map(|(_, answer)| *answer);
    if !on.seen.may(ActKind::Answer) {
        let page = on.below(question.asks.as_str()).add(answers::guidance(question));
        let answer = own.map(|answer| words::prose(&answer.text)).unwrap_or_default();
        return Ok(found(page.add(answer)));
    }
    let evidence =
        own.map(|answer| answer.evidence.iter().map(|paper| paper.title.as_str()).collect::<Vec<_>>());
    let values = Values::default()
        .with_some("text", own.map(|answer| answer.text.as_str()))
        .with_some("evidence", evidence.map(|papers| papers.join("\n")));
    Ok(shown(&on, &question.id, &values, &[], StatusCode::OK))
}

fn shown(on: &On, id: &Code, values: &Values, problems: &[Problem], status: StatusCode) -> Response {
    let Some(question) = on.definition().question(id) else { return found(on.below("")) };
    let link = |problem: &Problem| {
        let at = (!problem.field.is_empty()).then(|| format!("#{}", problem.field));
        (Html::from(&problem.words), at)
    };
    let mut page = on.below(question.asks.as_str()).errors(problems.iter().map(link).collect());
    page = page.add(answers::guidance(question));
    let at = super::tasks::at(on, id);
    let view = on.seen.view();
    let rests = on.seen.seen(ActKind::Answer, None, &RestsOn::Question(id.clone()));
    if status == StatusCode::PRECONDITION_FAILED {
        let there =
            view.answers.iter().find(|(known, _)| *known == id).map(|(_, answer)| words::prose(&answer.text));
        page = page.heading("What is there now").add(there.unwrap_or_default()).heading("What you typed");
    }
    if let Some((_, carried)) = view.carried.iter().find(|(known, _)| *known == id) {
        let told = Html::raw("<p><strong>Your answer of round ")
            .then(carried.round.as_str())
            .then(Html::raw("</strong></p>"))
            .then(words::prose(&carried.text));
        let mut keep =
            Form::new(at.as_str(), "It still holds: keep it").hidden("seen", &rests).hidden("keep", "yes");
        keep.button = Button { kind: ButtonKind::Secondary, ..keep.button };
        page = page.add(InsetText { html: told }).add(keep);
    }
    let mut sheet = Sheet::new(values, problems);
    sheet.area("text", "Your answer", "", 10);
    sheet.area(
        "evidence",
        "What shows it?",
        "One paper a line, by its title and date. The assessors read it.",
        4,
    );
    let mut form = Form::new(at, "Save the answer").hidden("seen", rests);
    form.fields = sheet.fields;
    page.add(form).add(paragraph(Html::link(&on.home(), "Back to the questions"))).answer(status)
}

/// `POST /rounds/{round}/{unit}/questions/{question}`.
pub(super) async fn save(
    State(site): State<Site>,
    visitor: Visitor,
    Path((round, unit, question)): Path<(String, String, String)>,
    Posted(posted): Posted<Vec<(String, String)>>,
) -> Result<Response, Refused> {
    if visitor.actor.person.is_none() {
        return Ok(signed_out(&site, &visitor, Link::to("/rounds", "Rounds"), &posted));
    }
    let on = On::of(&site, &visitor, &round, &unit).await?;
    let id = question_of(&on, &question)?.id.clone();
    let values = Values::from(posted);
    let mut reader = Reader::new(&values);
    let act = match values.get("keep") {
        "yes" => Act::Keep { question: id.clone() },
        _ => Act::Answer {
            question: id.clone(),
            text: reader.passage("text", "Enter your answer"),
            evidence: papers(reader.raw("evidence")),
        },
    };
    if !reader.problems.is_empty() {
        return Ok(shown(&on, &id, &values, &reader.problems, StatusCode::UNPROCESSABLE_ENTITY));
    }
    let (desk, at) = (site.desk(), (on.round.seen.reference(), on.seen.unit()));
    match acts::act_on_round(desk, &visitor.actor, at, (act, None), values.get("seen"), site.now()).await {
        Ok(receipt) => Ok(on_its_way(&on.home(), &receipt)),
        Err(Refusal::Invalid(findings)) => {
            Ok(shown(&on, &id, &values, &problems_of(&findings), StatusCode::UNPROCESSABLE_ENTITY))
        }
        Err(Refusal::Stale { .. }) => {
            let words = "Somebody else answered this question after you opened this page. What you typed stands below.";
            Ok(shown(&on, &id, &values, &[Problem::new("text", words)], StatusCode::PRECONDITION_FAILED))
        }
        Err(other) => Err(other.into()),
    }
}

fn papers(typed: &str) -> Vec<Evidence> {
    let lines = typed.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|title| Evidence { title: title.to_string(), hash: String::new() }).collect()
}
