//! What units say that figures of a register should be: its data steward takes them up or says why not.

use actions::acts::{self, Correction, SeenCorrections};
use actions::{Refusal, SeenFigure};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use register::Snapshot;
use serde::Deserialize;
use vocabulary::{Code, Finding, Findings, Place};

use super::links;
use crate::Html;
use crate::accounts::when;
use crate::components::{Checkboxes, Choice, Question, Radios, Textarea};
use crate::site::plain::{Form, Plain, error_at, errors_of};
use crate::site::{Names, Posted, Refused, Site, Visitor, recorded};
use crate::standing::figures;

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    corrections: Vec<String>,
    answer: String,
    reason: String,
}

const TAKE_UP: &str = "take-up";
const DECLINE: &str = "decline";

/// The corrections with what can be done with them.
pub(super) fn form(seen: &SeenCorrections, address: &str, sent: &Sent, wrong: &Findings) -> Form {
    let corrections = Checkboxes {
        question: Question::new("corrections", "Which corrections do you answer?")
            .error(error_at(wrong, "corrections")),
        choices: seen.open.iter().map(|one| choice(&seen.snapshot, one, sent)).collect(),
    };
    let answers = [
        (TAKE_UP, "Take them up", "They become an upload. You review what it changes, and confirm it."),
        (DECLINE, "Don’t take them up", "The unit’s director sees your reason."),
    ];
    let answers = Radios {
        question: Question::new("answer", "What do you do?").error(error_at(wrong, "answer")),
        choices: answers
            .into_iter()
            .map(|(value, text, hint)| Choice {
                hint: Some(hint.into()),
                is_chosen: sent.answer == value,
                ..Choice::new(value, text)
            })
            .collect(),
        is_inline: false,
    };
    let reason = Textarea {
        question: Question::new("reason", "Why not?")
            .hint("Only if you don’t take them up.")
            .error(error_at(wrong, "reason")),
        value: sent.reason.clone(),
        rows: 3,
    };
    Form::new(format!("{address}/corrections"), "Continue").field(corrections).field(answers).field(reason)
}

fn choice(snapshot: &Snapshot, one: &Correction, sent: &Sent) -> Choice {
    let figure = &one.known.figure;
    let unit = snapshot.name_of(one.unit.as_str());
    let text = format!(
        "{unit}, {}: {}, from {} to {}",
        figures::service(snapshot, figure.service.as_ref()),
        figures::title(snapshot, figure),
        figures::value(figure, &figure.value),
        figures::value(figure, one.value())
    );
    let at = one.known.word.as_ref().map(|word| when(word.at)).unwrap_or_default();
    let by = one.known.by.as_deref().unwrap_or("Somebody");
    let hint = Html::from(format!("“{}” {by}, {at}. The register: ", one.reason()))
        .then(figures::basis(snapshot, figure));
    let value = words(one);
    Choice { hint: Some(hint), is_chosen: sent.corrections.contains(&value), ..Choice::new(value, text) }
}

/// A correction as a form sends it back: number, value, unit and which figure.
fn words(one: &Correction) -> String {
    let figure = &one.known.figure;
    format!("{}|{}|{}|{}", one.known.number(), figure.value, one.unit, figure.at)
}

fn read(text: &str) -> Result<(Code, SeenFigure), Refusal> {
    let mut parts = text.splitn(4, '|');
    let number = parts.next().and_then(|number| number.parse().ok());
    match (number, parts.next(), parts.next(), parts.next()) {
        (Some(number), Some(value), Some(unit), Some(at)) => {
            Ok((Code::new(unit), SeenFigure { at: at.to_string(), value: value.to_string(), number }))
        }
        _ => Err(Refusal::NotFound),
    }
}

/// `POST /registers/{body}/{name}/corrections`.
pub(super) async fn answer(
    State(site): State<Site>,
    visitor: Visitor,
    Path((body, name)): Path<(String, String)>,
    Posted(sent): Posted<Sent>,
) -> Result<Response, Refused> {
    let code = Code::new(&body);
    let (desk, actor, now) = (site.desk(), &visitor.actor, site.now());
    let chosen = sent.corrections.iter().map(|text| read(text)).collect::<Result<Vec<_>, _>>()?;
    let register = (&code, name.as_str());
    let address = links::register(&code, &name);
    let done = match sent.answer.as_str() {
        TAKE_UP => acts::take_up_corrections(desk, actor, register, &chosen, now)
            .await
            .map(|upload| links::upload(&upload.draft)),
        DECLINE => acts::decline_correction(desk, actor, register, &chosen, &sent.reason, now)
            .await
            .map(|receipt| recorded(&address, &receipt)),
        _ => Err(Refusal::Invalid(vec![
            Finding::error("correction-answer", Place::cell("corrections", "", "answer"), "nothing")
                .expected("take them up, or don’t")
                .action("Say what you do with them."),
        ])),
    };
    let wrong = match done {
        Ok(to) => return Ok(Redirect::to(&to).into_response()),
        Err(Refusal::Invalid(findings)) => findings,
        Err(other) => return Err(other.into()),
    };
    let seen = acts::see_corrections(desk, actor, &code, &name, now).await?;
    let names = Names::of(&site, &visitor).await;
    let page = Plain::new(links::below(&site, &visitor, &code, &name, &names), "Corrections from units")
        .errors(errors_of(&wrong, &["corrections", "answer", "reason"]));
    let page = match seen.open.is_empty() {
        true => page.text("No correction waits for an answer."),
        false => page.add(form(&seen, &address, &sent, &wrong)),
    };
    Ok(page.answer(StatusCode::UNPROCESSABLE_ENTITY))
}
