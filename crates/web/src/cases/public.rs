use actions::{SeenCase, acts};
use axum::extract::State;
use axum::response::Response;

use super::on::found;
use super::words;
use crate::Html;
use crate::components::{Column, Table};
use crate::site::plain::Plain;
use crate::site::{Refused, Site, Visitor, encoded, shell};

/// `GET /published`: published cases with their outcomes and decisions. No account is needed.
pub(super) async fn page(State(site): State<Site>, visitor: Visitor) -> Result<Response, Refused> {
    let cases = acts::see_public_cases(site.desk(), site.now()).await?;
    let lead = match cases.len() {
        0 => "No case is published yet.".to_string(),
        1 => "One case is published.".to_string(),
        several => format!("{several} cases are published."),
    };
    let page = Plain::new(shell(&site, &visitor), "Published cases and decisions").lead(lead);
    let page = if cases.is_empty() { page } else { page.add(table(&cases)) };
    let prove = Html::raw("What was decided can be checked without us: ")
        .then(Html::link("/prove", "prove what was recorded"))
        .then(Html::raw("."));
    Ok(found(page.text("Each is read as it was sent, without what is exempt.").text(prove)))
}

fn table(cases: &[SeenCase]) -> Table {
    let columns = ["Case", "Who", "Unit", "Outcome of the review", "Decision", "Published"];
    let row = |case: &SeenCase| {
        let view = case.view();
        let at = format!("/cases/{}", encoded(case.reference().as_str()));
        let who: Vec<String> = case.commissioners().into_iter().map(|body| case.name(body)).collect();
        let units: Vec<String> = case.setup().units.iter().map(|body| case.name(body)).collect();
        let outcome = view.outcome.map_or("One page: no review", |outcome| words::verdict(outcome.verdict));
        let decided: Vec<&str> =
            view.decisions.iter().map(|(_, decision)| words::choice(decision.choice)).collect();
        let published = view.history.iter().find(|step| step.act == casework::ActKind::Publish);
        vec![
            Html::link(&at, case.notice().0),
            who.join(", ").into(),
            units.join(", ").into(),
            outcome.into(),
            decided.join(", ").into(),
            published.map(|step| words::day(step.on)).unwrap_or_default().into(),
        ]
    };
    let columns = columns.map(Column::words).into();
    Table::new("Published cases, the last one first", columns, cases.iter().map(row).collect())
}
