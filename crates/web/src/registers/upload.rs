use actions::permission::allow;
use actions::{Operation, Refusal, acts};
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use register::TABLES;
use serde::Deserialize;
use vocabulary::{Code, Findings};

use super::links;
use super::sent::{Sent, no_file};
use super::templates;
use crate::components::{FileUpload, Question, Select};
use crate::site::plain::{Form, Plain, error_at, errors_of};
use crate::site::{Bounded, Names, Refused, Site, Visitor};

/// The word for a whole pack among the tables.
const PACK: &str = "pack";

/// Which table is chosen already.
#[derive(Default, Deserialize)]
pub(super) struct Chosen {
    #[serde(default)]
    table: String,
}

pub(super) async fn form(
    State(site): State<Site>,
    visitor: Visitor,
    Path((body, name)): Path<(String, String)>,
    Query(chosen): Query<Chosen>,
) -> Result<Response, Refused> {
    let body = Code::new(&body);
    allow(&visitor.actor, Operation::UploadRegister, Some(&body))?;
    Ok(page(&site, &visitor, &body, &name, &chosen.table, &Findings::new()).await.answer(StatusCode::OK))
}

async fn page(
    site: &Site,
    visitor: &Visitor,
    body: &Code,
    name: &str,
    chosen: &str,
    wrong: &Findings,
) -> Plain {
    let names = Names::of(site, visitor).await;
    let pack = (PACK.to_string(), "The whole pack".to_string());
    let tables = TABLES.iter().map(|table| (table.name.to_string(), format!("The table {}", table.name)));
    let what = Select {
        question: Question::new("what", "What is in the file?")
            .hint("One table takes the place of that table; the others stay as they are.")
            .error(error_at(wrong, "table")),
        options: std::iter::once(pack).chain(tables).collect(),
        selected: if chosen.is_empty() { PACK.to_string() } else { chosen.to_string() },
    };
    let file = FileUpload {
        question: Question::new("file", "File")
            .hint("A zip of CSV files or a workbook for the whole pack; a CSV file or a workbook for one table. At most 32 MB.")
            .error(error_at(wrong, "file")),
        accept: ".csv,.zip,.xlsx",
        is_multiple: false,
    };
    let mut form = Form::new(format!("{}/upload", links::register(body, name)), "Check the file");
    form.is_multipart = true;
    Plain::new(links::below(site, visitor, body, name, &names), "Bring facts in")
        .caption(format!("The register {name} of {}", names.short(body)))
        .errors(errors_of(wrong, &["what", "file"]))
        .text("The file is checked first. Nothing is saved before you have seen what would change, and confirmed it.")
        .add(form.field(what).field(file))
        .add(templates::all())
}

pub(super) async fn upload(
    State(site): State<Site>,
    visitor: Visitor,
    Path((body, name)): Path<(String, String)>,
    form: Bounded,
) -> Result<Response, Refused> {
    let body = Code::new(&body);
    // Before a large file is read.
    allow(&visitor.actor, Operation::UploadRegister, Some(&body))?;
    let (sent, stopped) = Sent::read_so_far(form).await;
    let done = match stopped {
        None => kept(&site, &visitor, &body, &name, &sent).await,
        Some(refusal) => Err(refusal),
    };
    match done {
        Ok(address) => Ok(Redirect::to(&address).into_response()),
        Err(Refusal::Invalid(findings)) => {
            let page = page(&site, &visitor, &body, &name, sent.field("what"), &findings).await;
            Ok(page.answer(StatusCode::UNPROCESSABLE_ENTITY))
        }
        Err(other) => Err(other.into()),
    }
}

async fn kept(
    site: &Site,
    visitor: &Visitor,
    body: &Code,
    name: &str,
    sent: &Sent,
) -> Result<String, Refusal> {
    let Some((file, bytes)) = sent.files.first() else { return Err(Refusal::Invalid(no_file())) };
    let (desk, actor, now) = (site.desk(), &visitor.actor, site.now());
    let file = (file.as_str(), bytes.as_slice());
    let upload = match sent.field("what") {
        "" | PACK => acts::upload_register(desk, actor, body, name, file, now).await?,
        table => acts::upload_table(desk, actor, body, name, table, file, now).await?,
    };
    Ok(links::upload(&upload.draft))
}
