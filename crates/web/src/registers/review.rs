use actions::acts::{self, Upload};
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use register::{Change, Difference, TABLES};
use serde::Deserialize;

use super::links;
use crate::Html;
use crate::components::{Button, Column, Pagination, Table, Tag};
use crate::site::plain::Plain;
use crate::site::{Refused, Site, Visitor};

/// So many rows on a page.
const ROWS: usize = 50;

/// Which table, and which page of it.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    table: String,
    page: usize,
}

/// Review changes: what would be added, changed and ended, with before and after.
pub(super) async fn page(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Refused> {
    let upload = acts::see_upload(site.desk(), &visitor.actor, &links::id(&id)?, site.now()).await?;
    let address = links::upload(&upload.draft);
    if !upload.can_be_confirmed() {
        return Ok(Redirect::to(&address).into_response());
    }
    let shell = links::of_upload(&site, &visitor, &upload).await;
    let page = Plain::new(shell, "Review changes").caption(upload.file.clone()).lead(lead(&upload));
    if upload.differences.is_empty() {
        return Ok(page.text("The register says all of this already.").answer(StatusCode::OK));
    }
    let first = upload.differences[0].table.to_string();
    let table = if asked.table.is_empty() { first } else { asked.table };
    let page = page.add(summary(&upload, &address, &table));
    let page = changes(page, &upload, &address, &table, asked.page.max(1));
    let button =
        Button { text: "Continue".into(), href: Some(format!("{address}/check")), ..Button::default() };
    Ok(page.add(button).answer(StatusCode::OK))
}

/// How many rows are added, changed and ended.
pub(super) fn counts<'a>(differences: impl Iterator<Item = &'a Difference>) -> [usize; 3] {
    let mut counts = [0; 3];
    for difference in differences {
        counts[match difference.change {
            Change::Added(_) => 0,
            Change::Changed(_) => 1,
            Change::Ended(_) => 2,
        }] += 1;
    }
    counts
}

/// So many rows.
pub(super) fn rows_words(rows: usize) -> String {
    if rows == 1 { "1 row".to_string() } else { format!("{rows} rows") }
}

fn lead(upload: &Upload) -> String {
    let [added, changed, ended] = counts(upload.differences.iter());
    let against = match upload.seen {
        0 => "This would be the first snapshot".to_string(),
        number => format!("Against snapshot {number}"),
    };
    format!(
        "{against}: {} added, {changed} changed, {ended} ended. Nothing has been saved.",
        rows_words(added)
    )
}

fn summary(upload: &Upload, address: &str, shown: &str) -> Table {
    let row = |table: &register::tables::Table| {
        let [added, changed, ended] = counts(upload.differences.iter().filter(|d| d.table == table.name));
        let name = match table.name == shown {
            true => Html::raw("<strong>").then(table.name).then(Html::raw("</strong>")),
            false => Html::link(&format!("{address}/review?table={}", table.name), table.name),
        };
        let mut cells = vec![name];
        cells.extend([added, changed, ended].map(|count| Html::from(count.to_string())));
        (added + changed + ended > 0).then_some(cells)
    };
    let rows = TABLES.iter().filter_map(row).collect();
    let columns = vec![
        Column::words("Table"),
        Column::number("Added"),
        Column::number("Changed"),
        Column::number("Ended"),
    ];
    Table::new("What would change", columns, rows)
}

fn changes(page: Plain, upload: &Upload, address: &str, table: &str, number: usize) -> Plain {
    let all: Vec<&Difference> = upload.differences.iter().filter(|d| d.table == table).collect();
    let pages = all.len().div_ceil(ROWS).max(1);
    let number = number.min(pages);
    let rows: Vec<Vec<Html>> = all.iter().skip((number - 1) * ROWS).take(ROWS).map(|d| row(d)).collect();
    let columns = ["What", "Row", "Before", "After"].map(Column::words).to_vec();
    let caption = match pages {
        1 => format!("The table {table}"),
        _ => format!("The table {table}, page {number} of {pages}"),
    };
    let page = page.add(Table { first_is_heading: false, ..Table::new(caption, columns, rows) });
    if pages == 1 {
        return page;
    }
    page.add(Pagination::of(pages, number, |n| format!("{address}/review?table={table}&page={n}")))
}

/// Long keys and addresses break anywhere, so that a table stays within a phone.
fn wrapping(html: Html) -> Html {
    Html::raw("<span class=\"app-wrap\">").then(html).then(Html::raw("</span>"))
}

fn row(difference: &Difference) -> Vec<Html> {
    let lines = |cells: Vec<String>| {
        let mut html = Html::default();
        for (at, cell) in cells.into_iter().enumerate() {
            html = html.then(if at == 0 { Html::default() } else { Html::raw("<br>") }).then(cell);
        }
        html
    };
    let named = |cells: &[(&'static str, String)]| {
        lines(cells.iter().map(|(column, value)| format!("{column}: {value}")).collect())
    };
    let blank = |value: &String| if value.is_empty() { "(blank)".to_string() } else { value.clone() };
    let (tag, before, after) = match &difference.change {
        Change::Added(cells) => (Tag::coloured("Added", "green"), "–".into(), named(cells)),
        Change::Ended(cells) => (Tag::coloured("Ended", "orange"), named(cells), "–".into()),
        Change::Changed(cells) => (
            Tag::coloured("Changed", "blue"),
            lines(cells.iter().map(|(column, before, _)| format!("{column}: {}", blank(before))).collect()),
            lines(cells.iter().map(|(column, _, after)| format!("{column}: {}", blank(after))).collect()),
        ),
    };
    vec![tag.into(), wrapping(Html::from(&difference.key)), wrapping(before), wrapping(after)]
}
