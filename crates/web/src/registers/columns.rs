use std::collections::BTreeMap;

use actions::Refusal;
use actions::acts::{self, Upload};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use register::TABLES;
use register::tables::Table;
use vocabulary::Findings;

use super::links;
use crate::Html;
use crate::components::{Question, Select};
use crate::site::plain::{Form, Plain, errors_of};
use crate::site::{Posted, Refused, Site, Visitor};

/// Do the headings of the file differ from the columns of its table?
pub(super) fn differ(upload: &Upload) -> bool {
    let Some(table) = table_of(upload) else { return false };
    !upload.columns.is_empty()
        || upload.headers.iter().any(|header| table.position(header.trim()).is_none())
        || table
            .columns
            .iter()
            .any(|column| !upload.headers.iter().any(|header| header.trim() == column.name))
}

fn table_of(upload: &Upload) -> Option<&'static Table> {
    let name = upload.table.as_ref()?;
    TABLES.iter().find(|table| table.name == name).filter(|_| !upload.headers.is_empty())
}

pub(super) async fn page(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Refused> {
    let upload = acts::see_upload(site.desk(), &visitor.actor, &links::id(&id)?, site.now()).await?;
    Ok(built(&site, &visitor, &upload, &Findings::new()).await?.answer(StatusCode::OK))
}

async fn built(site: &Site, visitor: &Visitor, upload: &Upload, wrong: &Findings) -> Result<Plain, Refused> {
    let table = table_of(upload).ok_or(Refusal::NotFound)?;
    let mut form = Form::new(format!("{}/columns", links::upload(&upload.draft)), "Match and check again")
        .hidden("version", upload.version);
    for column in table.columns {
        let needed = if column.optional { "" } else { " It is needed." };
        let place = wrong.iter().find(|finding| finding.place.column == column.name);
        let error = place.map(|finding| Html::from(format!("Expected: {}.", finding.expected)));
        let none = (String::new(), "Not in the file".to_string());
        let headers = upload.headers.iter().map(|header| header.trim()).filter(|header| !header.is_empty());
        let question = Question::new(column.name, column.name)
            .hint(format!("{}{needed}", column.doc.trim()))
            .error(error);
        form = form.field(Select {
            question,
            options: std::iter::once(none).chain(headers.map(|h| (h.to_string(), h.to_string()))).collect(),
            selected: guess(upload, column.name),
        });
    }
    let names: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
    let shell = links::of_upload(site, visitor, upload).await;
    Ok(Plain::new(shell, "Match your columns")
        .caption(upload.file.clone())
        .errors(errors_of(wrong, &names))
        .text(format!(
            "Say under which heading of your file each column of the table {} stands. It is remembered for the next file.",
            table.name
        ))
        .add(form))
}

/// The heading that was said, or has the column's name, or looks like it.
fn guess(upload: &Upload, column: &str) -> String {
    if let Some((_, theirs)) = upload.columns.iter().find(|(ours, _)| ours == column) {
        return theirs.clone();
    }
    let taken = |header: &str| upload.columns.iter().any(|(_, theirs)| theirs == header);
    let letters =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    let headers = || upload.headers.iter().map(|header| header.trim()).filter(|header| !taken(header));
    let same = headers().find(|header| *header == column);
    same.or_else(|| headers().find(|header| letters(header) == letters(column)))
        .unwrap_or_default()
        .to_string()
}

pub(super) async fn map(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Posted(sent): Posted<BTreeMap<String, String>>,
) -> Result<Response, Refused> {
    let draft = links::id(&id)?;
    let version = sent.get("version").and_then(|version| version.parse().ok()).unwrap_or_default();
    // A column that stands under its own name needs no match.
    let is_match =
        |(ours, theirs): &(&String, &String)| *ours != "version" && !theirs.is_empty() && ours != theirs;
    let columns: Vec<(String, String)> =
        sent.iter().filter(is_match).map(|(ours, theirs)| (ours.clone(), theirs.clone())).collect();
    match acts::map_columns(site.desk(), &visitor.actor, &draft, version, &columns, site.now()).await {
        Ok(upload) => Ok(Redirect::to(&links::upload(&upload.draft)).into_response()),
        Err(Refusal::Invalid(findings)) => {
            let upload = acts::see_upload(site.desk(), &visitor.actor, &draft, site.now()).await?;
            let page = built(&site, &visitor, &upload, &findings).await?;
            Ok(page.answer(StatusCode::UNPROCESSABLE_ENTITY))
        }
        Err(other) => Err(other.into()),
    }
}
