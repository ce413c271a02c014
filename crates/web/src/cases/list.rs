use actions::{SeenCase, acts};
use axum::extract::State;
use axum::response::Response;

use super::on::found;
use super::words;
use crate::Html;
use crate::components::{Column, Table};
use crate::site::plain::{Plain, list as points};
use crate::site::{Refused, Site, Visitor, encoded, shell};

/// `GET /cases`: what waits for whoever asks, and every case that they are told of.
pub(super) async fn page(State(site): State<Site>, visitor: Visitor) -> Result<Response, Refused> {
    let cases = acts::see_cases(site.desk(), &visitor.actor, site.now()).await?;
    let waits = waiting(&cases);
    let lead = match waits.len() {
        0 => "Nothing waits for you.".to_string(),
        1 => "One thing waits for you.".to_string(),
        several => format!("{several} things wait for you."),
    };
    let mut page = Plain::new(shell(&site, &visitor), "Cases").lead(lead);
    if !waits.is_empty() {
        page = page.add(points(waits));
    }
    let page = match cases.is_empty() {
        true => page.text("No case concerns you yet. A case is opened on a frozen answer: “Who else is hurt?” or “Make, share or buy”."),
        false => page.add(table(&cases)),
    };
    let page = match cases.iter().any(SeenCase::is_pending) {
        true => page.text(Html::link("/cases/together", "What the cases that were sent do together")),
        false => page,
    };
    let public = Html::raw("Cases that are published are open to everybody: ")
        .then(Html::link("/published", "published cases and decisions"))
        .then(Html::raw("."));
    Ok(found(page.text(public)))
}

/// What waits, what is due first before the rest.
fn waiting(cases: &[SeenCase]) -> Vec<Html> {
    let mut all = Vec::new();
    for case in cases {
        for turn in case.turns() {
            let at = format!("/cases/{}", encoded(case.reference().as_str()));
            let what = format!("{}: {}", case.notice().0, words::title(turn.act).to_lowercase());
            let by = turn.by.map(|day| format!(", by {}", words::day(day))).unwrap_or_default();
            let told =
                Html::link(&at, &what).then(format!("{by} ({} for {})", turn.office, case.name(&turn.body)));
            all.push((turn.by.is_none(), turn.by, told));
        }
    }
    all.sort_by_key(|(open, by, _)| (*open, *by));
    all.into_iter().map(|(_, _, told)| told).collect()
}

fn table(cases: &[SeenCase]) -> Table {
    let columns = ["Case", "Reference", "Who", "Stands at", "Last day for a view"].map(Column::words);
    let row = |case: &SeenCase| {
        let (title, state) = case.notice();
        let at = format!("/cases/{}", encoded(case.reference().as_str()));
        let who = case.commissioners().into_iter().map(|body| case.name(body)).collect::<Vec<_>>();
        let by = case.view().view_by.map(words::day).unwrap_or_default();
        vec![
            Html::link(&at, title),
            case.reference().to_string().into(),
            who.join(", ").into(),
            words::state_tag(state).into(),
            by.into(),
        ]
    };
    Table::new("Cases that you are told of", columns.into(), cases.iter().map(row).collect())
}
