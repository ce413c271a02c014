//! A round is opened with a definition that ships, for units that the oversight body oversees.

use actions::{NewRound, PlannedRound, Refusal, acts};
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use vocabulary::{Code, Findings};

use crate::Html;
use crate::components::{Checkboxes, Choice, InsetText, Link, Question};
use crate::fields::{Reader, Sheet, Values, link_to};
use crate::hurt::Problem;
use crate::site::plain::{Form, Plain, list};
use crate::site::{Names, Posted, Refused, Site, Visitor, encoded, shell};

/// `GET /rounds/new?body=…`.
pub(super) async fn page(
    State(site): State<Site>,
    visitor: Visitor,
    Query(asked): Query<Vec<(String, String)>>,
) -> Result<Response, Refused> {
    shown(&site, &visitor, &Values::from(asked), &[], None).await
}

async fn shown(
    site: &Site,
    visitor: &Visitor,
    values: &Values,
    problems: &[Problem],
    planned: Option<PlannedRound>,
) -> Result<Response, Refused> {
    let body: Code = values.get("body").parse().map_err(|_| Refusal::NotFound)?;
    let (definitions, units) = acts::see_openings(site.desk(), &visitor.actor, &body, site.now()).await?;
    let mut sheet = Sheet::new(values, problems);
    let choices = definitions.iter().map(|kept| {
        let definition = &kept.definition;
        let [recorded, reconstructed, ours] = definition.known();
        let hint = format!(
            "{} questions in {} domains; {recorded} items are recorded, {reconstructed} reconstructed, {ours} ours. {}",
            definition.questions().count(),
            definition.domains.len(),
            definition.about.trim()
        );
        Choice { hint: Some(hint.into()), ..Choice::new(&kept.name, &definition.title) }
    });
    sheet.radios(
        "definition",
        "What is asked?",
        "It is kept with the round as it is now.",
        choices.collect(),
    );
    let choices = units.iter().map(|(unit, name)| Choice::new(unit.as_str(), name)).collect();
    let hint = "Their customers are those of the register, and each answers for itself.";
    let question = Question::new("units", "Which units are assured?").hint(hint);
    sheet.checkboxes(Checkboxes { question, choices });
    sheet.date("answer_by", "Last day to certify", "Later answers are taken, and seen to be late.", false);
    let names = Names::of(site, visitor).await;
    let mut shell = shell(site, visitor);
    shell.breadcrumbs = vec![Link::to("/rounds", "Rounds")];
    let link = |problem: &Problem| (Html::from(&problem.words), link_to(problem, values));
    let errors: Vec<_> = problems.iter().map(link).collect();
    let is_refused = !errors.is_empty();
    let mut page = Plain::new(shell, "Open a round").errors(errors);
    let mut form = Form::new("/rounds/new", "Open the round").hidden("body", &body);
    if let Some(planned) = planned.filter(|_| !is_refused) {
        page = told(page, &planned, |unit| names.short(unit));
        form = Form::new("/rounds/new", "Open it so").hidden("body", &body).hidden("known", "yes");
    }
    form.fields = sheet.fields;
    let lead = format!("{} opens a round for units that it oversees.", names.short(&body));
    let status = if is_refused { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok(page.text(lead).add(form).answer(status))
}

/// What the review lead should know before it is opened.
fn told(page: Plain, planned: &PlannedRound, name: impl Fn(&Code) -> String) -> Plain {
    let known = planned
        .findings
        .iter()
        .map(|finding| format!("{}: {}. {}", finding.seen, finding.expected, finding.action));
    let page = page
        .add(InsetText { html: Html::raw("<p><strong>Before you open it</strong></p>").then(list(known)) });
    let units = planned.units.iter().map(|unit| {
        let carried = match unit.carried.len() {
            0 => "it begins without answers".to_string(),
            some => format!("it opens with {some} answers of its last round"),
        };
        format!("{}: {} customers; {carried}.", name(&unit.unit), unit.customers.len())
    });
    page.add(list(units))
}

/// `POST /rounds/new`.
pub(super) async fn open(
    State(site): State<Site>,
    visitor: Visitor,
    Posted(posted): Posted<Vec<(String, String)>>,
) -> Result<Response, Refused> {
    let values = Values::from(posted);
    let body: Code = values.get("body").parse().map_err(|_| Refusal::NotFound)?;
    let mut reader = Reader::new(&values);
    let definition = reader.needed("definition", "Choose what is asked");
    let units: Vec<Code> = reader.all("units").iter().filter_map(|code| code.parse().ok()).collect();
    let before = reader.problems.len();
    let answer_by = reader.day("answer_by");
    if answer_by.is_none() && reader.problems.len() == before {
        reader.wrong("answer_by", "Enter a day, for example 31 1 2027");
    }
    let mut problems = reader.problems;
    let (Some(answer_by), true) = (answer_by, problems.is_empty()) else {
        return shown(&site, &visitor, &values, &problems, None).await;
    };
    let new = NewRound { definition: &definition, units: &units, answer_by };
    let (desk, now) = (site.desk(), site.now());
    let planned = acts::plan_round(desk, &visitor.actor, &body, &new, now).await?;
    problems.extend(wrong(&planned.findings));
    // Whatever is told is told before anything is done.
    if !problems.is_empty() || (!planned.findings.is_empty() && values.get("known") != "yes") {
        return shown(&site, &visitor, &values, &problems, Some(planned)).await;
    }
    match acts::open_round(desk, &visitor.actor, &body, &new, now).await {
        Ok(round) => Ok(Redirect::to(&format!("/rounds/{}", encoded(round.as_str()))).into_response()),
        Err(Refusal::Invalid(findings)) => {
            let problems: Vec<Problem> = wrong(&findings).collect();
            shown(&site, &visitor, &values, &problems, None).await
        }
        Err(other) => Err(other.into()),
    }
}

fn wrong(findings: &Findings) -> impl Iterator<Item = Problem> + '_ {
    findings.iter().filter(|finding| finding.is_error()).map(|finding| {
        Problem::new(
            &finding.place.column,
            format!("{}: {}. {}", finding.seen, finding.expected, finding.action),
        )
    })
}
