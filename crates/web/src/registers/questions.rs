use std::collections::BTreeMap;

use actions::acts::{self, Upload};
use actions::{FollowedAnswer, FollowedQuestion, Refusal};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use vocabulary::{Finding, Findings, Place};

use super::links;
use crate::Html;
use crate::components::{Choice, Input, Question, Radios, Select};
use crate::site::plain::{Form, Plain};
use crate::site::{Posted, Refused, Site, Visitor};

/// What is sent for "nobody followed it".
const NOBODY: &str = "-";
/// More candidates than these are a list to choose from.
const RADIOS_MAX: usize = 6;

pub(super) async fn page(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Refused> {
    let upload = acts::see_upload(site.desk(), &visitor.actor, &links::id(&id)?, site.now()).await?;
    if upload.questions.is_empty() {
        return Ok(Redirect::to(&format!("{}/review", links::upload(&upload.draft))).into_response());
    }
    let page = built(&site, &visitor, &upload, &BTreeMap::new(), &Findings::new()).await;
    Ok(page.answer(StatusCode::OK))
}

async fn built(
    site: &Site,
    visitor: &Visitor,
    upload: &Upload,
    sent: &BTreeMap<String, String>,
    wrong: &Findings,
) -> Plain {
    let mut form = Form::new(format!("{}/questions", links::upload(&upload.draft)), "Save the answers")
        .hidden("version", upload.version);
    for question in &upload.questions {
        form = form.field(which(question, sent, wrong)).field(when(question, sent, wrong));
    }
    let anchor = |finding: &Finding| {
        let field = if finding.place.column == "effective_date" { "date" } else { "to" };
        (told(finding), Some(format!("#{field}_{}", finding.place.row)))
    };
    Plain::new(links::of_upload(site, visitor, upload).await, "Did one become the other?")
        .caption(upload.file.clone())
        .errors(wrong.iter().map(anchor).collect())
        .text("In this file bodies end while others begin. What followed a body keeps its history: its agreements and its people are found under the new name.")
        .add(form)
}

fn told(finding: &Finding) -> Html {
    match finding.place.column.as_str() {
        "effective_date" => format!("Say from when on {} is another body", finding.place.row).into(),
        _ => format!("Say what became of {}", finding.place.row).into(),
    }
}

fn error(question: &FollowedQuestion, column: &str, wrong: &Findings) -> Option<Html> {
    let is_this = |f: &&Finding| f.place.row == question.from.as_str() && f.place.column == column;
    wrong.iter().find(is_this).map(told)
}

fn which(question: &FollowedQuestion, sent: &BTreeMap<String, String>, wrong: &Findings) -> Html {
    let name = format!("to_{}", question.from);
    let chosen = sent.get(&name).map(String::as_str).unwrap_or_default();
    let asked = Question {
        label_size: Some("m"),
        ..Question::new(name, format!("What did {} ({}) become?", question.name, question.from))
            .error(error(question, "to_code", wrong))
    };
    let named = question.candidates.iter().map(|(code, name)| (code.to_string(), format!("{name} ({code})")));
    let nobody = "None of these: it ended and nobody followed";
    if question.candidates.len() > RADIOS_MAX {
        let ask = [(String::new(), "Choose one".to_string())].into_iter();
        let options = ask.chain(named).chain([(NOBODY.to_string(), nobody.to_string())]).collect();
        return Select { question: asked, options, selected: chosen.to_string() }.into();
    }
    let mut choices: Vec<Choice> = named.map(|(code, words)| Choice::new(code, words)).collect();
    choices.push(Choice { is_after_or: true, ..Choice::new(NOBODY, nobody) });
    for choice in &mut choices {
        choice.is_chosen = choice.value == chosen;
    }
    Radios { question: asked, choices, is_inline: false }.into()
}

fn when(question: &FollowedQuestion, sent: &BTreeMap<String, String>, wrong: &Findings) -> Input {
    let name = format!("date_{}", question.from);
    let known = question.date.map(|date| date.to_string()).unwrap_or_default();
    let value = sent.get(&name).cloned().unwrap_or(known);
    let asked = Question::new(name, format!("From when on, if it became one of them ({})?", question.from))
        .hint("The first day of the new arrangement, such as 2015-04-01.")
        .error(error(question, "effective_date", wrong));
    Input { question: asked, value, width: Some(10), ..Input::default() }
}

pub(super) async fn answer(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Posted(sent): Posted<BTreeMap<String, String>>,
) -> Result<Response, Refused> {
    let (desk, actor, draft) = (site.desk(), &visitor.actor, links::id(&id)?);
    let upload = acts::see_upload(desk, actor, &draft, site.now()).await?;
    let version = sent.get("version").and_then(|version| version.parse().ok()).unwrap_or_default();
    let mut missing = Findings::new();
    let mut answers = Vec::new();
    for question in &upload.questions {
        let field = |kind: &str| sent.get(&format!("{kind}_{}", question.from)).cloned().unwrap_or_default();
        let to = match field("to") {
            nobody if nobody == NOBODY => None,
            to if to.is_empty() => {
                let place = Place::cell("successions", &question.from, "to_code");
                missing.push(Finding::error("succession-answer", place, "nothing").expected("an answer"));
                continue;
            }
            to => Some(to),
        };
        let date = if to.is_some() { field("date").trim().to_string() } else { String::new() };
        answers.push(FollowedAnswer { from: question.from.to_string(), to, date });
    }
    let done = match missing.is_empty() {
        true => acts::answer_successions(desk, actor, &draft, version, &answers, site.now()).await,
        false => Err(Refusal::Invalid(missing)),
    };
    match done {
        // An answer may have mended what was an error: a body that others name is there again.
        Ok(upload) => Ok(Redirect::to(&links::upload(&upload.draft)).into_response()),
        Err(Refusal::Invalid(findings)) => {
            let page = built(&site, &visitor, &upload, &sent, &findings).await;
            Ok(page.answer(StatusCode::UNPROCESSABLE_ENTITY))
        }
        Err(other) => Err(other.into()),
    }
}
