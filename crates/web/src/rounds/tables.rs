//! The unit's plan and what a customer intends, as tables: a CSV file, or rows that are typed. What is wrong is told row by row, and
//! everything that was sent stays in the form.

use actions::{Refusal, acts};
use assurance::{Act, ActKind};
use axum::extract::{Multipart, Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use exchange::Limits;
use exchange::assurance::{read_intentions, read_plan};
use vocabulary::{Code, Finding, Findings};

use super::act::{may, problems_of, signed_out};
use super::on::{On, found, on_its_way};
use crate::Html;
use crate::components::{Details, FileUpload, Question, Textarea};
use crate::registers::sent::Sent;
use crate::site::plain::{Form, Plain, list, paragraph};
use crate::site::{Refused, Site, Visitor};

const PLAN_COLUMNS: &str = "unit_code,buyer_code,service_code,financial_year,income_gbp,cost_gbp";
const INTENTION_COLUMNS: &str = "buyer_code,supplier_code,service_code,financial_year,low_gbp,high_gbp";

/// One of the two tables, for a body.
struct Asked {
    act: ActKind,
    /// Who states it.
    body: Code,
}

impl Asked {
    /// `body` is asked for where somebody speaks for several customers.
    fn of(on: &On, act: ActKind, body: &str) -> Result<Asked, Refused> {
        may(on, act)?;
        let bodies = on.seen.bodies_for(act);
        let found = bodies.iter().find(|known| known.as_str() == body).or(bodies.first());
        Ok(Asked { act, body: (**found.ok_or(Refusal::NotFound)?).clone() })
    }

    fn is_plan(&self) -> bool {
        self.act == ActKind::StatePlan
    }

    fn rests(&self, on: &On) -> String {
        let rests = if self.is_plan() { assurance::RestsOn::Plan } else { assurance::RestsOn::OwnIntentions };
        on.seen.seen(self.act, Some(&self.body), &rests)
    }

    /// What is stated now, as the file would have it; to begin with, a row for what is likely to be stated.
    fn text(&self, on: &On) -> String {
        let view = on.seen.view_to(self.act, Some(&self.body));
        let (columns, rows): (_, Vec<String>) = match self.is_plan() {
            true => (PLAN_COLUMNS, view.plan.iter().map(plan_row).collect()),
            false => {
                let own = view.intentions.iter().filter(|row| row.customer == self.body);
                (INTENTION_COLUMNS, own.map(|row| intended_row(row)).collect())
            }
        };
        let rows = if rows.is_empty() { self.blank(on) } else { rows };
        format!("{columns}\n{}\n", rows.join("\n"))
    }

    /// Rows whose amounts are to be entered.
    fn blank(&self, on: &On) -> Vec<String> {
        let unit = on.seen.unit();
        let today = on.seen.on();
        let first = i32::from(today.year()) - i32::from(today.month() < 4);
        let year = |ahead: i32| format!("{}/{:02}", first + ahead, (first + ahead + 1) % 100);
        match self.is_plan() {
            true => on
                .seen
                .setup()
                .customers
                .iter()
                .map(|customer| format!("{unit},{customer},*,{},,", year(0)))
                .collect(),
            false => (0..4).map(|ahead| format!("{},{unit},*,{},,", self.body, year(ahead))).collect(),
        }
    }
}

fn plan_row(row: &assurance::PlanRow) -> String {
    let cost = row.cost.map(|cost| cost.pounds_text()).unwrap_or_default();
    format!("{},{},{},{},{},{cost}", row.unit, row.customer, row.service, row.year, row.income.pounds_text())
}

fn intended_row(row: &assurance::Intended) -> String {
    let (low, high) = (row.low.pounds_text(), row.high.pounds_text());
    format!("{},{},{},{},{low},{high}", row.customer, row.unit, row.service, row.year)
}

/// `GET /rounds/{round}/{unit}/plan`.
pub(super) async fn plan_page(
    State(site): State<Site>,
    visitor: Visitor,
    Path((round, unit)): Path<(String, String)>,
) -> Result<Response, Refused> {
    let on = On::of(&site, &visitor, &round, &unit).await?;
    let asked = Asked::of(&on, ActKind::StatePlan, "")?;
    Ok(found(shown(&on, &asked, &asked.text(&on), &Findings::new())))
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
    let asked = Asked::of(&on, ActKind::Intend, body)?;
    Ok(found(shown(&on, &asked, &asked.text(&on), &Findings::new())))
}

fn shown(on: &On, asked: &Asked, text: &str, findings: &Findings) -> Plain {
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
    let at_rows = |finding: &Finding| (Html::from(sentence(finding)), Some("#rows".to_string()));
    let mut page =
        on.below(title).errors(findings.iter().filter(|one| one.is_error()).map(at_rows).collect());
    let warnings: Vec<String> = findings.iter().filter(|one| !one.is_error()).map(sentence).collect();
    if !warnings.is_empty() {
        page = page.heading("To know before you state it so").add(list(warnings));
    }
    if !asked.is_plan() {
        page = page.text(format!("You speak for {}.", on.name(&asked.body)));
    }
    let path = if asked.is_plan() { "plan" } else { "intentions" };
    let file = FileUpload {
        question: Question::new("file", "A CSV file").hint("Its rows take the place of those below."),
        accept: ".csv",
        is_multiple: false,
    };
    let rows = Textarea {
        question: Question::new("rows", "Or the rows, as they stand in the file")
            .hint("The first line names the columns. Amounts as 1200.00."),
        value: text.to_string(),
        rows: 14,
    };
    let codes = on.seen.setup().customers.iter().map(|code| format!("{code}: {}", on.name(code)));
    let codes = Details { summary: "Codes of the customers".into(), html: list(codes) };
    let mut form =
        Form::new(on.at(path), "State it").hidden("seen", asked.rests(on)).hidden("body", &asked.body);
    form.is_multipart = true;
    let form = form.field(file).field(rows);
    page.text(lead).add(codes).add(form).add(paragraph(Html::link(&on.home(), "Back")))
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
    posted: Multipart,
) -> Result<Response, Refused> {
    stated(&site, &visitor, at, ActKind::StatePlan, posted).await
}

/// `POST /rounds/{round}/{unit}/intentions`.
pub(super) async fn intend(
    State(site): State<Site>,
    visitor: Visitor,
    Path(at): Path<(String, String)>,
    posted: Multipart,
) -> Result<Response, Refused> {
    stated(&site, &visitor, at, ActKind::Intend, posted).await
}

async fn stated(
    site: &Site,
    visitor: &Visitor,
    (round, unit): (String, String),
    act: ActKind,
    posted: Multipart,
) -> Result<Response, Refused> {
    let sent = Sent::read(posted).await?;
    if visitor.actor.person.is_none() {
        return Ok(signed_out(site, visitor, &sent.fields));
    }
    let on = On::of(site, visitor, &round, &unit).await?;
    let asked = Asked::of(&on, act, sent.field("body"))?;
    let (name, bytes) = match sent.files.first() {
        Some((name, bytes)) => (name.as_str(), bytes.clone()),
        None => ("rows.csv", sent.field("rows").replace("\r\n", "\n").into_bytes()),
    };
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let (done, findings) = read(&on, &asked, (name, &bytes));
    let wrong = |findings: &Findings, status| Ok(shown(&on, &asked, &text, findings).answer(status));
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
            let page = shown(&on, &asked, &text, &Findings::new()).errors(told.collect());
            Ok(page.answer(StatusCode::UNPROCESSABLE_ENTITY))
        }
        Err(Refusal::Stale { .. }) => {
            let words = "Somebody else stated it after you opened this page. What you sent stands below; send it again to put it in place of theirs.";
            let page = shown(&on, &asked, &text, &Findings::new());
            let page = page.errors(vec![(Html::from(words), Some("#rows".to_string()))]);
            Ok(page.answer(StatusCode::PRECONDITION_FAILED))
        }
        Err(other) => Err(other.into()),
    }
}

fn read(on: &On, asked: &Asked, (name, bytes): (&str, &[u8])) -> (Act, Findings) {
    match asked.is_plan() {
        true => {
            let (rows, findings) = read_plan(name, bytes, on.seen.unit(), &Limits::default());
            (Act::StatePlan { rows }, findings)
        }
        false => {
            let (rows, findings) = read_intentions(name, bytes, &Limits::default());
            (Act::Intend { rows }, findings)
        }
    }
}
