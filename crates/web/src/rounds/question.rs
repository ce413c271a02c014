//! A question: what it asks, what a good answer shows, and the unit's answer with what shows it.

use actions::{Refusal, acts};
use assurance::{Act, ActKind, Answer, RestsOn};
use axum::extract::{Path, State};
use axum::response::Response;
use vocabulary::Code;

use super::act::problems_of;
use super::on::{On, found, on_its_way};
use super::typing::{Opened, Typed, keeps};
use super::{answers, papers, words};
use crate::Html;
use crate::components::{Button, ButtonKind, InsetText, Link};
use crate::fields::{Reader, Sheet, Values};
use crate::hurt::Problem;
use crate::registers::sent::Sent;
use crate::site::plain::{Form, Plain, paragraph};
use crate::site::{Bounded, Refused, Site, Visitor, signed_out_with_file};

fn question_of<'a>(on: &'a On, id: &str) -> Result<&'a assurance::Question, Refused> {
    let found = on.definition().questions().find(|question| question.id.as_str() == id);
    let view = on.seen.view();
    let reads = on.seen.may(ActKind::Answer) || view.answers.iter().any(|(known, _)| known.as_str() == id);
    found.filter(|_| reads).ok_or_else(|| Refusal::NotFound.into())
}

fn answer_of(on: &On, id: &Code) -> Option<Answer> {
    let view = on.seen.view();
    view.answers.iter().find(|(known, _)| *known == id).map(|(_, answer)| (*answer).clone())
}

/// `GET /rounds/{round}/{unit}/questions/{question}`.
pub(super) async fn page(
    State(site): State<Site>,
    visitor: Visitor,
    Path((round, unit, question)): Path<(String, String, String)>,
) -> Result<Response, Refused> {
    let on = On::of(&site, &visitor, &round, &unit).await?;
    let question = question_of(&on, &question)?;
    let own = answer_of(&on, &question.id);
    if !on.seen.may(ActKind::Answer) {
        let page = on.below(question.asks.as_str()).add(answers::guidance(question));
        let answer = own.map(|answer| answers::given(&on, &answer)).unwrap_or_default();
        return Ok(found(page.add(answer)));
    }
    let saved = Values::default()
        .with("question", &question.id)
        .with_some("text", own.as_ref().map(|answer| answer.text.as_str()));
    let saved = papers::filled(&on, own.as_ref(), saved);
    let form = (ActKind::Answer, None, &RestsOn::Question(question.id.clone()));
    let opened = Opened::of(&site, &visitor, &on, form, saved).await?;
    Ok(shown(&on, &question.id, &opened.typed(), false))
}

fn shown(on: &On, id: &Code, typed: &Typed<'_>, chooses_again: bool) -> Response {
    let Some(question) = on.definition().question(id) else { return found(on.below("")) };
    let link = |problem: &Problem| {
        let at = (!problem.field.is_empty()).then(|| format!("#{}", problem.field));
        (Html::from(&problem.words), at)
    };
    let mut page = on.below(question.asks.as_str()).errors(typed.problems.iter().map(link).collect());
    page = typed.told(page.add(answers::guidance(question)));
    let own = answer_of(on, id);
    let rests = on.seen.seen(ActKind::Answer, None, &RestsOn::Question(id.clone()));
    if typed.is_late {
        let there = own.as_ref().map(|answer| words::prose(&answer.text)).unwrap_or_default();
        page = page.heading("What is there now").add(there).heading("What you typed");
    }
    page = carried(on, id, &rests, page);
    let mut sheet = Sheet::new(typed.values, typed.problems);
    sheet.area("text", "Your answer", "", 10);
    papers::ask(on, own.as_ref(), chooses_again, &mut sheet);
    let mut form = Form::new(super::tasks::at(on, id), "Save the answer")
        .hidden("seen", rests)
        .hidden("question", id)
        .field(keeps(on, ActKind::Answer, sheet.fields));
    form.is_multipart = true;
    page.add(form).add(paragraph(Html::link(&on.home(), "Back to the questions"))).answer(typed.status)
}

