use actions::acts;
use actions::spend::{Spend, Sum};
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use exchange::csv_bytes;
use serde::Deserialize;

use super::links;
use crate::Html;
use crate::components::{Column, Table};
use crate::site::plain::{Form, Plain, paragraph};
use crate::site::{Names, Posted, Refused, Site, Visitor};

/// What the payments add up to by unit and month, beside what the register says.
pub(super) async fn page(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Refused> {
    let spend = acts::see_spend(site.desk(), &visitor.actor, &links::id(&id)?, site.now()).await?;
    let names = Names::of(&site, &visitor).await;
    let shell = links::below(&site, &visitor, &spend.body, &spend.register, &names);
    let address = format!("/spend/{}", spend.draft);
    let total: vocabulary::Pence = spend.sums.iter().map(|sum| sum.total).sum();
    let open = spend.suppliers.iter().filter(|supplier| supplier.said.is_none()).count();
    let page = Plain::new(shell, "What it adds up to")
        .lead(format!("{} was paid to units. Nothing has been saved.", total.whole_pounds()))
        .add(table(&spend, &names))
        .text("The register's figure is a twelfth of what its agreement lines between the two come to in a year. Payments over £25,000 leave smaller ones out, and one payment may be for several months.");
    let back = Html::link(&address, "Back to the suppliers");
    let page = match (open, spend.sums.is_empty()) {
        (0, false) => page
            .text("If you go on, each sum of a file becomes a row of the table facts, and each file a row of sources. You review them before they are saved.")
            .add(Form::new(format!("{address}/uploads"), "Review the rows").hidden("version", spend.version)),
        (0, true) => page.text("There is nothing to keep."),
        (open, _) => page.text(format!("{open} supplier names aren't confirmed yet.")),
    };
    Ok(page.add(paragraph(back)).answer(StatusCode::OK))
}

/// What several files say of the same unit, payer and month stands in one line.
fn by_month(sums: &[Sum]) -> Vec<Sum> {
    let mut lines: Vec<Sum> = Vec::new();
    for sum in sums {
        let is_same =
            |line: &&mut Sum| line.unit == sum.unit && line.payer == sum.payer && line.month == sum.month;
        match lines.iter_mut().find(is_same) {
            Some(line) => {
                line.payments += sum.payments;
                line.total += sum.total;
            }
            None => lines.push(sum.clone()),
        }
    }
    lines.sort_by(|a, b| (&a.unit, &a.payer, &a.month).cmp(&(&b.unit, &b.payer, &b.month)));
    lines
}

fn table(spend: &Spend, names: &Names) -> Table {
    let row = |sum: Sum| -> Vec<Html> {
        let unit = spend.units.iter().find(|(code, _)| *code == sum.unit);
        let unit = unit.map_or_else(|| names.short(&sum.unit), |(_, name)| name.clone());
        let month = if sum.month.is_empty() { "No date" } else { &sum.month };
        let month = Html::raw("<span class=\"app-whole\">").then(month).then(Html::raw("</span>"));
        let payer = if sum.payer.is_empty() { "Not named".to_string() } else { sum.payer.clone() };
        let says = sum.register_says.map_or_else(|| "–".to_string(), |pence| pence.whole_pounds());
        vec![
            unit.into(),
            month,
            payer.into(),
            sum.payments.to_string().into(),
            sum.total.whole_pounds().into(),
            says.into(),
        ]
    };
    let columns = vec![
        Column::words("Unit"),
        Column::words("Month"),
        Column::words("Paid by"),
        Column::number("Payments"),
        Column::number("Add up to"),
        Column::number("The register, a month"),
    ];
    let rows = by_month(&spend.sums).into_iter().map(row).collect();
    Table::new("Payments to units, by month", columns, rows)
}

#[derive(Deserialize)]
pub(super) struct Seen {
    version: i64,
}

pub(super) async fn keep(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Posted(sent): Posted<Seen>,
) -> Result<Response, Refused> {
    let draft = links::id(&id)?;
    let upload = acts::keep_spend(site.desk(), &visitor.actor, &draft, sent.version, site.now()).await?;
    Ok(Redirect::to(&links::upload(&upload.draft)).into_response())
}

/// Every row that is no payment, with its reason.
pub(super) async fn dropped(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Refused> {
    let spend = acts::see_spend(site.desk(), &visitor.actor, &links::id(&id)?, site.now()).await?;
    let rows = spend.files.iter().flat_map(|file| {
        let row = |row: &exchange::spend::Dropped| {
            vec![file.name.clone(), row.line.to_string(), row.why.to_string(), row.seen.clone()]
        };
        file.dropped.iter().map(row).collect::<Vec<_>>()
    });
    let bytes = csv_bytes(&["file", "line", "reason", "row"], rows);
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"rows-left-out.csv\""),
    ];
    Ok((headers, bytes).into_response())
}
