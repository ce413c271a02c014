//! One figure about a unit: what the register says, what it should be, and why.

use actions::acts::{self, SeenSignatures};
use actions::permission::allow;
use actions::{FigureState, KnownFigure, Operation, Refusal, SeenFigure};
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use vocabulary::{Code, Finding, Findings, Place};

use super::assumptions::{address, below, seen_words};
use super::figures;
use crate::Html;
use crate::components::{ButtonKind, Input, Question, SummaryList, Textarea};
use crate::site::plain::{Form, Plain, error_at, errors_of};
use crate::site::{Names, Posted, Refused, Site, Visitor, encoded};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    at: String,
}

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    at: String,
    number: i64,
    seen: String,
    value: String,
    reason: String,
}

pub(super) async fn page(
    State(site): State<Site>,
    visitor: Visitor,
    Path(code): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Refused> {
    let sent = Sent { at: asked.at, ..Sent::default() };
    shown(&site, &visitor, &Code::new(code.trim()), &sent, (StatusCode::OK, &Findings::new())).await
}

async fn shown(
    site: &Site,
    visitor: &Visitor,
    unit: &Code,
    sent: &Sent,
    (status, wrong): (StatusCode, &Findings),
) -> Result<Response, Refused> {
    let seen = acts::see_signatures(site.desk(), &visitor.actor, unit, site.now()).await?;
    allow(&visitor.actor, Operation::CorrectAssumption, Some(unit))?;
    let known = seen.figures.iter().find(|known| known.figure.at == sent.at).ok_or(Refusal::NotFound)?;
    let steward = Names::of(site, visitor).await.short(&seen.body);
    let page = Plain::new(below(site, visitor, &seen), "Correct a figure")
        .caption(figures::service(&seen.snapshot, known.figure.service.as_ref()))
        .errors(errors_of(wrong, &["value", "reason"]))
        .add(summary(&seen, known))
        .add(form(unit, known, sent, wrong))
        .text(format!(
            "Nothing in the register changes now. The data steward of {steward} sees your correction, and takes it up or \
             says why not. Until then answers are worked out from the register’s value.",
        ));
    let page = match known.state {
        FigureState::Signed | FigureState::TakenUp => page,
        _ => page.heading("Or leave it as it is").add(sign_form(unit, known)),
    };
    Ok(page.answer(status))
}

fn summary(seen: &SeenSignatures, known: &KnownFigure) -> SummaryList {
    let figure = &known.figure;
    let said = figures::said(known);
    let says = Html::from(figures::tag(known.state)).then(" ").then(said);
    SummaryList::of([
        ("Figure", Html::from(figures::title(&seen.snapshot, figure))),
        ("The register says", figures::value(figure, &figure.value).into()),
        ("How it is known", figures::basis(&seen.snapshot, figure)),
        ("What the unit says", says),
    ])
}

fn form(unit: &Code, known: &KnownFigure, sent: &Sent, wrong: &Findings) -> Form {
    let figure = &known.figure;
    let value = Input {
        question: Question::new("value", "What should it be?").error(error_at(wrong, "value")),
        value: sent.value.clone(),
        width: Some(10),
        input_mode: Some("decimal"),
        prefix: figures::is_money(figure).then(|| "£".into()),
        suffix: figures::measure(figure).map(Html::from),
        ..Input::default()
    };
    let reason = Textarea {
        question: Question::new("reason", "Why?")
            .hint("Where the right figure stands, for whoever has to check it. The data steward and those who oversee the unit read it.")
            .error(error_at(wrong, "reason")),
        value: sent.reason.clone(),
        rows: 4,
    };
    Form::new(format!("/units/{}/corrections", encoded(unit.as_str())), "Send the correction")
        .hidden("at", &figure.at)
        .hidden("number", known.number())
        .hidden("seen", &figure.value)
        .field(value)
        .field(reason)
}

fn sign_form(unit: &Code, known: &KnownFigure) -> Form {
    let words = format!("Sign {}", figures::value(&known.figure, &known.figure.value));
    let service = known.figure.service.as_ref().map(Code::to_string).unwrap_or_default();
    let mut form = Form::new(format!("/units/{}/signatures", encoded(unit.as_str())), words)
        .hidden("service", service)
        .hidden("seen", seen_words(known));
    form.button.kind = ButtonKind::Secondary;
    form
}

/// `POST /units/{code}/corrections`.
pub(super) async fn correct(
    State(site): State<Site>,
    visitor: Visitor,
    Path(code): Path<String>,
    Posted(sent): Posted<Sent>,
) -> Result<Response, Refused> {
    let unit = Code::new(code.trim());
    let seen = SeenFigure { at: sent.at.clone(), value: sent.seen.clone(), number: sent.number };
    let (value, now) = (figures::typed(&sent.value), site.now());
    let said = (value.as_str(), sent.reason.as_str());
    match acts::correct_assumption(site.desk(), &visitor.actor, &unit, &seen, said, now).await {
        Ok(_) => {
            let all = acts::see_signatures(site.desk(), &visitor.actor, &unit, site.now()).await?;
            let known = all.figures.iter().find(|known| known.figure.at == sent.at);
            let service = known.and_then(|known| known.figure.service.as_ref());
            let to = address(&unit, service);
            let mark = if service.is_some() { '&' } else { '?' };
            Ok(Redirect::to(&format!("{to}{mark}done=corrected")).into_response())
        }
        Err(Refusal::Invalid(findings)) => {
            let wrong = (StatusCode::UNPROCESSABLE_ENTITY, &findings);
            shown(&site, &visitor, &unit, &sent, wrong).await
        }
        // What was typed stays, beside what stands there now.
        Err(Refusal::Stale { .. }) => {
            let findings = vec![
                Finding::error(
                    "figure-changed",
                    Place::table("signatures"),
                    "another value or word than you saw",
                )
                .expected("the figure as it stands below")
                .action("Somebody changed it first. Look at it again, then send your correction."),
            ];
            let wrong = (StatusCode::PRECONDITION_FAILED, &findings);
            shown(&site, &visitor, &unit, &sent, wrong).await
        }
        Err(other) => Err(other.into()),
    }
}