/// The answer of the last round, with the way to keep it.
fn carried(on: &On, id: &Code, rests: &str, page: Plain) -> Plain {
    let view = on.seen.view();
    let Some((_, carried)) = view.carried.iter().find(|(known, _)| *known == id) else { return page };
    let told = Html::raw("<p><strong>Your answer of round ")
        .then(carried.round.as_str())
        .then(Html::raw("</strong></p>"))
        .then(words::prose(&carried.text))
        .then(papers::listed(on, &carried.evidence));
    let mut keep = Form::new(super::tasks::at(on, id), "It still holds: keep it")
        .hidden("seen", rests)
        .hidden("keep", "yes");
    keep.button = Button { kind: ButtonKind::Secondary, ..keep.button };
    keep.is_multipart = true;
    page.add(InsetText { html: told }).add(keep)
}

/// `POST /rounds/{round}/{unit}/questions/{question}`.
pub(super) async fn save(
    State(site): State<Site>,
    visitor: Visitor,
    Path((round, unit, question)): Path<(String, String, String)>,
    posted: Bounded,
) -> Result<Response, Refused> {
    if visitor.actor.person.is_none() {
        let sent = Sent::read_typed(posted).await;
        return Ok(signed_out_with_file(&site, &visitor, Link::to("/rounds", "Rounds"), &sent.fields));
    }
    // Before a large file is read.
    question_of(&On::of(&site, &visitor, &round, &unit).await?, &question)?;
    let (sent, stopped) = Sent::read_so_far(posted).await;
    let on = On::of(&site, &visitor, &round, &unit).await?;
    let id = question_of(&on, &question)?.id.clone();
    let values = Values::from(sent.fields.clone());
    let had_file = stopped.is_some() || !sent.files.is_empty();
    let done = match stopped {
        Some(refusal) => Err(refusal),
        None => {
            let mut reader = Reader::new(&values);
            let text = match values.get("keep") {
                "yes" => String::new(),
                _ => reader.passage("text", "Enter your answer"),
            };
            if !sent.files.is_empty() {
                reader.needed("title", "Say what the file is");
            }
            if !reader.problems.is_empty() {
                return Ok(shown(&on, &id, &Typed::refused(&values, &reader.problems), had_file));
            }
            answered(&site, &visitor, &on, (&id, &text, &values), sent.files.first()).await
        }
    };
    match done {
        // There may be more to attach.
        Ok(receipt) if had_file => Ok(on_its_way(&super::tasks::at(&on, &id), &receipt)),
        Ok(receipt) => Ok(on_its_way(&on.home(), &receipt)),
        Err(Refusal::Invalid(findings)) => {
            Ok(shown(&on, &id, &Typed::refused(&values, &problems_of(&findings)), had_file))
        }
        Err(Refusal::Stale { .. }) => {
            let words = "Somebody else answered this question after you opened this page. What you typed stands below.";
            let problems = [Problem::new("text", words)];
            Ok(shown(&on, &id, &Typed::late(&values, &problems), had_file))
        }
        Err(other) => Err(other.into()),
    }
}

async fn answered(
    site: &Site,
    visitor: &Visitor,
    on: &On,
    (id, text, values): (&Code, &str, &Values),
    file: Option<&(String, Vec<u8>)>,
) -> Result<String, Refusal> {
    let (desk, at, seen) = (site.desk(), (on.round.seen.reference(), on.seen.unit()), values.get("seen"));
    let evidence = papers::sent_papers(on, answer_of(on, id).as_ref(), values);
    if let Some((name, bytes)) = file {
        let title = values.get("title");
        let new = acts::AnswerWithFile { question: id, text, evidence, title, name, bytes };
        return acts::answer_with_file(desk, &visitor.actor, at, new, seen, site.now()).await;
    }
    let act = match values.get("keep") {
        "yes" => Act::Keep { question: id.clone() },
        _ => Act::Answer { question: id.clone(), text: text.to_string(), evidence },
    };
    acts::act_on_round(desk, &visitor.actor, at, (act, None), seen, site.now()).await
}
