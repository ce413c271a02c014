use actions::permission::allow;
use actions::{Operation, Refusal};
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use exchange::{TemplateFormat, template};
use register::TABLES;

use crate::Html;
use crate::components::{Column, Details, Table};
use crate::site::{Refused, Visitor};

/// An empty table, or an empty pack: `bodies.csv`, `bodies.xlsx`, `pack.zip`, `pack.xlsx`.
pub(super) async fn file(visitor: Visitor, Path(file): Path<String>) -> Result<Response, Refused> {
    allow(&visitor.actor, Operation::SeeRegister, None)?;
    let (what, ending) = file.rsplit_once('.').ok_or(Refusal::NotFound)?;
    let (format, media_type) = match (what, ending) {
        (_, "xlsx") => {
            (TemplateFormat::Xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
        }
        ("pack", "zip") => (TemplateFormat::Csv, "application/zip"),
        (what, "csv") if what != "pack" => (TemplateFormat::Csv, "text/csv; charset=utf-8"),
        _ => return Err(Refusal::NotFound.into()),
    };
    if what != "pack" && !TABLES.iter().any(|table| table.name == what) {
        return Err(Refusal::NotFound.into());
    }
    let made = template(what, format).map_err(Refusal::Invalid)?;
    let name = format!("attachment; filename=\"{}\"", made.file_name);
    let headers = [(header::CONTENT_TYPE, media_type.to_string()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, made.bytes).into_response())
}

/// Every template, to be opened.
pub(super) fn all() -> Details {
    let links = |what: &str, endings: [&str; 2]| {
        let link = |ending: &str| {
            let words = Html::from(ending.to_uppercase())
                .then(Html::raw("<span class=\"nhsuk-u-visually-hidden\"> of "))
                .then(what)
                .then(Html::raw("</span>"));
            Html::raw(format!("<a href=\"/templates/{what}.{ending}\">")).then(words).then(Html::raw("</a>"))
        };
        link(endings[0]).then(" or ").then(link(endings[1]))
    };
    let whole =
        vec![Html::from("The whole pack"), "Every table, empty".into(), links("pack", ["xlsx", "zip"])];
    let one = |table: &register::tables::Table| {
        vec![table.name.into(), table.doc.trim().into(), links(table.name, ["csv", "xlsx"])]
    };
    let rows = std::iter::once(whole).chain(TABLES.iter().map(one)).collect();
    let columns = ["Table", "What it holds", "Template"].map(Column::words).to_vec();
    let table = Table { hides_caption: true, ..Table::new("Templates", columns, rows) };
    Details { summary: "Download a template to fill in".into(), html: table.into() }
}
