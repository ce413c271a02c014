use actions::AuditLine;
use actions::acts::{self, ToldLine};
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use vocabulary::Code;

use super::words::when;
use crate::Html;
use crate::components::{Column, Table};
use crate::site::plain::{Plain, paragraph};
use crate::site::{Names, Refused, Site, Visitor, shell};

/// So many lines on a page.
const LINES: i64 = 50;

#[derive(Deserialize)]
pub(super) struct Before {
    before: Option<i64>,
}

pub(super) async fn page(
    State(site): State<Site>,
    visitor: Visitor,
    Path(body): Path<String>,
    Query(asked): Query<Before>,
) -> Result<Response, Refused> {
    let body = Code::new(&body);
    let before = asked.before.unwrap_or(i64::MAX);
    // One more than is shown tells whether there is an older page.
    let mut lines = acts::read_audit(site.desk(), &visitor.actor, &body, before, LINES + 1).await?;
    let more = lines.len() > LINES as usize;
    lines.truncate(LINES as usize);
    let names = Names::of(&site, &visitor).await;
    let rows: Vec<Vec<Html>> = lines.iter().map(|line| row(&body, line)).collect();
    let columns = vec![
        Column::number("Line"),
        Column::words("When"),
        Column::words("Who"),
        Column::words("What"),
        Column::words("Receipt"),
    ];
    let page = Plain::new(shell(&site, &visitor), format!("What was done for {}", names.short(&body)))
        .text("Every act leaves a line, the latest first. Lines are never changed or taken out.");
    let page = match rows.is_empty() {
        true => page.text("There is nothing here."),
        false => page.add(Table { hides_caption: true, ..Table::new("What was done", columns, rows) }),
    };
    let page = match (more, lines.last(), asked.before) {
        (true, Some(last), _) => {
            let address = format!("/audit/{body}?before={}", last.line.number);
            page.add(paragraph(Html::link(&address, "Older lines")))
        }
        _ => page,
    };
    let page = match asked.before {
        Some(_) => page.add(paragraph(Html::link(&format!("/audit/{body}"), "Back to the latest"))),
        None => page,
    };
    Ok(page.answer(StatusCode::OK))
}

fn row(body: &Code, told: &ToldLine) -> Vec<Html> {
    let line = &told.line;
    let what = match line.on_kind.as_str() {
        "register" => format!("{}: {}", words(&line.act), line.on_id),
        _ => words(&line.act),
    };
    vec![
        line.number.to_string().into(),
        when(line.at).into(),
        told.by.clone().unwrap_or_else(|| "Ballast itself".to_string()).into(),
        what.into(),
        receipt(body, line),
    ]
}

/// The line's own name; of what is recorded, with the way to its proof.
fn receipt(body: &Code, line: &AuditLine) -> Html {
    let name = Html::raw("<span class=\"app-code\">").then(line.receipt.as_str()).then(Html::raw("</span>"));
    if !acts::is_recorded(&line.act) {
        return name;
    }
    let proof = Html::link(&format!("/prove/audit/{body}/{}", line.receipt), "In the record");
    let which = Html::raw("<span class=\"nhsuk-u-visually-hidden\"> as line ")
        .then(line.number.to_string())
        .then(Html::raw("</span>"));
    name.then(Html::raw("<br>")).then(proof).then(which)
}

/// The name of an act in words.
pub(crate) fn words(act: &str) -> String {
    let text = act.replace('-', " ");
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
