//! The unit's plan and what a customer intends, as tables: a CSV file, or rows that are typed. What is wrong is told row by row, and
//! everything that was sent stays in the form.

use actions::{Refusal, acts};
use assurance::ActKind;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use vocabulary::{Finding, Findings};

use super::act::problems_of;
use super::on::{On, found, on_its_way};
use super::rows::Asked;
use super::typing::{Opened, Typed, keeps};
use crate::Html;
use crate::components::{Details, FileUpload, Link, Question, Textarea};
use crate::fields::Values;
use crate::registers::sent::Sent;
use crate::site::plain::{Form, Plain, list, paragraph};
use crate::site::{Bounded, Refused, Site, Visitor, signed_out_with_file};

/// `GET /rounds/{round}/{unit}/plan`.
pub(super) async fn plan_page(
    State(site): State<Site>,
    visitor: Visitor,
    Path((round, unit)): Path<(String, String)>,
) -> Result<Response, Refused> {
    let on = On::of(&site, &visitor, &round, &unit).await?;
    opened(&site, &visitor, &on, &Asked::of(&on, ActKind::StatePlan, "")?).await
}

/// `GET /rounds/{round}/{unit}/intentions?body=…`.
pub(super) async fn intentions_page(
    State(site): State<Site>,
    visitor: Visitor,
    Path((round, unit)): Path<(String, String)>,
    Query(query): Query<Vec<(String, String)>>,
) -> Result<Response, Refused> {
    let on = On::of(&site, &visitor, &round, &unit).await?;
    let body = query.iter().find(|(name, _)| name == "body").map_or("", |(_, body)| body.as_str());
    opened(&site, &visitor, &on, &Asked::of(&on, ActKind::Intend, body)?).await
}

async fn opened(site: &Site, visitor: &Visitor, on: &On, asked: &Asked) -> Result<Response, Refused> {
    let saved = Values::default().with("rows", asked.text(on)).with("body", &asked.body);
    let form = (asked.act, Some(&asked.body), &asked.rests_on());
    let opened = Opened::of(site, visitor, on, form, saved).await?;
    let typed = opened.typed();
    let filled = Filled { unsent: typed.unsent(), ..Filled::of(typed.values.get("rows")) };
    Ok(found(shown(on, asked, &filled, &Findings::new())))
}

/// The rows of the form, and whether a file that was sent isn't among them: no page can hold it.
struct Filled {
    rows: String,
    chooses_again: bool,
    /// That they were typed the last time and not sent.
    unsent: Option<&'static str>,
}

impl Filled {
    fn of(rows: &str) -> Filled {
        Filled { rows: rows.to_string(), chooses_again: false, unsent: None }
    }

    /// What a refused form is filled with: the rows of the file, to be mended there; but nothing that was typed gives way to them, nor to
    /// what isn't text.
    fn again(sent: &Sent, there: &str) -> Filled {
        let typed = sent.text("rows").unwrap_or_else(|| there.to_string());
        let Some((_, bytes)) = sent.files.first() else { return Filled::of(&typed) };
        match std::str::from_utf8(bytes) {
            Ok(file) if typed.trim() == there.trim() || typed.trim().is_empty() => Filled::of(file),
            _ => Filled { chooses_again: true, ..Filled::of(&typed) },
        }
    }
}

fn shown(on: &On, asked: &Asked, filled: &Filled, findings: &Findings) -> Plain {
    let (title, lead) = match asked.is_plan() {
        true => (
            "State the plan: income and cost",
            "Four years of income and cost, by customer and service. Pounds a year; * stands for everything that has no row of its own. Only the unit and the oversight body see it.",
        ),
        false => (
            "Say what you intend to spend",
            "The least and the most that you intend to spend with the unit, in pounds a year, by service. * stands for all services without a row of their own. Other customers never see it; the unit does once the outcome is on record.",
        ),
    };
    let wrong = findings.iter().filter(|one| one.is_error()).map(|finding| match is_of_file(finding) {
        true => (Html::from(of_file(finding)), Some("#file".to_string())),
        false => (Html::from(sentence(finding)), Some("#rows".to_string())),
    });
    let mut page = on.below(title).errors(wrong.collect());
    let warnings: Vec<String> = findings.iter().filter(|one| !one.is_error()).map(sentence).collect();
    if !warnings.is_empty() {
        page = page.heading("To know before you state it so").add(list(warnings));
    }
    if !asked.is_plan() {
        page = page.text(format!("You speak for {}.", on.name(&asked.body)));
    }
    let path = if asked.is_plan() { "plan" } else { "intentions" };
    let rows = Textarea {
        question: Question::new("rows", "The rows, as they would stand in a file")
            .hint("The first line names the columns. Amounts as 1200.00."),
        value: filled.rows.clone(),
        rows: 14,
    };
    let again = if filled.chooses_again { "Choose the file again. " } else { "" };
    let file = FileUpload {
        question: Question::new("file", "Or a CSV file")
            .hint(format!("{again}Its rows take the place of those above."))
            .error(
                findings.iter().find(|finding| is_of_file(finding)).map(|finding| of_file(finding).into()),
            ),
        accept: ".csv",
        is_multiple: false,
    };
    let codes = on.seen.setup().customers.iter().map(|code| format!("{code}: {}", on.name(code)));
    let codes = Details { summary: "Codes of the customers".into(), html: list(codes) };
    let mut form =
        Form::new(on.at(path), "State it").hidden("seen", asked.rests(on)).hidden("body", &asked.body);
    form.is_multipart = true;
    // What is typed comes first: so it is read even if the file is too large.
    let form = form.field(keeps(on, asked.act, vec![rows.into()])).field(file);
    page = Typed::told_of(filled.unsent, page);
    page.text(lead).add(codes).add(form).add(paragraph(Html::link(&on.home(), "Back")))
}

/// Is it about the file as it was sent, not about a row?
fn is_of_file(finding: &Finding) -> bool {
    finding.place.column == "file"
}

fn of_file(finding: &Finding) -> String {
    format!("{}. {}", finding.seen, finding.action)
}

fn sentence(finding: &Finding) -> String {
    let expected = finding.expected.trim_end_matches('.');
    format!("{}: {}. Expected: {expected}. {}", finding.place, finding.seen, finding.action)
}

/// `POST /rounds/{round}/{unit}/plan`.
pub(super) async fn state_plan(
    State(site): State<Site>,
    visitor: Visitor,
    Path(at): Path<(String, String)>,
    posted: Bounded,
) -> Result<Response, Refused> {
    stated(&site, &visitor, at, ActKind::StatePlan, posted).await
}

/// `POST /rounds/{round}/{unit}/intentions`.
pub(super) async fn intend(
    State(site): State<Site>,
    visitor: Visitor,
    Path(at): Path<(String, String)>,
    posted: Bounded,
) -> Result<Response, Refused> {
    stated(&site, &visitor, at, ActKind::Intend, posted).await
}

async fn stated(
    site: &Site,
    visitor: &Visitor,
    (round, unit): (String, String),
    act: ActKind,
    posted: Bounded,
) -> Result<Response, Refused> {
    if visitor.actor.person.is_none() {
        let sent = Sent::read_typed(posted).await;
        return Ok(signed_out_with_file(site, visitor, Link::to("/rounds", "Rounds"), &sent.fields));
    }
    let (sent, stopped) = Sent::read_so_far(posted).await;
    let on = On::of(site, visitor, &round, &unit).await?;
    let asked = Asked::of(&on, act, sent.field("body"))?;
    let filled = Filled::again(&sent, &asked.text(&on));
    if let Some(refusal) = stopped {
        let Refusal::Invalid(findings) = refusal else { return Err(refusal.into()) };
        let filled = Filled { chooses_again: true, ..filled };
        return Ok(shown(&on, &asked, &filled, &findings).answer(StatusCode::UNPROCESSABLE_ENTITY));
    }
    let (name, bytes) = match sent.files.first() {
        Some((name, bytes)) => (name.as_str(), bytes.clone()),
        None => ("rows.csv", sent.field("rows").replace("\r\n", "\n").into_bytes()),
    };
    let (done, findings) = asked.read(&on, (name, &bytes));
    let wrong = |findings: &Findings, status| Ok(shown(&on, &asked, &filled, findings).answer(status));
    if findings.iter().any(Finding::is_error) {
        return wrong(&findings, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let (at, done) = ((on.round.seen.reference(), on.seen.unit()), (done, Some(&asked.body)));
    match acts::act_on_round(site.desk(), &visitor.actor, at, done, sent.field("seen"), site.now()).await {
        Ok(receipt) => Ok(on_its_way(&on.home(), &receipt)),
        Err(Refusal::Invalid(findings)) => {
            let told = problems_of(&findings)
                .into_iter()
                .map(|problem| (Html::from(problem.words), Some("#rows".to_string())));
            let page = shown(&on, &asked, &filled, &Findings::new()).errors(told.collect());
            Ok(page.answer(StatusCode::UNPROCESSABLE_ENTITY))
        }
        Err(Refusal::Stale { .. }) => {
            let words = "Somebody else stated it after you opened this page. What you sent stands below; send it again to put it in place of theirs.";
            let page = shown(&on, &asked, &filled, &Findings::new());
            let page = page.errors(vec![(Html::from(words), Some("#rows".to_string()))]);
            Ok(page.answer(StatusCode::PRECONDITION_FAILED))
        }
        Err(other) => Err(other.into()),
    }
}
